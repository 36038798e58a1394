"""The edits of tags that could fix a file's diagnostics.

There are none where the author's intention or the place of an edit is not certain. `engine.py` finds out
whether an edit changes the page.
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
from pelican_mks.shortcodes.lexer import Edit
from pelican_mks.shortcodes.nodes import Element
from pelican_mks.shortcodes.spelling import closest, meant
from pelican_mks.source.diagnostics import Source, SourceDiagnostic
from pelican_mks.source.outline import MARGIN, Outline
from pelican_mks.source.tags import SourceTag

_MAX_START_TAG = 600
_OPENED = re.compile(r"<p(?:\s[^<>]*)?>\s*\Z")
_CLOSED = re.compile(r"\s*</p\s*>")
_SUPPRESSED = re.compile(r"(?P<kind>ignore(?:-file)?)(?:[\s,]+(?!-->)[^\s,]+)*", re.IGNORECASE)
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that belong together."""

    keys: frozenset[Key]
    """The diagnostics it fixes."""
    alternatives: tuple[tuple[Edit, ...], ...]
    """Ways to write it, the preferred one first."""


class Plan:
    """The possible fixes of a source."""

    def __init__(
        self, source: Source, diagnostics: Iterable[SourceDiagnostic], markup: str
    ) -> None:
        self.outline = source.outline
        self.source = source.source
        self.known = source.known
        self.markup = markup
        self.diagnostics = list(diagnostics)
        self.keys = {each.key for each in self.diagnostics}

    def intended(self) -> Iterator[Fix]:
        """Yield fixes that change the page into what its author certainly meant."""
        names: dict[str, list[tuple[Key, Edit]]] = {}
        for each in self.diagnostics:
            tag = each.tag
            if tag and each.rule is UNKNOWN_NAME:
                name = meant(tag.word, self.known.shortcodes)
                if name and self._knows_attributes(name, tag):
                    edit = Edit(tag.name_end - len(tag.word), tag.name_end, name)
                    names.setdefault(name, []).append((each.key, edit))
            elif tag and each.rule is UNTERMINATED_TAG:
                end = self._end_of_attributes(tag)
                if end is not None:
                    yield Fix(frozenset((each.key,)), ((Edit(end, end, "]"),),))
        for found in names.values():
            keys, edits = zip(*found, strict=True)
            yield Fix(frozenset(keys), (edits,))

    def unchanging(self) -> list[Fix]:
        """Return fixes that should leave the page as it is, only for reported diagnostics."""
        uncertain = self._uncertain_names()
        found = [*self._comments()]
        for text in {each.text for each in self.diagnostics if each.text >= 0}:
            outline = self.outline(text)
            found += [*self._rewritten(outline), *self._strays(outline, uncertain)]
            found += self._missing(outline, outline.parsed.elements, uncertain)
        unique = {(fix.keys, fix.alternatives): fix for fix in found if fix.alternatives}
        return [fix for fix in unique.values() if fix.keys and fix.keys <= self.keys]

    def _knows_attributes(self, name: str, tag: SourceTag) -> bool:
        attributes = {each.name for each in self.known.shortcodes[name].attributes}
        return {each.name for each in tag.attributes if each.name} <= attributes

    def _end_of_attributes(self, tag: SourceTag) -> int | None:
        """Return where a bracket is missing: at the end of a line with only valid attributes."""
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
        """Return the names of tags that may be missing only because the page shows them as text."""
        names: set[str] = set()
        unknown = set()
        for each in self.diagnostics:
            tag = each.tag
            if tag and each.rule is UNTERMINATED_TAG:
                names.add(tag.name)
            elif tag and each.rule is UNKNOWN_NAME:
                unknown.add(tag.word)
        names |= {closest(word, self.known.shortcodes) or "" for word in unknown}
        groups = {self.known.shortcodes[name].group for name in names if name}
        return names | {group for group in groups if group}

    def _comments(self) -> Iterator[Fix]:
        for each in self.diagnostics:
            keys = frozenset((each.key,))
            span = each.start, each.end
            if each.rule is WORDPRESS_COMMENT:
                yield Fix(keys, removal(self.source, *span, self.markup))
            elif each.rule is UNUSED_SUPPRESSION:
                kept = dict(each.diagnostic.details).get("kept")
                if kept:
                    old = self.source[slice(*span)]
                    comment = _SUPPRESSED.sub(rf"\g<kind> {kept}", old, count=1)
                    yield Fix(keys, ((Edit(*span, comment),),))
                elif kept is not None:
                    yield Fix(keys, removal(self.source, *span, self.markup))

    def _rewritten(self, outline: Outline) -> Iterator[Fix]:
        """Yield fixes of quotes and backslashes; of all backslashes at once, since they depend on each other."""
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
        """Yield removals of stray closing tags."""
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
        """Yield missing opening and closing tags, those of inner elements first."""
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
        """Yield ways to write both tags of a group around its items, given the `first` one."""
        margin = self._margin(first)
        for closing in closings:
            if margin is not None:
                yield (Edit(first.start, first.start, f"[{name}]\n{margin}"), *closing)
            yield (Edit(first.start, first.start, f"[{name}]"), *closing)

    def _closings(
        self, outline: Outline, element: Element, opener: SourceTag
    ) -> Iterator[tuple[Edit, ...]]:
        """Yield ways to write the closing tag of an element."""
        closer = f"[/{element.shortcode.name}]"
        place = outline.place(element.end.offset)
        if place is None:
            return
        end, exact = place
        line = self.source.rfind("\n", 0, end) + 1
        margin = MARGIN.match(self.source, line)
        written = margin[0] if margin else ""
        own_line = f"\n{written}{closer}"
        own_paragraph = f"\n{written.rstrip()}\n{written}{closer}"
        stands_alone = self._margin(opener) is not None and not self._rest(opener.end)
        is_group = element.shortcode.item is not None
        in_block = (
            (self._margin(opener) is not None if is_group else stands_alone)
            and line > opener.start
            and not self._rest(end)
        )
        ways = (own_line, own_paragraph, closer) if in_block else (closer, own_line, own_paragraph)
        yield from ((Edit(end, end, text),) for text in ways)
        if exact != end:
            yield from ((Edit(exact, exact, text),) for text in (closer, f"{closer}\n{written}"))

    def _margin(self, tag: SourceTag) -> str | None:
        """Return what precedes a tag on its line; `None` if that is text."""
        line = self.source.rfind("\n", 0, tag.start) + 1
        margin = self.source[line : tag.start]
        return margin if MARGIN.fullmatch(margin) else None

    def _rest(self, offset: int) -> str:
        """Return the text after a place on its line."""
        return _line(self.source, offset).strip()


