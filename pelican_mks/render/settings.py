"""The plugin's settings: names, defaults, documentation and valid values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pelican_mks.shortcodes.attribute_types import LANG
from pelican_mks.shortcodes.declaration import OwnShortcodes

OWN_VALID = (
    "a dictionary from names to a Shortcode, a function, the name of a template or a dictionary with "
    "template, attributes, single, inline, about"
)
Read = Callable[[Any], Any]
"""Converts the value in `pelicanconf.py` to that of a field; raises an exception if it is not valid."""


def _setting(default: Any, about: str, valid: str, read: Read, example: str = "") -> Any:
    """Declare a setting; `example` is another value than the default, as in `pelicanconf.py`."""
    metadata = {"about": about, "valid": valid, "read": read, "example": example}
    return field(default=default, metadata=metadata)


def _checked(accepts: Callable[[Any], object]) -> Read:
    """Return a function that returns its argument if `accepts` is true for it."""

    def read(value: Any) -> Any:
        if not accepts(value):
            raise ValueError
        return value

    return read


def _one_of(*values: str) -> Read:
    return _checked(lambda value: isinstance(value, str) and value in values)


_flag = _checked(lambda value: isinstance(value, bool))


def _names(value: Any) -> tuple[str, ...] | None:
    """Return the names in a collection; iterate only once, since it may be a generator."""
    if value is None:
        return None
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise TypeError
    names = tuple(value)
    if not all(isinstance(name, str) for name in names):
        raise TypeError
    return names


def _declarations(value: Any) -> dict[Any, Any]:
    """Return unchecked declarations; `site/custom.py` checks them."""
    if not isinstance(value, Mapping):
        raise TypeError
    return dict(value)


def _folder(value: Any) -> str | None:
    """Return the path of a folder; `site/posters.py` lists its images."""
    if value is not None and not (isinstance(value, str) and value.strip("/ ")):
        raise TypeError
    return value


def _title_languages(value: Any) -> tuple[tuple[str, str], ...]:
    """Return pairs of title and language."""
    if not isinstance(value, Mapping):
        raise TypeError
    pairs = tuple(value.items())
    for title, language in pairs:
        if not title.strip() or not LANG.read(language):
            raise ValueError
    return pairs


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a site. The field `heading_level` is the setting `MKS_HEADING_LEVEL`, and so on."""

    assets: str = _setting(
        "auto",
        "Link stylesheets and JavaScript into the pages that contain a widget, or leave that to the theme.",
        '"auto" or "manual"',
        _one_of("auto", "manual"),
        '"manual"',
    )
    heading_level: int | None = _setting(
        None,
        "The heading level of the titles in tabs and accordions. By default, it is one below the nearest heading "
        "before the widget.",
        "None or a number from 2 to 6",
        _checked(lambda value: value is None or (type(value) is int and value in range(2, 7))),
        "3",
    )
    empty_text: str | None = _setting(
        None,
        "The placeholder in an empty panel. By default, it is “There is no text here.” in the language of the text "
        "around it.",
        "None or a string that is not empty",
        _checked(lambda value: value is None or (isinstance(value, str) and value.strip())),
        '"To be written."',
    )
    lang_detect: bool = _setting(
        True,
        "Mark up the language of a panel if its writing system makes the language certain.",
        "True or False",
        _flag,
    )
    title_languages: tuple[tuple[str, str], ...] = _setting(
        (),
        "Mark up the language of panels with these titles; `*` matches any text. The attribute `lang` has priority; "
        "`MKS_LANG_DETECT` applies only to other titles.",
        "a dictionary from titles to language tags",
        _title_languages,
        '{"Original (French)": "fr", "*(Swahili)": "sw"}',
    )
    sync: bool = _setting(
        True,
        "Switch all tabs with the same title together.",
        "True or False",
        _flag,
    )
    layout: str = _setting(
        "tabs",
        "The layout of tabs; `parallel` shows up to three panels side by side if there is room, such as a translation "
        'and its original. In `[mks_tabs]`, `layout` and `nav="vertical"` override it.',
        '"tabs" or "parallel"',
        _one_of("tabs", "parallel"),
        '"parallel"',
    )
    inline_style: bool = _setting(
        True,
        "Apply the colours and sizes in shortcodes with `style` attributes; set it to `False` if the site’s "
        "Content Security Policy forbids them.",
        "True or False",
        _flag,
    )
    icons: str = _setting(
        "svg",
        "Render icons as inline SVG, or with the icon fonts of the theme.",
        '"svg" or "font"',
        _one_of("svg", "font"),
        '"font"',
    )
    shortcodes: tuple[str, ...] | None = _setting(
        None,
        "The enabled shortcodes; `meks` stands for all of Meks (the default), `wordpress` for "
        "`audio`, `caption`, `embed`, `gallery` and `video`.",
        "None or a list of names",
        _names,
        '["meks", "caption", "audio"]',
    )
    video_posters: tuple[tuple[str, str], ...] | None = _setting(
        None,
        "A folder in `PATH` with thumbnails for videos on YouTube and Vimeo, each named after the ID of its "
        "video, such as `aqz-KE-bpKQ.jpg`.",
        "None or the path of a folder",
        _folder,
        '"images/videos"',
    )
    own_shortcodes: OwnShortcodes = _setting(  # noqa: RUF009 - it returns a field
        OwnShortcodes(),
        "[Custom shortcodes](own-shortcodes.md), which are always enabled; a built-in shortcode with the same name is "
        "replaced.",
        OWN_VALID,
        _declarations,
        '{"note": {"template": "note.html", "attributes": ["title"]}}',
    )
