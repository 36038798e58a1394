"""Shortcode tags in the text of a Markdown block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from html import escape
from typing import Any, NamedTuple

from markdown import Markdown
from markdown.inlinepatterns import HTML_RE
from markdown.util import INLINE_PLACEHOLDER_RE

from pelican_mks.html.elements import PROTECTED
from pelican_mks.shortcodes.attributes import find_bracket
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.lexer import Lexicon, is_word

_BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")
_HTML_OR_LESS = re.compile(rf"{HTML_RE}|<", re.DOTALL)
_EMPHASIS = re.compile(r"(?<![\\*])(?P<stars>\*\*?+)(?=\S)(?P<text>(?:[^*\\]|\\.)++)(?P=stars)")
_EMPHASIS_TAGS = {"*": "em", "**": "strong"}
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_PANDOC_BREAK = re.compile(r"\\(?=\n|\Z)")
_REFERENCE = re.compile(r"\](?: ?\[(?P<name>[^\[\]\n]*+)\])?+")
_DEFINITION = re.compile(r"^[ >]*+\[(?P<name>[^\[\]\n]++)\]:", re.MULTILINE)
_LINE_END = re.compile(r" *+(?:\n|\Z)")
_CODE = re.compile(
    rf"(?P<ticks>`{{3,}}+).*?(?<!`)(?P=ticks)(?!`)"
    rf"|<(?P<name>{'|'.join(sorted(PROTECTED))})(?=[\s/>]).*?</(?P=name)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
"""Code over several lines that Python-Markdown finds within a block, as in a block quote."""


class MarkdownTag(NamedTuple):
    """A shortcode tag in Markdown text."""

    shortcode: Shortcode
    closing: bool
    start: int
    end: int
    escaped: bool
    """Whether an importer added backslashes."""

    @property
    def opens(self) -> bool:
        """Whether a body follows."""
        return not self.closing and not self.shortcode.single


class TagLine(NamedTuple):
    """A line that contains only tags, or the lines of a tag that spans several."""

    start: int
    end: int
    """Where the line ends, before its line break."""
    indent: int
    tags: list[MarkdownTag]


class MarkdownTags:
    """Finds the tags in one Markdown text, block by block."""

    def __init__(self, md: Markdown, lexicon: Lexicon, text: str) -> None:
        self.md = md
        self.lexicon = lexicon
        self.text = text
        """The whole text before any preprocessor has replaced code and raw HTML by placeholders."""
        self.hint = lexicon.hint.search
        self.opening = re.compile(lexicon.opening)
        self._line_opening = re.compile(rf"^[ ]*+\\?+(?={lexicon.opening})", re.MULTILINE)
        self._last: tuple[str, list[TagLine]] = "", []
        self._code: tuple[str, list[tuple[int, int]]] = "", []

    def tag(self, text: str, match: re.Match[str]) -> MarkdownTag | None:
        """Return the tag that begins at `match`, of `opening`; `None` if it is none."""
        shortcode = self._shortcode(match)
        if shortcode is None or self._is_reference(match):
            return None
        after = self.opening.finditer(text, match.end())
        limit = next((found.start() for found in after if self._shortcode(found)), len(text))
        bracket = find_bracket(text, match.end(), limit)
        if bracket is None:
            return None
        backslash = text.endswith("\\", 0, match.start())
        escaped = backslash or "\\" in match["word"]
        end = bracket + 1
        if escaped and _PANDOC_BREAK.match(text, end):
            end += 1
        closing = match["closing"] is not None
        return MarkdownTag(shortcode, closing, match.start() - backslash, end, escaped)

    def lines(self, text: str) -> list[TagLine]:
        """Return the lines of `text` that contain only tags, lines of buttons and the like aside."""
        if text != self._last[0]:
            self._last = text, list(self._find_lines(text))
        return self._last[1]

    def is_code(self, text: str, position: int) -> bool:
        """Whether Python-Markdown finds code at `position` only when it reads the lines of `text`."""
        if text != self._code[0]:
            self._code = text, [found.span() for found in _CODE.finditer(text)]
        return any(start < position < end for start, end in self._code[1])

    def html(self, text: str, tag: MarkdownTag) -> str:
        """Return a tag as HTML; a `<` that does not start HTML for Python-Markdown is text."""
        written = INLINE_PLACEHOLDER_RE.sub(self._code_span, text[tag.start : tag.end])
        if tag.escaped:
            written = unescaped(written.removesuffix("\\"))
        written = _BARE_AMPERSAND.sub("&amp;", written)
        if "<" not in written:
            return written
        if "html" not in self.md.inlinePatterns:
            return written.replace("<", "&lt;")
        return _HTML_OR_LESS.sub(lambda found: "&lt;" if found[0] == "<" else found[0], written)

    def stash(self, html: str) -> str:
        """Keep `html` until all Markdown is converted; return its placeholder."""
        return self.md.htmlStash.store(html)

    def ends_body(self, text: str, position: int, shortcode: Shortcode) -> bool:
        """Whether the line at `position` starts with a closing tag, or another item like `shortcode`."""
        margin = self._line_opening.match(text, position)
        match = self.opening.match(text, margin.end()) if margin else None
        return match is not None and (
            match["closing"] is not None or self._shortcode(match) is shortcode
        )

    def _find_lines(self, text: str) -> Iterator[TagLine]:
        position = 0
        while margin := self._line_opening.search(text, position):
            position = margin.end() + 1
            if self.is_code(text, position):
                continue
            tags = self._tags_to_line_end(text, margin.end())
            if tags and not _are_inline(tags):
                position = tags[-1].end
                indent = tags[0].start - margin.start()
                line_end = text.find("\n", position)
                line_end = len(text) if line_end < 0 else line_end
                yield TagLine(margin.start(), line_end, indent, tags)

    def _tags_to_line_end(self, text: str, position: int) -> list[MarkdownTag]:
        """Return the tags from `position` to the end of the line; none if anything else is there."""
        tags: list[MarkdownTag] = []
        while match := self.opening.match(text, position):
            tag = self.tag(text, match)
            if tag is None:
                return []
            tags.append(tag)
            position = tag.end
            while text.startswith(" ", position):
                position += 1
        return tags if _LINE_END.match(text, position) else []

    def _shortcode(self, match: re.Match[str]) -> Shortcode | None:
        return self.lexicon.shortcodes.get(match["word"].replace("\\", ""))

    def _is_reference(self, match: re.Match[str]) -> bool:
        """Whether `match` begins a Markdown link to what is defined elsewhere: `[audio]`, `[audio][1]`."""
        if match["closing"] or not is_word(match["word"]):
            return False
        after = _REFERENCE.match(match.string, match.end())
        names = (match["word"], after["name"]) if after else ()
        return any(name and _normalized(name) in self._definitions for name in names)

    @cached_property
    def _definitions(self) -> frozenset[str]:
        """The names that links may refer to."""
        return frozenset(_normalized(found["name"]) for found in _DEFINITION.finditer(self.text))

    def _code_span(self, placeholder: re.Match[str]) -> str:
        """Return the text in backticks that `placeholder` stands for within an attribute."""
        inline: Any = self.md.treeprocessors["inline"]
        node = inline.stashed_nodes[placeholder[1]]
        return node if isinstance(node, str) else f"`{''.join(node.itertext())}`"


def unescaped(tag: str) -> str:
    """Return a tag without an importer's backslashes, its emphasis as HTML."""
    html = _EMPHASIS.sub(_emphasis, tag)
    return _ESCAPE.sub(lambda found: escape(found[1], quote=False), html)


def indent_of(line: str) -> int:
    """Return how many spaces `line` begins with."""
    return len(line) - len(line.lstrip(" "))


def moved_left(text: str, columns: int) -> str:
    """Return the lines of `text` without their first `columns` spaces, or as many as each has."""
    return re.sub(rf"^ {{,{columns}}}", "", text, flags=re.MULTILINE)


def _emphasis(found: re.Match[str]) -> str:
    name = _EMPHASIS_TAGS[found["stars"]]
    return f"<{name}>{found['text']}</{name}>"


def _are_inline(tags: list[MarkdownTag]) -> bool:
    """Whether `tags` are complete inline shortcodes, such as buttons."""
    opened = sum(0 if tag.shortcode.single else -1 if tag.closing else 1 for tag in tags)
    return not opened and all(tag.shortcode.inline for tag in tags)


def _normalized(name: str) -> str:
    return " ".join(name.lower().split())
