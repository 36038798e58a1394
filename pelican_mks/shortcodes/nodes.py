"""Shortcode tags, and the tree that the parser makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pelican_mks.html.elements import Mark, OpenElement
from pelican_mks.shortcodes.attributes import Written
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.diagnostic import Rule


class Value(NamedTuple):
    """What an attribute of an element is worth."""

    text: str
    markup: str | None = None
    """The HTML it was written in, where that holds tags."""


class Problem(NamedTuple):
    """Something in a tag that its author should know of, wherever the tag stands."""

    rule: Rule
    details: tuple[tuple[str, str], ...]


class Meaning(NamedTuple):
    """What a tag says, whatever its place. Tags that are written alike share it."""

    shortcode: Shortcode
    closing: bool
    self_closing: bool
    attributes: tuple[Written, ...]
    values: Mapping[str, Value]
    """For all declared attributes, the default where no valid value is written."""
    remarks: tuple[Problem, ...]
    """Read without harm and still worth repairing."""
    invalid: tuple[Problem, ...]
    """Attributes that were not used."""


class Tag:
    """An opening, self-closing or closing tag at its place."""

    __slots__ = ("block", "end", "meaning", "partner", "quiet_from", "start")

    def __init__(
        self, meaning: Meaning, start: Mark, end: Mark, block: int, quiet_from: int
    ) -> None:
        self.meaning = meaning
        self.start = start
        self.end = end
        self.block = block
        """The number of the block that it stands in: see `Scan.paragraph_end`."""
        self.partner: Tag | None = None
        """The closing tag of an opening one and the other way round: for the parser."""
        self.quiet_from = quiet_from
        """The offset behind which a reader sees nothing before the tag; `start` where that is not known."""

    @property
    def name(self) -> str:
        """The shortcode's name."""
        return self.meaning.shortcode.name

    @property
    def shortcode(self) -> Shortcode:
        """The shortcode's declaration."""
        return self.meaning.shortcode

    @property
    def closing(self) -> bool:
        """Whether it is a closing tag."""
        return self.meaning.closing

    @property
    def self_closing(self) -> bool:
        """Whether it ends in a slash and thus needs no closing tag."""
        return self.meaning.self_closing

    @property
    def attributes(self) -> tuple[Written, ...]:
        """Its attributes as written."""
        return self.meaning.attributes

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends in the HTML."""
        return self.start.offset, self.end.offset


class Element:
    """A shortcode with its extent. The text in it is what its children leave uncovered."""

    __slots__ = (
        "body_end",
        "body_start",
        "children",
        "closer",
        "common",
        "end",
        "inline",
        "opener",
        "row_end",
        "shortcode",
        "start",
        "values",
    )

    def __init__(
        self,
        shortcode: Shortcode,
        values: Mapping[str, Value],
        opener: Tag | None,
        start: Mark,
        body_start: Mark,
    ) -> None:
        """Begin an element; `children`, `body_end` and what follows is filled in where it ends."""
        self.shortcode = shortcode
        self.values = values
        self.opener = opener
        """`None` for a group that its author has left to be understood."""
        self.start = start
        self.body_start = body_start
        self.body_end = self.end = body_start
        self.children: list[Element] = []
        self.closer = opener.partner if opener else None
        self.row_end = body_start.offset
        """For a group that nothing closes: behind this offset the next item must follow at once; -1 where
        something else does."""
        self.common: OpenElement = start.element
        """The innermost HTML element that is open at every tag of this element and of its children."""
        self.inline = False
        """Whether it stands in a line of text, not between paragraphs."""

    @property
    def span(self) -> tuple[int, int]:
        """Where its opening tag stands; for a group without one the place before its first item."""
        return self.start.offset, self.body_start.offset
