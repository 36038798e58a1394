"""The shortcodes of a text as the parser sees them, at their places in the author's file."""

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
from pelican_mks.source.tags import IMPLIED_CLOSER, SourceTag, counterpart

MARGIN = re.compile(r"[ \t>]*")
"""What may stand before a line's text: blanks, and the marks of quotations."""
_NO_LETTERS = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W_]")
_LETTERS_COMPARED = 24, 8, 3
"""So many letters before and behind a place tell it apart; the address of a link may stand among more."""
_PLACES = re.compile(r"[ \t]*(?=\n|\||</?[a-zA-Z]|\Z)")
"""Where a paragraph may end: at the end of a line or a cell, or where HTML begins."""
_TEXT = re.compile(r"[^\s>*+#-]|[*+#-](?!\s)")


class Outline:
    """The tags and the tree of one text, and where they stand in its source."""

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
        """All elements, each before those in it."""
        return tuple(_all(self.parsed.elements))

    @cached_property
    def _by_place(self) -> Mapping[tuple[int, bool], Element]:
        return {
            (element.start.offset, element.shortcode.item is not None): element
            for element in reversed(self.elements)
        }

    def element(self, start: int, *, is_group: bool) -> Element | None:
        """The element, a group or not, that begins at `start` in the HTML."""
        return self._by_place.get((start, is_group))

    def counterpart(self, tag: Tag | None) -> SourceTag | None:
        """The tag of the source that is `tag` in the HTML."""
        return counterpart(self.in_source, tag.start.offset) if tag else None

    def opener(self, element: Element) -> Tag | None:
        """The opening tag of an element; for a group without one that of its first item."""
        return self._by_start.get(element.start.offset)

    def place(self, offset: int) -> tuple[int, int] | None:
        """The place in the source of an `offset` in the HTML: before the blanks there, and behind them.

        `None` where it is not certain.
        """
        if behind := self.counterpart(self._by_end.get(offset)):
            return behind.end, behind.end
        if before := self.counterpart(self._by_start.get(offset)):
            return self._before_blanks(before.start), before.start
        return self._between(offset)

    def is_doubtful(self, element: Element) -> bool:
        """Whether an element may hold more than the page makes of it: nothing closes it, and it holds nothing.

        A group is in doubt with its last item, as long as nothing closes that group.
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
        """Where the first text stands that is in a group but in none of its items."""
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
        """Where the text before `offset` ends; its lines may begin with the marks of quotations."""
        while True:
            line = self.source.rfind("\n", 0, offset) + 1
            before = self.source[line:offset]
            if not line or not MARGIN.fullmatch(before):
                return line + len(before.rstrip(" \t"))
            offset = line - 1

    def _between(self, offset: int) -> tuple[int, int] | None:
        """The place of an `offset` where no tag stands: by the letters round it."""
        starts, ends = sorted(self._by_start), sorted(self._by_end)
        next_start = bisect_left(starts, offset)
        last_end = bisect_right(ends, offset)
        if not last_end:
            return None
        html_start = ends[last_end - 1]
        html_end = starts[next_start] if next_start < len(starts) else len(self.html)
        before = self.counterpart(self._by_end[html_start])
        behind = self.counterpart(self._by_start.get(html_end))
        if before is None or (behind is None and html_end < len(self.html)):
            return None
        left = _letters(self.html[html_start:offset])
        right = _letters(self.html[offset:html_end])
        if not left:
            return before.end, before.end
        # A reader may have moved the tag behind it, as those of footnotes.
        is_behind = behind is not None and behind.start >= before.end
        stop = behind.start if behind and is_behind else len(self.source)
        return self._by_letters(before.end, stop, left, right)

    def _by_letters(self, start: int, stop: int, left: str, right: str) -> tuple[int, int] | None:
        """The first end of a line or cell, from `start` on, that has these letters on its sides."""
        seen = project(self.source, start, stop, unescape=False)
        found = [(seen.before(each.start()), each[0]) for each in _LETTER.finditer(seen.text)]
        offsets = [offset for offset, _ in found]
        letters = "".join(letter for _, letter in found)
        places = [place.start() for place in _PLACES.finditer(self.source, start, stop)]
        for count in _LETTERS_COMPARED:
            for place in places:
                index = bisect_left(offsets, place)
                if letters.startswith(right[:count], index) and letters.endswith(
                    left[-count:], 0, index
                ):
                    return place, place
        return None


def _all(elements: Iterable[Element]) -> Iterator[Element]:
    for element in elements:
        yield element
        yield from _all(element.children)


def _letters(text: str) -> str:
    """What is left of a text in any markup when all markup has gone."""
    return _NO_LETTERS.sub("", plain_text(IMPLIED_CLOSER.sub("", text)))
