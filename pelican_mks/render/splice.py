"""Putting rendered elements back into the HTML around them.

The HTML stays the string it was. Where a block takes the place of tags that stand in a paragraph, the
paragraph is closed in front of it and opened again behind it, and vanishes where nothing is left in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence

from pelican_mks.html.markup import (
    INLINE,
    PARAGRAPH_ENDS,
    Mark,
    OpenElement,
    common_ancestor,
    flow_container,
)
from pelican_mks.html.tokens import NAME
from pelican_mks.shortcodes.lexer import BRACKET, Edit, Tag
from pelican_mks.shortcodes.nodes import Element

_ONE_BLANK = r"(?i:[\s\u200b\ufeff]|&nbsp;|&#160;|<br\s*+/?+>)"
BLANK = re.compile(f"{_ONE_BLANK}*+")
_LAST_BLANK = re.compile(rf"{_ONE_BLANK}\Z")
_LAST_BLANKS = re.compile(rf"{_ONE_BLANK}++\Z")
_LONGEST_BLANK = 12
_START_TAG = re.compile(f"<({NAME})")
_END_TAG = re.compile(rf"</({NAME})\s*+>")
_ID = re.compile(
    r"""(?P<other>=\s*+(?:"[^"]*"|'[^']*'))|(?<![\s=])\s++id\s*+=\s*+(?:"[^"]*"|'[^']*'|[^\s"'=>]+)""",
    re.IGNORECASE,
)
_TAG_BEGUN = re.compile(r"(?:<|\[(?:/\s*+)?+[\w\\-]*+)\Z")
_AS_TEXT = {"<": "&lt;", "[": BRACKET}


def blanks_begin(text: str, end: int) -> int:
    """Where the blanks begin that stand before `end`."""
    while blanks := _LAST_BLANKS.search(text, max(0, end - _LONGEST_BLANK), end):
        end = blanks.start()
    return end


class Splicer:
    """An article's HTML, what is to be written differently in it, and how to cut it."""

    def __init__(
        self,
        html: str,
        edits: Iterable[Edit],
        dropped: Sequence[Tag],
        implied_ends: Mapping[int, str],
    ) -> None:
        """Prepare `edits` and leave out the `dropped` tags, with the paragraphs they leave empty.

        `implied_ends` are those of the survey: what a start tag has ended stays ended without it.
        """
        self.html = html
        self._implied_ends = implied_ends
        self._moved_ids: set[int] = set()
        """Start tags that are written later than where they stood, and keep their id there."""
        self._plan([*edits, *(Edit(*tag.span) for tag in dropped)])
        more = [*self._tags_begun(), *self._around(dropped)]
        if more:
            self._plan([*self._edits, *more])

    def document(
        self, children: Sequence[Element], end: Mark, render: Callable[[Element], str]
    ) -> str:
        """The whole text with its elements rendered; its two ends stay to the letter."""
        begin = Mark(0, None)
        return self._flow(begin, end, children, (None, end.element), render, trim=False)

    def fragment(
        self,
        start: Mark,
        end: Mark,
        children: Sequence[Element],
        outer: OpenElement | None,
        render: Callable[[Element], str],
        *,
        trim: bool,
    ) -> str:
        """A part of the text as balanced HTML to be written inside `outer`.

        With `trim` it stands in a block of its own: blanks and empty paragraphs at its ends go.
        """
        return self._flow(start, end, children, (outer, outer), render, trim=trim)

    def slice(self, start: int, end: int) -> str:
        """`html[start:end]` as edited."""
        index = bisect_left(self._starts, start)
        parts: list[str] = []
        while index < len(self._edits) and self._edits[index].start < end:
            edit = self._edits[index]
            parts += (self.html[start : edit.start], edit.text)
            start = edit.end
            index += 1
        parts.append(self.html[start:end])
        return "".join(parts)

    def _flow(
        self,
        start: Mark,
        end: Mark,
        children: Sequence[Element],
        around: tuple[OpenElement | None, OpenElement | None],
        render: Callable[[Element], str],
        *,
        trim: bool,
    ) -> str:
        """Text and rendered children in turn; `around` is what is open before and behind."""
        pieces: list[str] = []
        opened, last = around
        trim_start, gap = trim, ""
        for child in children:
            is_block = not child.inline
            target = flow_container(child.common) if is_block else child.common
            text = self._between(start, child.start, (opened, target), (trim_start, is_block))
            if text:
                pieces += (gap, text)
            if is_block and pieces:
                gap = "\n"
            elif text:
                gap = ""
            rendered = render(child)
            if pieces and not rendered.startswith("<"):
                pieces[-1] = _without_tag_begun(pieces[-1])
            if not rendered.endswith(">"):
                rendered = _without_tag_begun(rendered)
            pieces += (gap, rendered)
            start, opened, trim_start = child.end, target, is_block
            gap = "\n" if is_block else ""
        text = self._between(start, end, (opened, last), (trim_start, trim))
        if text:
            pieces += (gap, text)
        return "".join(pieces)

    def _plan(self, edits: list[Edit]) -> None:
        """Take over `edits` in order, without those that lie in others."""
        self._edits: list[Edit] = []
        covered = -1
        for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
            if edit.end > covered:
                self._edits.append(edit)
                covered = edit.end
        self._starts = [edit.start for edit in self._edits]
        self._gone_from = {edit.start: edit.end for edit in self._edits if not edit.text}
        self._gone_to = {edit.end: edit.start for edit in self._edits if not edit.text}

    def _tags_begun(self) -> Iterable[Edit]:
        """Signs that would begin a tag with what follows something left out."""
        behind = 0
        for edit in self._edits:
            if not edit.text:
                begun = _tag_begun(self.html, behind, edit.start)
                if begun:
                    yield begun
            behind = edit.end

    def _around(self, dropped: Sequence[Tag]) -> Iterable[Edit]:
        """What leaving out the `dropped` tags brings about in the text next to them."""
        behind = -1
        for tag in dropped:
            start, end = tag.span
            if end <= behind:
                continue
            element = tag.start.element
            while element is not None and flow_container(element) is not element:
                before = self._skip_back(start, 0)
                behind = self._skip(end, len(self.html))
                end_tag = _END_TAG.match(self.html, behind)
                if before != element.end or end_tag is None or end_tag[1].lower() != element.name:
                    break
                start, end, element = element.start, end_tag.end(), element.parent
                yield Edit(start, end, self._implied_ends.get(start, ""))

    def _between(
        self,
        start: Mark,
        end: Mark,
        around: tuple[OpenElement | None, OpenElement | None],
        trim: tuple[bool, bool],
    ) -> str:
        """The text between two cuts, balanced to stand between the two elements `around` it."""
        opened, target = around
        start, end = self._round_gap(start)[1], self._round_gap(end)[0]
        first = self._trim_start(start, opened, end.offset) if trim[0] else start
        last, ended = self._trim_end(end, target, first.offset) if trim[1] else (end, "")
        if first.offset >= last.offset:
            return self._transition(opened, target)
        before = self._transition(opened, first.element)
        behind = ended + self._transition(last.element, target)
        return before + self.slice(first.offset, last.offset) + behind

    def _round_gap(self, mark: Mark) -> tuple[Mark, Mark]:
        """The cuts before and behind what is left out round `mark`; that itself where nothing is."""
        last = bisect_left(self._starts, mark.offset) - 1
        if last < 0 or self._edits[last].end <= mark.offset:
            return mark, mark
        gap, element = self._edits[last], mark.element
        while element is not None and element.start >= gap.start:
            element = element.parent
        return Mark(gap.start, element), Mark(gap.end, element)

    def _transition(self, opened: OpenElement | None, target: OpenElement | None) -> str:
        """End tags and start tags that lead from inside `opened` to inside `target`."""
        if opened is target:
            return ""
        common = common_ancestor(opened, target)
        tags: list[str] = []
        while target is not common and target is not None:
            tags.append(self._start_tag(target))
            target = target.parent
        tags.reverse()
        ends: list[str] = []
        while opened is not common and opened is not None:
            ends.append(f"</{opened.name}>")
            opened = opened.parent
        return "".join(ends + tags)

    def _start_tag(self, element: OpenElement) -> str:
        """The start tag of an element that is opened again; an id is not written twice."""
        tag = self.html[element.start : element.end]
        if element.start in self._moved_ids:
            self._moved_ids.discard(element.start)
            return tag
        return _ID.sub(lambda found: found["other"] or "", tag)

    def _trim_start(self, mark: Mark, opened: OpenElement | None, limit: int) -> Mark:
        """Pass over blanks behind a cut, and over the ends of elements not opened again yet."""
        offset, element = mark.offset, mark.element
        while True:
            offset = self._skip(offset, limit)
            if element is opened or element is None:
                break
            end_tag = _END_TAG.match(self.html, offset, limit)
            ended = _ended(end_tag[1].lower(), element, opened) if end_tag else None
            if end_tag and ended:
                offset, element = end_tag.end(), ended.parent
            elif element.name == "p" and self._ends_paragraph(offset, limit):
                element = element.parent
            else:
                break
        return Mark(offset, element)

    def _ends_paragraph(self, offset: int, limit: int) -> bool:
        """Whether the start tag at `offset` ends an open `p`."""
        tag = _START_TAG.match(self.html, offset, limit)
        return tag is not None and tag[1].lower() in PARAGRAPH_ENDS

    def _trim_end(self, mark: Mark, target: OpenElement | None, floor: int) -> tuple[Mark, str]:
        """Go back over blanks before a cut, and over start tags with nothing behind them.

        What those have ended, the end tags that come back do instead.
        """
        offset, element, ended = mark.offset, mark.element, ""
        while True:
            offset = self._skip_back(offset, floor)
            if element is target or element is None or element.end != offset:
                break
            if element.start < floor:
                break
            self._moved_ids.add(element.start)
            ended = self._implied_ends.get(element.start, "")
            offset, element = element.start, element.parent
        return Mark(offset, element), ended

    def _skip(self, offset: int, limit: int) -> int:
        while True:
            blank = BLANK.match(self.html, offset, limit)
            offset = blank.end() if blank else offset
            gone = self._gone_from.get(offset, limit + 1)
            if gone > limit:
                return offset
            offset = gone

    def _skip_back(self, offset: int, floor: int) -> int:
        while offset > floor:
            blank = _LAST_BLANK.search(self.html, max(floor, offset - _LONGEST_BLANK), offset)
            start = blank.start() if blank else self._gone_to.get(offset, -1)
            if start < floor:
                break
            offset = start
        return offset


def _tag_begun(text: str, start: int, end: int) -> Edit | None:
    """How to write the sign in `text[start:end]` that begins a tag with whatever follows that."""
    begun = _TAG_BEGUN.search(text, start, end)
    return begun and Edit(begun.start(), begun.start() + 1, _AS_TEXT[begun[0][0]])


def _without_tag_begun(text: str) -> str:
    """The text, whose last sign begins no tag with whatever follows."""
    begun = _tag_begun(text, 0, len(text))
    return text[: begun.start] + begun.text + text[begun.end :] if begun else text


def _ended(name: str, element: OpenElement, opened: OpenElement | None) -> OpenElement | None:
    """The element inside `opened` that an end tag of this `name` ends: `element`, or one round it."""
    ended: OpenElement | None = element
    while ended is not None and ended is not opened and ended.name != name:
        ended = ended.parent if ended.name in INLINE else None
    return ended if ended is not opened else None
