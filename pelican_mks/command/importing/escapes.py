r"""Escaping of prose in Markdown with as few backslashes as possible.

Pandoc escapes whatever some dialect of Markdown may read as markup: `\$`, `\;`, `\|`. So each character that
could be markup passes through pandoc as a private-use character. Afterwards it gets a backslash only if
Python-Markdown with its `extra` extensions, Pelican's dialect, would read it as markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_CHARACTERS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\u00a0"
_FIRST = 0x10F000
_MASKS = {ord(character): chr(_FIRST + offset) for offset, character in enumerate(_CHARACTERS)}
_UNMASKS = {ord(mask): chr(character) for character, mask in _MASKS.items()}
_LINK_OPENS, _LINK_CLOSES, _CELL_PIPE = (chr(_FIRST + 0x80 + offset) for offset in range(3))
_SPECIAL = {"[": _LINK_OPENS, "]": _LINK_CLOSES, "|": _CELL_PIPE}
"""Masks of characters that are always markup where they are."""
_UNMASKS |= {ord(mask): character for character, mask in _SPECIAL.items()}
_MASK = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + 0x8F)}]")
_LINE_START = re.compile(r"[ >]*(?:(?:[-+*]|\d+\.|:)[ ]+)*")
_HEADING = re.compile(r"#{1,6} ")
_HASHES = re.compile(r"#+ *(?:\n|$)")
_ANYWHERE = re.compile(
    r"""\\[\\`*_{}\[\]()>#+.!|\n-]|\\\Z    # an escape or a hard line break
    |`
    |\]\(                                   # the URL of a link
    |<(?:[a-zA-Z/!?]|[^<>\s]+@[^<>\s]+>)    # HTML or an email address
    |&\#?\w+;                               # a character reference
    |(?<=\\)\|[ ]*(?:\n|$)                   # the end of a table's row, backslashes included
    |\{(?:(?<![^\W_]\{)(?<![\s,;.(“"']\{)|[^\n]*\}[ ]*(?:\n|$))    # an attribute list
    """,
    re.VERBOSE,
)
"""What Python-Markdown reads as markup wherever it is."""
_RULES = r"(?:[- ]+|=+ *|[-:| ]*\|[-:| ]*)(?:\n|$)"
"""Thematic breaks, underlines of headings, and the line below the head of a table."""
_AT_START = re.compile(rf"[*>#{{]|\[[^\[\]\n]+\]:|[-+:](?:\s|$)|~~~|(?=[-+=|:]){_RULES}")
"""What it reads as markup at the start of a line or list item."""
_HTML = {"=": "&#61;", ":": "&#58;", "~": "&#126;", "\u00a0": "&nbsp;", "<": "&lt;", "&": "&amp;"}
"""Characters that no backslash can escape."""
_OBJECT = "\ufffc"


def masked_text(text: str, kept: Callable[[str], str], *, in_link: bool, in_table: bool) -> str:
    """Mask the punctuation of prose for pandoc.

    `kept` returns the mask of a private-use character that is part of the text.
    """
    text = _MASK.sub(lambda own: kept(own[0]), text).translate(_MASKS)
    for character, wanted in (("[", in_link), ("]", in_link), ("|", in_table)):
        if wanted:
            text = text.replace(_MASKS[ord(character)], _SPECIAL[character])
    return text


def unmasked_text(markdown: str, mask_word: str) -> str:
    """Restore the masked characters in pandoc's Markdown, escaped where Python-Markdown requires it."""
    if not _MASK.search(markdown):
        return markdown
    seen = re.sub(mask_word, lambda word: _OBJECT * len(word[0]), markdown).translate(_UNMASKS)
    parts: list[str] = []
    position = 0
    for mask in _MASK.finditer(markdown):
        parts += (markdown[position : mask.start()], _written(markdown, seen, mask.start()))
        position = mask.end()
    parts.append(markdown[position:])
    return "".join(parts)


def _written(masked: str, seen: str, offset: int) -> str:
    """Return the text of the masked character at `offset`; `seen` is the text without masks."""
    character = seen[offset]
    if character == "\u00a0":
        return _HTML[character]
    if not _is_markup(character, masked, seen, offset):
        return character
    return _HTML.get(character) or "\\" + character


def _is_markup(character: str, masked: str, seen: str, offset: int) -> bool:  # noqa: PLR0911 - one case per character
    if masked[offset] in _SPECIAL.values() or _ANYWHERE.match(seen, offset):
        return True
    start = _LINE_START.match(masked, masked.rfind("\n", 0, offset) + 1)
    first = start.end() if start else offset
    if offset == first and _AT_START.match(seen, offset):
        return True
    match character:
        case "*":
            return not _is_between_spaces(seen, offset, offset + 1)
        case "_":
            return _is_emphasis(seen, offset)
        case "!":
            return masked.startswith("[", offset + 1)
        case "#":
            return bool(_HEADING.match(masked, first) and _HASHES.match(seen, offset))
        case ".":
            after = seen[offset + 1 : offset + 2]
            return (not after or after.isspace()) and seen[first:offset].isdecimal()
    return False


def _is_emphasis(seen: str, offset: int) -> bool:
    """Whether an underscore and those next to it may begin or end emphasis."""
    start = end = offset
    while start and seen[start - 1] == "_":
        start -= 1
    while end < len(seen) and seen[end] == "_":
        end += 1
    before = seen[start - 1] if start else "\n"
    after = seen[end] if end < len(seen) else "\n"
    if before.isalnum() and after.isalnum():
        return False
    return end - start > 1 or not _is_between_spaces(seen, start, end)


def _is_between_spaces(seen: str, start: int, end: int) -> bool:
    """Whether there are spaces on both sides; Python-Markdown has removed those of a hard line break by then."""
    before, after = seen[start - 1 : start], seen[end : end + 3]
    return before == " " and after.startswith(" ") and after != "  \n"
