"""The built-in shortcodes, and which of them a site enables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pelican_mks.families import (
    blocks,
    buttons,
    captions,
    columns,
    disclosure,
    embeds,
    galleries,
    media,
    phrases,
    tabs,
)
from pelican_mks.shortcodes.declaration import OwnShortcodes, Shortcode
from pelican_mks.shortcodes.lexer import Lexicon

_MEKS = (tabs, disclosure, columns, phrases, buttons, blocks)
_WORDPRESS = (captions, media, embeds, galleries)
SHORTCODES: tuple[Shortcode, ...] = tuple(
    shortcode for module in _MEKS for shortcode in module.SHORTCODES
)
"""The Meks shortcodes, enabled by default."""
WORDPRESS: tuple[Shortcode, ...] = tuple(
    shortcode for module in _WORDPRESS for shortcode in module.SHORTCODES
)
"""The shortcodes of WordPress itself, disabled by default."""
STYLESHEETS: Mapping[str, tuple[str, ...]] = {
    shortcode.name: getattr(module, "STYLESHEETS", (module.__name__.rpartition(".")[2],))
    for module in (*_MEKS, *_WORDPRESS)
    for shortcode in module.SHORTCODES
}
"""The names of each shortcode's stylesheets: by default one, named after the module."""
BUILT_IN = {shortcode.name: shortcode for shortcode in (*SHORTCODES, *WORDPRESS)}
MEKS_FAMILY, WORDPRESS_FAMILY = "meks", "wordpress"
FAMILIES = {MEKS_FAMILY: SHORTCODES, WORDPRESS_FAMILY: WORDPRESS}
_NONE = OwnShortcodes()


def enabled(names: tuple[str, ...] | None, own: OwnShortcodes = _NONE) -> tuple[Shortcode, ...]:
    """Return the shortcodes with these names and custom ones, with their groups, items and rows.

    A name can be a family's; `None` stands for the Meks family. A custom shortcode replaces a built-in one.
    """
    wanted = {*own, *((MEKS_FAMILY,) if names is None else names)}
    for family in wanted & FAMILIES.keys():
        wanted |= {shortcode.name for shortcode in FAMILIES[family]}
    known = {**BUILT_IN, **own}
    found = {
        shortcode.name
        for shortcode in known.values()
        if not {shortcode.name, shortcode.group, shortcode.item}.isdisjoint(wanted)
    }
    rows = {known[name].row for name in found}
    return tuple(shortcode for name, shortcode in known.items() if name in found or name in rows)


@lru_cache(maxsize=16)
def lexicon_of(names: tuple[str, ...] | None, own: OwnShortcodes = _NONE) -> Lexicon:
    """Return the lexicon of the enabled shortcodes; cached, since every article needs it."""
    shortcodes = enabled(names, own)
    return Lexicon(shortcodes, BUILT_IN.keys() - {shortcode.name for shortcode in shortcodes})


def unknown_names(names: tuple[str, ...] | None, own: OwnShortcodes = _NONE) -> tuple[str, ...]:
    """Return the `names` of no shortcode or family."""
    return tuple(name for name in names or () if name not in {*BUILT_IN, *own, *FAMILIES})
