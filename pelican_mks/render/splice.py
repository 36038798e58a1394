"""Splicing rendered elements into the HTML around them.

The HTML stays a string. If a block replaces tags inside a paragraph, the paragraph is closed before it and
reopened after it, and dropped if nothing is left in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from pelican_mks.html.elements import DOCUMENT, INLINE, PARAGRAPH_ENDS, Mark, OpenElement
from pelican_mks.html.tokens import NAME
from pelican_mks.render.edits import END_TAG, EditedHtml, without_tag_begun
from pelican_mks.render.reopening import Reopening
from pelican_mks.shortcodes.lexer import Edit
from pelican_mks.shortcodes.nodes import Element, Tag

_START_TAG = re.compile(f"<({NAME})")


class Splicer:
    """Cuts an article's HTML and joins the pieces with rendered elements."""

    def __init__(
        self,
        html: str,
        edits: Iterable[Edit],
        dropped: Sequence[Tag],
        implied_ends: Mapping[int, str],
    ) -> None:
        """`edits`, `dropped` and `implied_ends` are those of `EditedHtml`."""
        self.html = html
        self._reopening = Reopening(html)
        self._edited = EditedHtml(html, edits, dropped, implied_ends, self._reopening)
        self.slice = self._edited.slice

    def document(self, children: Sequence[Element], render: Callable[[Element], str]) -> str:
        """Return the whole article with its elements rendered; its start and end do not change."""
        start = Mark(0, DOCUMENT)
        pieces, start, opened, is_trimmed = self._flow(
            start, DOCUMENT, children, render, trim=False
        )
        # Elements may still be open at the end of the text, and stay so.
        offset, element = self._behind(start, opened, len(self.html), trim=is_trimmed)
        text = self._reopening.transition(opened, element) + self.slice(offset, len(self.html))
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
        """Return a part of the article as balanced HTML for the inside of `outer`.

        `trim` removes white space and empty paragraphs at its ends, for a block of its own.
        """
        if not children:
            return self._between(start, end, outer, outer, trim, trim)
        pieces, start, opened, is_trimmed = self._flow(start, outer, children, render, trim=trim)
        text = self._between(start, end, opened, outer, is_trimmed, trim)
        if text:
            pieces += ("\n" if is_trimmed else "", text)
        return "".join(pieces)

    def _flow(
        self,
        start: Mark,
        opened: OpenElement,
        children: Sequence[Element],
        render: Callable[[Element], str],
        *,
        trim: bool,
    ) -> tuple[list[str], Mark, OpenElement, bool]:
        """Return text and rendered children in turn, up to the end of the last child.

        Also return that end, what is open after it, and whether the text after it starts on its own line.
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
                pieces[-1] = without_tag_begun(pieces[-1])
            if not rendered.endswith(">"):
                rendered = without_tag_begun(rendered)
            pieces += (gap, rendered)
            start, opened, trim = child.end, target, is_block
            gap = "\n" if is_block else ""
        return pieces, start, opened, trim

    def _between(
        self,
        start: Mark,
        end: Mark,
        opened: OpenElement,
        target: OpenElement,
        trim_start: bool,  # noqa: FBT001 - both are of one kind and always given
        trim_end: bool,  # noqa: FBT001
    ) -> str:
        """Return the text between two cuts, with the tags that lead from inside `opened` to inside `target`."""
        end = self._edited.round_gap(end)[0]
        offset, element = self._behind(start, opened, end.offset, trim=trim_start)
        last, last_element, ended = *end, ""
        if trim_end:
            last, last_element, ended = self._trim_end(end, target, offset)
        if offset >= last:
            return self._reopening.transition(opened, target)
        text = self.slice(offset, last)
        if element is not opened:
            text = self._reopening.transition(opened, element) + text
        return text + ended + self._reopening.transition(last_element, target)

    def _behind(
        self, start: Mark, opened: OpenElement, limit: int, *, trim: bool
    ) -> tuple[int, OpenElement]:
        """Return where the text after a cut starts, and what is open there."""
        start = self._edited.round_gap(start)[1]
        return self._trim_start(start, opened, limit) if trim else start

    def _trim_start(self, mark: Mark, opened: OpenElement, limit: int) -> tuple[int, OpenElement]:
        """Skip white space after a cut, and the ends of elements that are not reopened yet."""
        offset, element = mark
        offset = self._edited.skip(offset, limit)
        while element is not opened:
            end_tag = END_TAG.match(self.html, offset, limit)
            if end_tag:
                ended = _ended(end_tag[1].lower(), element, opened)
                if ended is opened:
                    break
                offset, element = end_tag.end(), ended.parent
            elif element.name == "p" and self._ends_paragraph(offset, limit):
                element = element.parent
            else:
                break
            offset = self._edited.skip(offset, limit)
        return offset, element

    def _ends_paragraph(self, offset: int, limit: int) -> bool:
        """Whether a start tag at `offset` ends an open `p`."""
        tag = _START_TAG.match(self.html, offset, limit)
        return tag is not None and tag[1].lower() in PARAGRAPH_ENDS

    def _trim_end(
        self, mark: Mark, target: OpenElement, floor: int
    ) -> tuple[int, OpenElement, str]:
        """Skip white space before a cut, and start tags with nothing after them.

        Also return the end tags that the skipped start tags imply.
        """
        offset, element = mark
        ended = ""
        while True:
            if offset != element.end:
                offset = self._edited.skip_back(offset, floor)
            if element is target or element.end != offset or element.start < floor:
                return offset, element, ended
            self._reopening.moved.add(element.start)
            ended = self._edited.implied_ends.get(element.start, "")
            offset, element = element.start, element.parent


def _ended(name: str, element: OpenElement, opened: OpenElement) -> OpenElement:
    """The element inside `opened` that an end tag of this `name` ends: `element` or an ancestor; else `opened`."""
    while element is not opened and element.name != name:
        element = element.parent if element.name in INLINE else opened
    return element
