"""The inside of a shortcode tag: attributes up to its closing bracket.

The grammar of the visible text, a superset of WordPress' `shortcode_parse_atts`:

    inside     = { attribute } [ "/" ] "]"
    attribute  = name "=" value | value
    value      = quote text quote | characters other than space and "]"

Space is any Unicode white space, including zero-width characters; commas between attributes count as space.
An opening bracket outside quotes is text: the tag before it is unterminated.
Quotes are straight, curly, low, angle or prime. A quote closes with any quote of its kind, single or double, and
only if an attribute or the end of the tag follows, so that values may contain quotes and brackets.
Between different quotes (`"…”`) an unmatched closing bracket ends the tag: the quote after it belongs to the prose.
The value of an unterminated quote, or of one that does not close before the next name with a quoted value, ends
where an attribute or the end of the tag follows.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import NamedTuple

_DOUBLE = '"“”„‟″‶«»〝〞〟＂'
_SINGLE = "'‘’‚‛′‵‹›＇`´"
STRAIGHT = "\"'"
_SORTS = ('"＂', "“”„‟〝〞〟", "″‶", "«»", "'＇", "‘’‚‛", "′‵", "‹›", "`´")
_SORT = {quote: sort for sort in _SORTS for quote in sort}
_SPACE = r"[\s\u200b\u200e\u200f\u2060\ufeff]"
_SPACES = _SPACE + "*+"
_GAP = r"[\s\u200b\u200e\u200f\u2060\ufeff,;]"
_WORD = rf"[^\s\u200b\u200e\u200f\u2060\ufeff,;=\]{_DOUBLE}{_SINGLE}]++"
_QUOTED = rf"(?:[{_DOUBLE}][^{_DOUBLE}\]]*+[{_DOUBLE}]|[{_SINGLE}][^{_SINGLE}\]]*+[{_SINGLE}])"
_WORDS = rf"(?:{_GAP}++{_WORD})*+"
_VALUES = rf"(?:{_WORDS}{_GAP}++{_QUOTED}){{0,4}}+{_WORDS}"
"""Values without names; the limit keeps the search for a closing quote linear."""
_ATTRIBUTE_FOLLOWS = rf"{_WORD}{_SPACES}=|{_GAP}++(?:{_WORD}|{_QUOTED}){_VALUES}{_SPACES}="
_END_FOLLOWS = rf"{_VALUES}{_GAP}*+/?{_SPACES}\\?\]"
_NAME_FOLLOWS = rf"(?<!{_GAP}){_GAP}++[\w.:-]++{_SPACES}={_SPACES}"

_SKIP = re.compile(rf"{_GAP}*+")
_END = re.compile(rf"(?P<slash>/)?{_SPACES}\\?\]")
_NAME = re.compile(rf"([\w.:-]++){_SPACES}={_SPACES}")
_BARE = re.compile(r"[^\s\u200b\u2060\ufeff\[\]]*+")
_FAMILIES = (_DOUBLE, _SINGLE)
_ENDING_BRACKET = re.compile(r"[^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*+\]")
"""Up to an unmatched closing bracket."""
_PLAIN_TEXT = rf"[^{_DOUBLE}=\[\]\\<&\n]*+"
_PLAIN_VALUE = (
    rf"{_PLAIN_TEXT}(?:(?:=(?![{_DOUBLE}&\s\u200b\u200e\u200f\u2060\ufeff])|&amp;){_PLAIN_TEXT})*+"
)


def _plain_attribute(begin: str) -> str:
    """An expression for an attribute with straight, typographic or no quotes; `begin` starts its groups."""
    value = f"{begin}{_PLAIN_VALUE})"
    quoted = rf"\"{value}\"|&quot;{value}&quot;|[“”]{value}”|&#822[01];{value}&#8221;"
    return rf"[ \n]{begin}[\w-]++)=(?:{quoted}|{begin}[\w-]++))"


PLAIN_ATTRIBUTES = f"(?:{_plain_attribute('(?:')})*+"
"""Attributes that read the same whatever follows their tag, and that contain no HTML, as most do."""


@cache
def _each_plain() -> re.Pattern[str]:
    """A plain attribute; compiled on first use, since it is large."""
    return re.compile(_plain_attribute("("))


class Written(NamedTuple):
    """An attribute as its author wrote it; `name` is empty for a value without one."""

    name: str
    text: str
    start: int
    """The offset of the value in the parsed text, without its quotes; `end` is where it ends."""
    end: int
    curly: bool = False
    """Whether its value has typographic quotes."""


PlainAttribute = tuple[str, str, str, str, str, str]
"""A name, and the value at the index of its kind of quotes; the other values are empty."""


class Inside(NamedTuple):
    """Everything between a tag's name and its end."""

    attributes: tuple[Written, ...]
    self_closing: bool
    bracket: int
    """The offset of the closing bracket."""


