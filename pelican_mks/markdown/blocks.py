"""Tags on lines of their own as blocks of Markdown, wherever Python-Markdown finds blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, ListIndentProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from pelican_mks.markdown.margins import indent_of, move_bodies_left, moved_left
from pelican_mks.markdown.tags import MarkdownTags, TagLine, is_within

_LISTS = ("olist", "ulist")
_INDENTED_ITEMS = ("indent", "defindent")
_TIGHT, _LOOSE = "list", "looselist"
"""States of the parser: the text of a list's item belongs to the item, or makes paragraphs in it."""
_NEXT_LINE = re.compile(r"\n*+(?P<margin> *+)(?=[^\n])")
_PIPE = re.compile(r"\\?\|")
_CODE_SPAN = re.compile(r"(?<!\\)(`++)[^\n]*?(?<!`)\1(?!`)")


class TagLines(BlockProcessor):
    """Makes a paragraph of each line of tags, so that any blocks may stand around it.

    What follows in its block becomes blocks of its own, see `TextBehindTags`.
    """

    def __init__(self, parser: BlockParser, tags: MarkdownTags) -> None:
        super().__init__(parser)
        self.tags = tags
        self.count = 0
        """How many tags have been set apart."""
        self.openers: list[tuple[Element, Element, str]] = []
        """The paragraphs of tags that open a body, with their parents and the text that follows in the block."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether `block` has lines of tags that do not depend on what else it is."""
        if not self.tags.known.hint.search(block):
            return False
        return bool(self.tags.lines(block)) and bool(
            self._lines_of(parent, block) or len(self._loosened(parent, block)) > 1
        )

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Set the lines of tags apart; what stands behind the last one stays in `blocks`."""
        lines = self._lines_of(parent, blocks[0])
        if not lines:
            blocks[:1] = self._loosened(parent, blocks[0])
            return
        block = blocks.pop(0)
        tight = self.parser.state.isstate(_TIGHT)
        if tight:
            self._loosen(parent)
        self._parse(parent, block[: lines[0].start])
        for line, end in zip(lines, [*(line.start for line in lines[1:]), len(block)], strict=True):
            text = block[line.end + 1 : end].strip("\n")
            # What follows in a paragraph is no code, however far it is indented.
            margin = indent_of(text)
            text = moved_left(text, margin) if margin >= self.tab_length else text
            paragraph = self._paragraph(parent, block, line)
            if text and line.tags[-1].opens:
                self.openers.append((parent, paragraph, text.lstrip()))
            if line is lines[-1] and text and not tight:
                blocks.insert(0, text)
            else:
                self._parse(parent, text)
        if tight:
            self.parser.state.reset()

    def _lines_of(self, parent: Element, block: str) -> list[TagLine]:
        """The lines of tags in `block` that belong to `parent` itself, and not to an item of a list."""
        found = []
        widest = self._widest_margin(parent, block, 0)
        for line in self.tags.lines(block):
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
        inside = [line for line in self.tags.lines(block) if line.indent >= self.tab_length]
        if not inside or not self._is_list(parent, block):
            return [block]
        starts = [line.start for line in inside]
        return _pieces(block, [*starts, *_ends_of_items(block, inside, self.tab_length)])

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
        self.count += len(line.tags)
        paragraph = SubElement(parent, "p")
        paragraph.text = self.tags.set_aside(html) if "<" in html else AtomicString(html)
        return paragraph


class IndentedBodies(BlockProcessor):
    """Moves bodies that are indented as a whole to where their tags stand, in items of lists as well."""

    def __init__(self, parser: BlockParser, tags: MarkdownTags) -> None:
        super().__init__(parser)
        self.tags = tags

    def test(self, _parent: Element, block: str) -> bool:
        """Whether `block` could hold tags with a body."""
        return self.tags.known.hint.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> bool:
        """Move the bodies in `blocks`; false where none is to be moved."""
        block = blocks[0]
        margin = self._margin(parent, block)
        lines = self.tags.lines(block)
        ends = _ends_of_items(block, lines, self.tab_length) if margin and lines else []
        if ends:
            blocks[:1] = _pieces(block, ends)
            return True
        last = lines[-1].end if lines else None
        if "\n " not in block and (last != len(block) or not blocks[1:] or blocks[1][:1] > " "):
            return False
        return indent_of(block) - margin < self.tab_length and move_bodies_left(
            blocks, self.tags, margin
        )

    def _margin(self, parent: Element, block: str) -> int:
        """How far all of `block` is indented because it belongs to the item of a list."""
        processors = self.parser.blockprocessors
        for name in filter(processors.__contains__, _INDENTED_ITEMS):
            processor = processors[name]
            if isinstance(processor, ListIndentProcessor) and processor.test(parent, block):
                return processor.get_level(parent, block)[0] * self.tab_length
        return 0


class IndentedTagLines(BlockProcessor):
    """Takes the margin from lines of tags in what would become a paragraph, in which no margin means code."""

    def __init__(self, parser: BlockParser, tags: MarkdownTags) -> None:
        super().__init__(parser)
        self.tags = tags

    def test(self, _parent: Element, block: str) -> bool:
        """Whether `block` has such lines."""
        return self.tags.known.hint.search(block) is not None and bool(self.tags.lines(block))

    def run(self, _parent: Element, blocks: list[str]) -> None:
        """Give the lines back to the other processors, and all that follows them."""
        block = blocks[0]
        line = self.tags.lines(block)[0]
        behind = "\n".join(
            moved_left(each, line.indent) for each in block[line.start :].split("\n")
        )
        before = block[: line.start].rstrip()
        blocks[:1] = [before, behind] if before else [behind]


class TextBehindTags(Treeprocessor):
    """Moves the text that follows an opening tag in its block into the tag's paragraph.

    So it is the body of a tag that is never closed; what begins another kind of block is not.
    """

    def __init__(self, md: Markdown, tag_lines: TagLines) -> None:
        super().__init__(md)
        self.tag_lines = tag_lines

    def run(self, root: Element) -> None:
        """Join the paragraphs."""
        parents = list(dict.fromkeys(parent for parent, _, _ in self.tag_lines.openers))
        if not all(map(len, parents)):  # footnotes are moved
            parents = list(root.iter())
        texts = {opener: text for _, opener, text in self.tag_lines.openers}
        for parent in parents if texts else ():
            children = list(parent)
            joined = {
                following
                for opener, following in pairwise(children)
                if opener in texts and self._join(opener, following, texts[opener])
            }
            if joined:
                parent[:] = [child for child in children if child not in joined]

    def _join(self, opener: Element, following: Element, text: str) -> bool:
        """Add what follows to the paragraph of `opener`, if it is a paragraph of `text`."""
        behind = following.text
        if following.tag != "p" or not behind or HTML_PLACEHOLDER_RE.match(behind):
            return False
        if not text.startswith(behind):
            return False
        opener.text = self.tag_lines.tags.set_aside(opener.text or "") + behind
        return True


class SignsOfTags(BlockProcessor):
    """Keeps other processors from taking `|` in a tag for a cell's end, and `:` behind it for a definition."""

    def __init__(self, parser: BlockParser, tags: MarkdownTags) -> None:
        super().__init__(parser)
        self.tags = tags

    def test(self, parent: Element, block: str) -> bool:
        """Whether `block` has such signs."""
        if ("|" not in block and "]:" not in block) or not self.tags.known.hint.search(block):
            return False
        written = self._written(block)
        if written == block:
            return False
        processors = self.parser.blockprocessors
        return "]:" in block or (
            "table" in processors and processors["table"].test(parent, written)
        )

    def run(self, _parent: Element, blocks: list[str]) -> None:
        """Write the signs as entities, for the next processor to read."""
        blocks[0] = self._written(blocks[0])

    def _written(self, block: str) -> str:
        code = [found.span() for found in _CODE_SPAN.finditer(block)]
        parts: list[str] = []
        position = 0
        for match in self.tags.opening.finditer(block):
            tag = self.tags.tag(block, match)
            if tag and not is_within(tag.start, code):
                parts += (
                    block[position : tag.start],
                    _PIPE.sub("&#124;", block[tag.start : tag.end]),
                )
                position = tag.end
                if block.startswith(":", position) and _begins_line(block, tag.start):
                    parts.append("&#58;")
                    position += 1
        return "".join((*parts, block[position:]))


def _ends_of_items(block: str, lines: list[TagLine], tab_length: int) -> list[int]:
    """Where lines begin, behind the first of `lines`, that leave the items which the tags stand in.

    Pandoc indents the lines of a paragraph by a column less than its first one: they leave none.
    """
    ends: list[int] = []
    tag_starts = {line.start for line in lines}
    start, item_indent = lines[0].start, 0
    for line in block[start:].split("\n"):
        indent = indent_of(line)
        if line and indent <= item_indent - tab_length:
            ends.append(start)
            item_indent = indent
        elif start in tag_starts:
            item_indent = max(item_indent, indent)
        start += len(line) + 1
    return ends


def _pieces(block: str, cuts: Iterable[int]) -> list[str]:
    return [block[start:end].strip("\n") for start, end in pairwise(sorted({0, *cuts, len(block)}))]


def _begins_line(text: str, position: int) -> bool:
    return not text[text.rfind("\n", 0, position) + 1 : position].strip()
