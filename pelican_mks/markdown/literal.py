"""Where Markdown text is code, in which shortcodes are shown as they are written."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from pelican_mks.html.elements import PROTECTED

_INDENT = 4
_ELEMENTS = "|".join(sorted(PROTECTED | {"script", "style", "textarea"}))
_TOKEN = (
    r"(?P<blank>^[ >]*+$)"
    r"|^[ >]*+(?P<fence>`{3,}+|~{3,}+)(?P<info>[^`\n]*+)$"
    r"|(?P<ticks>`++)"
    rf"|<(?P<slash>/)?+(?P<element>{_ELEMENTS})(?=[\s/>])"
    # A line of tags is a block of its own, so that no span of code reaches over it.
    r"|(?P<tags>^[ >\\]*+{opening}[^`\n]*(?<=\])[ \\]*$)"
)
_ELEMENT = re.compile(rf"<(?:{_ELEMENTS})", re.IGNORECASE)
_MARGIN = re.compile(r"\n(?=[ >])")
"""What stands behind the line break is looked at only there: so few places of a text are."""
_CONTAINER = re.compile(r"(?: {0,3}> ?)*+")
_OPENS_LEVEL = re.compile(r" *+(?:[-*+]|\d++[.)]|:|\[\^[^\]\n]++\]:|!!!|\?\?\?|===)(?:\s|\+)")
"""What has four columns to the left of all that belongs to it: items of lists, footnotes, admonitions."""


@dataclass(frozen=True, slots=True)
class _Delimiter:
    """What may begin or end code."""

    start: int
    end: int
    key: Hashable
    """Equal for the two ends of one piece of code."""
    opens: bool
    closes: bool


def literal_spans(text: str, opening: str) -> list[tuple[int, int]]:
    """Where `text` is code, in order: fences, spans, raw HTML elements and indented blocks.

    `opening` is the expression for the beginning of a shortcode tag.
    """
    spans = _paired(_delimiters(text, opening))
    return sorted([*spans, *_indented(text, spans)])


def has_margins(text: str) -> bool:
    """Whether a line of `text` begins with a blank or with the mark of a quotation."""
    return text.startswith((" ", ">")) or _MARGIN.search(text) is not None


def container_end(line: str, start: int = 0) -> int:
    """Behind the marks of the quotations that a line stands in."""
    if ">" not in line:
        return start
    marks = _CONTAINER.match(line, start)
    return marks.end() if marks else start


def _delimiters(text: str, opening: str) -> list[_Delimiter]:
    if "`" not in text and "~" not in text and not _ELEMENT.search(text):
        return []
    token = re.compile(_TOKEN.replace("{opening}", opening), re.MULTILINE | re.IGNORECASE)
    found = []
    paragraph = 0
    for match in token.finditer(text):
        span = match.span()
        if match["fence"]:
            closes = not match["info"].strip()
            found.append(_Delimiter(*span, match["fence"], opens=True, closes=closes))
        elif match["ticks"]:
            escaped = text.endswith("\\", 0, span[0])
            length = paragraph, len(match["ticks"])
            found.append(_Delimiter(*span, length, opens=not escaped, closes=True))
        elif match["element"]:
            closes = bool(match["slash"])
            name = match["element"].lower()
            found.append(_Delimiter(*span, name, opens=not closes, closes=closes))
        else:
            paragraph += 1
    return found


def _paired(delimiters: Sequence[_Delimiter]) -> list[tuple[int, int]]:
    """The spans from each delimiter to the next that ends it; what has no end is no code."""
    last = {found.key: index for index, found in enumerate(delimiters) if found.closes}
    spans = []
    index = 0
    while index < len(delimiters):
        opener = delimiters[index]
        if opener.opens and last.get(opener.key, -1) > index:
            index += 1
            while not (delimiters[index].closes and delimiters[index].key == opener.key):
                index += 1
            spans.append((opener.start, delimiters[index].end))
        index += 1
    return spans


def _indented(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines, outside of `spans`, that are code because of their indentation."""
    if not has_margins(text):
        return []
    found = []
    others = iter([*spans, (len(text) + 1, len(text) + 1)])
    other = next(others)
    level, after_blank, in_code = 0, True, False
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        while other[1] < start:
            other = next(others)
        body = line[container_end(line) :]
        width = len(body) - len(body.lstrip(" "))
        if not body.strip():
            after_blank = True
        elif other[0] > start:
            in_code = width >= _INDENT * (level + 1) and (after_blank or in_code)
            if in_code:
                found.append((start, end))
            elif _OPENS_LEVEL.match(body):
                level = width // _INDENT + 1
            elif after_blank:
                level = min(level, width // _INDENT)
            after_blank = False
        else:
            after_blank = in_code = False
        start = end + 1
    return [span for span in found if span[1] > span[0]]