def find_bracket(text: str, start: int, end: int) -> int | None:
    """The offset of the bracket that closes the tag whose name ends at `start`; `None` if there is none."""
    inside = parse_inside(text, start, end)
    return inside.bracket if inside else None


def parse_inside(text: str, start: int, end: int) -> Inside | None:
    """Parse `text[start:end]`, which starts after a tag's name; return `None` if no bracket closes the tag."""
    attributes: list[Written] = []
    unclosed: set[str] = set()
    position = start
    # Each iteration advances: what ends an unquoted value is skipped or ends the tag.
    while True:
        match = _SKIP.match(text, position, end)
        position = match.end() if match else position
        if finish := _END.match(text, position, end):
            return Inside(tuple(attributes), bool(finish["slash"]), finish.end() - 1)
        if position >= end or text[position] == "[":
            return None
        name = ""
        if named := _NAME.match(text, position, end):
            name = named[1].lower()
            position = named.end()
        written = _value(text, position, end, name, unclosed)
        if written.name or written.text:
            attributes.append(written)
        position = written.end
        if position < end and text[position] in _DOUBLE + _SINGLE:
            position += 1


def plain_attributes(tag: str) -> list[PlainAttribute]:
    """The attributes of a tag whose attributes match `PLAIN_ATTRIBUTES`."""
    return _each_plain().findall(tag)


def read_plain(attribute: PlainAttribute) -> Written:
    """Read an attribute of `plain_attributes` as `parse_inside` does."""
    name, straight, quoted, curly, typographic, bare = attribute
    value = straight or quoted or curly or typographic or bare
    value = " ".join((unescape(value) if "&" in value else value).split())
    return Written(name.lower(), value, 0, 0, bool(curly or typographic))


def _value(text: str, start: int, end: int, name: str, unclosed: set[str]) -> Written:
    """Read one value; `unclosed` collects the kinds of quotes that do not close before `end`."""
    quote = text[start] if start < end else ""
    for family in _FAMILIES:
        if not quote or quote not in family:
            continue
        if family not in unclosed:
            closing = _closing_quote(family).search(text, start + 1, end)
            if closing and closing["end"] and _belong_together(text, start, closing.start()):
                curly = quote not in STRAIGHT or closing[0] not in STRAIGHT
                return _written(name, text, start + 1, closing.start(), curly=curly)
            if not closing:
                unclosed.add(family)
        if name:
            loose = _loose().match(text, start + 1, end)
            stop = loose.end() if loose else end
            return _written(name, text, start + 1, stop, curly=quote not in STRAIGHT)
    bare = _BARE.match(text, start, end)
    stop = bare.end() if bare else start
    value = text[start:stop]
    backslash = value.endswith("\\") and text.startswith("]", stop, end)
    slash = value.endswith("/") and "/" not in value[:-1] and _END.match(text, stop - 1, end)
    if backslash or slash:
        stop -= 1
    return Written(name, text[start:stop], start, stop)


def _belong_together(text: str, opening: int, closing: int) -> bool:
    """Whether two quotes of one kind enclose a value, rather than the tag ending between them."""
    same = _SORT[text[opening]] == _SORT[text[closing]]
    return same or not _ENDING_BRACKET.match(text, opening + 1, closing)


@cache
def _closing_quote(family: str) -> re.Pattern[str]:
    """The expression for a closing quote; compiled on first use, since it is large."""
    follows = rf"(?={_ATTRIBUTE_FOLLOWS}|{_END_FOLLOWS})"
    return re.compile(rf"(?P<end>[{family}]){follows}|{_NAME_FOLLOWS}[{family}]")


@cache
def _loose() -> re.Pattern[str]:
    """The expression for a value whose quote never closes; compiled on first use, since few tags need it."""
    return re.compile(
        rf"(?:(?!{_GAP}++{_WORD}{_SPACES}=){_GAP}++|[^\[\]\s\u200b\u200e\u200f\u2060\ufeff,;]++)*+"
    )


def _written(name: str, text: str, start: int, end: int, *, curly: bool) -> Written:
    value = text[start:end].replace('\\"', '"').replace("\\'", "'")
    return Written(name, " ".join(value.split()), start, end, curly)
