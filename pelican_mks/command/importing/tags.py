"""Shortcode tags in a post's text, written as they should be."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from pelican_mks.command.fixing.rewrite import HTML, rewritten
from pelican_mks.command.importing.shortcode_names import OPAQUE
from pelican_mks.shortcodes.lexer import Lexicon
from pelican_mks.source.tags import SourceTag, source_tags

_QUOTED = re.compile(r"(\"[^\"]*\"|'[^']*')")
_SPACE = re.compile(r"(?:[\s\u200b\u200e\u200f\u2060\ufeff]|&nbsp;|&\#160;|&\#8203;|<br\s*/?>)+")
_IN_VALUE = re.compile(r"(?:<br\s*/?>|[ \t\r]*\n[ \t\r]*)+")


@dataclass(frozen=True, slots=True)
class PostTag:
    """A shortcode tag in a post's text."""

    start: int
    end: int
    name: str
    text: str
    """As it should be written: straight quotes, one line."""
    attributes: dict[str, str]
    closing: bool
    self_closing: bool
    closed_by: int | None = None
    """Where the tag ends that closes it."""
    closes: bool = False
    """Whether it closes one."""


def find_tags(text: str, known: Lexicon) -> list[PostTag]:
    """The tags of `known` shortcodes in `text`, code and comments left out, in order."""
    opaque = [match.span() for match in OPAQUE.finditer(text)] if "[" in text else []
    found: list[PostTag] = []
    for tag in source_tags(text, known.opening) if "[" in text else ():
        if tag.inside is None or any(start <= tag.start < end for start, end in opaque):
            continue
        if found and tag.start < found[-1].end:
            continue
        found.append(_read(tag, text))
    return _paired(found)


def _read(tag: SourceTag, text: str) -> PostTag:
    assert tag.inside is not None
    written = rewritten(tag, text, HTML) or text[tag.start : tag.end]
    return PostTag(
        tag.start,
        tag.end,
        tag.word.replace("\\", ""),
        _one_line(written),
        {each.name: each.text for each in tag.attributes if each.name},
        tag.closing,
        tag.inside.self_closing,
    )


def _one_line(tag: str) -> str:
    """The tag on one line, with single blanks between its attributes."""
    parts = _QUOTED.split(tag)
    between = [_SPACE.sub(" ", part) for part in parts[::2]]
    between[-1] = re.sub(r" (?=\]$)", "", between[-1])
    parts[::2] = between
    parts[1::2] = [_IN_VALUE.sub(" ", value) for value in parts[1::2]]
    return "".join(parts)


def _paired(tags: list[PostTag]) -> list[PostTag]:
    """The tags with each closing one bound to the nearest open one of its name."""
    unclosed: dict[str, list[int]] = defaultdict(list)
    paired = list(tags)
    for place, tag in enumerate(tags):
        if not tag.closing:
            if not tag.self_closing:
                unclosed[tag.name].append(place)
        elif unclosed[tag.name]:
            opened = unclosed[tag.name].pop()
            paired[opened] = replace(paired[opened], closed_by=tag.start)
            paired[place] = replace(tag, closes=True)
    return paired


def is_block(tag: PostTag, known: Lexicon) -> bool:
    """Whether a line that holds this tag alone is a paragraph of its own.

    Text may follow an opening tag that nobody closes; it stays in that tag's paragraph, which is what
    tells where the tag's body ends.
    """
    shortcode = known.shortcodes.get(tag.name)
    if shortcode and shortcode.inline:
        return False
    if tag.closing or tag.self_closing:
        return True
    return tag.closed_by is not None or bool(shortcode and (shortcode.single or shortcode.item))
