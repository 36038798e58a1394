"""Shortcode tags in the text of a Markdown block."""

from __future__ import annotations

import re
from bisect import bisect_left
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
_HARD_BREAK = re.compile(r"\\(?=\n|\Z)")
"""What pandoc writes for `<br>`, and Python-Markdown does not know."""
_REFERENCE = re.compile(r"\](?: ?\[(?P<name>[^\[\]\n]*+)\])?+")
_LINE_END = re.compile(r"\n|\Z")
_CODE = re.compile(
    rf"(?P<ticks>`{{3,}}+)|<(?P<ends>/)?+(?P<name>{'|'.join(sorted(PROTECTED))})(?=[\s/>])",
    re.IGNORECASE,
)
"""What may begin or end code over several lines that is no block of its own for Python-Markdown."""
_DEFINITION = re.compile(r"^[ >]*+\[(?P<name>[^\[\]\n]++)\]:", re.MULTILINE)


class MarkdownTag(NamedTuple):
    """A shortcode tag in Markdown text."""

    shortcode: Shortcode
    closing: bool
    start: int
    end: int
    escaped: bool
    """Whether an importer put backslashes into it."""

    @property
    def opens(self) -> bool:
        """Whether a body follows it."""
        return not self.closing and not self.shortcode.single


class TagLine(NamedTuple):
    """A line that holds tags and nothing else, or the lines that a tag reaches over."""

    start: int
    end: int
    """Where it ends, in front of the line break."""
    indent: int
    tags: list[MarkdownTag]


class MarkdownTags:
    """Finds the tags in one Markdown text, block by block."""

    def __init__(self, md: Markdown, known: Lexicon, text: str) -> None:
        self.known = known
        self.tab_length = md.tab_length
        self.opening = re.compile(known.opening)
        self._line_opening = re.compile(rf"^[ ]*+\\?+(?={known.opening})", re.MULTILINE)
        self._last_text = ""
        self._last_lines: list[TagLine] = []
        """Asked for by several processors."""
        self._md = md
        self._text = text

    def tag(self, text: str, match: re.Match[str]) -> MarkdownTag | None:
        """The tag whose name is `match`, of `opening`; `None` where that begins none."""
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
        if escaped and _HARD_BREAK.match(text, end):
            end += 1
        return MarkdownTag(
            shortcode, bool(match["closing"]), match.start() - backslash, end, escaped
        )

    def lines(self, text: str) -> list[TagLine]:
        """The lines of `text` that hold tags alone, not all of them words such as buttons."""
        if text is not self._last_text:
            self._last_text, self._last_lines = text, list(self._find_lines(text))
        return self._last_lines

    def html(self, text: str, tag: MarkdownTag) -> str:
        """A tag as HTML; what Python-Markdown would not let through as HTML is text."""
        written = INLINE_PLACEHOLDER_RE.sub(self._code_span, text[tag.start : tag.end])
        if tag.escaped:
            written = unescaped(written.removesuffix("\\"))
        written = _BARE_AMPERSAND.sub("&amp;", written)
        if "<" not in written:
            return written
        if "html" not in self._md.inlinePatterns:
            return written.replace("<", "&lt;")
        return _HTML_OR_LESS.sub(lambda found: "&lt;" if found[0] == "<" else found[0], written)

    def set_aside(self, html: str) -> str:
        """Keep `html` until all Markdown is converted, and give what stands for it meanwhile."""
        return self._md.htmlStash.store(html)

    def ends_body(self, line: str, shortcode: Shortcode) -> bool:
        """Whether `line` begins with a closing tag, or with another item like the one of `shortcode`."""
        margin = self._line_opening.match(line)
        match = self.opening.match(line, margin.end()) if margin else None
        return match is not None and (
            match["closing"] is not None or self._shortcode(match) is shortcode
        )

    def _find_lines(self, text: str) -> Iterator[TagLine]:
        position = 0
        code = _code(text)
        while margin := self._line_opening.search(text, position):
            position = margin.end() + 1
            if is_within(position, code):
                continue
            tags, end = self._tags_at(text, margin)
            if tags and not _are_words(tags):
                indent = tags[0].start - margin.start()
                yield TagLine(margin.start(), end, indent, tags)
                position = end

    def _tags_at(self, text: str, margin: re.Match[str]) -> tuple[list[MarkdownTag], int]:
        """The tags that fill the line behind its `margin`, and its end; none where it holds more."""
        tags: list[MarkdownTag] = []
        position = margin.end()
        while match := self.opening.match(text, position):
            tag = self.tag(text, match)
            if tag is None:
                return [], position
            tags.append(tag)
            position = tag.end
            while text.startswith(" ", position):
                position += 1
        return (tags if _LINE_END.match(text, position) else []), position

    def _shortcode(self, match: re.Match[str]) -> Shortcode | None:
        return self.known.shortcodes.get(match["word"].replace("\\", ""))

    def _is_reference(self, match: re.Match[str]) -> bool:
        """Whether `match` begins no tag but a link of Markdown to what is defined elsewhere."""
        if match["closing"] or not is_word(match["word"]):
            return False
        behind = _REFERENCE.match(match.string, match.end())
        if behind is None:
            return False
        names = {_folded(match["word"]), _folded(behind["name"] or "")}
        return not names.isdisjoint(self._definitions)

    @cached_property
    def _definitions(self) -> frozenset[str]:
        """The names of what links may refer to."""
        return frozenset(_folded(found["name"]) for found in _DEFINITION.finditer(self._text))

    def _code_span(self, placeholder: re.Match[str]) -> str:
        """What stood in an attribute in backticks."""
        inline: Any = self._md.treeprocessors["inline"]
        node = inline.stashed_nodes[placeholder[1]]
        return node if isinstance(node, str) else f"`{''.join(node.itertext())}`"


def unescaped(tag: str) -> str:
    """A tag without an importer's backslashes, its emphasis as HTML."""
    html = _EMPHASIS.sub(_emphasis, tag)
    return _ESCAPE.sub(lambda found: escape(found[1], quote=False), html)


def is_within(position: int, spans: list[tuple[int, int]]) -> bool:
    """Whether `position` lies in one of the `spans`, which are in order."""
    before = bisect_left(spans, (position, 0)) - 1
    return before >= 0 and position < spans[before][1]


def _emphasis(found: re.Match[str]) -> str:
    name = _EMPHASIS_TAGS[found["stars"]]
    return f"<{name}>{found['text']}</{name}>"


def _are_words(tags: list[MarkdownTag]) -> bool:
    """Whether `tags` are inline shortcodes, whole ones: buttons, icons."""
    opened = sum(0 if tag.shortcode.single else -1 if tag.closing else 1 for tag in tags)
    return not opened and all(tag.shortcode.inline for tag in tags)


def _folded(name: str) -> str:
    return " ".join(name.lower().split())


def _code(text: str) -> list[tuple[int, int]]:
    """Where a block holds code over several lines: in three backticks or more, or in an element of HTML."""
    if "```" not in text and "<" not in text:
        return []
    found = [
        (match, match["ticks"] or match["name"].lower(), match["ends"] or match["ticks"])
        for match in _CODE.finditer(text)
    ]
    last = {key: match.start() for match, key, closes in found if closes}
    spans: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for match, key, closes in found:
        if opened is None:
            if not match["ends"] and last.get(key, -1) > match.start():
                opened = match.start(), key
        elif closes and key == opened[1]:
            spans.append((opened[0], match.end()))
            opened = None
    return spans
