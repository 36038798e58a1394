"""From tags to a tree. What an author forgot is put right here, and nowhere else.

Closing tags are paired with the nearest open tag of their name first. What stays without a partner
gets its extent while the tags are walked through once more:

- an item ends before the next item or the closing tag of its group, else with its own paragraph;
- a group ends after the last of the items that follow each other with nothing between them;
- items without a group that follow each other so form one;
- anything else ends with its own paragraph.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import attrgetter

from pelican_mks.html.markup import Mark, common_ancestor, row_container
from pelican_mks.html.tokens import COMMENT
from pelican_mks.shortcodes.attribute_types import is_required
from pelican_mks.shortcodes.attributes import Written
from pelican_mks.shortcodes.declaration import Attribute, Shortcode
from pelican_mks.shortcodes.diagnostic import (
    EMPTY_GROUP,
    INVALID_VALUE,
    MISSING_GROUP,
    NAMELESS,
    STRAY_CLOSER,
    TOO_DEEP,
    UNCLOSED_GROUP,
    UNCLOSED_ITEM,
    UNQUOTED_VALUE,
    UNUSED_ATTRIBUTE,
    Diagnostic,
    Fault,
    diagnose,
)
from pelican_mks.shortcodes.lexer import Tag
from pelican_mks.shortcodes.nodes import Element, Value

DEEPEST = 64
"""More shortcodes than this inside each other are no author's intention."""

