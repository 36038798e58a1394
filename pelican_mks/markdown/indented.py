"""Bodies that are indented as a whole, which Markdown would take for code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
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
        """Move the first body in `blocks` that is indented; return whether there was one."""
        block = blocks[0]
        margin = self._margin(parent, block)
        lines = self.tags.lines(block)
        if margin and self._end_items(blocks, lines[0].start, margin):
            return True
        return any(
            line.tags[-1].opens
            and line.indent < margin + self.tab_length
            and self._move_body(blocks, line, margin)
            for line in lines
        )

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

    def _move_body(self, blocks: list[str], opener: TagLine, margin: int) -> bool:
        """Move the body of `opener` to `margin`, and the bodies in it; return whether it was indented.

        If the line after it neither closes it nor begins the next item, it is unclosed and stays as it is.
        """
        shortcode = opener.tags[-1].shortcode
        body, rest, used = _indented_lines(blocks, opener)
        first = next(filter(str.strip, body), "")
        is_set_off = not body[0] and indent_of(first) - opener.indent >= self.tab_length
        is_code = is_set_off and not (shortcode.item and self.tags.lines(first))
        if not (first and rest) or is_code or not self.tags.ends_body(rest[0], shortcode):
            return False
        moved = self._moved(body, opener.indent, margin)
        blocks[:used] = "\n".join([blocks[0][: opener.end], *moved, *rest]).split("\n\n")
        return True

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


def _indented_lines(blocks: list[str], opener: TagLine) -> tuple[list[str], list[str], int]:
    """Return the lines indented more than their `opener`, the rest of the last block, and the blocks used."""
    body: list[str] = []
    for used, block in enumerate(blocks, 1):
        lines = block[opener.end :].split("\n")[1:] if used == 1 else block.split("\n")
        for index, line in enumerate(lines):
            if line.strip() and indent_of(line) <= opener.indent:
                return body or [""], lines[index:], used
            body.append(line)
        body.append("")
    return body, [], 0
