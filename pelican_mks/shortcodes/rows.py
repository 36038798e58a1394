"""Columns that follow each other are put into a row, where their author has written none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce

from pelican_mks.html.markup import common_ancestor
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.nodes import Element
from pelican_mks.shortcodes.parser import default_values, follows_at_once


def in_rows(
    html: str, elements: Sequence[Element], shortcodes: Mapping[str, Shortcode]
) -> tuple[Element, ...]:
    """The tree `elements` with a row round those that want one and follow each other at once."""
    if not any(shortcode.row for shortcode in shortcodes.values()):
        return tuple(elements)
    return _gathered(html, elements, shortcodes, None)


def _gathered(
    html: str,
    elements: Sequence[Element],
    shortcodes: Mapping[str, Shortcode],
    parent: str | None,
) -> tuple[Element, ...]:
    found: list[Element] = []
    row: list[Element] = []
    for element in elements:
        name = element.shortcode.name
        children = _gathered(html, element.children, shortcodes, name) if element.children else ()
        if any(new is not old for new, old in zip(children, element.children, strict=False)):
            element = replace(element, children=children)  # noqa: PLW2901 - the same, with rows in it
        if row and not _follows(html, row[-1], element):
            found.append(_row(row, shortcodes))
            row = []
        if element.shortcode.row in (None, parent) or element.shortcode.row not in shortcodes:
            found.append(element)
        else:
            row.append(element)
    return (*found, _row(row, shortcodes)) if row else tuple(found)


def _follows(html: str, last: Element, element: Element) -> bool:
    """Whether `element` belongs into a row with `last` and nothing is seen between them."""
    return element.shortcode.row == last.shortcode.row and follows_at_once(
        html, last.end, element.start
    )


def _row(columns: Sequence[Element], shortcodes: Mapping[str, Shortcode]) -> Element:
    first, last = columns[0], columns[-1]
    shortcode = shortcodes[first.shortcode.row or ""]
    return Element(
        shortcode,
        default_values(shortcode),
        first.start,
        first.start,
        last.end,
        last.end,
        tuple(columns),
        reduce(common_ancestor, (column.common for column in columns)),
        inline=False,
    )