_NOTHING_SEEN = re.compile(
    r"(?:[\s\u200b\ufeff]|&nbsp;|&#160;"
    rf"|{COMMENT}"
    r"|</?(?:a|abbr|b|br|cite|div|em|font|i|p|q|small|span|strong|u)(?=[\s/>])[^<>]*+>)*+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree, and the tags that are no part of it."""

    elements: tuple[Element, ...]
    dropped: tuple[Tag, ...]
    diagnostics: tuple[Diagnostic, ...]


def follows_at_once(html: str, end: Mark, start: Mark) -> bool:
    """Whether nothing to be seen stands between two marks, and no cell or list item ends there."""
    seen = _NOTHING_SEEN.match(html, end.offset, start.offset)
    return (
        seen is not None
        and seen.end() == start.offset
        and row_container(end.element) is row_container(start.element)
    )


def parse(html: str, tags: Sequence[Tag], end: Mark, shortcodes: Mapping[str, Shortcode]) -> Parsed:
    """Build the tree of `tags`, which stand in `html`; `end` marks the end of the text."""
    builder = _Builder(html, _pair(tags), end, shortcodes)
    for index, tag in enumerate(tags):
        builder.take(index, tag)
    return builder.finish()


def _pair(tags: Sequence[Tag]) -> dict[int, int]:
    """Pair closing tags with the nearest open tag of their name; the result holds both ways."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    waiting: defaultdict[str, int] = defaultdict(int)
    for index, tag in enumerate(tags):
        if not tag.closing:
            if not (tag.self_closing or tag.shortcode.single):
                opened.append(index)
                waiting[tag.name] += 1
        elif waiting[tag.name]:
            while True:
                opener = opened.pop()
                waiting[tags[opener].name] -= 1
                if tags[opener].name == tag.name:
                    break
            partners[opener] = index
            partners[index] = opener
    return partners


def default_values(shortcode: Shortcode) -> dict[str, Value]:
    """The values of a shortcode for which nothing is written."""
    return {attribute.name: Value(attribute.default) for attribute in shortcode.attributes}


def bound_values(tag: Tag) -> tuple[dict[str, Value], list[Diagnostic]]:
    """The values of all declared attributes: the default if the value is missing, empty or invalid."""
    declared = {attribute.name: attribute for attribute in tag.shortcode.attributes}
    values = default_values(tag.shortcode)
    missing = {attribute.name for attribute in declared.values() if is_required(attribute)}
    words, diagnostics = _unquoted_words(tag, declared)
    for written, markup in zip(tag.attributes, tag.markup, strict=True):
        if not written.name and written.start in words:
            continue
        attribute = _declared(written, declared)
        if attribute is None:
            diagnostics.append(
                diagnose(
                    UNUSED_ATTRIBUTE,
                    tag.span,
                    name=tag.name,
                    attribute=written.name or written.text,
                    known=", ".join(declared) or "none",
                )
            )
            continue
        value = attribute.read(written.text if written.name else "on")
        if value is not None:
            values[attribute.name] = Value(value, markup)
            missing.discard(attribute.name)
        elif written.text.strip():
            missing.discard(attribute.name)
            diagnostics.append(
                diagnose(
                    INVALID_VALUE,
                    tag.span,
                    name=tag.name,
                    attribute=attribute.name,
                    value=written.text,
                    default=attribute.default,
                    allowed=attribute.allowed,
                )
            )
    for name in sorted(missing):
        shown = declared[name].default
        diagnostics.append(diagnose(NAMELESS, tag.span, name=tag.name, attribute=name, shown=shown))
    return values, diagnostics


def _declared(written: Written, declared: Mapping[str, Attribute]) -> Attribute | None:
    """The attribute that is written; a flag may stand without a value."""
    attribute = declared.get(written.name or written.text.lower())
    return attribute if attribute and (written.name or attribute.is_flag) else None


def _unquoted_words(
    tag: Tag, declared: Mapping[str, Attribute]
) -> tuple[set[int], list[Diagnostic]]:
    """Where the words stand that belong to the unquoted value before them: `title=Original Quote`."""
    found: dict[Written, list[Written]] = {}
    value = last = None
    for each in tag.attributes:
        if each.name:
            value = each if each.name in declared and not each.curly else None
        elif value and last and each.start - last.end == 1 and not _declared(each, declared):
            found.setdefault(value, []).append(each)
        else:
            value = None
        last = each
    diagnostics = []
    for first, behind in found.items():
        ignored = " ".join(each.text for each in behind)
        meant = f"{first.text} {ignored}"
        diagnostics.append(
            diagnose(
                UNQUOTED_VALUE, tag.span,
                name=tag.name, attribute=first.name, word=ignored, value=meant,
            )
        )  # fmt: skip
    return {each.start for behind in found.values() for each in behind}, diagnostics


@dataclass(slots=True)
class _Frame:
    """An element that is not finished."""

    shortcode: Shortcode
    tag: Tag | None
    """`None` for the group that items without one form."""
    start: Mark
    body_start: Mark
    paragraph_end: Mark
    """Where the paragraph ends that it begins in."""
    closer: int | None = None
    """The index of the tag that closes it."""
    row_end: int = 0
    """For a group without closing tag: behind this offset the next item must follow at once;
    -1 where something else does."""
    children: list[Element] = field(default_factory=list)


class _Builder:
    """The stack of unfinished elements while the tags are walked through."""

    def __init__(
        self,
        html: str,
        partners: dict[int, int],
        end: Mark,
        shortcodes: Mapping[str, Shortcode],
    ) -> None:
        self.html = html
        self.partners = partners
        self.end = end
        self.shortcodes = shortcodes
        self.finished: list[Element] = []
        self.stack: list[_Frame] = []
        self.dropped: list[Tag] = []
        self.flattened: set[int] = set()
        self.diagnostics: list[Diagnostic] = []

    def take(self, index: int, tag: Tag) -> None:
        partner = self.partners.get(index)
        if not tag.closing:
            self.settle(tag, partner)
            self.open(tag, partner)
        elif tag.shortcode.single:
            self.dropped.append(tag)
        elif partner is None:
            self.drop_stray(tag)
        elif index in self.flattened:
            self.dropped.append(tag)
        else:
            self.close(index, tag)

    def finish(self) -> Parsed:
        while self.stack:
            self.end_unclosed(self.end)
        dropped = tuple(sorted(self.dropped, key=lambda tag: tag.start.offset))
        return Parsed(tuple(self.finished), dropped, tuple(self.diagnostics))

    def settle(self, tag: Tag, partner: int | None) -> None:
        """End the unclosed elements that do not reach to the opening `tag`."""
        opened = tag.shortcode
        while self.stack and self.stack[-1].closer is None:
            frame = self.stack[-1]
            if frame.shortcode.item:
                if opened.name == frame.shortcode.item and self.follows(frame, tag):
                    return
                self.end_group()
            elif frame.shortcode.group:
                if opened.group == frame.shortcode.group:
                    self.end_item(tag.start, "before the next one")
                elif opened.item and partner is None and self.stack[-2].closer is None:
                    self.end_unclosed(tag.start)
                else:
                    return
            elif frame.paragraph_end.offset <= tag.start.offset:
                self.end_unclosed(tag.start)
            else:
                return

    def follows(self, group: _Frame, tag: Tag) -> bool:
        """Whether nothing to be seen stands between a group's last item and the item `tag`."""
        if group.row_end < 0:
            return False
        last = group.children[-1].end if group.children else group.body_start
        return follows_at_once(self.html, Mark(group.row_end, last.element), tag.start)

    def open(self, tag: Tag, partner: int | None) -> None:
        shortcode = tag.shortcode
        if len(self.stack) >= DEEPEST:
            self.flatten(tag, partner)
            return
        if shortcode.group and (not self.stack or self.stack[-1].shortcode.name != shortcode.group):
            self.open_missing_group(tag, shortcode.group)
        self.stack.append(
            _Frame(shortcode, tag, tag.start, tag.end, tag.block_end, partner, tag.end.offset)
        )
        if tag.self_closing or shortcode.single:
            self.end_frame(tag.end, tag.end)

    def open_missing_group(self, tag: Tag, group: str) -> None:
        self.report(MISSING_GROUP, tag, group=group)
        start = tag.start
        self.stack.append(_Frame(self.shortcodes[group], None, start, start, tag.block_end))

    def flatten(self, tag: Tag, partner: int | None) -> None:
        self.report(TOO_DEEP, tag, limit=str(DEEPEST))
        self.dropped.append(tag)
        if partner is not None:
            self.flattened.add(partner)

    def drop_stray(self, tag: Tag) -> None:
        self.report(STRAY_CLOSER, tag)
        self.dropped.append(tag)
        if self.stack and self.stack[-1].shortcode.item:
            group = self.stack[-1]
            group.row_end = tag.end.offset if self.follows(group, tag) else -1

    def close(self, index: int, tag: Tag) -> None:
        """End everything up to the element that `tag` closes."""
        while self.stack[-1].closer != index:
            if self.stack[-1].shortcode.group and self.stack[-2].closer == index:
                self.end_item(tag.start, "with its group")
            else:
                self.end_unclosed(tag.start)
        self.end_frame(tag.start, tag.end, closer=tag)

    def end_unclosed(self, limit: Mark) -> None:
        """End the innermost element, which nothing closes, at `limit` at the latest."""
        frame = self.stack[-1]
        if frame.shortcode.group:
            self.end_item_with_paragraph(limit)
        elif frame.shortcode.item:
            self.end_group()
        else:
            until = frame.paragraph_end
            if frame.children and frame.children[-1].end.offset > until.offset:
                until = frame.children[-1].end
            self.end_item(min(until, limit, key=_offset), "with its paragraph")

    def end_group(self) -> None:
        """End the innermost element, a group which nothing closes, behind its last item."""
        frame = self.stack[-1]
        last = frame.children[-1].end if frame.children else frame.body_start
        if frame.tag and frame.children:
            self.report(UNCLOSED_GROUP, frame.tag)
        self.end_frame(last, last)

    def end_item(self, end: Mark, where: str) -> None:
        """End the innermost element at `end`, and say so."""
        frame = self.stack[-1]
        if frame.tag:
            self.report(UNCLOSED_ITEM, frame.tag, where=where)
        self.end_frame(end, end)

    def end_item_with_paragraph(self, limit: Mark) -> None:
        """End an item that has no sibling, and its group; what follows is not theirs."""
        frame, group = self.stack[-1], self.stack[-2]
        end = min(frame.paragraph_end, limit, key=_offset)
        inside = [child for child in frame.children if child.start.offset < end.offset]
        if inside:
            end = max(end, inside[-1].end, key=_offset)
        behind = frame.children[len(inside) :]
        frame.children = inside
        self.end_item(end, "with its paragraph")
        if group.closer is None:
            self.end_group()
        self.siblings().extend(behind)

    def end_frame(self, body_end: Mark, end: Mark, closer: Tag | None = None) -> None:
        """Make an element of the innermost frame."""
        frame = self.stack.pop()
        siblings = self.siblings()
        if frame.shortcode.item and not any(
            child.shortcode.group == frame.shortcode.name for child in frame.children
        ):
            if frame.tag:
                self.report(EMPTY_GROUP, frame.tag)
                self.dropped.append(frame.tag)
            if closer:
                self.dropped.append(closer)
            siblings.extend(frame.children)
            return
        marks = (frame.start, frame.body_start, body_end, end)
        around = [mark.element for mark in marks]
        around += [child.common for child in frame.children]
        siblings.append(
            Element(
                frame.shortcode,
                self.bind(frame),
                *marks,
                tuple(frame.children),
                reduce(common_ancestor, around),
                _is_inline(frame, end),
            )
        )
        if self.stack:
            self.stack[-1].row_end = end.offset

    def siblings(self) -> list[Element]:
        return self.stack[-1].children if self.stack else self.finished

    def bind(self, frame: _Frame) -> dict[str, Value]:
        if frame.tag is None:
            return default_values(frame.shortcode)
        values, diagnostics = bound_values(frame.tag)
        self.diagnostics += diagnostics
        return values

    def report(self, fault: Fault, tag: Tag, **details: str) -> None:
        self.diagnostics.append(diagnose(fault, tag.span, name=tag.name, **details))


def _is_inline(frame: _Frame, end: Mark) -> bool:
    return (
        frame.shortcode.inline
        and frame.tag is not None
        and end.offset <= frame.paragraph_end.offset
        and all(child.inline for child in frame.children)
    )


_offset = attrgetter("offset")
