"""What to write into a source text so that its faults are gone: edits of tags, and of nothing else.

The faults are found in the HTML that a reader has made of the source; the place of each tag is known by its
counterpart, and the end of a paragraph by the words around it. Where a place is not certain, there is no
repair; whether a repair is right is for `fix.py` to find out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pelican_mks.command.rewrite import HTML, rewritten
from pelican_mks.html.plain import plain_text
from pelican_mks.shortcodes.diagnostic import (
    BACKSLASHES,
    CURLY_QUOTES,
    MISSING_GROUP,
    STRAY_CLOSER,
    UNCLOSED_GROUP,
    UNCLOSED_ITEM,
)
from pelican_mks.shortcodes.lexer import Edit, Lexed, Lexicon, lex
from pelican_mks.shortcodes.nodes import Element, Tag
from pelican_mks.shortcodes.parser import parse
from pelican_mks.source.tags import SourceTag, counterpart, counterparts

_MARGIN = re.compile(r"[ \t>]*")
_SIGNS = re.compile(r"\W+|_")
_LETTERS_COMPARED = 24, 8, 3
"""So many letters before and behind a place tell it apart; the address of a link may stand among more."""
_REACH = 600
"""They stand within so many characters, whatever the markup."""
_OPENED = re.compile(r"<p(?:\s[^<>]*)?>\s*\Z")
_CLOSED = re.compile(r"\s*</p\s*>")
_PLACES = re.compile(r"[ \t]*(?=\n|\||</?[a-zA-Z]|\Z)")
"""Where a paragraph may end: at the end of a line or a cell, or where HTML begins."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair: edits that belong together."""

    code: str
    alternatives: tuple[tuple[Edit, ...], ...]
    """Ways to write it, the best first; none where its place in the source is not certain."""
    count: int = 1
    """How many faults it repairs."""


def repairs(html: str, source: str, known: Lexicon, markup: str) -> list[Repair]:
    """The repairs for `source`, in order, that the faults in its `html` call for."""
    planner = _Planner(html, source, known, markup)
    return [*planner.tags(), *planner.strays(), *planner.missing()]


def removal(source: str, start: int, end: int, markup: str) -> tuple[tuple[Edit, ...], ...]:
    """Ways to remove `source[start:end]`: with the paragraph or the line that holds nothing else."""
    alone = (Edit(start, end),)
    opened = _OPENED.search(source, max(0, start - _REACH), start)
    closed = _CLOSED.match(source, end)
    if opened and closed:
        return (*_with_line(source, opened.start(), closed.end(), markup), alone)
    return _with_line(source, start, end, markup)


def _with_line(source: str, start: int, end: int, markup: str) -> tuple[tuple[Edit, ...], ...]:
    """Ways to remove a span, the best first: between two blank lines one of them goes, too."""
    alone = (Edit(start, end),)
    line_start = source.rfind("\n", 0, start) + 1
    line_end = source.find("\n", end)
    line_end = len(source) if line_end < 0 else line_end + 1
    if not _MARGIN.fullmatch(source[line_start:start]) or source[end:line_end].strip():
        return (alone,)
    before = source[:line_start].endswith("\n\n") or not line_start
    behind = source.startswith("\n", line_end)
    whole = (Edit(line_start, line_end + (before and behind)),)
    # Where lines count, the one left empty keeps apart what stands above and below.
    return (whole, alone) if before or behind or markup == HTML else (alone, whole)


