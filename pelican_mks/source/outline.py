"""The element tree of a text, with its places in the author's file."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from pelican_mks.html.plain import plain_text
from pelican_mks.html.projection import project
from pelican_mks.shortcodes.lexer import Lexed, Lexicon, lex
from pelican_mks.shortcodes.nodes import Element, Tag
from pelican_mks.shortcodes.parser import Parsed, parse
from pelican_mks.source.pairing import letters
from pelican_mks.source.tags import IMPLIED_CLOSER, SourceTag, counterpart

MARGIN = re.compile(r"[ \t>]*")
"""Indentation and the markers of block quotes."""
_LETTER = re.compile(r"[^\W_]")
_LETTERS_COMPARED = 24, 8, 3
"""The numbers of letters before and after a place to compare; among more, there may be a link's URL."""
_PLACES = re.compile(r"[ \t]*(?=\n|\||</?[a-zA-Z]|\Z)")
"""Where a paragraph may end: at the end of a line or a cell, or before HTML."""
_TEXT = re.compile(r"[^\s>*+#-]|[*+#-](?!\s)")


class Outline:
    """The tags and elements of one text, with their places in the source."""

    def __init__(
        self, html: str, source: str, known: Lexicon, in_source: Mapping[int, SourceTag]
    ) -> None:
        self.html = html
        self.source = source
        self.in_source = in_source
        self.lexed: Lexed = lex(html, known)
        self.parsed: Parsed = parse(html, self.lexed, known.shortcodes)
        tags = [tag for tag in self.lexed.tags if not (tag.closing and tag.self_closing)]
        self._by_start = {tag.start.offset: tag for tag in tags}
        self._by_end = {tag.end.offset: tag for tag in tags}

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """All elements, each before its children."""
        return tuple(_all(self.parsed.elements))

    @cached_property
    def _by_place(self) -> Mapping[tuple[int, bool], Element]:
        return {
            (element.start.offset, element.shortcode.item is not None): element
            for element in reversed(self.elements)
        }

    def element(self, start: int, *, is_group: bool) -> Element | None:
        """Return the element that begins at `start` in the HTML: the group, or not the group."""
        return self._by_place.get((start, is_group))

    def counterpart(self, tag: Tag | None) -> SourceTag | None:
        """Return the tag of the source that corresponds to `tag` in the HTML."""
        return counterpart(self.in_source, tag.start.offset) if tag else None

    def opener(self, element: Element) -> Tag | None:
        """Return the opening tag of an element; that of the first item if a group has none."""
        return self._by_start.get(element.start.offset)

    def place(self, offset: int) -> tuple[int, int] | None:
        """Return the place in the source of an `offset` in the HTML, before and after the white space there.

        Return `None` if it is not certain.
        """
        if after := self.counterpart(self._by_end.get(offset)):
            return after.end, after.end
        if before := self.counterpart(self._by_start.get(offset)):
            return self._before_blanks(before.start), before.start
        return self._between(offset)

    def is_doubtful(self, element: Element) -> bool:
        """Whether an element may be meant to contain more: it is unclosed and empty.

        So is an unclosed group if its last item is.
        """
        if element.shortcode.item:
            last = element.children[-1:]
            is_open = element.body_end.offset == element.end.offset
            return is_open and any(map(self.is_doubtful, last))
        body = self.html[element.body_start.offset : element.body_end.offset]
        return (
            element.body_end.offset == element.end.offset
            and not element.shortcode.single
            and not plain_text(body)
            and "<img" not in body
            and self._by_start.get(element.end.offset) is None
        )

    def text_outside_items(self, group: Element) -> int | None:
        """Find the first text that is in a group but in none of its items."""
        starts = [group.body_start, *(child.end for child in group.children)]
        ends = [*(child.start for child in group.children), group.body_end]
        for start, end in zip(starts, ends, strict=True):
            if not plain_text(self.html[start.offset : end.offset]):
                continue
            before = self.counterpart(self._by_end.get(start.offset))
            place = before.end if before else (self.place(start.offset) or (None,))[0]
            text = _TEXT.search(self.source, place) if place is not None else None
            if text:
                return text.start()
        return None

    def _before_blanks(self, offset: int) -> int:
        """Return the end of the text before `offset`, whose lines may begin with markers of block quotes."""
        while True:
            line = self.source.rfind("\n", 0, offset) + 1
            before = self.source[line:offset]
            if not line or not MARGIN.fullmatch(before):
                return line + len(before.rstrip(" \t"))
            offset = line - 1

    def _between(self, offset: int) -> tuple[int, int] | None:
        """Find an `offset` between tags by the letters around it."""
        starts, ends = sorted(self._by_start), sorted(self._by_end)
        next_start = bisect_left(starts, offset)
        last_end = bisect_right(ends, offset)
        if not last_end:
            return None
        html_start = ends[last_end - 1]
        html_end = starts[next_start] if next_start < len(starts) else len(self.html)
        before = self.counterpart(self._by_end[html_start])
        after = self.counterpart(self._by_start.get(html_end))
        if before is None or (after is None and html_end < len(self.html)):
            return None
        left = letters(IMPLIED_CLOSER.sub("", self.html[html_start:offset]))
        right = letters(IMPLIED_CLOSER.sub("", self.html[offset:html_end]))
        if not left:
            return before.end, before.end
        # A reader may have moved the next tag, as those of footnotes.
        is_after = after is not None and after.start >= before.end
        stop = after.start if after and is_after else len(self.source)
        return self._by_letters(before.end, stop, left, right)

    def _by_letters(self, start: int, stop: int, left: str, right: str) -> tuple[int, int] | None:
        """Find the first end of a line or cell from `start` on that is between these letters."""
        seen = project(self.source, start, stop, unescape=False)
        found = [(seen.before(each.start()), each[0]) for each in _LETTER.finditer(seen.text)]
        offsets = [offset for offset, _ in found]
        written = "".join(letter for _, letter in found)
        places = [place.start() for place in _PLACES.finditer(self.source, start, stop)]
        for count in _LETTERS_COMPARED:
            for place in places:
                index = bisect_left(offsets, place)
                if written.startswith(right[:count], index) and written.endswith(
                    left[-count:], 0, index
                ):
                    return place, place
        return None


def _all(elements: Iterable[Element]) -> Iterator[Element]:
    for element in elements:
        yield element
        yield from _all(element.children)
