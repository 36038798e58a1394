"""Implied rows for columns without a row around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from pelican_mks.html.elements import Mark, common_ancestor, row_container
from pelican_mks.html.tokens import COMMENT
from pelican_mks.shortcodes.binding import default_values
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.nodes import Element, Tag

_NOTHING_SEEN = re.compile(
    r"(?:[\s\u200b\ufeff]|&nbsp;|&#160;"
    rf"|{COMMENT}"
    r"|</?(?:a|abbr|b|br|cite|div|em|font|i|p|q|small|span|strong|u)(?=[\s/>])[^<>]*+>)*+",
    re.IGNORECASE,
)


def follows_at_once(html: str, end: Mark, tag: Tag) -> bool:
    """Whether nothing visible is between `end` and a tag, and both are in the same cell or list item."""
    start = tag.start
    if end.offset < tag.quiet_from:
        seen = _NOTHING_SEEN.match(html, end.offset, start.offset)
        if seen is None or seen.end() != start.offset:
            return False
    return row_container(end.element) is row_container(start.element)


def in_rows(
    html: str,
    elements: Iterable[Element],
    shortcodes: Mapping[str, Shortcode],
    parent: str | None = None,
) -> list[Element]:
    """Return the tree `elements` with an implied row around columns that directly follow each other outside a row."""
    found: list[Element] = []
    row: list[Element] = []
    for element in elements:
        wanted = element.shortcode.row
        element.children = in_rows(html, element.children, shortcodes, element.shortcode.name)
        if row and not (wanted == row[-1].shortcode.row and _follows(html, row[-1], element)):
            found.append(_row(row, shortcodes))
            row = []
        if wanted in (None, parent) or wanted not in shortcodes:
            found.append(element)
        else:
            row.append(element)
    return [*found, _row(row, shortcodes)] if row else found


def _follows(html: str, last: Element, element: Element) -> bool:
    return element.opener is not None and follows_at_once(html, last.end, element.opener)


def _row(columns: Sequence[Element], shortcodes: Mapping[str, Shortcode]) -> Element:
    first, last = columns[0], columns[-1]
    shortcode = shortcodes[first.shortcode.row or ""]
    row = Element(shortcode, default_values(shortcode), None, first.start, first.start)
    row.body_end = row.end = last.end
    row.children = list(columns)
    row.common = reduce(common_ancestor, (column.common for column in columns))
    return row
