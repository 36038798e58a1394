"""Where the body of an unclosed tag ends."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import takewhile
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from pelican_mks.html.elements import HEADINGS
from pelican_mks.markdown.tags import MarkdownTags, TagLine

_LIST_TAGS = frozenset(("ol", "ul"))
_NEXT_LINE = re.compile(r" *+\n[ >]*+[^\s>]")


class UnclosedBodies(Treeprocessor):
    """Marks the end of an unclosed tag's body: the end of its paragraph in the source.

    Text goes into the paragraph of its tag. After any other block, a closing tag `[/mks_toggle /]` shows
    the parser where the body ends, unless another tag closes it.
    """

    def __init__(self, tags: MarkdownTags) -> None:
        super().__init__(tags.md)
        self.source = tags.text
        self._openers: defaultdict[str, list[Element | None]] = defaultdict(list)
        self._bodies: dict[Element | None, _Body] = {}
        """Bodies by the paragraphs of their tags."""
        self._positions: dict[str, int] = {}
        """Where in the source a line was last found."""

    def add(self, line: TagLine, paragraph: Element, block: str, body: list[Element]) -> None:
        """Add a line of tags, its `paragraph`, and the `body` made of the rest of its `block`."""
        last = line.tags[-1]
        for tag in line.tags:
            openers = self._openers[tag.shortcode.name]
            if tag.opens:
                openers.append(paragraph if tag is last else None)
            elif tag.closing and openers:
                self._bodies.pop(openers.pop(), None)
        # A group ends with its last item.
        if last.opens and not last.shortcode.item:
            goes_on = self._goes_on(block.rstrip().rpartition("\n")[2].lstrip())
            self._bodies[paragraph] = _Body(last.shortcode.name, body, goes_on)

    def _goes_on(self, line: str) -> bool:
        """Whether no blank line follows the next `line` like this in the source."""
        position = self.source.find(line, self._positions.get(line, 0)) + len(line)
        self._positions[line] = position
        return _NEXT_LINE.match(self.source, position) is not None

    def run(self, root: Element) -> None:
        """End the bodies. Their paragraphs may have moved, as those of footnotes do."""
        for parent in list(root.iter()) if self._bodies else ():
            children = list(parent)
            for index, child in enumerate(children):
                if body := self._bodies.get(child):
                    self._end(parent, child, body, children[index + 1 :])

    def _end(self, parent: Element, opener: Element, body: _Body, following: list[Element]) -> None:
        rest = body.blocks_in(following)
        if rest and _is_text(rest[0]):
            text = rest.pop(0)
            opener.text = self.md.htmlStash.store(opener.text or "") + (text.text or "")
            parent.remove(text)
        if rest:
            end = Element("p")
            end.text = AtomicString(f"[/{body.name} /]")
            parent.insert(list(parent).index(rest[-1]) + 1, end)


@dataclass(frozen=True, slots=True)
class _Body:
    """What may be the body of an unclosed tag."""

    name: str
    """The shortcode."""
    blocks: list[Element]
    goes_on: bool
    """Whether a block follows that Python-Markdown has cut off: a fence, raw HTML or a nested list."""

    def blocks_in(self, following: list[Element]) -> list[Element]:
        """Return the body in what follows its tag. A heading ends it."""
        count = len(self.blocks)
        if self.goes_on and any(map(_is_cut_off, following[count : count + 1])):
            count += 1
        return list(takewhile(lambda each: each.tag not in HEADINGS, following[:count]))


def _is_text(element: Element) -> bool:
    """Whether a block is a paragraph of text."""
    return (
        element.tag == "p" and bool(element.text) and not (element.attrib or _is_cut_off(element))
    )


def _is_cut_off(element: Element) -> bool:
    """Whether a block is a list, or the placeholder of code or raw HTML."""
    return element.tag in _LIST_TAGS or bool(HTML_PLACEHOLDER_RE.match(element.text or ""))
