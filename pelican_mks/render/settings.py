"""The plugin's settings: each with its default, what it does, and how its value is read."""

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
"""Turns what a site set into the value of a field; raises `TypeError` or `ValueError` if it is not valid."""


def _setting(default: Any, about: str, valid: str, read: Read) -> Any:
    return field(default=default, metadata={"about": about, "valid": valid, "read": read})


def _checked(accepts: Callable[[Any], object]) -> Read:
    """Read a value as it is if it is accepted."""

    def read(value: Any) -> Any:
        if not accepts(value):
            raise ValueError
        return value

    return read


def _one_of(*values: str) -> Read:
    return _checked(lambda value: isinstance(value, str) and value in values)


_flag = _checked(lambda value: isinstance(value, bool))


def _names(value: Any) -> tuple[str, ...] | None:
    """Names in any collection; it is read once, since it may be a generator."""
    if value is None:
        return None
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise TypeError
    names = tuple(value)
    if not all(isinstance(name, str) for name in names):
        raise TypeError
    return names


def _declarations(value: Any) -> dict[Any, Any]:
    """The declarations as a site wrote them; `site/custom.py` makes shortcodes of them."""
    if not isinstance(value, Mapping):
        raise TypeError
    return dict(value)


def _title_languages(value: Any) -> tuple[tuple[str, str], ...]:
    """Titles with their languages; read once, as the others are."""
    if not isinstance(value, Mapping):
        raise TypeError
    pairs = tuple(value.items())
    for title, language in pairs:
        if not title.strip() or not LANG.read(language):
            raise ValueError
    return pairs


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site may decide; each field is the setting of its name in capitals behind `MKS_`."""

    assets: str = _setting(
        "auto",
        "Link the stylesheet and the script into pages that hold a widget, or leave it to the theme.",
        '"auto" or "manual"',
        _one_of("auto", "manual"),
    )
    heading_level: int | None = _setting(
        None,
        "The level of the titles of tabs and accordions; by default one below the nearest heading before the widget.",
        "None or a number from 2 to 6",
        _checked(lambda value: value is None or (type(value) is int and value in range(2, 7))),
    )
    empty_text: str | None = _setting(
        None,
        "What a tab or another titled text shows that is empty; by default it says so in the language of "
        "the text around.",
        "None or a text that is not empty",
        _checked(lambda value: value is None or (isinstance(value, str) and value.strip())),
    )
    lang_detect: bool = _setting(
        True,
        "Mark a titled text with its language where its script tells it for certain.",
        "True or False",
        _flag,
    )
    title_languages: tuple[tuple[str, str], ...] = _setting(
        (),
        "Mark the text under a title with a language, as in "
        '`{"Original (French)": "fr", "*(Swahili)": "sw"}`; `*` stands for any text. '
        "An author’s `lang` comes first, what the script tells comes last.",
        "a dictionary from titles to language tags",
        _title_languages,
    )
    sync: bool = _setting(
        True,
        "Let tabs widgets with the same titles switch together.",
        "True or False",
        _flag,
    )
    layout: str = _setting(
        "tabs",
        "Show up to three tabs side by side where there is room for all of them, "
        'unless `[mks_tabs]` says `layout` or `nav="vertical"`.',
        '"tabs" or "parallel"',
        _one_of("tabs", "parallel"),
    )
    inline_style: bool = _setting(
        True,
        "Write the colours and sizes that authors choose into the page; a policy may forbid it.",
        "True or False",
        _flag,
    )
    icons: str = _setting(
        "svg",
        "Draw icons in the page, or leave them to the icon fonts of the theme.",
        '"svg" or "font"',
        _one_of("svg", "font"),
    )
    shortcodes: tuple[str, ...] | None = _setting(
        None,
        "The names of the shortcodes that are read: `meks` stands for all of Meks, `wordpress` for "
        "`audio`, `caption`, `embed`, `gallery`, `video`. `None`: those of Meks.",
        "None or a list of names",
        _names,
    )
    own_shortcodes: OwnShortcodes = _setting(  # noqa: RUF009 - it gives a field
        OwnShortcodes(),
        "Custom shortcodes, which are always on, and what renders them; the name of a built-in shortcode "
        "renders that one differently.",
        OWN_VALID,
        _declarations,
    )