def _line(source: str, start: int) -> str:
    """Return the rest of a line."""
    end = source.find("\n", start)
    return source[start:] if end < 0 else source[start:end]


def removal(source: str, start: int, end: int, markup: str) -> tuple[tuple[Edit, ...], ...]:
    """Return ways to remove `source[start:end]`, with the paragraph or line that contains nothing else."""
    alone = (Edit(start, end),)
    opened = _OPENED.search(source, max(0, start - _MAX_START_TAG), start)
    closed = _CLOSED.match(source, end)
    if opened and closed:
        return (*_with_line(source, opened.start(), closed.end(), markup), alone)
    return _with_line(source, start, end, markup)


def _with_line(source: str, start: int, end: int, markup: str) -> tuple[tuple[Edit, ...], ...]:
    """Return ways to remove a span; between two blank lines, one of them is removed as well."""
    alone = (Edit(start, end),)
    line_start = source.rfind("\n", 0, start) + 1
    line_end = source.find("\n", end)
    line_end = len(source) if line_end < 0 else line_end + 1
    if not MARGIN.fullmatch(source[line_start:start]) or source[end:line_end].strip():
        return (alone,)
    before = source.endswith("\n\n", 0, line_start) or not line_start
    after = source.startswith("\n", line_end)
    whole = (Edit(line_start, line_end + (before and after)),)
    # Where line breaks matter, the empty line separates the blocks above and below.
    return (whole, alone) if before or after or markup == HTML else (alone, whole)


def _with_outer_brackets(source: str, edit: Edit) -> Edit:
    r"""Extend the edit of an escaped tag to its outer brackets: `\[\[mks_tabs\]\]`."""
    if source.endswith("\\[", 0, edit.start) and source.startswith("\\]", edit.end):
        return Edit(edit.start - 2, edit.end + 2, f"[{edit.text}]")
    return edit
