"""The open-element stack: which HTML elements are open at an offset in an article.

It follows the parts of tree construction (HTML Standard, 13.2.6) that decide what is open: implied end
tags, scopes and void elements. It rewrites nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
PROTECTED = frozenset("code kbd pre samp tt".split())
"""Elements that show shortcodes as written."""
_CODE_CLASSES = (frozenset(("docutils", "literal")), frozenset(("monospaced",)))
"""Classes that mark code on other elements: those of docutils and readers based on it, and of AsciiDoc."""
_CLASS = re.compile(r"""\sclass\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.IGNORECASE)
INLINE = frozenset(
    "a abbr acronym audio b bdi bdo big button canvas cite code data datalist del dfn em font i "
    "iframe ins kbd label map mark math meter noscript nobr object output picture progress q rb rp "
    "rt ruby s samp select slot small span strike strong sub sup svg textarea time tt u var "
    "video".split()
)
PARAGRAPH_ENDS = frozenset(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section "
    "summary table ul".split()
)
"""Start tags that end an open `p` (HTML Standard, 13.2.6.4.7)."""
BOUNDARIES = PARAGRAPH_ENDS | frozenset(
    "body caption col colgroup head html legend optgroup option script style tbody td template "
    "textarea tfoot th thead tr".split()
)
"""Tags that no shortcode tag can span."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TEXT_ONLY = frozenset("address dt h1 h2 h3 h4 h5 h6 legend p pre summary".split())
_STRUCTURES = frozenset("colgroup dl hgroup menu ol optgroup table tbody tfoot thead tr ul".split())
_WITHOUT_FLOW = INLINE | _TEXT_ONLY | _STRUCTURES
"""Elements that may not contain flow content."""
_WITHIN_A_ROW = INLINE | frozenset(("div", "p"))
_NOT_NESTED = frozenset(("a", "button", "nobr"))
"""Elements whose start tag ends an open element of the same name."""
_FENCES = frozenset("caption table td template th".split())
"""Elements that limit the scope of implied end tags."""
_TABLE_PARTS = frozenset("caption table tbody td tfoot th thead tr".split())
_IMPLIED_END = {
    "li": (("li",), ("ul", "ol", "menu", *_FENCES)),
    "dt": (("dt", "dd"), ("dl", *_FENCES)),
    "dd": (("dt", "dd"), ("dl", *_FENCES)),
    "option": (("option",), ("select", "datalist")),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
    "tr": (("tr",), ("table", "tbody", "thead", "tfoot")),
    "tbody": (("tbody", "thead", "tfoot"), ("table",)),
    "thead": (("tbody", "thead", "tfoot"), ("table",)),
    "tfoot": (("tbody", "thead", "tfoot"), ("table",)),
}
"""Start tag → (elements that it ends, elements that limit their scope): HTML Standard, 13.1.2.4."""


class OpenElement:
    """An open HTML element, linked to its parent."""

    __slots__ = (
        "block",
        "depth",
        "end",
        "fence",
        "flow",
        "is_protected",
        "name",
        "parent",
        "start",
    )

    name: str
    start: int
    """The offset where its start tag begins; `end` is where that tag ends."""
    end: int
    parent: OpenElement
    depth: int
    block: OpenElement
    """The nearest element that is not inline: this one or an ancestor."""
    fence: OpenElement
    """The nearest element that limits the scope of end tags."""
    flow: OpenElement
    """The nearest element that may contain flow content."""
    is_protected: bool
    """Whether it or an ancestor shows shortcodes as written."""

    def __init__(
        self, name: str, start: int, end: int, parent: OpenElement, attributes: str = ""
    ) -> None:
        """Open an element inside `parent`, whose start tag is `html[start:end]`; `attributes` may mark code."""
        self.name = name
        self.start = start
        self.end = end
        self.parent = parent
        self.depth = parent.depth + 1
        self.block = parent.block if name in INLINE else self
        self.fence = self if name in _FENCES else parent.fence
        # An unknown element may contain what its parent may.
        holds_blocks = name not in _WITHOUT_FLOW and (name in BOUNDARIES or parent.flow is parent)
        self.flow = self if holds_blocks else parent.flow
        self.is_protected = (
            parent.is_protected
            or name in PROTECTED
            or (bool(attributes) and _marks_code(attributes))
        )


def _marks_code(attributes: str) -> bool:
    found = _CLASS.search(attributes)
    names = set("".join(found.groups("")).split()) if found else set()
    return any(names >= classes for classes in _CODE_CLASSES)


def _document() -> OpenElement:
    root = OpenElement.__new__(OpenElement)
    root.name, root.start, root.end, root.depth, root.is_protected = "", -1, -1, 0, False
    root.parent = root.block = root.fence = root.flow = root
    return root


DOCUMENT = _document()
"""The root of all elements, its own parent."""


class Mark(NamedTuple):
    """An offset in the HTML and the innermost element that is open there."""

    offset: int
    element: OpenElement


mark = partial(tuple.__new__, Mark)
"""Make a mark of a pair, in half the time of `Mark`."""


def row_container(element: OpenElement) -> OpenElement:
    """The nearest element, from `element` up, that separates rows of items: a table cell, a list item."""
    while element.name in _WITHIN_A_ROW:
        element = element.parent
    return element


def common_ancestor(one: OpenElement, other: OpenElement) -> OpenElement:
    """The innermost element that contains both."""
    while one is not other:
        if one.depth > other.depth:
            one = one.parent
        elif other.depth > one.depth:
            other = other.parent
        else:
            one, other = one.parent, other.parent
    return one


class OpenElements:
    """The open-element stack. Each operation takes time in proportion to the elements it opens and ends."""

    def __init__(self) -> None:
        self.top = DOCUMENT
        self._by_name: defaultdict[str, list[OpenElement]] = defaultdict(list)

    def push(self, name: str, start: int, end: int, attributes: str = "") -> None:
        """Open an element without ending another one."""
        self.top = OpenElement(name, start, end, self.top, attributes)
        self._by_name[name].append(self.top)

    def pop(self) -> None:
        """End the innermost element."""
        self._by_name[self.top.name].pop()
        self.top = self.top.parent

    def replace_top(self, start: int, end: int) -> None:
        """End the innermost element and open its sibling of the same name."""
        ended = self.top
        self.top = OpenElement(ended.name, start, end, ended.parent)
        self._by_name[ended.name][-1] = self.top

    def start_tag(self, name: str, start: int, end: int, attributes: str = "") -> str:
        """Open the element of a start tag; return the end tags that it implies."""
        ended = self._end_implied(name)
        if name in VOID:
            return ""
        self.push(name, start, end, attributes)
        return "".join(f"</{each}>" for each in ended)

    def matching(self, name: str) -> OpenElement | None:
        """The element that an end tag of this name ends; `None` if it is unmatched."""
        found = self._last((name,))
        limit = self.top.block if name in INLINE else self.top.fence
        is_out_of_scope = found.depth < limit.depth and name not in _TABLE_PARTS
        return None if found is DOCUMENT or is_out_of_scope else found

    def end(self, element: OpenElement) -> list[str]:
        """End an element and its descendants; return their names, the innermost first."""
        names = []
        while self.top is not element:
            names.append(self.top.name)
            self.pop()
        names.append(element.name)
        self.pop()
        return names

    def paragraph(self) -> OpenElement | None:
        """The open `p` that the start tag of a block would end."""
        paragraphs = self._by_name["p"]
        return (
            paragraphs[-1] if paragraphs and paragraphs[-1].depth > self.top.fence.depth else None
        )

    def _end_implied(self, name: str) -> list[str]:
        """End the elements whose end tags a start tag implies; return their names, the innermost first."""
        ended: list[str] = []
        paragraph = self.paragraph() if name in PARAGRAPH_ENDS else None
        if paragraph:
            ended = self.end(paragraph)
        if name in HEADINGS and self.top.name in HEADINGS:
            ended += self.end(self.top)
        elif name in _NOT_NESTED:
            last = self._last((name,))
            if last.depth > self.top.block.depth:
                ended += self.end(last)
        elif name in _IMPLIED_END:
            names, limits = _IMPLIED_END[name]
            last = self._last(names)
            if last.depth > self._last(limits).depth:
                ended += self.end(last)
        return ended

    def _last(self, names: Iterable[str]) -> OpenElement:
        """The innermost open element with one of these names; the document if there is none."""
        found = DOCUMENT
        for name in names:
            same = self._by_name[name]
            if same and same[-1].depth > found.depth:
                found = same[-1]
        return found
