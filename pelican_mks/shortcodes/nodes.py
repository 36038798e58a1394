"""Shortcode tags, and the tree that the parser builds from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pelican_mks.html.elements import Mark, OpenElement
from pelican_mks.shortcodes.attributes import Written
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.diagnostic import Rule


class Value(NamedTuple):
    """The value of an attribute."""

    text: str
    markup: str | None = None
    """The HTML of the value if that contains tags."""


class Problem(NamedTuple):
    """A problem in a tag, whatever its location."""

    rule: Rule
    details: tuple[tuple[str, str], ...]


class Meaning(NamedTuple):
    """What a tag says, whatever its location. Equal tags share it."""

    shortcode: Shortcode
    closing: bool
    self_closing: bool
    attributes: tuple[Written, ...]
    values: Mapping[str, Value]
    """The values of all declared attributes: the default unless a valid value is written."""
    remarks: tuple[Problem, ...]
    """What was read correctly and is still worth fixing."""
    invalid: tuple[Problem, ...]
    """What is missing or was ignored."""


class Tag:
    """An opening, self-closing or closing tag at its location."""

    __slots__ = ("block", "end", "meaning", "paragraph_end", "partner", "quiet_from", "start")

    def __init__(
        self, meaning: Meaning, start: Mark, end: Mark, block: int, quiet_from: int
    ) -> None:
        self.meaning = meaning
        self.start = start
        self.end = end
        self.block = block
        """The number of its block, an index of `Scan.blocks`."""
        self.partner: Tag | None = None
        """The closing tag of an opening tag, and vice versa; the parser sets it."""
        self.paragraph_end: Mark | None = None
        """Where its paragraph ends, if a reader such as Markdown has split it; the parser sets it."""
        self.quiet_from = quiet_from
        """The offset from which nothing visible precedes the tag; its start if that is not known."""

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
        """Whether it ends in a slash and so needs no closing tag."""
        return self.meaning.self_closing

    @property
    def attributes(self) -> tuple[Written, ...]:
        """Its attributes as written."""
        return self.meaning.attributes

    @property
    def span(self) -> tuple[int, int]:
        """Its start and end in the HTML."""
        return self.start.offset, self.end.offset


class Element:
    """A shortcode with its extent. Its text is what its children leave uncovered."""

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
        """Begin an element; the parser sets the rest where the element ends."""
        self.shortcode = shortcode
        self.values = values
        self.opener = opener
        """`None` for an implied group."""
        self.start = start
        self.body_start = body_start
        self.body_end = self.end = body_start
        self.children: list[Element] = []
        self.closer = opener.partner if opener else None
        self.row_end = body_start.offset
        """For an unclosed group: the offset after which the next item must follow directly; -1 if something else follows."""
        self.common: OpenElement = start.element
        """The innermost HTML element that is open at all tags of this element and its children."""
        self.inline = False
        """Whether it is phrasing content: in a paragraph, not between paragraphs."""

    @property
    def span(self) -> tuple[int, int]:
        """The span of its opening tag; for an implied group the empty span before its first item."""
        return self.start.offset, self.body_start.offset

    @property
    def items(self) -> list[Element]:
        """The items among its children, if it is a group."""
        return [child for child in self.children if child.shortcode.group]
