"""How a shortcode is declared: its name, form and attributes, and what renders it.

A declaration is the only place that knows these facts; the lexer, the parser, the renderer and the
documentation all read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pelican_mks.nodes import Element
    from pelican_mks.render.context import Context

Reader = Callable[[str], str | None]
"""Turns what an author wrote into the value used; `None` where it is not valid."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute that a shortcode understands."""

    name: str
    default: str
    """Used where the attribute is missing or its value is not valid."""
    about: str
    """One sentence for the documentation."""
    allowed: str = "any text"
    """What may be written, for the documentation and for the author who got it wrong."""
    read: Reader = str.strip
    is_flag: bool = False
    """Whether its name alone, without a value, switches it on."""


@dataclass(frozen=True, slots=True)
class Shortcode:
    """A tag that WordPress authors write, and what becomes of it."""

    name: str
    about: str
    """One sentence for the documentation."""
    attributes: tuple[Attribute, ...] = ()
    render: Callable[[Element, Context], str] | None = None
    """`None` for an item: its group renders it."""
    single: bool = False
    """Whether it holds no text, so that nothing needs to close it."""
    inline: bool = False
    """Whether it belongs into a line of text; round whole paragraphs it is a block all the same."""
    item: str | None = None
    """For a group: the name of its items."""
    group: str | None = None
    """For an item: the name of its group."""


def choice(name: str, about: str, values: tuple[str, ...]) -> Attribute:
    """Declare an attribute with a few allowed `values`, the first of them the default."""
    allowed = " or ".join(values)
    return Attribute(name, values[0], about, allowed, lambda text: _one_of(text, values))


def pattern(name: str, about: str, allowed: str, expression: str) -> Attribute:
    """Declare an attribute, empty by default, whose value must match the whole `expression`."""
    compiled = re.compile(expression)
    return Attribute(
        name, "", about, allowed, lambda text: text if compiled.fullmatch(text) else None
    )


def flag(name: str, about: str) -> Attribute:
    """Declare an attribute that is off by default; its value is `"on"` or empty."""
    return Attribute(name, "", about, "on or off", _on_or_off, is_flag=True)


_ON = frozenset(("1", "on", "true", "yes"))
_OFF = frozenset(("", "0", "no", "off", "false"))


def _on_or_off(text: str) -> str | None:
    value = text.strip().lower()
    if value in _ON:
        return "on"
    return "" if value in _OFF else None


def _one_of(text: str, values: tuple[str, ...]) -> str | None:
    value = text.strip().lower()
    return value if value in values else None
