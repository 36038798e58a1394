"""How a shortcode is declared: its name, form and attributes, and what renders it.

A declaration is the only place that knows these facts; the lexer, the parser, the renderer and the
documentation all read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Reader = Callable[[str], str | None]
"""Turns what an author wrote into the value used; `None` where it is not valid."""
Renderer = Callable[[Any, Any], str]
"""Turns an `Element` into HTML, with the `Context` of the article; both belong to layers above this one."""


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
    render: Renderer | None = None
    """`None` for an item: its group renders it."""
    single: bool = False
    """Whether it holds no text, so that nothing needs to close it."""
    inline: bool = False
    """Whether it belongs into a line of text; round whole paragraphs it is a block all the same."""
    item: str | None = None
    """For a group: the name of its items."""
    group: str | None = None
    """For an item: the name of its group."""
    row: str | None = None
    """For what stands in a row with others of its kind: the name of the row's shortcode."""
    by_name: Mapping[str, Attribute] = field(init=False, repr=False, compare=False)
    """Its attributes by their names."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {each.name: each for each in self.attributes})


class OwnShortcodes(Mapping[str, Shortcode]):
    """The site's own shortcodes by their names.

    They hold functions, which cannot be pickled: in a cache of contents, whose shortcodes are rendered
    already, none of them is kept.
    """

    def __init__(self, shortcodes: tuple[Shortcode, ...] = ()) -> None:
        self._by_name = {shortcode.name: shortcode for shortcode in shortcodes}
        self._hash = hash(shortcodes)

    def __getitem__(self, name: str) -> Shortcode:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return repr(self._by_name)

    def __reduce__(self) -> tuple[type[OwnShortcodes], tuple[()]]:
        return OwnShortcodes, ()

    def __deepcopy__(self, _memo: object) -> OwnShortcodes:
        return self
