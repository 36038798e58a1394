"""Lines of tags as Markdown blocks, wherever Python-Markdown finds blocks."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.util import AtomicString

from pelican_mks.markdown.tags import MarkdownTags, TagLine, indent_of, moved_left
from pelican_mks.markdown.unclosed import UnclosedBodies

_LISTS = ("olist", "ulist")
"""Python-Markdown's names of the block processors for lists."""


class TagLines(BlockProcessor):
    """Makes each line of tags a paragraph, and parses the rest of its block as blocks of their own."""

    def __init__(self, tags: MarkdownTags, bodies: UnclosedBodies, widest_margin: int) -> None:
        super().__init__(tags.md.parser)
        self.tags = tags
        self.bodies = bodies
        self.widest_margin = widest_margin

    def test(self, parent: Element, block: str) -> bool:
        """Whether `block` contains lines of tags that belong to `parent`."""
        return self.tags.hint(block) is not None and bool(
            self._lines(parent, self._unindented(block))
        )

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Parse the block."""
        block = self._unindented(blocks.pop(0))
        lines = self._lines(parent, block)
        is_tight = self.parser.state.isstate("list")
        if is_tight:
            self._loosen(parent)
        self._parse(parent, block[: lines[0].start], [])
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            html = "".join(self.tags.html(block, tag) for tag in line.tags)
            paragraph = SubElement(parent, "p")
            paragraph.text = self.tags.stash(html) if "<" in html else AtomicString(html)
            text = block[line.end + 1 : following.start if following else None].strip("\n")
            # Within a paragraph, no indentation means code.
            text = moved_left(text, indent_of(text)) if indent_of(text) >= self.tab_length else text
            count = len(parent)
            self._parse(parent, text, [] if following else blocks)
            self.bodies.add(line, paragraph, "" if following else block, parent[count:])
        if is_tight:
            self.parser.state.reset()

    def _unindented(self, block: str) -> str:
        """Return `block` without the indentation of lines in the item of a tight list."""
        return self.looseDetab(block) if self.parser.state.isstate("list") else block

    def _lines(self, parent: Element, block: str) -> list[TagLine]:
        """Return the lines of tags in `block` that belong to `parent` and not to the item of a list."""
        found = []
        widest = self._widest_margin(parent, block, 0)
        for line in self.tags.lines(block):
            if line.indent <= widest:
                found.append(line)
                widest = self._widest_margin(parent, block, line.end + 1)
        return found

    def _widest_margin(self, parent: Element, block: str, start: int) -> int:
        """Return how far a line after `start` may be indented that does not belong to a list there."""
        end = block.find("\n", start)
        line = block[start : end if end >= 0 else len(block)]
        processors = self.parser.blockprocessors
        lists = [processors[name] for name in _LISTS if name in processors]
        is_list = any(processor.test(parent, line) for processor in lists)
        return indent_of(line) if is_list else self.widest_margin

    def _loosen(self, item: Element) -> None:
        """Make the text of a tight list's `item` paragraphs, including the text before its tags."""
        self.parser.state.set("looselist")
        if item.text and item.text.strip():
            paragraph = Element("p")
            paragraph.text, item.text = item.text, ""
            item.insert(0, paragraph)

    def _parse(self, parent: Element, text: str, blocks: list[str]) -> None:
        """Parse `text`, a block that may continue in `blocks`."""
        if not text.strip():
            return
        count = len(blocks)
        blocks.insert(0, text)
        while len(blocks) > count:
            for processor in self.parser.blockprocessors:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break
