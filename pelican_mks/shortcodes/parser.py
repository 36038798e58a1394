"""The parser: from tags to a tree. All recovery from missing tags is here.

Closing tags are paired with the nearest open tag of their name first. A second pass over the tags gives each
unclosed element its extent:

- an item ends before the next item or the closing tag of its group, otherwise with its own paragraph;
- a group ends after the last item of an unbroken row, with nothing visible between its items;
- items without a group form an implied group if they are in such a row;
- any other element ends with its own paragraph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple

from pelican_mks.html.elements import DOCUMENT, Mark, OpenElement, common_ancestor
from pelican_mks.html.plain import is_empty
from pelican_mks.shortcodes.binding import default_values
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.diagnostic import (
    EMPTY_GROUP,
    MISSING_GROUP,
    STRAY_CLOSER,
    TOO_DEEP,
    UNCLOSED_GROUP,
    UNCLOSED_ITEM,
    Diagnostic,
    Rule,
    diagnose,
)
from pelican_mks.shortcodes.lexer import Lexed
from pelican_mks.shortcodes.nodes import Element, Tag
from pelican_mks.shortcodes.rows import follows_at_once
from pelican_mks.shortcodes.scan import Scan

DEEPEST = 64
"""The number of shortcodes that may be nested; no author means more."""


class Parsed(NamedTuple):
    """The tree, and the tags that are not part of it."""

    elements: list[Element]
    dropped: list[Tag]
    diagnostics: list[Diagnostic]
    has_columns_outside_rows: bool


def parse(html: str, lexed: Lexed, shortcodes: Mapping[str, Shortcode]) -> Parsed:
    """Build the tree of the tags in `html`."""
    _pair(lexed.tags)
    parser = _Parser(html, lexed.scan, shortcodes)
    for tag in lexed.tags:
        parser.take(tag)
    return parser.finish()


def _pair(tags: Iterable[Tag]) -> None:
    """Pair closing tags with the nearest open tag of their name."""
    opened: list[Tag] = []
    in_paragraphs: defaultdict[str, list[Tag]] = defaultdict(list)
    waiting: defaultdict[str, int] = defaultdict(int)
    for tag in tags:
        meaning = tag.meaning
        shortcode = meaning.shortcode
        name = shortcode.name
        if not meaning.closing:
            if not (meaning.self_closing or shortcode.single):
                opened.append(tag)
                waiting[name] += 1
                in_paragraphs[name].append(tag)
        elif meaning.self_closing:
            _end_paragraph(tag, in_paragraphs[name])
        elif waiting[name]:
            while True:
                opener = opened.pop()
                waiting[opener.name] -= 1
                if opener.meaning.shortcode is shortcode:
                    break
            opener.partner, tag.partner = tag, opener


def _end_paragraph(tag: Tag, openers: list[Tag]) -> None:
    """End the paragraph of the last opening tag in the parent of `tag`, a closing tag like `[/mks_col /]`."""
    while openers:
        opener = openers.pop()
        if opener.start.element.parent is tag.start.element.parent:
            opener.paragraph_end = tag.start
            break


class _Parser:
    """The stack of unfinished elements during the second pass."""

    def __init__(self, html: str, scan: Scan, shortcodes: Mapping[str, Shortcode]) -> None:
        self.html = html
        self.scan = scan
        self.shortcodes = shortcodes
        self.finished: list[Element] = []
        self.stack: list[Element] = []
        self.dropped: list[Tag] = []
        self.flattened: set[Tag] = set()
        """The partners of the opening tags that are nested too deeply."""
        self.has_columns_outside_rows = False
        self.diagnostics: list[Diagnostic] = []

    def take(self, tag: Tag) -> None:
        shortcode = tag.meaning.shortcode
        if not tag.meaning.closing:
            if self.stack and self.stack[-1].closer is None:
                self.settle(tag, shortcode)
            self.open(tag, shortcode)
        elif shortcode.single or tag.self_closing:
            self.dropped.append(tag)
        elif tag.partner is None:
            self.drop_stray(tag)
        elif tag in self.flattened:
            self.dropped.append(tag)
        else:
            self.close(tag)

    def finish(self) -> Parsed:
        end = Mark(len(self.html), DOCUMENT)
        while self.stack:
            self.end_unclosed(end)
        self.dropped.sort(key=_start)
        return Parsed(self.finished, self.dropped, self.diagnostics, self.has_columns_outside_rows)

    def settle(self, tag: Tag, opened: Shortcode) -> None:
        """End the unclosed elements that do not reach the opening `tag`."""
        while self.stack and self.stack[-1].closer is None:
            element = self.stack[-1]
            if element.shortcode.item:
                if opened.name == element.shortcode.item and self.follows(element, tag):
                    return
                self.end_group()
            elif element.shortcode.group:
                if opened.group == element.shortcode.group:
                    self.end_item(tag.start, "before the next one")
                elif opened.item and tag.partner is None and self.stack[-2].closer is None:
                    self.end_unclosed(tag.start)
                else:
                    return
            elif self.paragraph_end(element).offset <= tag.start.offset:
                self.end_unclosed(tag.start)
            else:
                return

    def follows(self, group: Element, tag: Tag) -> bool:
        """Whether nothing visible is between a group's last item and `tag`."""
        if group.row_end < 0:
            return False
        last = group.children[-1].end if group.children else group.body_start
        return follows_at_once(self.html, Mark(group.row_end, last.element), tag)

    def open(self, tag: Tag, shortcode: Shortcode) -> None:
        stack = self.stack
        if len(stack) >= DEEPEST:
            self.flatten(tag)
            return
        group = shortcode.group
        if group and (not stack or stack[-1].shortcode.name != group):
            self.report(MISSING_GROUP, tag, group=group)
            declared = self.shortcodes[group]
            stack.append(Element(declared, default_values(declared), None, tag.start, tag.start))
        element = Element(shortcode, tag.meaning.values, tag, tag.start, tag.end)
        stack.append(element)
        if shortcode.single or tag.meaning.self_closing:
            self.end(tag.end, tag.end)

    def flatten(self, tag: Tag) -> None:
        self.report(TOO_DEEP, tag, limit=str(DEEPEST))
        self.dropped.append(tag)
        if tag.partner is not None:
            self.flattened.add(tag.partner)

    def drop_stray(self, tag: Tag) -> None:
        self.report(STRAY_CLOSER, tag)
        self.dropped.append(tag)
        if self.stack and self.stack[-1].shortcode.item:
            group = self.stack[-1]
            group.row_end = tag.end.offset if self.follows(group, tag) else -1

    def drop(self, element: Element) -> None:
        """Drop the tags of an element."""
        self.dropped += filter(None, (element.opener, element.closer))

    def close(self, tag: Tag) -> None:
        """End everything up to the element that `tag` closes."""
        stack = self.stack
        while stack[-1].closer is not tag:
            if stack[-1].shortcode.group and stack[-2].closer is tag:
                self.end_item(tag.start, "with its group")
            else:
                self.end_unclosed(tag.start)
        self.end(tag.start, tag.end)

    def end_unclosed(self, limit: Mark) -> None:
        """End the innermost element, which is unclosed, at `limit` at the latest."""
        element = self.stack[-1]
        if element.shortcode.group:
            self.end_item_with_paragraph(limit)
        elif element.shortcode.item:
            self.end_group()
        else:
            until = self.paragraph_end(element)
            if element.children and element.children[-1].end.offset > until.offset:
                until = element.children[-1].end
            self.end_item(min(until, limit, key=_offset), "with its paragraph")

    def end_group(self) -> None:
        """End the innermost element, an unclosed group, after its last item."""
        group = self.stack[-1]
        last = group.children[-1].end if group.children else group.body_start
        if group.opener and group.children:
            self.report(UNCLOSED_GROUP, group.opener)
        self.end(last, last)

    def end_item(self, end: Mark, where: str) -> None:
        """End the innermost element at `end`, and report that."""
        opener = self.stack[-1].opener
        if opener:
            self.report(UNCLOSED_ITEM, opener, where=where)
        self.end(end, end)

    def end_item_with_paragraph(self, limit: Mark) -> None:
        """End an item without a following sibling, and its group, with the item's paragraph."""
        item, group = self.stack[-1], self.stack[-2]
        end = min(self.paragraph_end(item), limit, key=_offset)
        inside = [child for child in item.children if child.start.offset < end.offset]
        if inside:
            end = max(end, inside[-1].end, key=_offset)
        behind = item.children[len(inside) :]
        item.children = inside
        self.end_item(end, "with its paragraph")
        if group.closer is None:
            self.end_group()
        self.siblings().extend(behind)

    def end(self, body_end: Mark, end: Mark) -> None:
        """Finish the innermost element."""
        element = self.stack.pop()
        shortcode, children, opener = element.shortcode, element.children, element.opener
        siblings = self.stack[-1].children if self.stack else self.finished
        if shortcode.item and not any(
            child.shortcode.group == shortcode.name for child in children
        ):
            if opener:
                self.report(EMPTY_GROUP, opener)
            self.drop(element)
            siblings.extend(children)
            return
        element.body_end, element.end = body_end, end
        element.common = _common(element)
        if opener:
            for rule, details in opener.meaning.invalid:
                self.diagnostics.append(Diagnostic(rule, *opener.span, details))
            if shortcode.styles_text and not children and self.is_empty(element):
                self.drop(element)
                return
            element.inline = shortcode.inline and self.is_inline(element, opener)
        siblings.append(element)
        if self.stack:
            parent = self.stack[-1]
            parent.row_end = end.offset
            if shortcode.row and shortcode.row != parent.shortcode.name:
                self.has_columns_outside_rows = True
        elif shortcode.row:
            self.has_columns_outside_rows = True

    def is_empty(self, element: Element) -> bool:
        """Whether the body of an element without children has nothing to show."""
        position, end = element.body_start.offset, element.body_end.offset
        inside = takewhile(
            lambda span: span[0] >= position, (tag.span for tag in reversed(self.dropped))
        )
        texts = []
        for start, behind in sorted(inside):
            texts.append(self.html[position:start])
            position = behind
        return is_empty("".join((*texts, self.html[position:end])))

    def is_inline(self, element: Element, opener: Tag) -> bool:
        """Whether an element starts and ends in the same paragraph and contains no block."""
        begin, end = opener.end.offset, element.end.offset
        if begin == end:
            return True
        closer = element.closer
        # Without a line break there is no blank line to search for.
        in_line = closer and closer.block == opener.block and self.html.find("\n", begin, end) < 0
        in_line = in_line or end <= self.scan.paragraph_end(opener, begin).offset
        return in_line and all(child.inline for child in element.children)

    def paragraph_end(self, element: Element) -> Mark:
        """Where the paragraph of an element's opening tag ends."""
        assert element.opener, "an implied group ends with its items"
        opener = element.opener
        return opener.paragraph_end or self.scan.paragraph_end(opener, opener.end.offset)

    def siblings(self) -> list[Element]:
        return self.stack[-1].children if self.stack else self.finished

    def report(self, rule: Rule, tag: Tag, **details: str) -> None:
        self.diagnostics.append(diagnose(rule, tag.span, name=tag.name, **details))


def _common(element: Element) -> OpenElement:
    """The innermost HTML element that is open at all tags of an element and its children."""
    common = common_ancestor(element.start.element, element.body_start.element)
    common = common_ancestor(common, element.body_end.element)
    common = common_ancestor(common, element.end.element)
    for child in element.children:
        common = common_ancestor(common, child.common)
    return common


_offset = attrgetter("offset")
_start = attrgetter("start.offset")
