"""What WordPress exports bring into Markdown: the traces of `pelican-import` and pandoc.

Pandoc writes GitHub's Markdown, and Pelican reads Python-Markdown: there lists are indented by too
little, fences carry class names, and a `<p>` or `<div>` of HTML keeps Markdown out of all that it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from pelican_mks.markdown.isolate import find_tags
from pelican_mks.markdown.literal import literal_spans
from pelican_mks.shortcodes.lexer import Lexicon

_RAW_LINE = re.compile(r"^</?(?:p|(?P<div>div))\b[^<>\n]*+>$(?=\n\n|\n*\Z)", re.MULTILINE)
_BREAK = re.compile(r"(?<=\\\])\\$", re.MULTILINE)
"""A hard break behind a tag, as Python-Markdown does not know it."""
_FENCE = re.compile(
    r"[ >]*+(?P<fence>`{3,}+|~{3,}+) *+[\w#.+-]*+(?P<foreign>[^\s`{][^\s`]*+)?+$", re.MULTILINE
)
_LIST_ITEM = re.compile(r"(?:[-*+]|\d++[.)])(?: {1,4}(?=\S)|$)")
_INDENT = 4
_EMPHASIS = re.compile(r"(?<![\\*])(?P<stars>\*\*?+)(?=\S)(?P<text>(?:[^*\\]|\\.)++)(?P=stars)")
_EMPHASIS_TAGS = {"*": "em", "**": "strong"}
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def repaired(text: str, known: Lexicon, set_aside: Callable[[str], str]) -> str:
    """`text` as Python-Markdown understands it, where an importer wrote it; else as it is.

    `set_aside` keeps a piece of HTML and gives what stands for it meanwhile.
    """
    if "\\" not in text or not any(tag.escaped for tag in find_tags(text, known)):
        return text
    text = _with_wide_lists(_BREAK.sub("", text))
    parts: list[str] = []
    position = 0
    for start, end in [*literal_spans(text, known.opening), (len(text), len(text))]:
        prose = text[position:start]
        parts.append(_RAW_LINE.sub(lambda tag: set_aside(tag[0]) if tag["div"] else "", prose))
        fence = _FENCE.match(text, start, end)
        foreign = fence.span("foreign") if fence and fence["foreign"] else (start, start)
        parts += (text[start : foreign[0]], text[foreign[1] : end])
        position = end
    return "".join(parts)


def unescaped(tag: str) -> str:
    """A tag without the backslashes, its emphasis as HTML."""
    html = _EMPHASIS.sub(_emphasis, tag)
    return _ESCAPE.sub(lambda found: escape(found[1], quote=False), html)


def _emphasis(found: re.Match[str]) -> str:
    name = _EMPHASIS_TAGS[found["stars"]]
    return f"<{name}>{found['text']}</{name}>"


def _with_wide_lists(text: str) -> str:
    """`text` with four columns for each list that a line stands in, and indented code for fences there."""
    written = []
    columns: list[int] = []
    """Where the text of each item begins that is open."""
    fence = ""
    after_blank = True
    for line in text.split("\n"):
        body = line.lstrip(" ")
        indent = len(line) - len(body)
        item = _LIST_ITEM.match(body)
        if body and not fence and (after_blank or item):
            while columns and indent < columns[-1]:
                columns.pop()
        margin = max(0, indent - (columns[-1] if columns else 0)) + _INDENT * len(columns)
        ticks = _FENCE.match(body)
        if ticks and (body == fence or not fence):
            fence = "" if fence else ticks["fence"]
            body = "" if columns else body
        elif fence:
            margin += _INDENT if columns else 0
        elif item and margin < _INDENT * (len(columns) + 1):
            columns.append(indent + item.end())
        written.append(" " * margin + body if body else "")
        after_blank = not body
    return "\n".join(written)
