"""Comments in the author's file that suppress diagnostics.

`<!-- pelican-mks: ignore MKS006 -->` in Markdown and HTML, `.. pelican-mks: ignore MKS006` in reStructuredText, applies to
the next line; `ignore-file` to the whole file. Commas or spaces separate several codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pelican_mks.source.tags import line_and_column

_COMMENT = re.compile(
    r"(?:(?P<html><!--\s*+)|^[ \t]*+\.\.[ \t]++)pelican-mks:(?(html)\s|[ \t])*+"
    r"(?P<kind>ignore(?:-file)?)(?![\w-])(?P<codes>(?(html)[^<>]*?(?=-->)|.*$))(?(html)-->)",
    re.MULTILINE | re.IGNORECASE,
)
_CODE = re.compile(r"[^\s,]+")
_HINT = "pelican-mks:"


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that suppresses diagnostics."""

    start: int
    end: int
    codes: tuple[str, ...]
    line: int
    """The line it applies to; 0 for the whole file."""


def suppressions(source: str, htmls: Iterable[str]) -> list[Suppression]:
    """Find the suppression comments in `source`; in `htmls`, code does not count."""
    if _HINT not in source.lower():
        return []
    pages = list(htmls)
    return [
        Suppression(
            *found.span(),
            tuple(_CODE.findall(found["codes"].upper())),
            0 if found["kind"].lower() == "ignore-file" else _next_line(source, found.end()),
        )
        for found in _COMMENT.finditer(source)
        if _is_comment(found, pages)
    ]


def _is_comment(found: re.Match[str], pages: list[str]) -> bool:
    """Whether the page contains it only as a comment."""
    is_in_html = any(found[0].strip() in page for page in pages)
    return is_in_html == (found["html"] is not None)


def _next_line(source: str, position: int) -> int:
    """Return the number of the next line that is neither blank nor such a comment."""
    while True:
        while position < len(source) and source[position].isspace():
            position += 1
        line = source.rfind("\n", 0, position) + 1
        found = _COMMENT.match(source, position) or _COMMENT.match(source, line)
        if not found or found.end() <= position:
            return line_and_column(source, position)[0]
        position = found.end()


def is_suppression(comment: str) -> bool:
    """Whether this is a suppression comment of HTML."""
    return _COMMENT.fullmatch(comment) is not None
