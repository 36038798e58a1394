"""Diagnostics at their places in the author's file, as the build's log and the command report them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pelican_mks.shortcodes.diagnostic import (
    BACKSLASHES,
    CODES,
    CURLY_QUOTES,
    LOW_CONTRAST,
    MISSING_GROUP,
    TEXT_IN_GROUP,
    UNCLOSED_GROUP,
    UNCLOSED_ITEM,
    UNKNOWN_NAME,
    UNTERMINATED_TAG,
    UNUSED_SUPPRESSION,
    WORDPRESS_COMMENT,
    Diagnostic,
    Rule,
    Severity,
    diagnose,
)
from pelican_mks.shortcodes.lexer import Lexicon
from pelican_mks.source.leftover import unrendered
from pelican_mks.source.metadata import metadata
from pelican_mks.source.outline import Outline
from pelican_mks.source.suppression import Suppression, suppressions
from pelican_mks.source.tags import SourceTag, SourceTags, counterpart, line_and_column
from pelican_mks.source.text import Text

_EXCERPT_BEFORE, _EXCERPT_AFTER = 80, 200
"""The characters of a line to show around a diagnostic; a line may be very long."""
WRAPPER_COMMENT = re.compile(r"<!--\s*+/?wp:shortcode\b[^<>]*?-->")
"""The comments that WordPress writes around shortcodes."""
_SOURCE_ONLY = re.compile(r"\\|wp:shortcode|pelican-mks:", re.IGNORECASE)
"""A file without any of these has no diagnostics besides those of its texts."""
_TAG_IS_MISSING = (UNCLOSED_GROUP, UNCLOSED_ITEM, MISSING_GROUP)
"""The message of these rules gives the line where the closing tag belongs."""


@dataclass(frozen=True, slots=True)
class SourceDiagnostic:
    """A diagnostic and its place in the author's file, in characters."""

    diagnostic: Diagnostic
    text: int
    """The index of its text; -1 if it was found in the file itself."""
    start: int
    """-1 if its text comes from an included file."""
    end: int
    tag: SourceTag | None = None

    @property
    def rule(self) -> Rule:
        """The rule."""
        return self.diagnostic.rule

    @property
    def key(self) -> tuple[str, int]:
        """The rule's code and the place."""
        return self.rule.code, self.start


@dataclass(frozen=True, slots=True)
class FileDiagnostic:
    """A diagnostic as it is reported: with its file, line and column."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    """The column after the last character."""
    rule: Rule
    message: str
    fixable: bool = False
    """Whether `pelican-mks fix` fixes it in this file."""
    excerpt: str = ""
    """The line, or the part of a long line around the diagnostic."""
    excerpt_column: int = 1
    """The column where the excerpt begins."""

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The rule's severity."""
        return self.rule.severity

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}"


def locate(texts: Sequence[Text], source: str, known: Lexicon, path: str) -> list[FileDiagnostic]:
    """Find the places of all diagnostics of `texts` in `source`, the content of the file at `path`.

    They come in the order of the file. Those of an included file are at its beginning.
    """
    found = Source(texts, source, known)
    return [found.reported(each, path) for each in found.diagnostics()]


