"""An article's HTML together with its edits, to be cut like one text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from pelican_mks.html.elements import Mark
from pelican_mks.html.tokens import NAME
from pelican_mks.render.reopening import Reopening
from pelican_mks.shortcodes.lexer import BRACKET, Edit
from pelican_mks.shortcodes.nodes import Tag

_ONE_BLANK = r"(?i:[\s\u200b\ufeff]|&nbsp;|&#160;|<br\s*+/?+>)"
_BLANK = re.compile(f"{_ONE_BLANK}*+")
_LAST_BLANK = re.compile(rf"{_ONE_BLANK}\Z")
_ZERO_WIDTH = "\u200b\ufeff"
_BLANK_ENDS = frozenset(("p;", "0;", "r>", "/>", " >", "\t>", "\n>"))
"""The ends of `&nbsp;`, `&#160;`, `<br>`, `<br/>`, `<br >`."""
_LONGEST_BLANK = 12
END_TAG = re.compile(rf"</({NAME})\s*+>")
_TAG_BEGUN = re.compile(r"(?:<|\[(?:/\s*+)?+[\w\\-]*+)\Z")
_AS_TEXT = {"<": "&lt;", "[": BRACKET}


class EditedHtml:
    """An article's HTML and its edits, which are in order and do not overlap."""

    def __init__(
        self,
        html: str,
        edits: Iterable[Edit],
        dropped: Sequence[Tag],
        implied_ends: Mapping[int, str],
        reopening: Reopening,
    ) -> None:
        """Plan `edits` and remove the `dropped` tags, with the paragraphs that become empty.

        `implied_ends` are those of the scan: what a start tag ends stays ended if it is removed.
        """
        self.html = html
        self.implied_ends = implied_ends
        self._plan([*edits, *(_left_out(tag, reopening) for tag in dropped)])
        more = [*self._tags_begun(), *self._around(dropped)]
        if more:
            self._plan([*self._edits, *more])

    def slice(self, start: int, end: int) -> str:
        """Return `html[start:end]` with its edits."""
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

    def round_gap(self, mark: Mark) -> tuple[Mark, Mark]:
        """Return the cuts before and after the removed span around `mark`; `mark` twice if there is none."""
        last = bisect_left(self._starts, mark.offset) - 1
        if last < 0 or self._edits[last].end <= mark.offset:
            return mark, mark
        gap, element = self._edits[last], mark.element
        while element.start >= gap.start:
            element = element.parent
        return Mark(gap.start, element), Mark(gap.end, element)

    def skip(self, offset: int, limit: int) -> int:
        """Return where the white space at `offset` ends, skipping removed spans."""
        while True:
            blank = _BLANK.match(self.html, offset, limit)
            offset = blank.end() if blank else offset
            gone = self._gone_from.get(offset, limit + 1)
            if gone > limit:
                return offset
            offset = gone

    def skip_back(self, offset: int, floor: int) -> int:
        """Return where the white space before `offset` starts, skipping removed spans."""
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

    def _plan(self, edits: list[Edit]) -> None:
        """Sort `edits`, and drop those inside others."""
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
        """Edits of a `<` or `[` that would start a tag with the text after a removed span."""
        behind = 0
        for edit in self._edits:
            if not edit.text:
                begun = _tag_begun(self.html, behind, edit.start)
                if begun:
                    yield begun
            behind = edit.end

    def _around(self, dropped: Sequence[Tag]) -> Iterable[Edit]:
        """Edits that remove the elements which become empty without the `dropped` tags."""
        behind = -1
        for tag in dropped:
            start, end = tag.span
            if end <= behind:
                continue
            element = tag.start.element
            while element.flow is not element:
                before = self.skip_back(start, 0)
                behind = self.skip(end, len(self.html))
                end_tag = END_TAG.match(self.html, behind)
                if before != element.end or end_tag is None or end_tag[1].lower() != element.name:
                    break
                start, end, element = element.start, end_tag.end(), element.parent
                yield Edit(start, end, self.implied_ends.get(start, ""))


def _left_out(tag: Tag, reopening: Reopening) -> Edit:
    """Remove a dropped tag, but keep what the HTML inside it ends and opens."""
    opened, target = tag.start.element, tag.end.element
    while target is not opened and target.start > tag.start.offset:
        reopening.moved.add(target.start)
        target = target.parent
    return Edit(*tag.span, reopening.transition(opened, tag.end.element))


def _tag_begun(text: str, start: int, end: int) -> Edit | None:
    """Escape the character in `text[start:end]` that would start a tag with whatever follows."""
    begun = _TAG_BEGUN.search(text, start, end)
    return begun and Edit(begun.start(), begun.start() + 1, _AS_TEXT[begun[0][0]])


def without_tag_begun(text: str) -> str:
    """Return `text` so that it starts no tag with whatever follows."""
    begun = _tag_begun(text, 0, len(text))
    return text[: begun.start] + begun.text + text[begun.end :] if begun else text
