"""Diagnostics at their places in the author's file: a line of the build's log, or of the command's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pelican_mks.shortcodes.diagnostic import (
    BACKSLASHES,
    CURLY_QUOTES,
    LOW_CONTRAST,
    UNKNOWN_NAME,
    UNTERMINATED_TAG,
    Diagnostic,
    Fault,
    diagnose,
)
from pelican_mks.shortcodes.lexer import Lexicon
from pelican_mks.source.spelling import meant
from pelican_mks.source.tags import SourceTag, counterpart, counterparts, line_and_column

_NOWHERE = 1, 1


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in a file."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    """Behind the last character."""
    fault: Fault
    message: str
    fixable: bool = False
    """Whether `pelican-mks fix` repairs it, wherever that is safe."""
    excerpt: str = ""
    """The line of the file."""

    @property
    def code(self) -> str:
        """The fault's code."""
        return self.fault.code

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}"


def locate(
    diagnostics: Iterable[Diagnostic], html: str, source: str, known: Lexicon, path: str
) -> list[Finding]:
    """Find the places in `source`, the text of the file at `path`, of what was found in `html`.

    A fault whose tag has no counterpart in the file is named at its beginning. What typography has
    brought into the HTML is no fault of the author's and left out; an importer's backslashes that a
    reader has taken out are added. Two colours that cannot be read together are named once.
    """
    if not known.hint.search(html):
        return []
    tags = counterparts(html, source, known.opening)
    found = [*diagnostics, *_backslashes(tags, html, known)]
    found.sort(key=lambda each: (each.start, each.code))
    findings = []
    for diagnostic in _named_once(found):
        tag = counterpart(tags, diagnostic.start)
        if not (diagnostic.fault is CURLY_QUOTES and tag and _is_straight(tag, diagnostic)):
            findings.append(_finding(diagnostic, tag, source, path, known.shortcodes))
    return findings


def _named_once(diagnostics: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
    """All of them, but colours that cannot be read together only where they first stand."""
    seen = set()
    for diagnostic in diagnostics:
        details = dict(diagnostic.details)
        pair = details.get("colour"), details.get("background")
        if diagnostic.fault is not LOW_CONTRAST or pair not in seen:
            yield diagnostic
        if diagnostic.fault is LOW_CONTRAST:
            seen.add(pair)


def _backslashes(tags: Mapping[int, SourceTag], html: str, known: Lexicon) -> Iterable[Diagnostic]:
    """The backslashes that a reader has taken out of opening tags, so that the HTML shows none."""
    for start, tag in tags.items():
        name = tag.word.replace("\\", "")
        written = html[max(0, start - 1) : start + len(name) + 1]
        if tag.escaped and not tag.closing and name in known.shortcodes and "\\" not in written:
            yield diagnose(BACKSLASHES, (start, start), name=name)


def _is_straight(tag: SourceTag, diagnostic: Diagnostic) -> bool:
    """Whether the attribute that a `diagnostic` names has straight quotes in the file."""
    name = dict(diagnostic.details).get("attribute")
    return any(each.name == name for each in tag.attributes) and not any(
        each.name == name and each.curly for each in tag.attributes
    )


def _finding(
    diagnostic: Diagnostic,
    tag: SourceTag | None,
    source: str,
    path: str,
    names: Collection[str],
) -> Finding:
    fault, message = diagnostic.fault, diagnostic.message
    if tag is None:
        return Finding(path, *_NOWHERE, *_NOWHERE, fault, message)
    line, column = line_and_column(source, tag.bracket)
    begin = tag.bracket - column + 1
    excerpt = source[begin:].partition("\n")[0]
    # What has no end, or is no tag of ours, is marked by its name alone.
    is_name = fault in (UNKNOWN_NAME, UNTERMINATED_TAG)
    end = line_and_column(source, tag.name_end if is_name else tag.end)
    fixable = fault.fixable and (fault is not UNKNOWN_NAME or meant(tag.word, names) is not None)
    return Finding(path, line, column, *end, fault, message, fixable, excerpt)
