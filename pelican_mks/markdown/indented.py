"""Bodies that are indented as a whole, which Markdown would take for code."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.blockprocessors import BlockProcessor, ListIndentProcessor

from pelican_mks.markdown.tags import MarkdownTags, TagLine, indent_of, moved_left

_ITEM_BLOCKS = ("indent", "defindent")
"""Python-Markdown's names of the block processors for the blocks in items."""


class IndentedBodies(BlockProcessor):
    """Moves bodies that are indented as a whole to the margin of their tags, within list items too."""

    def __init__(self, tags: MarkdownTags) -> None:
        super().__init__(tags.md.parser)
        self.tags = tags

    def test(self, _parent: Element, block: str) -> bool:
        """Whether `block` contains lines of tags."""
        return self.tags.hint(block) is not None and bool(self.tags.lines(block))

    def run(self, parent: Element, blocks: list[str]) -> bool:
        """Move the bodies that start in the first of `blocks`; return whether there were any."""
        block = blocks[0]
        margin = self._margin(parent, block)
        lines = self.tags.lines(block)
        if margin and self._end_items(blocks, lines[0].start, margin):
            return True
        parts: list[str] = []
        used, end = 1, 0
        for line in lines:
            if line.start < end or line.indent >= margin + self.tab_length or used > 1:
                continue
            body = self._body(blocks, line) if line.tags[-1].opens else None
            if body:
                moved = "\n".join(self._moved(body.text.split("\n"), line.indent, margin))
                if moved != body.text:
                    parts += block[end : line.end + 1], moved
                    used, end = body.used, body.end
        if parts:
            blocks[:used] = ("".join(parts) + blocks[used - 1][end:]).split("\n\n")
        return bool(parts)

    def _margin(self, parent: Element, block: str) -> int:
        """Return how far `block` is indented because it belongs to a list item."""
        processors = self.parser.blockprocessors
        for name in filter(processors.__contains__, _ITEM_BLOCKS):
            processor = processors[name]
            if isinstance(processor, ListIndentProcessor) and processor.test(parent, block):
                return processor.get_level(parent, block)[0] * self.tab_length
        return 0

    def _end_items(self, blocks: list[str], start: int, margin: int) -> bool:
        """Split the first block before each line, after `start`, that leaves the items it is in."""
        pieces = [blocks[0][:start]]
        for line in blocks[0][start:].split("\n"):
            if line.strip() and indent_of(line) <= margin - self.tab_length:
                margin = indent_of(line)
                pieces.append(line)
            else:
                pieces[-1] += f"\n{line}"
        if len(pieces) > 1:
            blocks[:1] = [piece.strip("\n") for piece in pieces]
        return len(pieces) > 1

    def _body(self, blocks: list[str], opener: TagLine) -> _Body | None:
        """Return the body of `opener` if all of it is indented more than its tag, and it is closed."""
        shortcode = opener.tags[-1].shortcode
        body = _indented_lines(blocks, opener)
        first = body.text.lstrip("\n").partition("\n")[0] if body else ""
        if not body or not first:
            return None
        is_set_off = body.text[0] == "\n" and indent_of(first) - opener.indent >= self.tab_length
        is_code = is_set_off and not (shortcode.item and self.tags.lines(first))
        is_closed = self.tags.ends_body(blocks[body.used - 1], body.end, shortcode)
        return body if is_closed and not is_code else None

    def _moved(self, lines: list[str], opener: int, margin: int) -> Iterator[str]:
        """Move the lines of a body, and of the bodies in it; `opener` is the indentation of its tag."""
        bodies: list[tuple[int, int]] = []
        for line in lines:
            if line.strip():
                indent = indent_of(line)
                while bodies and indent <= bodies[-1][0]:
                    bodies.pop()
                if indent > opener:
                    bodies.append((opener, indent))
                tag_lines = self.tags.lines(line)
                opener = indent if tag_lines and tag_lines[0].tags[-1].opens else sys.maxsize
            yield moved_left(line, bodies[-1][1] - margin) if bodies else line


class _Body(NamedTuple):
    """Lines after an opening tag that are indented more than the tag."""

    text: str
    used: int
    """The number of blocks that they are in."""
    end: int
    """Where they end in the last of these blocks."""


def _indented_lines(blocks: list[str], opener: TagLine) -> _Body | None:
    """Return the lines that are indented more than their `opener`, if another line follows."""
    less_indented = re.compile(rf"^ {{,{opener.indent}}}(?=[^ \n])", re.MULTILINE)
    parts: list[str] = []
    for used, block in enumerate(blocks, 1):
        start = min(opener.end + 1, len(block)) if used == 1 else 0
        if found := less_indented.search(block, start):
            return _Body("\n\n".join([*parts, block[start : found.start()]]), used, found.start())
        parts.append(block[start:])
    return None
