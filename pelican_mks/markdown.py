"""A Python-Markdown extension that keeps Markdown out of shortcode tags and lets it into their bodies.

A tag on a line of its own becomes a block boundary, and a body that is indented as a whole is moved to
the left, so that lists, tables and code in a tab need no blank lines round them. The tags themselves are
set aside while Markdown works. Only text is rewritten; nothing is kept from one article to the next.

    markdown.markdown(text, extensions=["pelican_mks.markdown"])
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from pelican_mks.attributes import parse_inside
from pelican_mks.lexer import Lexicon, lexicon
from pelican_mks.parser import DEEPEST
from pelican_mks.registry import SHORTCODES, switched_on
from pelican_mks.shortcode import Shortcode

_PRIORITY = 26
"""Behind the reading of metadata (27), before that of fenced code (25)."""
_FENCE = re.compile(r"[ >]*(?P<fence>`{3,}|~{3,})")
_CODE_SPAN = re.compile(r"(?<![`\\])(?P<ticks>`++)(?:[^`\n]|(?!(?P=ticks)(?!`))`|\n(?![ >]*\n))++(?P=ticks)(?!`)")
_QUOTE_MARK = re.compile(r" {0,3}> ?")
_LIST_ITEM = re.compile(r" *(?:[-*+]|\d+[.)]|:|\[\^[^\]\n]+\]:)\s")
_BLANK = re.compile(r"[ >]*")
_BLANK_LINE = re.compile(r"\n[ >]*+\n")
_BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")
_BARE_LESS = re.compile(r"<(?![a-zA-Z/!])")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_CODE_INDENT = 4


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag in Markdown text."""

    shortcode: Shortcode
    closing: bool
    start: int
    end: int
    escaped: bool
    """Whether an importer put backslashes into it."""


@dataclass(slots=True)
class _Line:
    """A line of text, or the lines that a tag reaches over."""

    text: str
    tags: tuple[_Tag, ...]
    alone: bool
    """Whether it holds tags and nothing else."""


def makeExtension(**config: Any) -> Extension:  # noqa: N802 - the name Python-Markdown looks for
    """Make the extension; `shortcodes` are the names of those that are on; all by default."""
    return MksExtension(**config)


class MksExtension(Extension):
    """Isolates shortcode tags."""

    def __init__(self, **config: Any) -> None:
        names = tuple(shortcode.name for shortcode in SHORTCODES)
        self.config = {"shortcodes": [names, "The names of the shortcodes that are read"]}
        super().__init__(**config)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - so named by Python-Markdown
        """Take part in the conversion."""
        known = lexicon(switched_on(tuple(self.getConfig("shortcodes"))))
        md.preprocessors.register(_Isolate(md, known), "pelican_mks", _PRIORITY)


class _Isolate(Preprocessor):
    def __init__(self, md: Markdown, known: Lexicon) -> None:
        super().__init__(md)
        self.known = known

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if not self.known.hint.search(text):
            return lines
        text = "\n".join(_isolated(_dedented(text, self.known), self.known))
        return self.set_aside(text).split("\n")

    def set_aside(self, text: str) -> str:
        """Put a placeholder for each tag, which Python-Markdown replaces at the end."""
        parts: list[str] = []
        position = 0
        for tag in _tags(text, self.known, _code(text, indented=True)):
            written = text[tag.start : tag.end]
            if tag.escaped:
                written = _ESCAPE.sub("", written)
            html = _BARE_LESS.sub("&lt;", _BARE_AMPERSAND.sub("&amp;", written))
            parts += (text[position : tag.start], self.md.htmlStash.store(html))
            position = tag.end
        parts.append(text[position:])
        return "".join(parts)


def _tags(text: str, known: Lexicon, code: Sequence[tuple[int, int]]) -> list[_Tag]:
    """The tags in `text` that do not stand in `code`."""
    starts = [start for start, _ in code]
    found = []
    for match in re.finditer(known.opening, text):
        place = bisect_right(starts, match.start()) - 1
        shortcode = known.shortcodes.get(match["word"].replace("\\", ""))
        if shortcode and (place < 0 or code[place][1] <= match.start()):
            found.append((match, shortcode))
    limits = [*(match.start() for match, _ in found[1:]), len(text)]
    blanks = [blank.start() for blank in _BLANK_LINE.finditer(text)]
    tags = []
    for (match, shortcode), limit in zip(found, limits, strict=False):
        blank = bisect_left(blanks, match.end())
        end = min(limit, blanks[blank]) if blank < len(blanks) else limit
        inside = parse_inside(text, match.end(), end)
        if inside:
            backslash = text.endswith("\\", 0, match.start())
            tags.append(
                _Tag(
                    shortcode,
                    match["closing"] is not None,
                    match.start() - backslash,
                    inside.bracket + 1,
                    backslash or "\\" in match["word"],
                )
            )
    return tags


