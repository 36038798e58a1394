"""Tags on lines of their own as blocks of Markdown, wherever Python-Markdown finds blocks."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.util import AtomicString

from pelican_mks.markdown.margins import indent_of, move_bodies_left, moved_left
from pelican_mks.markdown.tags import MarkdownTags, TagLine

_LISTS = ("olist", "ulist")
_TIGHT, _LOOSE = "list", "looselist"
"""States of the parser: the text of a list's item belongs to the item, or makes paragraphs in it."""
_NEXT_LINE = re.compile(r"\n*+(?P<margin> *+)(?=[^\n])")
_UNINDENTED = re.compile(r"\n {0,3}(?=[^ \n])")
_CODE_SPAN = re.compile(r"(?<!\\)(`++)[^\n]*?(?<!`)\1(?!`)")


class TagLines(BlockProcessor):
    """Makes a paragraph of each line of tags, so that any blocks may stand around it.

    Text that follows an opening tag in its block stays in the tag's paragraph, unless it begins another
    kind of block: where the tag is never closed, its paragraph is its body.
    """

    def __init__(self, parser: BlockParser, tags: MarkdownTags) -> None:
        super().__init__(parser)
        self.tags = tags
        self.lines: list[TagLine] = []
        """Those in the block that was tested last."""
        self.opener: Element | None = None
        """The last paragraph of tags, where it opens a body."""
        self.text = ""
        """What follows it in its block."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether `block` has lines of tags that do not depend on what else it is."""
        if not self.tags.known.hint.search(block):
            return False
        self.lines = list(self.tags.lines(block))
        return bool(self.lines) and bool(
            self._lines_of(parent, block) or len(self._loosened(parent, block)) > 1
        )

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Set the lines of tags apart; what stands behind the last one stays in `blocks`."""
        lines = self._lines_of(parent, blocks[0])
        if not lines:
            blocks[:1] = self._loosened(parent, blocks[0])
            return
        if any(_has_indented_body(line, blocks) for line in lines):
            move_bodies_left(blocks, self.tags)
            self.lines = list(self.tags.lines(blocks[0]))
            lines = self._lines_of(parent, blocks[0])
        block = blocks.pop(0)
        tight = self.parser.state.isstate(_TIGHT)
        if tight:
            self._loosen(parent)
        self._parse(parent, block[: lines[0].start])
        for line, end in zip(lines, [*(line.start for line in lines[1:]), len(block)], strict=True):
            text = block[line.end + 1 : end].strip("\n")
            # What follows in a paragraph is no code, however far it is indented.
            margin = indent_of(text)
            self.text = moved_left(text, margin) if margin >= self.tab_length else text
            paragraph = self._paragraph(parent, block, line)
            self.opener = paragraph if line.tags[-1].opens else None
            if line is lines[-1] and self.text and not tight:
                blocks.insert(0, self.text)
            else:
                self._parse(parent, self.text)
        if tight:
            self.parser.state.reset()

    def _lines_of(self, parent: Element, block: str) -> list[TagLine]:
        """The lines of tags in `block` that belong to `parent` itself, and not to an item of a list."""
        found = []
        widest = self._widest_margin(parent, block, 0)
        for line in self.lines:
            if line.indent <= widest:
                found.append(line)
                widest = self._widest_margin(parent, block, line.end + 1)
        return found

    def _widest_margin(self, parent: Element, block: str, start: int) -> int:
        """How far a line may be indented that does not belong to the line at `start`."""
        if not self._is_list(parent, block, start):
            return self.tab_length - 1
        margin = _NEXT_LINE.match(block, start)
        return len(margin["margin"]) if margin else 0

    def _is_list(self, parent: Element, block: str, start: int = 0) -> bool:
        end = block.find("\n", start)
        line = block[start : end if end >= 0 else len(block)]
        processors = self.parser.blockprocessors
        return any(name in processors and processors[name].test(parent, line) for name in _LISTS)

    def _loosened(self, parent: Element, block: str) -> list[str]:
        """`block` in pieces, as if blank lines stood around the lines of tags in the items of a list."""
        cuts = [0]
        if self._is_list(parent, block):
            for line in self.lines:
                if line.indent >= self.tab_length:
                    cuts.append(line.start)
                    outside = _UNINDENTED.search(block, line.end)
                    cuts += [outside.start() + 1] if outside else []
        return [
            block[start:end].strip("\n") for start, end in pairwise(sorted({*cuts, len(block)}))
        ]

    def _loosen(self, item: Element) -> None:
        """Let the text of a tight list's `item` make paragraphs, that before its tags as well."""
        self.parser.state.set(_LOOSE)
        if item.text and item.text.strip():
            paragraph = Element("p")
            paragraph.text, item.text = item.text, ""
            item.insert(0, paragraph)

    def _parse(self, parent: Element, text: str) -> None:
        if text.strip():
            self.parser.parseBlocks(parent, [text.rstrip()])

    def _paragraph(self, parent: Element, block: str, line: TagLine) -> Element:
        html = "".join(self.tags.html(block, tag) for tag in line.tags)
        paragraph = SubElement(parent, "p")
        paragraph.text = self.tags.set_aside(html) if "<" in html else AtomicString(html)
        return paragraph


