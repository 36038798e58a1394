"""Tags with straight quotes and without backslashes, and with the same attributes."""

from __future__ import annotations

import re

from pelican_mks.html.projection import project
from pelican_mks.markdown.tags import unescaped
from pelican_mks.shortcodes.attributes import STRAIGHT, Written, parse_inside
from pelican_mks.source.tags import SourceTag

_DOUBLE, _SINGLE = STRAIGHT[0], STRAIGHT[1]
_QUOTE = re.compile(r"(?![\w\s=])\W")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
MARKDOWN, HTML = "markdown", "html"
"""The markups that differ in how tags are written."""
_NAME = re.compile(r"\\?\[(?:/\s*+)?+[\w\\-]++")


def rewritten(tag: SourceTag, source: str, markup: str) -> str | None:
    """Return the corrected text of `tag`; `None` if there is nothing to correct or it would change its meaning."""
    if tag.inside is None:
        return None
    old = source[tag.start : tag.end]
    for quote in (_DOUBLE, _SINGLE):
        new = _quoted(tag, source, quote, entities=markup in (MARKDOWN, HTML))
        if tag.escaped:
            new = unescaped(new) if markup == MARKDOWN else _ESCAPE.sub(r"\1", new)
        if new == old:
            return None
        meaning = unescaped(old) if tag.escaped and markup == MARKDOWN else old
        if _read(new) == _read(meaning):
            return new
    return None


def _quoted(tag: SourceTag, source: str, quote: str, *, entities: bool) -> str:
    """Return the tag with straight quotes around each value that has others, preferably `quote`.

    `entities`: whether character references in the markup may stand for quotes.
    """
    parts: list[str] = []
    position = tag.start
    for written in tag.attributes:
        if not written.start:
            continue
        opening = tag.seen.before(written.start - 1), tag.seen.after(written.start - 1)
        closing = _closing_quote(tag, written)
        quotes = source[slice(*opening)], source[slice(*closing)]
        if not _is_quoted(tag, written, entities=entities) or (
            quotes[0] in STRAIGHT and quotes[0] == quotes[1]
        ):
            continue
        straight = _SINGLE if _DOUBLE in written.text and _SINGLE not in written.text else quote
        parts += (source[position : opening[0]], straight)
        parts += (source[opening[1] : closing[0]], straight)
        position = closing[1]
    parts.append(source[position : tag.end])
    return "".join(parts)


def _is_quoted(tag: SourceTag, written: Written, *, entities: bool) -> bool:
    """Whether the quote before a value is curly or a character reference."""
    quote = tag.seen.text[written.start - 1]
    if tag.seen.after(written.start - 1) - tag.seen.before(written.start - 1) == 1:
        return written.curly
    return entities and (written.curly or quote in STRAIGHT)


def _closing_quote(tag: SourceTag, written: Written) -> tuple[int, int]:
    """Return the span of the closing quote; an empty one after the value if it has none."""
    end = written.end
    if tag.inside and end < tag.inside.bracket and _QUOTE.match(tag.seen.text, end):
        return tag.seen.before(end), tag.seen.after(end)
    after = tag.seen.after(end - 1)
    return after, after


def _read(text: str) -> tuple[bool, list[tuple[str, str]]] | None:
    """Return the meaning of a tag, however it is written."""
    name = _NAME.match(text)
    if name is None:
        return None
    seen = project(text, name.end(), len(text), unescape="\\" in name[0])
    inside = parse_inside(seen.text, 0, len(seen.text))
    if inside is None or seen.after(inside.bracket) != len(text):
        return None
    return inside.self_closing, [(each.name, each.text) for each in inside.attributes]
