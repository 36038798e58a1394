"""Independent checks of the HTML that the plugin writes: html5lib parses it as browsers do."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

_IGNORED = frozenset(("script", "style", "template", "textarea", "title"))
WIDGET = "mks-tabs"


# A test checks several properties of the same text.
@lru_cache(maxsize=32)
def _parse(html: str) -> tuple[Element, list[str]]:
    library: Any = html5lib
    parser = library.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(f"<!DOCTYPE html><html><head></head><body>{html}</body></html>")
    found = root.find("body")
    assert found is not None
    return found, [error for _, error, _ in parser.errors]


def parse_body(html: str) -> Element:
    """Parse HTML as the content of `body`; return that element."""
    return _parse(html)[0]


def errors(html: str) -> list[str]:
    """The parse errors in HTML for the inside of `body`, except those about character references."""
    return [error for error in _parse(html)[1] if "entity" not in error]


def words(html: str) -> list[str]:
    """The words that a reader sees, in order, without tab titles and placeholders."""
    return "".join(_visible(parse_body(html))).split()


def _visible(element: Element) -> list[str]:
    if callable(element.tag) or element.tag in _IGNORED:
        return []
    if element.get("class") in ("mks-tabs__title", "mks-tabs__empty"):
        return []
    around = " " if element.tag != "span" else ""
    parts = [around, element.text or ""]
    for child in element:
        parts += (*_visible(child), child.tail or "")
    return [*parts, around]


def titles(html: str) -> list[str]:
    """The titles of all tabs, in order."""
    return [
        " ".join("".join(element.itertext()).split())
        for element in parse_body(html).iter()
        if element.get("class") == "mks-tabs__title"
    ]


def ids(html: str) -> list[str]:
    return [element.get("id", "") for element in parse_body(html).iter() if element.get("id")]


def empty_paragraphs(html: str) -> int:
    """Count the paragraphs without content."""
    return sum(
        not len(element) and not (element.text or "").strip()
        for element in parse_body(html).iter("p")
    )


def misplaced(html: str) -> list[str]:
    """The parts of widgets whose parent is not the one that they were rendered in."""
    parents = {child: parent for parent in parse_body(html).iter() for child in parent}
    expected = {
        "mks-tabs__panel": WIDGET,
        "mks-tabs__title": "mks-tabs__panel",
        "mks-tabs__body": "mks-tabs__panel",
        "mks-tabs__empty": "mks-tabs__body",
    }
    return [
        name
        for element, parent in parents.items()
        if (name := element.get("class", "")) in expected
        and expected[name] not in parent.get("class", "").split()
    ]
