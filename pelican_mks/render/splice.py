"""Putting rendered elements back into the HTML around them.

The HTML stays the string it was. Where a block takes the place of tags that stand in a paragraph, the
paragraph is closed in front of it and opened again behind it, and vanishes where nothing is left in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence

from pelican_mks.html.elements import (
    DOCUMENT,
    INLINE,
    PARAGRAPH_ENDS,
    Mark,
    OpenElement,
    common_ancestor,
)
from pelican_mks.html.tokens import NAME, without_id
from pelican_mks.shortcodes.lexer import BRACKET, Edit
from pelican_mks.shortcodes.nodes import Element, Tag

_ONE_BLANK = r"(?i:[\s\u200b\ufeff]|&nbsp;|&#160;|<br\s*+/?+>)"
BLANK = re.compile(f"{_ONE_BLANK}*+")
_LAST_BLANK = re.compile(rf"{_ONE_BLANK}\Z")
_ZERO_WIDTH = "\u200b\ufeff"
_BLANK_ENDS = frozenset(("p;", "0;", "r>", "/>", " >", "\t>", "\n>"))
"""The ends of `&nbsp;`, `&#160;`, `<br>`, `<br/>`, `<br >`."""
_LONGEST_BLANK = 12
_START_TAG = re.compile(f"<({NAME})")
_END_TAG = re.compile(rf"</({NAME})\s*+>")
_MOST_REOPENED = 8
_TAG_BEGUN = re.compile(r"(?:<|\[(?:/\s*+)?+[\w\\-]*+)\Z")
_AS_TEXT = {"<": "&lt;", "[": BRACKET}


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
        self._budget = _MOST_REOPENED * len(html)
        """How many characters of start tags may be written again."""
        self._plan([*edits, *map(self._left_out, dropped)])
        more = [*self._tags_begun(), *self._around(dropped)]
        if more:
            self._plan([*self._edits, *more])

    def document(self, children: Sequence[Element], render: Callable[[Element], str]) -> str:
        """The whole text with its elements rendered; its two ends stay to the letter."""
        start = Mark(0, DOCUMENT)
        pieces, start, opened, is_trimmed = self._flow(
            start, DOCUMENT, children, render, trim=False
        )
        # What is open where the text ends is not known, and stays as it is.
        offset, element = self._behind(start, opened, len(self.html), trim=is_trimmed)
        text = self._transition(opened, element) + self.slice(offset, len(self.html))
        if text:
            pieces += ("\n" if is_trimmed else "", text)
        return "".join(pieces)

    def fragment(
        self,
        start: Mark,
        end: Mark,
        children: Sequence[Element],
        outer: OpenElement,
        render: Callable[[Element], str],
        *,
        trim: bool,
    ) -> str:
        """A part of the text as balanced HTML to be written inside `outer`.

        With `trim` it stands in a block of its own: blanks and empty paragraphs at its ends go.
        """
        if not children:
            return self._between(start, end, outer, outer, trim, trim)
        pieces, start, opened, is_trimmed = self._flow(start, outer, children, render, trim=trim)
        text = self._between(start, end, opened, outer, is_trimmed, trim)
        if text:
            pieces += ("\n" if is_trimmed else "", text)
        return "".join(pieces)

    def slice(self, start: int, end: int) -> str:
        """`html[start:end]` as edited."""
        if not self._edits:
            return self.html[start:end]
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
        opened: OpenElement,
        children: Sequence[Element],
        render: Callable[[Element], str],
        *,
        trim: bool,
    ) -> tuple[list[str], Mark, OpenElement, bool]:
        """Text and rendered children in turn, up to the end of the last child.

        Also that end, what is open behind it, and whether the text behind it begins on a line of its own.
        """
        pieces: list[str] = []
        gap = ""
        for child in children:
            is_block = not child.inline
            target = child.common.flow if is_block else child.common
            text = self._between(start, child.start, opened, target, trim, is_block)
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
            start, opened, trim = child.end, target, is_block
            gap = "\n" if is_block else ""
        return pieces, start, opened, trim

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

    def _left_out(self, tag: Tag) -> Edit:
        """A dropped tag: what its HTML ends and opens stays."""
        opened, target = tag.start.element, tag.end.element
        while target is not opened and target.start > tag.start.offset:
            self._moved_ids.add(target.start)
            target = target.parent
        return Edit(*tag.span, self._transition(opened, tag.end.element))

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
            while element.flow is not element:
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
        opened: OpenElement,
        target: OpenElement,
        trim_start: bool,  # noqa: FBT001 - both are of one kind and always given
        trim_end: bool,  # noqa: FBT001
    ) -> str:
        """The text between two cuts, balanced to stand behind `opened` and before `target`."""
        if self._edits:
            end = self._round_gap(end)[0]
        offset, element = self._behind(start, opened, end.offset, trim=trim_start)
        last, last_element, ended = *end, ""
        if trim_end:
            last, last_element, ended = self._trim_end(end, target, offset)
        if offset >= last:
            return self._transition(opened, target)
        text = self.slice(offset, last)
        if element is not opened:
            text = self._transition(opened, element) + text
        return text + ended + self._transition(last_element, target)

    def _behind(
        self, start: Mark, opened: OpenElement, limit: int, *, trim: bool
    ) -> tuple[int, OpenElement]:
        """Where the text behind a cut begins, and what is open there."""
        if self._edits:
            start = self._round_gap(start)[1]
        return self._trim_start(start, opened, limit) if trim else start

    def _round_gap(self, mark: Mark) -> tuple[Mark, Mark]:
        """The cuts before and behind what is left out around `mark`; that itself where nothing is."""
        last = bisect_left(self._starts, mark.offset) - 1
        if last < 0 or self._edits[last].end <= mark.offset:
            return mark, mark
        gap, element = self._edits[last], mark.element
        while element.start >= gap.start:
            element = element.parent
        return Mark(gap.start, element), Mark(gap.end, element)

    def _transition(self, opened: OpenElement, target: OpenElement) -> str:
        """End tags and start tags that lead from inside `opened` to inside `target`."""
        if opened is target:
            return ""
        common = common_ancestor(opened, target)
        tags: list[str] = []
        while target is not common:
            tags.append(self._start_tag(target))
            target = target.parent
        tags.reverse()
        ends: list[str] = []
        while opened is not common:
            ends.append(f"</{opened.name}>")
            opened = opened.parent
        return "".join(ends + tags)

    def _start_tag(self, element: OpenElement) -> str:
        """The start tag of an element that is opened again.

        An id is not written twice; and nor, where a short text cuts long tags often, are attributes.
        """
        tag = self.html[element.start : element.end]
        if element.start in self._moved_ids:
            self._moved_ids.discard(element.start)
            return tag
        self._budget -= len(tag)
        return without_id(tag) if self._budget > 0 else f"<{element.name}>"

    def _trim_start(self, mark: Mark, opened: OpenElement, limit: int) -> tuple[int, OpenElement]:
        """Pass over blanks behind a cut, and over the ends of elements not opened again yet."""
        offset, element = mark
        offset = self._skip(offset, limit)
        while element is not opened:
            end_tag = _END_TAG.match(self.html, offset, limit)
            if end_tag:
                ended = _ended(end_tag[1].lower(), element, opened)
                if ended is opened:
                    break
                offset, element = end_tag.end(), ended.parent
            elif element.name == "p" and self._ends_paragraph(offset, limit):
                element = element.parent
            else:
                break
            offset = self._skip(offset, limit)
        return offset, element

    def _ends_paragraph(self, offset: int, limit: int) -> bool:
        """Whether the start tag at `offset` ends an open `p`."""
        tag = _START_TAG.match(self.html, offset, limit)
        return tag is not None and tag[1].lower() in PARAGRAPH_ENDS

    def _trim_end(
        self, mark: Mark, target: OpenElement, floor: int
    ) -> tuple[int, OpenElement, str]:
        """Go back over blanks before a cut, and over start tags with nothing behind them.

        What those have ended, the end tags that come back do instead.
        """
        offset, element = mark
        ended = ""
        while True:
            if offset != element.end:
                offset = self._skip_back(offset, floor)
            if element is target or element.end != offset or element.start < floor:
                return offset, element, ended
            self._moved_ids.add(element.start)
            ended = self._implied_ends.get(element.start, "")
            offset, element = element.start, element.parent

    def _skip(self, offset: int, limit: int) -> int:
        """Where the blanks end that begin at `offset`, with what is left out between them."""
        while True:
            blank = BLANK.match(self.html, offset, limit)
            offset = blank.end() if blank else offset
            gone = self._gone_from.get(offset, limit + 1)
            if gone > limit:
                return offset
            offset = gone

    def _skip_back(self, offset: int, floor: int) -> int:
        """Where the blanks begin that end at `offset`, with what is left out between them."""
        html = self.html
        while offset > floor:
            start = self._gone_to.get(offset, -1)
            last = html[offset - 1]
            if last.isspace() or last in _ZERO_WIDTH:
                start = offset - 1
            elif html[offset - 2 : offset].lower() in _BLANK_ENDS:
                blank = _LAST_BLANK.search(html, max(floor, offset - _LONGEST_BLANK), offset)
                start = blank.start() if blank else start
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


def _ended(name: str, element: OpenElement, opened: OpenElement) -> OpenElement:
    """The element inside `opened` that an end tag of this `name` ends: `element`, or one around it.

    `opened` where it ends none.
    """
    while element is not opened and element.name != name:
        element = element.parent if element.name in INLINE else opened
    return element
