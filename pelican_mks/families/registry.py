"""All shortcodes there are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pelican_mks.families import blocks, buttons, columns, disclosure, phrases, tabs, wordpress
from pelican_mks.shortcodes.declaration import OwnShortcodes, Shortcode
from pelican_mks.shortcodes.lexer import Lexicon

_MEKS = (tabs, disclosure, columns, phrases, buttons, blocks)
SHORTCODES: tuple[Shortcode, ...] = tuple(
    shortcode for module in _MEKS for shortcode in module.SHORTCODES
)
"""Those of Meks, which are on by themselves."""
WORDPRESS = wordpress.SHORTCODES
"""Those of WordPress, which a site switches on."""
STYLESHEETS: Mapping[str, tuple[str, ...]] = {
    shortcode.name: getattr(module, "STYLESHEETS", (module.__name__.rpartition(".")[2],))
    for module in (*_MEKS, wordpress)
    for shortcode in module.SHORTCODES
}
"""For each shortcode the names of its stylesheets: those that its family's module names, else the module's name."""
BUILT_IN = {shortcode.name: shortcode for shortcode in (*SHORTCODES, *WORDPRESS)}
MEKS_FAMILY, WORDPRESS_FAMILY = "meks", "wordpress"
_FAMILIES = {MEKS_FAMILY: SHORTCODES, WORDPRESS_FAMILY: WORDPRESS}
_NONE = OwnShortcodes()


def switched_on(names: tuple[str, ...] | None, own: OwnShortcodes = _NONE) -> tuple[Shortcode, ...]:
    """The shortcodes of these names, `own` ones, and what they cannot be without.

    `None`: all of Meks. An own shortcode takes the place of a built-in one of its name.
    """
    wanted = {*own, *((MEKS_FAMILY,) if names is None else names)}
    for family, members in _FAMILIES.items():
        if family in wanted:
            wanted |= {shortcode.name for shortcode in members}
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
    """The lexicon of these shortcodes; kept, for it is asked for with every article."""
    return Lexicon(switched_on(names, own))


def unknown_names(names: tuple[str, ...] | None, own: OwnShortcodes = _NONE) -> tuple[str, ...]:
    """Those of `names` that no shortcode has."""
    return tuple(name for name in names or () if name not in {*BUILT_IN, *own, *_FAMILIES})
