"""Diagnostics at their places in the author's file: a line of the build's log, or of the command's."""

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
    diagnose,
)
from pelican_mks.shortcodes.lexer import Lexicon
from pelican_mks.source.leftover import unrendered
from pelican_mks.source.metadata import metadata
from pelican_mks.source.outline import Outline
from pelican_mks.source.suppression import Suppression, suppressions
from pelican_mks.source.tags import SourceTag, SourceTags, counterpart, line_and_column

_NOWHERE = 1, 1
_BEFORE, _BEHIND = 80, 200
"""So much of a line is kept around a finding; a line may hold thousands of them."""
WRAPPER_COMMENT = re.compile(r"<!--\s*+/?wp:shortcode\b[^<>]*?-->")
"""What WordPress writes round shortcodes."""
_FOR_TOOLS = re.compile(r"\\|wp:shortcode|pelican-mks:", re.IGNORECASE)
"""Without any of these in it, a file has no problems but those in its texts."""
_PLACED = (UNCLOSED_GROUP, UNCLOSED_ITEM, MISSING_GROUP)
"""Messages that name the line where a closing tag belongs."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that a reader has made of a part of the author's file, and what was found in it."""

    field: str
    """The name of the formatted field, empty for the text itself."""
    html: str
    diagnostics: tuple[Diagnostic, ...]
    finished: str = ""
    """The HTML that has been made of it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A diagnostic and its place in the author's file."""

    diagnostic: Diagnostic
    text: int
    """The index of the text it was found in; -1: it was found in the file."""
    start: int
    """Where it stands in the file; -1: nowhere, the file includes it."""
    end: int
    tag: SourceTag | None = None

    @property
    def key(self) -> tuple[str, int]:
        """Its code and its place."""
        return self.diagnostic.code, self.start


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that was broken at a place in a file."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    """Behind the last character."""
    rule: Rule
    message: str
    fixable: bool = False
    """Whether `pelican-mks fix` fixes it in this file."""
    excerpt: str = ""
    """The line of the file, or the part of a long one around its place."""
    excerpt_column: int = 1
    """The column that the excerpt begins at."""
    start: int = -1
    """Its place in characters, as in `Problem`."""

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code

    @property
    def key(self) -> tuple[str, int]:
        """Its code and its place."""
        return self.code, self.start

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}"


def locate(texts: Sequence[Text], source: str, known: Lexicon, path: str) -> list[Finding]:
    """Find the places in `source`, the content of the file at `path`, of all diagnostics of its `texts`.

    In the order of the file. What stands in a file that this one includes is named at its beginning.
    """
    found = Sources(texts, source, known)
    return [found.finding(problem, path) for problem in found.problems()]


class Sources:
    """A file, the texts that were made of it, and the tags of both."""

    def __init__(self, texts: Sequence[Text], source: str, known: Lexicon) -> None:
        self.texts = texts
        self.source = source
        self.known = known
        self.tags: list[Mapping[int, SourceTag]] = [{} for _ in texts]
        has_tags = any(known.hint.search(text.html) for text in texts)
        if has_tags and (_FOR_TOOLS.search(source) or any(text.diagnostics for text in texts)):
            in_source = SourceTags(source, known.opening, metadata(source))
            self.tags = [in_source.counterparts(text.html, text.field) for text in texts]
        self._outlines: dict[int, Outline] = {}
        self._suppressions = suppressions(source, (text.html for text in texts))

    def outline(self, text: int) -> Outline:
        """The tree of one of the texts."""
        if text not in self._outlines:
            html = self.texts[text].html
            self._outlines[text] = Outline(html, self.source, self.known, self.tags[text])
        return self._outlines[text]

    def problems(self) -> list[Problem]:
        """All problems that no comment suppresses, in the order of the file.

        What typography has brought into the HTML is no mistake of the author's and left out; what a
        reader has taken out of it, such as an importer's backslashes, is added.
        """
        found = [*self._in_texts(), *self._comments(), *self._unrendered()]
        if self._suppressions:
            found = self._unsuppressed(found)
        return sorted(found, key=lambda each: (each.start, each.diagnostic.code))

    def _in_texts(self) -> Iterator[Problem]:
        """What was found in the texts; two colours that cannot be read together are named once."""
        named: set[tuple[str | None, str | None]] = set()
        for index, text in enumerate(self.texts):
            tags = self.tags[index]
            reported = set()
            for diagnostic in text.diagnostics:
                tag = counterpart(tags, diagnostic.start)
                if diagnostic.rule is LOW_CONTRAST:
                    pair = _colours(diagnostic)
                    if pair in named:
                        continue
                    named.add(pair)
                if diagnostic.rule is CURLY_QUOTES and tag and _is_straight(tag, diagnostic):
                    continue
                if diagnostic.rule is BACKSLASHES and tag:
                    reported.add(tag.start)
                yield self._problem(diagnostic, index, tag)
            for start, tag in _backslashes(tags, text.html, self.known, reported):
                diagnostic = diagnose(
                    BACKSLASHES, (start, start), name="/" * tag.closing + tag.name
                )
                yield self._problem(diagnostic, index, tag)

    def _problem(self, diagnostic: Diagnostic, text: int, tag: SourceTag | None) -> Problem:
        if tag is None:
            return Problem(diagnostic, text, -1, -1)
        if diagnostic.rule is TEXT_IN_GROUP:
            outline = self.outline(text)
            group = outline.element(diagnostic.start, is_group=True)
            place = outline.text_outside_items(group) if group else None
            if place is not None:
                line_end = self.source.find("\n", place)
                line_end = len(self.source) if line_end < 0 else line_end
                bracket = self.source.find("[", place, line_end)
                end = line_end if bracket < 0 else bracket
                return Problem(diagnostic, text, place, end, tag)
        # What has no end, or is no tag of ours, is marked by its name alone.
        is_name = diagnostic.rule in (UNKNOWN_NAME, UNTERMINATED_TAG)
        return Problem(diagnostic, text, tag.start, tag.name_end if is_name else tag.end, tag)

    def _comments(self) -> Iterator[Problem]:
        """The comments of WordPress that are no text."""
        if not any(self.tags):
            return
        for comment in WRAPPER_COMMENT.finditer(self.source):
            if any(comment[0] in text.html for text in self.texts):
                yield Problem(diagnose(WORDPRESS_COMMENT, (0, 0)), -1, *comment.span())

    def _unrendered(self) -> Iterator[Problem]:
        """The shortcodes that nothing renders."""
        finished = "\n".join(text.finished for text in self.texts)
        for diagnostic, start, end in unrendered(finished, self.source, self.known.shortcodes):
            yield Problem(diagnostic, -1, start, end)

    def _unsuppressed(self, found: Iterable[Problem]) -> list[Problem]:
        """The problems that no comment suppresses, and the comments that suppress nothing."""
        kept = []
        used: Counter[tuple[int, str]] = Counter()
        for problem in found:
            line = line_and_column(self.source, problem.start)[0] if problem.start >= 0 else -1
            code = problem.diagnostic.code
            by = [
                each.start
                for each in self._suppressions
                if each.line in (0, line) and code in each.codes
            ]
            used.update((start, code) for start in by)
            if not by:
                kept.append(problem)
        for each in self._suppressions:
            unused = [code for code in each.codes if not used[each.start, code]]
            if unused or not each.codes:
                kept.append(_unused(each, unused))
        return kept

    def finding(self, problem: Problem, path: str) -> Finding:
        """A problem as it is reported."""
        diagnostic = problem.diagnostic
        rule, message = diagnostic.rule, diagnostic.message
        if problem.start < 0:
            return Finding(path, *_NOWHERE, *_NOWHERE, rule, message)
        start = problem.start
        if problem.tag and start == problem.tag.start:
            start = problem.tag.bracket
        if rule in _PLACED:
            line_of_fix = self._line_of_fix(problem)
            if line_of_fix:
                message = f"{message.removesuffix('.')}, on line {line_of_fix}."
        line, column = line_and_column(self.source, start)
        end = line_and_column(self.source, problem.end)
        begin = start - min(column - 1, _BEFORE)
        excerpt = self.source[begin : start + _BEHIND].partition("\n")[0]
        first = column - (start - begin)
        return Finding(
            path, line, column, *end, rule, message,
            excerpt=excerpt, excerpt_column=first, start=problem.start,
        )  # fmt: skip

    def _line_of_fix(self, problem: Problem) -> int:
        """The line on which a closing tag belongs; 0 where that is not certain."""
        outline = self.outline(problem.text)
        is_group = problem.diagnostic.rule is not UNCLOSED_ITEM
        element = outline.element(problem.diagnostic.start, is_group=is_group)
        if element is None or outline.is_doubtful(element):
            return 0
        place = outline.place(element.end.offset)
        return line_and_column(self.source, place[0])[0] if place else 0


def _colours(diagnostic: Diagnostic) -> tuple[str | None, str | None]:
    details = dict(diagnostic.details)
    return details.get("colour"), details.get("background")


def _backslashes(
    tags: Mapping[int, SourceTag], html: str, known: Lexicon, reported: set[int]
) -> Iterator[tuple[int, SourceTag]]:
    """The tags with backslashes that are not `reported`; no closing tag whose opening tag has them, too.

    What a page shows as code keeps its backslashes and is none of them.
    """
    opened: dict[str, list[bool]] = {}
    for start, tag in sorted(tags.items()):
        if tag.name not in known.shortcodes:
            continue
        waiting = opened.setdefault(tag.name, [])
        told = tag.closing and bool(waiting) and waiting.pop()
        if not tag.closing and not known.shortcodes[tag.name].single:
            waiting.append(tag.escaped)
        written = html[max(0, start - 1) : start + len(tag.name) + 2]
        if tag.escaped and not told and tag.start not in reported and "\\" not in written:
            yield start, tag


def _is_straight(tag: SourceTag, diagnostic: Diagnostic) -> bool:
    """Whether the attribute that a `diagnostic` names has straight quotes in the file."""
    name = dict(diagnostic.details).get("attribute")
    return any(each.name == name for each in tag.attributes) and not any(
        each.name == name and each.curly for each in tag.attributes
    )


def _unused(comment: Suppression, unused: Sequence[str]) -> Problem:
    details = {}
    if not comment.codes:
        problem, fix = (
            "This comment names no rule",
            "Add a code, such as MKS006, or remove the comment",
        )
    elif unknown := [code for code in unused if code not in CODES]:
        problem = f"This comment names the unknown rule {', '.join(unknown)}"
        fix = "Correct the code, or remove it"
    else:
        where = "on the next line" if comment.line else "in this file"
        problem = f"This comment ignores {', '.join(unused)}, which does not occur {where}"
        fix = "Remove the code or the comment"
        details["kept"] = ", ".join(code for code in comment.codes if code not in unused)
    diagnostic = diagnose(UNUSED_SUPPRESSION, (0, 0), problem=problem, advice=fix, **details)
    return Problem(diagnostic, -1, comment.start, comment.end)
