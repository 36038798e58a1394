"""Which edits of the author's file could fix its problems: edits of tags, and of nothing else.

Where the place of an edit or the author's intention is not certain, there is none. Whether the page stays as it
was is for `engine.py` to find out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pelican_mks.command.fixing.rewrite import HTML, rewritten
from pelican_mks.shortcodes.attributes import parse_inside
from pelican_mks.shortcodes.diagnostic import (
    BACKSLASHES,
    CURLY_QUOTES,
    MISSING_GROUP,
    STRAY_CLOSER,
    UNCLOSED_GROUP,
    UNCLOSED_ITEM,
    UNKNOWN_NAME,
    UNTERMINATED_TAG,
    UNUSED_SUPPRESSION,
    WORDPRESS_COMMENT,
)
from pelican_mks.shortcodes.lexer import Edit, Lexicon
from pelican_mks.shortcodes.nodes import Element
from pelican_mks.shortcodes.spelling import closest, meant
from pelican_mks.source.findings import Problem, Sources
from pelican_mks.source.outline import MARGIN, Outline
from pelican_mks.source.tags import SourceTag

_REACH = 600
_OPENED = re.compile(r"<p(?:\s[^<>]*)?>\s*\Z")
_CLOSED = re.compile(r"\s*</p\s*>")
_SUPPRESSED = re.compile(r"(?P<kind>ignore(?:-file)?)(?:[\s,]+(?!-->)[^\s,]+)*", re.IGNORECASE)
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that belong together."""

    keys: frozenset[Key]
    """The problems it fixes."""
    alternatives: tuple[tuple[Edit, ...], ...]
    """Ways to write it, the best first."""


