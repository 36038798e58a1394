"""The plugin's settings: `MKS_…` in a site's `pelicanconf.py`, read once and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from pelican_mks.shortcodes.attribute_types import LANG
from pelican_mks.shortcodes.declaration import OwnShortcodes

PREFIX = "MKS_"
OWN_ALLOWED = (
    "a dictionary from names to a Shortcode, a function, the name of a template or a dictionary with "
    "template, attributes, single, inline, about"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a setting may be."""

    allowed: str
    accepts: Callable[[object], bool]


def _setting(default: Any, about: str, allowed: str, accepts: Callable[[object], bool]) -> Any:
    return field(default=default, metadata={"about": about, "rule": _Rule(allowed, accepts)})


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_names(value: object) -> bool:
    return (
        isinstance(value, Iterable)
        and not isinstance(value, str)
        and all(isinstance(name, str) for name in value)
    )


def _is_title_languages(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(title, str)
        and bool(title.strip())
        and isinstance(language, str)
        and bool(LANG.read(language))
        for title, language in value.items()
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site may decide; each field is the setting of its name in capitals behind `MKS_`."""

    assets: str = _setting(
        "auto",
        "Link the stylesheet and the script into pages that hold a widget, or leave it to the theme.",
        '"auto" or "manual"',
        lambda value: value in ("auto", "manual"),
    )
    heading_level: int | None = _setting(
        None,
        "The level of the titles of tabs and accordions; by itself one below the nearest heading before the widget.",
        "None or a number from 2 to 6",
        lambda value: (
            value is None
            or (isinstance(value, int) and not isinstance(value, bool) and value in range(2, 7))
        ),
    )
    empty_text: str | None = _setting(
        None,
        "What a tab or another titled text shows that is empty; by itself it says so in the language of "
        "the text around.",
        "None or a text that is not empty",
        lambda value: value is None or (isinstance(value, str) and bool(value.strip())),
    )
    lang_detect: bool = _setting(
        True,
        "Mark a titled text with its language where its script tells it for certain.",
        "True or False",
        _is_flag,
    )
    title_languages: tuple[tuple[str, str], ...] = _setting(
        (),
        "Mark the text under a title with a language, as in "
        '`{"Original (French)": "fr", "*(Swahili)": "sw"}`; `*` stands for any text. '
        "An author’s `lang` comes first, what the script tells comes last.",
        "a dictionary from titles to language tags",
        _is_title_languages,
    )
    sync: bool = _setting(
        True,
        "Let tabs widgets with the same titles switch together.",
        "True or False",
        _is_flag,
    )
    layout: str = _setting(
        "tabs",
        "Show up to three tabs side by side where there is room for all of them, "
        'unless `[mks_tabs]` says `layout` or `nav="vertical"`.',
        '"tabs" or "parallel"',
        lambda value: value in ("tabs", "parallel"),
    )
    inline_style: bool = _setting(
        True,
        "Write the colours and sizes that authors choose into the page; a policy may forbid it.",
        "True or False",
        _is_flag,
    )
    icons: str = _setting(
        "svg",
        "Draw icons in the page, or leave them to the icon fonts of the theme.",
        '"svg" or "font"',
        lambda value: value in ("svg", "font"),
    )
    shortcodes: tuple[str, ...] | None = _setting(
        None,
        "The names of the shortcodes that are read: `meks` stands for all of Meks, `wordpress` for "
        "`audio`, `caption`, `embed`, `gallery`, `video`. `None`: those of Meks.",
        "None or a list of names",
        lambda value: value is None or _is_names(value),
    )
    own_shortcodes: OwnShortcodes = _setting(  # noqa: RUF009 - it gives a field
        OwnShortcodes(),
        "The site's own shortcodes, which are always read, and what renders them; a known name is "
        "rendered anew.",
        OWN_ALLOWED,
        lambda value: isinstance(value, OwnShortcodes),
    )


def _frozen(value: Any) -> Any:
    """A value that cannot change, where that of the site can."""
    if isinstance(value, dict):
        return tuple(value.items())
    return tuple(value) if isinstance(value, list | set) else value


def read_settings(site: Mapping[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """Read `site`'s settings.

    Returns them with the default wherever a value is not allowed, and a message for each such value
    and for each name that begins like one of ours and is none.
    """
    values: dict[str, Any] = {}
    errors: list[str] = []
    known = {PREFIX + item.name.upper(): item for item in fields(Settings)}
    for name, item in known.items():
        if name not in site:
            continue
        value, rule = site[name], item.metadata["rule"]
        if rule.accepts(value):
            values[item.name] = _frozen(value)
        else:
            errors.append(
                f"{name} = {value!r} is not allowed; {item.default!r} is used instead. "
                f"Allowed: {rule.allowed}."
            )
    errors.extend(
        f"{name} is no setting; it was left out. Known are: {', '.join(known)}."
        for name in site
        if name.startswith(PREFIX) and name not in known
    )
    return Settings(**values), tuple(errors)
