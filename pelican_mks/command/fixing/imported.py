"""Cleaning of imported Markdown: needless escapes, and lists with too little indentation.

Pandoc escapes characters that Python-Markdown does not unescape, so the page shows the backslash, and indents a
nested list by two or three columns, where Python-Markdown needs four.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pelican_mks.command.fixing.plan import Fix
from pelican_mks.command.fixing.same import normal_form
from pelican_mks.shortcodes.lexer import Edit
from pelican_mks.source.metadata import metadata
from pelican_mks.source.text import Text

ESCAPES, LISTS = "needless escape", "list"
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_CODE = re.compile(
    r"^(?P<margin>[ >]*)(?P<fence>`{3,}|~{3,}).*?(?:^[ >]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_PAIRED = {
    character: kind for kind in ("*", "_", "`", "~", "^", "[]()", "{}", "<>") for character in kind
}
"""Characters that make markup in pairs: on a line, either all their escapes are needed or none."""
_FENCE = re.compile(r"[ >]*+(?P<fence>`{3,}+|~{3,}+)")
_LIST_ITEM = re.compile(r"(?:[-*+]|\d++[.)])(?: {1,4}(?=\S)|$)")
_INDENT = 4
_NO_LETTERS = re.compile(r"[\W_]+")


def cleanings(kind: str, source: str) -> list[Fix]:
    """Return what could be cleaned in a Markdown file, except in metadata and obvious code."""
    find = _escapes if kind == ESCAPES else _lists
    return [Fix(frozenset(), (edits,)) for edits in find(source, metadata(source).end)]


def is_clean(kind: str, before: Sequence[Text], after: Sequence[Text]) -> bool:
    """Whether the page differs only in what the cleaning changes."""
    compared = _with_escapes if kind == ESCAPES else _letters
    return len(before) == len(after) and all(
        compared(one.result.html) == compared(other.result.html)
        for one, other in zip(before, after, strict=True)
    )


def _escapes(source: str, start: int) -> Iterator[tuple[Edit, ...]]:
    together: dict[tuple[int, str], list[Edit]] = {}
    position = start
    for code in [*_CODE.finditer(source, start), None]:
        end = code.start() if code else len(source)
        for escape in _ESCAPE.finditer(source, position, end):
            edit = Edit(escape.start(), escape.end())
            kind = _PAIRED.get(source[edit.end])
            if kind:
                line = source.rfind("\n", 0, edit.start)
                together.setdefault((line, kind), []).append(edit)
            else:
                yield (edit,)
        position = code.end() if code else end
    yield from map(tuple, together.values())


def _lists(source: str, start: int) -> Iterator[tuple[Edit, ...]]:
    """Yield edits that indent the lines of lists by four columns for each level."""
    edits: list[Edit] = []
    columns: list[int] = []
    """The column where the text of each open item starts."""
    fence = ""
    after_blank = True
    position = start
    for line in source[start:].split("\n"):
        body = line.lstrip(" ")
        indent = len(line) - len(body)
        # In the middle of a paragraph, no list can start.
        item = _LIST_ITEM.match(body) if after_blank or columns else None
        if body and not fence and (after_blank or item):
            while columns and indent < columns[-1]:
                columns.pop()
        if not columns and edits and not item:
            yield tuple(edits)
            edits = []
        margin = indent
        if columns and indent < _INDENT * len(columns):
            margin = max(0, indent - columns[-1]) + _INDENT * len(columns)
        ticks = _FENCE.match(body)
        if ticks and (body == fence or not fence):
            fence = "" if fence else ticks["fence"]
        elif not fence and item and margin < _INDENT * (len(columns) + 1):
            columns.append(indent + item.end())
        if body and margin != indent:
            edits.append(Edit(position, position + indent, " " * margin))
        after_blank = not body
        position += len(line) + 1
    if edits:
        yield tuple(edits)


def _with_escapes(html: str) -> list[str | tuple[str, str]]:
    """Return a page without the backslashes that it shows before punctuation, except in code."""
    return normal_form(html, text=lambda shown: _ESCAPE.sub("", shown))


def _letters(html: str) -> tuple[str, int]:
    """Return the letters of a page, and the number of its code blocks."""
    tokens = normal_form(html)
    shown = "".join(
        each if isinstance(each, str) else each[1]
        for each in tokens
        if isinstance(each, str) or each[0] == "text"
    )
    blocks = sum(isinstance(each, tuple) and each[0] == "pre" for each in tokens)
    return _NO_LETTERS.sub("", shown), blocks
