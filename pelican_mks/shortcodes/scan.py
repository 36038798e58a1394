"""What the scanner has found in an article's HTML, and questions about it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from pelican_mks.html.elements import Mark, OpenElement
from pelican_mks.shortcodes.nodes import Tag

_BLANK_LINE = re.compile(r"\n[ \t\r]*+\n")
"""Ends a paragraph as a tag of HTML does: not every text has been through a Markdown reader."""


class Heading(NamedTuple):
    """A heading's level and the span of its inside."""

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
    """What is in an article's HTML, in the order of the text; the scanner fills it in."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.found: list[Tag | Candidate] = []
        self.headings: list[Heading] = []
        """The last before each tag, and others."""
        self.unmatched: list[tuple[int, int]] = []
        """End tags that end nothing."""
        self.left_out: list[tuple[int, int]] = []
        """Start tags of drawings that never end, in which nothing could be read."""
        self.implied_ends: dict[int, str] = {}
        """For each start tag that has ended elements, by its offset, the end tags that do the same."""
        self.unterminated: list[int] = []
        """Each `<` that looks like a tag and is none: in a page it would hide all that follows."""
        self.open_comment: int | None = None
        """Where a comment begins that never ends."""
        self.blocks: list[tuple[int, OpenElement]] = []
        """The ends of the blocks with candidates."""
        self.trail: list[Mark] = []
        """What is open behind each HTML tag that follows a candidate in its block, stretches aside."""
        self.markup: list[tuple[int, int]] = []
        """These tags, comments and declarations."""

    def block_end(self, tag: Tag | Candidate) -> Mark:
        """The next block boundary behind a tag."""
        return Mark(*self.blocks[tag.block])

    def paragraph_end(self, tag: Tag | Candidate, offset: int) -> Mark:
        """Where the paragraph of a tag ends, seen from `offset`: at a blank line or a block boundary."""
        end = self.block_end(tag)
        blanks = self._blank_lines
        following = bisect_left(blanks, offset)
        if following < len(blanks) and blanks[following] < end.offset:
            blank = blanks[following]
            return Mark(blank, self.open_at(blank, tag))
        return end

    def open_at(self, offset: int, tag: Tag | Candidate) -> OpenElement:
        """The innermost HTML element open at `offset`, behind a tag in its block."""
        start, element = tag.start if isinstance(tag, Tag) else (tag.start, tag.element)
        last = bisect_right(self.trail, offset, key=_offset) - 1
        if last >= 0 and self.trail[last].offset > start:
            return self.trail[last].element
        return element

    def is_markup(self, end: int) -> bool:
        """Whether the character before `end` is no text, as in `[mks_tabs a="<!--"]`."""
        last = bisect_left(self.markup, (end, 0)) - 1
        return last >= 0 and end <= self.markup[last][1]

    @cached_property
    def _blank_lines(self) -> list[int]:
        blanks = (found.start() for found in _BLANK_LINE.finditer(self.html))
        return [blank for blank in blanks if not self.is_markup(blank)]


_offset = attrgetter("offset")