def _code(text: str, *, indented: bool) -> list[tuple[int, int]]:
    """Where `text` is code: fences and spans, and `indented` blocks if asked for."""
    blocks: list[tuple[int, int]] = []
    fence, fence_start = "", 0
    after_blank, in_list, in_code = True, False, False
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        opened = _FENCE.match(line)
        body = line[_container(line) :]
        width = len(body) - len(body.lstrip(" "))
        blank = not body.strip()
        if fence:
            if opened and opened["fence"].startswith(fence) and not line[opened.end() :].strip():
                blocks.append((fence_start, end))
                fence = ""
        elif opened:
            fence, fence_start = opened["fence"], start
        elif not blank:
            in_code = width >= _CODE_INDENT and not in_list and (after_blank or in_code)
            if in_code and indented:
                blocks.append((start, end))
            if width < _CODE_INDENT and not in_code:
                in_list = bool(_LIST_ITEM.match(body)) or (in_list and not after_blank)
        after_blank = blank
        start = end + 1
    spans: list[tuple[int, int]] = []
    position = 0
    for block_start, block_end in [*blocks, (len(text), len(text))]:
        spans += (span.span() for span in _CODE_SPAN.finditer(text, position, block_start))
        position = block_end
    return sorted(blocks + spans)


def _container(line: str, depth: int = DEEPEST) -> int:
    """How many characters of a line are the marks of the quotations round it, `depth` at the most."""
    end = 0
    while depth and (mark := _QUOTE_MARK.match(line, end)):
        end, depth = mark.end(), depth - 1
    return end


def _lines(text: str, tags: Sequence[_Tag]) -> list[_Line]:
    lines = []
    start = position = 0
    while start <= len(text):
        inside: list[_Tag] = []
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        rest: list[str] = []
        behind = start
        while position < len(tags) and tags[position].start < end:
            tag = tags[position]
            rest.append(text[behind : tag.start])
            inside.append(tag)
            behind = tag.end
            if behind > end:
                end = text.find("\n", behind)
                end = len(text) if end < 0 else end
            position += 1
        rest.append(text[behind:end])
        alone = bool(inside) and not "".join(rest).strip(" >\\")
        lines.append(_Line(text[start:end], tuple(inside), alone))
        start = end + 1
    return lines


def _dedented(text: str, known: Lexicon) -> str:
    """Move bodies that are indented as a whole to where their tags stand."""
    lines = _lines(text, _tags(text, known, _code(text, indented=False)))
    bodies: list[tuple[int, int]] = []
    opened: list[tuple[Shortcode, int]] = []
    for number, line in enumerate(lines):
        if not line.alone:
            continue
        for tag in line.tags:
            names = [shortcode.name for shortcode, _ in opened]
            ends = tag.closing or (tag.shortcode.group is not None and names[-1:] == [tag.shortcode.name])
            if ends and tag.shortcode.name in names:
                place = len(names) - 1 - names[::-1].index(tag.shortcode.name)
                bodies += ((start + 1, number) for _, start in opened[place:])
                del opened[place:]
            if not tag.closing:
                opened.append((tag.shortcode, number))
                del opened[:-DEEPEST]
    for start, end in sorted(bodies):
        opening = lines[start - 1].text
        depth = opening[: _container(opening)].count(">")
        widths = [_indent(line.text, depth) for line in lines[start:end] if line.text.strip(" >")]
        base = _indent(opening, depth)
        extra = min(widths, default=base) - base
        if extra > 0:
            for line in lines[start:end]:
                line.text = _shifted(line.text, extra, depth)
    return "\n".join(line.text for line in lines)


def _indent(line: str, depth: int) -> int:
    body = line[_container(line, depth) :]
    return len(body) - len(body.lstrip(" "))


def _shifted(text: str, extra: int, depth: int) -> str:
    """`text` with `extra` spaces fewer at its left, inside `depth` quotations."""
    shifted = []
    for line in text.split("\n"):
        container = _container(line, depth)
        shifted.append(line[:container] + line[container + min(extra, _indent(line, depth)) :])
    return "\n".join(shifted)


def _isolated(text: str, known: Lexicon) -> list[str]:
    """The lines of `text`, with blank ones round those that hold tags alone."""
    lines = _lines(text, _tags(text, known, _code(text, indented=True)))
    written: list[str] = []
    previous: _Line | None = None
    for line in lines:
        if previous and (line.alone or previous.alone):
            neighbours = (previous.text, line.text)
            if all(part.strip(" >") for part in neighbours):
                containers = [part[: _container(part)].rstrip() for part in neighbours]
                written.append(min(containers, key=len))
        written.append(line.text.removesuffix("\\") if line.alone else line.text)
        previous = line
    return written
