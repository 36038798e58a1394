"""The spans of the metadata in an author's file, for each markup that Pelican reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_MARKDOWN = re.compile(
    r"\A(?:\ufeff?\s*---[ \t]*\n)?(?P<fields>(?:[ ]{0,3}[A-Za-z0-9_-]+:.*(?:\n|\Z)(?:[ ]{4,}.*(?:\n|\Z))*)+)"
)
_MARKDOWN_FIELD = re.compile(
    r"^[ ]{0,3}(?P<name>[A-Za-z0-9_-]+):(?P<value>.*(?:\n[ ]{4,}.*)*)", re.MULTILINE
)
_RST = re.compile(
    r"\A(?P<title>(?:(?!:[\w -]+:).*\n){0,8}?)(?P<fields>(?::[\w -]+:.*(?:\n|\Z)(?:[ \t]+.*(?:\n|\Z))*)+)"
)
_RST_FIELD = re.compile(r"^:(?P<name>[\w -]+):(?P<value>.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_HTML = re.compile(r"\A\s*+(?:<!doctype[^>]*>\s*)?<(?:html|head|!--)", re.IGNORECASE)
_HTML_HEAD_END = re.compile(r"<body\b[^>]*>|</head\s*>", re.IGNORECASE)
_HTML_FIELD = re.compile(
    r"<(?:(?P<title>title)\b[^>]*>[^<]*|meta\b[^>]*?\bname\s*=\s*[\"']?(?P<name>[\w-]+)[^>]*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """The spans of a file's metadata."""

    end: int = 0
    """Where the body begins."""
    fields: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """The span of each field by its name in lower case."""


def metadata(source: str) -> Metadata:
    """Find the metadata of a source in Markdown, reStructuredText or HTML."""
    if _HTML.match(source):
        end = _HTML_HEAD_END.search(source)
        head = end.end() if end else 0
        return Metadata(head, _fields(_HTML_FIELD, source, 0, head))
    if found := _MARKDOWN.match(source):
        return Metadata(found.end(), _fields(_MARKDOWN_FIELD, source, *found.span("fields")))
    if found := _RST.match(source):
        fields = _fields(_RST_FIELD, source, *found.span("fields"))
        return Metadata(found.end(), {"title": found.span("title"), **fields})
    return Metadata()


def _fields(
    expression: re.Pattern[str], source: str, start: int, end: int
) -> dict[str, tuple[int, int]]:
    """Return the spans of the fields; the last one of equal names counts."""
    return {
        (found["name"] or "title").lower(): found.span()
        for found in expression.finditer(source, start, end)
    }
