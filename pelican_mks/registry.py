"""All shortcodes there are."""

from __future__ import annotations

from functools import cache

from pelican_mks.lexer import Lexicon, lexicon
from pelican_mks.render import blocks, buttons, columns, disclosure, phrases, tabs
from pelican_mks.shortcode import Shortcode

SHORTCODES: tuple[Shortcode, ...] = (
    *tabs.SHORTCODES,
    *disclosure.SHORTCODES,
    *columns.SHORTCODES,
    *phrases.SHORTCODES,
    *buttons.SHORTCODES,
    *blocks.SHORTCODES,
)


def switched_on(names: tuple[str, ...] | None) -> tuple[Shortcode, ...]:
    """The shortcodes of these names, and what they cannot be without; `None`: all."""
    if names is None:
        return SHORTCODES
    wanted = [
        shortcode
        for shortcode in SHORTCODES
        if not {shortcode.name, shortcode.group, shortcode.item}.isdisjoint(names)
    ]
    rows = {shortcode.row for shortcode in wanted}
    return tuple(
        shortcode for shortcode in SHORTCODES if shortcode in wanted or shortcode.name in rows
    )


@cache
def lexicon_of(names: tuple[str, ...] | None) -> Lexicon:
    """The lexicon of the shortcodes of these names; kept, for it is asked for with every article."""
    return lexicon(switched_on(names))


def unknown_names(names: tuple[str, ...] | None) -> tuple[str, ...]:
    """Those of `names` that no shortcode has."""
    known = {shortcode.name for shortcode in SHORTCODES}
    return tuple(name for name in names or () if name not in known)