class Plan:
    """The fixes for a file in its present state."""

    def __init__(
        self, sources: Sources, problems: Iterable[Problem], known: Lexicon, markup: str
    ) -> None:
        self.sources = sources
        self.source = sources.source
        self.known = known
        self.markup = markup
        self.problems = list(problems)
        self.keys = {problem.key for problem in self.problems}

    def intended(self) -> Iterator[Fix]:
        """Fixes that change the page into what its author certainly meant."""
        names: dict[str, list[tuple[Key, Edit]]] = {}
        for problem in self.problems:
            tag = problem.tag
            if tag and problem.diagnostic.rule is UNKNOWN_NAME:
                name = meant(tag.word, self.known.shortcodes)
                if name and self._knows_attributes(name, tag):
                    edit = Edit(tag.name_end - len(tag.word), tag.name_end, name)
                    names.setdefault(name, []).append((problem.key, edit))
            elif tag and problem.diagnostic.rule is UNTERMINATED_TAG:
                end = self._end_of_attributes(tag)
                if end is not None:
                    yield Fix(frozenset((problem.key,)), ((Edit(end, end, "]"),),))
        for found in names.values():
            keys, edits = zip(*found, strict=True)
            yield Fix(frozenset(keys), (edits,))

    def unchanging(self) -> list[Fix]:
        """Fixes that should leave the page as it is, in the order of the file; all of reported problems."""
        uncertain = self._uncertain_names()
        found = [*self._comments()]
        for text in {problem.text for problem in self.problems if problem.text >= 0}:
            outline = self.sources.outline(text)
            found += [*self._rewritten(outline), *self._strays(outline, uncertain)]
            found += self._missing(outline, outline.parsed.elements, uncertain)
        unique = {(fix.keys, fix.alternatives): fix for fix in found if fix.alternatives}
        return [fix for fix in unique.values() if fix.keys and fix.keys <= self.keys]

    def _knows_attributes(self, name: str, tag: SourceTag) -> bool:
        attributes = {each.name for each in self.known.shortcodes[name].attributes}
        return {each.name for each in tag.attributes if each.name} <= attributes

    def _end_of_attributes(self, tag: SourceTag) -> int | None:
        """Where a bracket is missing: at the end of a line that holds nothing but valid attributes."""
        shortcode = self.known.shortcodes.get(tag.name)
        line = _line(self.source, tag.name_end).partition("[")[0].rstrip()
        if shortcode is None or tag.escaped or "<" in line:
            return None
        inside = parse_inside(f"{line}]", 0, len(line) + 1)
        if inside is None or inside.bracket != len(line):
            return None
        declared = {each.name: each for each in shortcode.attributes}
        for written in inside.attributes:
            attribute = declared.get(written.name)
            if attribute is None or attribute.read(written.text) is None:
                return None
        return tag.name_end + len(line)

    def _uncertain_names(self) -> set[str]:
        """The names that a tag which is shown as text may have: what is missing may be that tag."""
        names: set[str] = set()
        unknown = set()
        for problem in self.problems:
            tag = problem.tag
            if tag and problem.diagnostic.rule is UNTERMINATED_TAG:
                names.add(tag.name)
            elif tag and problem.diagnostic.rule is UNKNOWN_NAME:
                unknown.add(tag.word)
        names |= {closest(word, self.known.shortcodes) or "" for word in unknown}
        groups = {self.known.shortcodes[name].group for name in names if name}
        return names | {group for group in groups if group}

    def _comments(self) -> Iterator[Fix]:
        for problem in self.problems:
            keys = frozenset((problem.key,))
            span = problem.start, problem.end
            if problem.diagnostic.rule is WORDPRESS_COMMENT:
                yield Fix(keys, removal(self.source, *span, self.markup))
            elif problem.diagnostic.rule is UNUSED_SUPPRESSION:
                kept = dict(problem.diagnostic.details).get("kept")
                if kept:
                    old = self.source[slice(*span)]
                    comment = _SUPPRESSED.sub(rf"\g<kind> {kept}", old, count=1)
                    yield Fix(keys, ((Edit(*span, comment),),))
                elif kept is not None:
                    yield Fix(keys, removal(self.source, *span, self.markup))

    def _rewritten(self, outline: Outline) -> Iterator[Fix]:
        """Quotes and backslashes; all backslashes at once, for some of them make others be read."""
        unescaped: list[Edit] = []
        keys: set[Key] = set()
        tags = {
            found.start: found for found in map(outline.counterpart, outline.lexed.tags) if found
        }
        for found in outline.in_source.values():
            if (BACKSLASHES.code, found.start) in self.keys:
                tags[found.start] = found
        for start, found in sorted(tags.items()):
            text = rewritten(found, self.source, self.markup)
            if text is None:
                continue
            edit = Edit(start, found.end, text)
            if not found.escaped:
                yield Fix(frozenset(((CURLY_QUOTES.code, start),)), ((edit,),))
                continue
            unescaped.append(_with_outer_brackets(self.source, edit))
            keys |= {(rule.code, start) for rule in (BACKSLASHES, CURLY_QUOTES)} & self.keys
        if unescaped:
            yield Fix(frozenset(keys), (tuple(unescaped),))

    def _strays(self, outline: Outline, uncertain: Collection[str]) -> Iterator[Fix]:
        """Closing tags that close nothing."""
        starts = {
            diagnostic.start
            for diagnostic in outline.parsed.diagnostics
            if diagnostic.rule is STRAY_CLOSER
        }
        for tag in outline.parsed.dropped:
            found = outline.counterpart(tag)
            if tag.start.offset in starts and found and found.name not in uncertain:
                ways = removal(self.source, found.start, found.end, self.markup)
                yield Fix(frozenset(((STRAY_CLOSER.code, found.start),)), ways)

    def _missing(
        self, outline: Outline, elements: Iterable[Element], uncertain: Collection[str]
    ) -> Iterator[Fix]:
        """Tags that open or close an element and were not written, those of inner elements first."""
        for element in elements:
            yield from self._missing(outline, element.children, uncertain)
            shortcode, opener = element.shortcode, outline.opener(element)
            found = outline.counterpart(opener)
            is_closed = element.body_end.offset != element.end.offset
            if not (found and opener) or is_closed or shortcode.name in uncertain:
                continue
            if outline.is_doubtful(element) or opener.self_closing or opener.shortcode.single:
                continue
            ways = self._closings(outline, element, found)
            if element.start.offset == element.body_start.offset:
                rule = MISSING_GROUP
                ways = self._around(shortcode.name, found, ways)
            else:
                rule = UNCLOSED_GROUP if shortcode.item else UNCLOSED_ITEM
            yield Fix(frozenset(((rule.code, found.start),)), tuple(ways))

    def _around(
        self, name: str, first: SourceTag, closings: Iterable[tuple[Edit, ...]]
    ) -> Iterator[tuple[Edit, ...]]:
        """Ways to write both tags of a group around its items, the `first` of which is given."""
        margin = self._margin(first)
        for closing in closings:
            if margin is not None:
                yield (Edit(first.start, first.start, f"[{name}]\n{margin}"), *closing)
            yield (Edit(first.start, first.start, f"[{name}]"), *closing)

    def _closings(
        self, outline: Outline, element: Element, opener: SourceTag
    ) -> Iterator[tuple[Edit, ...]]:
        """Ways to write the closing tag of an element."""
        closer = f"[/{element.shortcode.name}]"
        place = outline.place(element.end.offset)
        if place is None:
            return
        end, exact = place
        inline = (Edit(end, end, closer),)
        line = self.source.rfind("\n", 0, end) + 1
        margin = MARGIN.match(self.source, line)
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
        return margin if MARGIN.fullmatch(margin) else None

    def _rest(self, offset: int) -> str:
        """What is seen behind a place on its line."""
        return _line(self.source, offset).strip()


def _line(source: str, start: int) -> str:
    """The rest of a line."""
    end = source.find("\n", start)
    return source[start:] if end < 0 else source[start:end]


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
    if not MARGIN.fullmatch(source[line_start:start]) or source[end:line_end].strip():
        return (alone,)
    before = source.endswith("\n\n", 0, line_start) or not line_start
    behind = source.startswith("\n", line_end)
    whole = (Edit(line_start, line_end + (before and behind)),)
    # Where lines count, the one left empty keeps apart what stands above and below.
    return (whole, alone) if before or behind or markup == HTML else (alone, whole)


def _with_outer_brackets(source: str, edit: Edit) -> Edit:
    r"""The edit of a tag with its outer brackets, which make it text: `\[\[mks_tabs\]\]`."""
    if source.endswith("\\[", 0, edit.start) and source.startswith("\\]", edit.end):
        return Edit(edit.start - 2, edit.end + 2, f"[{edit.text}]")
    return edit