class Source:
    """The source of a file with its rendered texts, and the tags of both."""

    def __init__(self, texts: Sequence[Text], source: str, known: Lexicon) -> None:
        self.texts = texts
        self.source = source
        self.known = known
        self.tags: list[Mapping[int, SourceTag]] = [{} for _ in texts]
        has_tags = any(known.hint.search(text.html) for text in texts)
        if has_tags and (
            _SOURCE_ONLY.search(source) or any(text.result.diagnostics for text in texts)
        ):
            in_source = SourceTags(source, known.opening, metadata(source))
            self.tags = [in_source.counterparts(text.html, text.field) for text in texts]
        self._outlines: dict[int, Outline] = {}
        self._suppressions = suppressions(source, [text.html for text in texts])

    def outline(self, text: int) -> Outline:
        """The element tree of one of the texts."""
        if text not in self._outlines:
            html = self.texts[text].html
            self._outlines[text] = Outline(html, self.source, self.known, self.tags[text])
        return self._outlines[text]

    def diagnostics(self) -> list[SourceDiagnostic]:
        """All diagnostics that no comment suppresses, in the order of the file.

        Leaves out what only typography brought into the HTML; adds what a reader took out of it, such
        as an importer's backslashes.
        """
        found = [*self._in_texts(), *self._comments(), *self._unrendered()]
        if self._suppressions:
            found = self._unsuppressed(found)
        return sorted(found, key=lambda each: (each.start, each.rule.code))

    def _in_texts(self) -> Iterator[SourceDiagnostic]:
        """The diagnostics of the texts; low contrast once for each pair of colours."""
        seen: set[tuple[str, str]] = set()
        for index, text in enumerate(self.texts):
            tags = self.tags[index]
            reported = set()
            for diagnostic in text.result.diagnostics:
                tag = counterpart(tags, diagnostic.start)
                details = dict(diagnostic.details)
                if diagnostic.rule is LOW_CONTRAST:
                    pair = details["colour"], details["background"]
                    if pair in seen:
                        continue
                    seen.add(pair)
                if diagnostic.rule is CURLY_QUOTES and tag:
                    written = [each for each in tag.attributes if each.name == details["attribute"]]
                    if written and not any(each.curly for each in written):
                        continue
                if diagnostic.rule is BACKSLASHES and tag:
                    reported.add(tag.start)
                yield self._located(diagnostic, index, tag)
            for start, tag in _backslashes(tags, text.html, self.known, reported):
                name = "/" * tag.closing + tag.name
                yield self._located(diagnose(BACKSLASHES, (start, start), name=name), index, tag)

    def _located(
        self, diagnostic: Diagnostic, text: int, tag: SourceTag | None
    ) -> SourceDiagnostic:
        if tag is None:
            return SourceDiagnostic(diagnostic, text, -1, -1)
        if diagnostic.rule is TEXT_IN_GROUP:
            outline = self.outline(text)
            group = outline.element(diagnostic.start, is_group=True)
            start = outline.text_outside_items(group) if group else None
            if start is not None:
                end = re.compile(r"[^\[\n]*").match(self.source, start)
                return SourceDiagnostic(diagnostic, text, start, end.end() if end else start, tag)
        # Only the name of what has no end or is no shortcode is marked.
        is_name = diagnostic.rule in (UNKNOWN_NAME, UNTERMINATED_TAG)
        end_of_tag = tag.name_end if is_name else tag.end
        return SourceDiagnostic(diagnostic, text, tag.start, end_of_tag, tag)

    def _comments(self) -> Iterator[SourceDiagnostic]:
        """WordPress's comments that the page does not show as text."""
        if not any(self.tags):
            return
        for comment in WRAPPER_COMMENT.finditer(self.source):
            if any(comment[0] in text.html for text in self.texts):
                yield SourceDiagnostic(diagnose(WORDPRESS_COMMENT, (0, 0)), -1, *comment.span())

    def _unrendered(self) -> Iterator[SourceDiagnostic]:
        """The shortcodes that are not rendered."""
        html = "\n".join(text.result.html for text in self.texts)
        for diagnostic, start, end in unrendered(html, self.source, self.known.shortcodes):
            yield SourceDiagnostic(diagnostic, -1, start, end)

    def _unsuppressed(self, found: Iterable[SourceDiagnostic]) -> list[SourceDiagnostic]:
        """The diagnostics that no comment suppresses, and one for each comment without effect."""
        kept = []
        used: Counter[tuple[int, str]] = Counter()
        for each in found:
            line = line_and_column(self.source, each.start)[0] if each.start >= 0 else -1
            code = each.rule.code
            by = [
                comment.start
                for comment in self._suppressions
                if comment.line in (0, line) and code in comment.codes
            ]
            used.update((start, code) for start in by)
            if not by:
                kept.append(each)
        for comment in self._suppressions:
            unused = [code for code in comment.codes if not used[comment.start, code]]
            if unused or not comment.codes:
                kept.append(_unused(comment, unused))
        return kept

    def reported(
        self, located: SourceDiagnostic, path: str, *, fixable: bool = False
    ) -> FileDiagnostic:
        """A diagnostic with its line, column and excerpt."""
        rule, message, start = located.rule, located.diagnostic.message, located.start
        if start < 0:
            return FileDiagnostic(path, 1, 1, 1, 1, rule, message, fixable)
        if located.tag and start == located.tag.start:
            start = located.tag.bracket
        if rule in _TAG_IS_MISSING and (line_of_fix := self._line_of_fix(located)):
            message = f"{message.removesuffix('.')}, on line {line_of_fix}."
        line, column = line_and_column(self.source, start)
        end_line, end_column = line_and_column(self.source, located.end)
        before = min(column - 1, _EXCERPT_BEFORE)
        excerpt = self.source[start - before : start + _EXCERPT_AFTER].partition("\n")[0]
        return FileDiagnostic(
            path, line, column, end_line, end_column, rule, message, fixable, excerpt, column - before
        )  # fmt: skip

    def _line_of_fix(self, located: SourceDiagnostic) -> int:
        """The line where the closing tag belongs; 0 if that is not certain."""
        outline = self.outline(located.text)
        is_group = located.rule is not UNCLOSED_ITEM
        element = outline.element(located.diagnostic.start, is_group=is_group)
        if element is None or outline.is_doubtful(element):
            return 0
        place = outline.place(element.end.offset)
        return line_and_column(self.source, place[0])[0] if place else 0


def _backslashes(
    tags: Mapping[int, SourceTag], html: str, known: Lexicon, reported: set[int]
) -> Iterator[tuple[int, SourceTag]]:
    """Find tags with backslashes that are not `reported`, except in code, where the page shows them.

    A closing tag is left out if its opening tag has backslashes, too.
    """
    opened: dict[str, list[bool]] = {}
    for start, tag in sorted(tags.items()):
        if tag.name not in known.shortcodes:
            continue
        escaped_openers = opened.setdefault(tag.name, [])
        opener_is_escaped = tag.closing and bool(escaped_openers) and escaped_openers.pop()
        if not tag.closing and not known.shortcodes[tag.name].single:
            escaped_openers.append(tag.escaped)
        written = html[max(0, start - 1) : start + len(tag.name) + 2]
        is_new = tag.start not in reported and not opener_is_escaped
        if tag.escaped and is_new and "\\" not in written:
            yield start, tag


def _unused(comment: Suppression, unused: Sequence[str]) -> SourceDiagnostic:
    details = {}
    if not comment.codes:
        problem = "This comment names no rule"
        advice = "Add a code, such as MKS006, or remove the comment"
    elif unknown := [code for code in unused if code not in CODES]:
        problem = f"This comment names the unknown rule {', '.join(unknown)}"
        advice = "Correct the code, or remove it"
    else:
        where = "on the next line" if comment.line else "in this file"
        problem = f"This comment ignores {', '.join(unused)}, which does not occur {where}"
        advice = "Remove the code or the comment"
        details["kept"] = ", ".join(code for code in comment.codes if code not in unused)
    diagnostic = diagnose(UNUSED_SUPPRESSION, (0, 0), problem=problem, advice=advice, **details)
    return SourceDiagnostic(diagnostic, -1, comment.start, comment.end)
