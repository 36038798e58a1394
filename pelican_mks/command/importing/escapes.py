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
_UNMASKS |= {ord(mask): character for character, mask in _SPECIAL.items()}
_MASK = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + 0x8F)}]")
_LINE_START = re.compile(r"[ >]*(?:(?:[-+*]|\d+\.|:)[ ]+)*")
_HEADING = re.compile(r"#{1,6} ")
_ENTITY = re.compile(r"&#?\w+;")
_ATTRIBUTE_LIST = re.compile(r"\{[^\n]*\} *(?:\n|$)")
_DEFINITION = re.compile(r"\[[^\[\]\n]+\]:")
_HASHES = re.compile(r"#+ *(?:\n|$)")
_MAIL = re.compile(r"<[^<>\s]+@[^<>\s]+>")
_RULE = re.compile(r"(?:[- ]+|=+ *)(?:\n|$)")
_TABLE_RULE = re.compile(r"[-:| ]*\|[-:| ]*(?:\n|$)")
_ESCAPABLE = frozenset("\\`*_{}[]()>#+-.!|")
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


def _is_markup(character: str, masked: str, seen: str, offset: int) -> bool:  # noqa: C901, PLR0911, PLR0912 - one case per character
    before = seen[offset - 1] if offset else "\n"
    after = seen[offset + 1] if offset + 1 < len(seen) else "\n"
    line_start = masked.rfind("\n", 0, offset) + 1
    content = _LINE_START.match(masked, line_start)
    first = content.end() if content else line_start
    begins = offset == first
    match character:
        case "\\":
            return after in _ESCAPABLE or after == "\n"
        case "`":
            return True
        case "*":
            return begins or not _is_between_spaces(seen, offset, offset + 1)
        case "_":
            return _is_emphasis(seen, offset)
        case "[":
            return masked[offset] == _LINK_OPENS or (
                begins and bool(_DEFINITION.match(seen, offset))
            )
        case "]":
            return masked[offset] == _LINK_CLOSES or after == "("
        case "!":
            return masked.startswith("[", offset + 1)
        case "<":
            is_tag = after.isascii() and (after.isalpha() or after in "/!?")
            return is_tag or bool(_MAIL.match(seen, offset))
        case ">":
            return begins
        case "&":
            return bool(_ENTITY.match(seen, offset))
        case "#":
            return begins or bool(_HEADING.match(masked, first) and _HASHES.match(seen, offset))
        case "|":
            return masked[offset] == _CELL_PIPE or (
                begins and bool(_TABLE_RULE.match(seen, offset))
            )
        case "-" | "+":
            is_rule = _RULE.match(seen, offset) or _TABLE_RULE.match(seen, offset)
            return begins and (after.isspace() or bool(is_rule))
        case "=":
            return begins and bool(_RULE.match(seen, offset))
        case ".":
            return after.isspace() and seen[first:offset].isdecimal()
        case ":":
            return begins and (after.isspace() or bool(_TABLE_RULE.match(seen, offset)))
        case "~":
            return begins and seen.startswith("~~~", offset)
        case "{":
            loose = before.isalnum() or before.isspace() or before in ",;.(“\"'"
            return begins or not loose or bool(_ATTRIBUTE_LIST.match(seen, offset))
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
