"""The result of scanning an article's HTML."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from pelican_mks.html.elements import Mark, OpenElement
from pelican_mks.shortcodes.nodes import Tag

_BLANK_LINE = re.compile(r"\n[ \t\r]*+\n")
"""Ends a paragraph like an HTML tag does, since not all HTML comes from a Markdown reader."""


class Heading(NamedTuple):
    """A heading's level and the span of its content."""

    level: int
    start: int
    end: int


class Candidate(NamedTuple):
    """Text that may be a shortcode tag: a bracket and a name."""

    start: int
    name_end: int
    closing: bool
    word: str
    """The name as written, backslashes included."""
    element: OpenElement
    block: int


class Scan:
    """What an article's HTML contains, in document order; the scanner fills it in."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.found: list[Tag | Candidate] = []
        self.headings: list[Heading] = []
        """At least the last heading before each tag."""
        self.unmatched: list[tuple[int, int]] = []
        """The spans of unmatched end tags."""
        self.implied_ends: dict[int, str] = {}
        """The implied end tags of each start tag that has any, by its offset."""
        self.unterminated: list[int] = []
        """The offset of each `<` that is text and could start a tag in a page."""
        self.open_comment: int | None = None
        """The offset of an unterminated comment."""
        self.blocks: list[tuple[int, OpenElement]] = []
        """Where each block that contains tags or candidates ends, and the element open there."""
        self.trail: list[Mark] = []
        """The element open after each HTML tag that follows a candidate in its block, if the tag is not in a stretch."""
        self.markup: list[tuple[int, int]] = []
        """The spans of these tags, and of comments and declarations."""

    def block_end(self, tag: Tag | Candidate) -> Mark:
        """The next block boundary after a tag."""
        return Mark(*self.blocks[tag.block])

    def paragraph_end(self, tag: Tag | Candidate, offset: int) -> Mark:
        """Where the paragraph of a tag ends: the first blank line or block boundary from `offset` on."""
        end = self.block_end(tag)
        blanks = self._blank_lines
        following = bisect_left(blanks, offset)
        if following < len(blanks) and blanks[following] < end.offset:
            blank = blanks[following]
            return Mark(blank, self.open_at(blank, tag))
        return end

    def open_at(self, offset: int, tag: Tag | Candidate) -> OpenElement:
        """The innermost HTML element open at `offset`, which is in the block of a tag and after it."""
        start, element = tag.start if isinstance(tag, Tag) else (tag.start, tag.element)
        last = bisect_right(self.trail, offset, key=_offset) - 1
        if last >= 0 and self.trail[last].offset > start:
            return self.trail[last].element
        return element

    def is_markup(self, end: int) -> bool:
        """Whether the character before `end` is part of a tag or comment, as in `[mks_tabs a="<!--"]`."""
        last = bisect_left(self.markup, (end, 0)) - 1
        return last >= 0 and end <= self.markup[last][1]

    @cached_property
    def _blank_lines(self) -> list[int]:
        blanks = (found.start() for found in _BLANK_LINE.finditer(self.html))
        return [blank for blank in blanks if not self.is_markup(blank)]


_offset = attrgetter("offset")
