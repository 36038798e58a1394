"""The declaration of a shortcode: its name, form, attributes and renderer.

These facts are nowhere else; the lexer, the parser, the renderer and the documentation read the declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Reader = Callable[[str], str | None]
"""Turns an author's text into the value to use; returns `None` if it is not valid."""
Renderer = Callable[[Any, Any], str]
"""Turns an `Element` into HTML, given a `Context`; both belong to higher layers."""


class Attribute(NamedTuple):
    """An attribute of a shortcode."""

    name: str
    default: str
    """Used if the attribute is missing or its value is not valid."""
    about: str
    """One sentence for the documentation."""
    allowed: str = "any text"
    """The valid values in words, for the documentation and diagnostics."""
    read: Reader = str.strip
    is_flag: bool = False
    """Whether its name without a value turns it on."""


@dataclass(frozen=True, slots=True)
class Shortcode:
    """A shortcode, and how it is rendered."""

    name: str
    about: str
    """One sentence for the documentation."""
    attributes: tuple[Attribute, ...] = ()
    render: Renderer | None = None
    """`None` for an item, which its group renders."""
    single: bool = False
    """Whether it has no body and so needs no closing tag."""
    inline: bool = False
    """Whether it is phrasing content; around whole paragraphs it still becomes a block."""
    styles_text: bool = False
    """Whether it only changes how its text looks, so that the page shows nothing of it without text."""
    item: str | None = None
    """For a group: the name of its items."""
    group: str | None = None
    """For an item: the name of its group."""
    row: str | None = None
    """For a column: the name of the shortcode that makes a row."""
    by_name: Mapping[str, Attribute] = field(init=False, repr=False, compare=False)
    """Its attributes by their names."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {each.name: each for each in self.attributes})


class OwnShortcodes(Mapping[str, Shortcode]):
    """The custom shortcodes by their names.

    They contain functions, which cannot be pickled, so that a pickle of them is empty. Pelican pickles them with
    the settings of cached contents, whose shortcodes are already rendered.
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