class _Planner:
    """The tags and the tree of one text, and where they stand in its source."""

    def __init__(self, html: str, source: str, known: Lexicon, markup: str) -> None:
        self.html = html
        self.source = source
        self.markup = markup
        self.lexed: Lexed = lex(html, known)
        self.parsed = parse(html, self.lexed, known.shortcodes)
        self.in_source = counterparts(html, source, known.opening)
        self.by_start = {tag.start.offset: tag for tag in self.lexed.tags}
        self.by_end = {tag.end.offset: tag for tag in self.lexed.tags}
        self.starts, self.ends = sorted(self.by_start), sorted(self.by_end)

    def counterpart(self, tag: Tag | None) -> SourceTag | None:
        """The tag of the source that is `tag` in the HTML."""
        return counterpart(self.in_source, tag.start.offset) if tag else None

    def tags(self) -> Iterator[Repair]:
        """Quotes and backslashes; all backslashes at once, for some of them make others be read."""
        unescaped: list[Edit] = []
        for tag in self.lexed.tags:
            found = self.counterpart(tag)
            if found is None:
                continue
            text = rewritten(found, self.source, self.markup)
            if text is None:
                continue
            edit = Edit(found.start, found.end, text)
            if found.escaped:
                unescaped.append(edit)
            else:
                yield Repair(CURLY_QUOTES.code, ((edit,),))
        if unescaped:
            yield Repair(BACKSLASHES.code, (tuple(unescaped),), len(unescaped))

    def strays(self) -> Iterator[Repair]:
        """Closing tags that close nothing."""
        starts = {
            diagnostic.start
            for diagnostic in self.parsed.diagnostics
            if diagnostic.fault is STRAY_CLOSER
        }
        for tag in self.parsed.dropped:
            found = self.counterpart(tag)
            if tag.start.offset in starts and found:
                yield Repair(
                    STRAY_CLOSER.code, removal(self.source, found.start, found.end, self.markup)
                )

    def missing(self) -> Iterator[Repair]:
        """Tags that open or close an element and were not written, in the order of their places."""
        for element in self.parsed.elements:
            yield from self._missing(element)

    def _missing(self, element: Element) -> Iterator[Repair]:
        for child in element.children:
            yield from self._missing(child)
        shortcode, opener = element.shortcode, self.by_start.get(element.start.offset)
        if element.start.offset == element.body_start.offset:
            first = self.counterpart(opener)
            if first:
                yield Repair(MISSING_GROUP.code, tuple(self._round(element, first)))
        elif opener and not (opener.self_closing or shortcode.single):
            found = self.counterpart(opener)
            if element.body_end.offset == element.end.offset and found:
                fault = UNCLOSED_GROUP if shortcode.item else UNCLOSED_ITEM
                yield Repair(fault.code, tuple(self._closing(element, found)))

    def _round(self, group: Element, first: SourceTag) -> Iterator[tuple[Edit, ...]]:
        """Ways to write both tags of a group round its items, the `first` of which is given."""
        name = group.shortcode.name
        margin = self._margin(first)
        for closing in self._closing(group, first):
            if margin is not None:
                yield (Edit(first.start, first.start, f"[{name}]\n{margin}"), *closing)
            yield (Edit(first.start, first.start, f"[{name}]"), *closing)

    def _closing(self, element: Element, opener: SourceTag) -> Iterator[tuple[Edit, ...]]:
        """Ways to write the closing tag of an element."""
        closer = f"[/{element.shortcode.name}]"
        place = self._place(element.end.offset)
        if place is None:
            return
        end, exact = place
        inline = (Edit(end, end, closer),)
        line = self.source.rfind("\n", 0, end) + 1
        margin = _MARGIN.match(self.source, line)
        written = margin[0] if margin else ""
        own_line = (Edit(end, end, f"\n{written}{closer}"),)
        own_paragraph = (Edit(end, end, f"\n{written.rstrip()}\n{written}{closer}"),)
        stands_alone = self._margin(opener) is not None and not self._rest(opener.end)
        is_group = element.shortcode.item is not None
        in_block = (
            (self._margin(opener) is not None if is_group else stands_alone)
            and line > opener.start
            and not self._rest(end)
        )
        yield own_line if in_block else inline
        yield own_paragraph if in_block else own_line
        yield inline if in_block else own_paragraph
        if exact != end:
            yield (Edit(exact, exact, closer),)
            yield (Edit(exact, exact, f"{closer}\n{written}"),)

    def _margin(self, tag: SourceTag) -> str | None:
        """What stands before a tag that begins its line; `None` where it does not."""
        line = self.source.rfind("\n", 0, tag.start) + 1
        margin = self.source[line : tag.start]
        return margin if _MARGIN.fullmatch(margin) else None

    def _rest(self, offset: int) -> str:
        """What is seen behind a place on its line."""
        return self.source[offset:].partition("\n")[0].strip()

    def _place(self, offset: int) -> tuple[int, int] | None:
        """The place in the source of an `offset` in the HTML: before the blanks there, and behind them."""
        if behind := self.counterpart(self.by_end.get(offset)):
            return behind.end, behind.end
        if before := self.counterpart(self.by_start.get(offset)):
            return self._before_blanks(before.start), before.start
        return self._between(offset)

    def _before_blanks(self, offset: int) -> int:
        """Where the text before `offset` ends; its lines may begin with the marks of quotations."""
        while True:
            line = self.source.rfind("\n", 0, offset) + 1
            before = self.source[line:offset]
            if not line or not _MARGIN.fullmatch(before):
                return line + len(before.rstrip(" \t"))
            offset = line - 1

    def _between(self, offset: int) -> tuple[int, int] | None:
        """The place of an `offset` where no tag stands: by the letters round it."""
        next_start = bisect_left(self.starts, offset)
        last_end = bisect_right(self.ends, offset)
        if not last_end:
            return None
        html_start = self.ends[last_end - 1]
        html_end = self.starts[next_start] if next_start < len(self.starts) else len(self.html)
        before = self.counterpart(self.by_end[html_start])
        behind = self.counterpart(self.by_start.get(html_end))
        if before is None or (behind is None and html_end < len(self.html)):
            return None
        left = _letters(self.html[html_start:offset])
        right = _letters(self.html[offset:html_end])
        if not left:
            return before.end, before.end
        stop = behind.start if behind else len(self.source)
        places = [place.start() for place in _PLACES.finditer(self.source, before.end, stop)]
        around = [
            (
                _letters(self.source[max(before.end, place - _REACH) : place]),
                _letters(self.source[place : min(stop, place + _REACH)]),
            )
            for place in places
        ]
        for count in _LETTERS_COMPARED:
            for place, (here, there) in zip(places, around, strict=True):
                if here.endswith(left[-count:]) and there.startswith(right[:count]):
                    return place, place
        return None


def _letters(text: str) -> str:
    """What is left of a text in any markup when all markup has gone."""
    return _SIGNS.sub("", plain_text(text))
