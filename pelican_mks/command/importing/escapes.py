r"""Prose that Markdown shows as it is, with as few backslashes as that takes.

Pandoc escapes what some dialect of Markdown somewhere may read as markup: `\$`, `\;`, `\|`. So each
character that could be markup goes through pandoc as a private-use character, and gets its backslash, or
mostly none, by the rules of Python-Markdown with its `extra` extensions, the dialect that Pelican reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\u00a0"
_FIRST = 0x10F000
_MASKS = {ord(sign): chr(_FIRST + place) for place, sign in enumerate(_SIGNS)}
_UNMASKS = {ord(mask): chr(sign) for sign, mask in _MASKS.items()}
_LINK_OPENS, _LINK_CLOSES, _CELL_PIPE = (chr(_FIRST + 0x80 + place) for place in range(3))
_SPECIAL = {"[": _LINK_OPENS, "]": _LINK_CLOSES, "|": _CELL_PIPE}
_UNMASKS |= {ord(mask): sign for sign, mask in _SPECIAL.items()}
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
"""What Markdown has no backslash for."""
_OBJECT = "\ufffc"


def masked_text(text: str, kept: Callable[[str], str], *, in_link: bool, in_table: bool) -> str:
    """Prose for pandoc, its punctuation masked.

    `kept` gives what stands for a private-use character that the text itself holds.
    """
    text = _MASK.sub(lambda own: kept(own[0]), text).translate(_MASKS)
    for sign, wanted in (("[", in_link), ("]", in_link), ("|", in_table)):
        if wanted:
            text = text.replace(_MASKS[ord(sign)], _SPECIAL[sign])
    return text


def unmasked_text(markdown: str, mask_word: str) -> str:
    """Markdown that pandoc wrote, with its masked characters as Python-Markdown reads them."""
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


def _written(masked: str, seen: str, place: int) -> str:
    """What stands for the masked character at `place`; `seen` is the text without masks."""
    sign = seen[place]
    if sign == "\u00a0":
        return _HTML[sign]
    if not _is_markup(sign, masked, seen, place):
        return sign
    return _HTML.get(sign) or "\\" + sign


def _is_markup(sign: str, masked: str, seen: str, place: int) -> bool:  # noqa: C901, PLR0911, PLR0912 - a table of rules
    before = seen[place - 1] if place else "\n"
    behind = seen[place + 1] if place + 1 < len(seen) else "\n"
    line_start = masked.rfind("\n", 0, place) + 1
    content = _LINE_START.match(masked, line_start)
    first = content.end() if content else line_start
    begins = place == first
    match sign:
        case "\\":
            return behind in _ESCAPABLE or behind == "\n"
        case "`":
            return True
        case "*":
            return begins or not _stands_apart(seen, place, place + 1)
        case "_":
            return _is_emphasis(seen, place)
        case "[":
            return masked[place] == _LINK_OPENS or (begins and bool(_DEFINITION.match(seen, place)))
        case "]":
            return masked[place] == _LINK_CLOSES or behind == "("
        case "!":
            return masked.startswith("[", place + 1)
        case "<":
            is_tag = behind.isascii() and (behind.isalpha() or behind in "/!?")
            return is_tag or bool(_MAIL.match(seen, place))
        case ">":
            return begins
        case "&":
            return bool(_ENTITY.match(seen, place))
        case "#":
            return begins or bool(_HEADING.match(masked, first) and _HASHES.match(seen, place))
        case "|":
            return masked[place] == _CELL_PIPE or (begins and bool(_TABLE_RULE.match(seen, place)))
        case "-" | "+":
            is_rule = _RULE.match(seen, place) or _TABLE_RULE.match(seen, place)
            return begins and (behind.isspace() or bool(is_rule))
        case "=":
            return begins and bool(_RULE.match(seen, place))
        case ".":
            return behind.isspace() and seen[first:place].isdecimal()
        case ":":
            return begins and (behind.isspace() or bool(_TABLE_RULE.match(seen, place)))
        case "~":
            return begins and seen.startswith("~~~", place)
        case "{":
            loose = before.isalnum() or before.isspace() or before in ",;.(“\"'"
            return begins or not loose or bool(_ATTRIBUTE_LIST.match(seen, place))
    return False


def _is_emphasis(seen: str, place: int) -> bool:
    """Whether an underscore, with those beside it, may begin or end emphasis."""
    start = end = place
    while start and seen[start - 1] == "_":
        start -= 1
    while end < len(seen) and seen[end] == "_":
        end += 1
    before = seen[start - 1] if start else "\n"
    behind = seen[end] if end < len(seen) else "\n"
    if before.isalnum() and behind.isalnum():
        return False
    return end - start > 1 or not _stands_apart(seen, start, end)


def _stands_apart(seen: str, start: int, end: int) -> bool:
    """Whether blanks stand on both sides; those of a hard line break are gone when emphasis is sought."""
    before, behind = seen[start - 1 : start], seen[end : end + 3]
    return before == " " and behind.startswith(" ") and behind != "  \n"