class ParagraphsOfTags(BlockProcessor):
    """Takes what would become a paragraph: text behind an opening tag, and tags that are indented in text."""

    def __init__(self, parser: BlockParser, tag_lines: TagLines) -> None:
        super().__init__(parser)
        self.tag_lines = tag_lines

    def test(self, parent: Element, block: str) -> bool:
        """Whether `block` belongs to the tag in front of it, or could have tags on indented lines."""
        return self._follows_tag(parent, block) or bool(
            self.tag_lines.tags.known.hint.search(block)
        )

    def run(self, parent: Element, blocks: list[str]) -> bool:
        """Add the text to the tag's paragraph, or give its tags back without their margin."""
        block = blocks[0]
        line = next(self.tag_lines.tags.lines(block), None)
        if line:
            behind = "\n".join(
                moved_left(each, line.indent) for each in block[line.start :].split("\n")
            )
            before = block[: line.start].rstrip()
            blocks[:1] = [before, behind] if before else [behind]
        elif self._follows_tag(parent, block):
            opener = self.tag_lines.opener
            assert opener is not None, "the block follows it"
            opener.text = self.tag_lines.tags.set_aside(opener.text or "") + block.strip()
            self.tag_lines.opener = None
            del blocks[0]
        else:
            return False
        return True

    def _follows_tag(self, parent: Element, block: str) -> bool:
        opener = self.tag_lines.opener
        return opener is self.lastChild(parent) is not None and self.tag_lines.text.startswith(
            block
        )


class SignsOfTags(BlockProcessor):
    """Keeps other processors from taking `|` in a tag for a cell's end, and `:` behind it for a definition."""

    def __init__(self, parser: BlockParser, tags: MarkdownTags) -> None:
        super().__init__(parser)
        self.tags = tags

    def test(self, parent: Element, block: str) -> bool:
        """Whether `block` has such signs."""
        if "|" not in block and "]:" not in block or not self.tags.known.hint.search(block):
            return False
        written = self._written(block)
        if written == block:
            return False
        processors = self.parser.blockprocessors
        return "]:" in block or ("table" in processors and processors["table"].test(parent, written))

    def run(self, _parent: Element, blocks: list[str]) -> None:
        """Write the signs as entities, for the next processor to read."""
        blocks[0] = self._written(blocks[0])

    def _written(self, block: str) -> str:
        code = [found.span() for found in _CODE_SPAN.finditer(block)]
        parts: list[str] = []
        position = 0
        for match in self.tags.opening.finditer(block):
            tag = self.tags.tag(block, match)
            if tag and not any(start < tag.start < end for start, end in code):
                parts += block[position : tag.start], block[tag.start : tag.end].replace("|", "&#124;")
                position = tag.end
                if block.startswith(":", position) and _begins_line(block, tag.start):
                    parts.append("&#58;")
                    position += 1
        return "".join((*parts, block[position:]))


def _has_indented_body(line: TagLine, blocks: list[str]) -> bool:
    """Whether the text behind `line`, of the first of `blocks`, is indented more than its tags."""
    if not line.tags[-1].opens:
        return False
    following = _NEXT_LINE.match(blocks[0], line.end)
    if following is None and len(blocks) > 1:
        following = _NEXT_LINE.match(blocks[1])
    return following is not None and len(following["margin"]) > line.indent


def _begins_line(text: str, position: int) -> bool:
    return not text[text.rfind("\n", 0, position) + 1 : position].strip()
