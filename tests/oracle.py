"""What a browser makes of HTML: the tests' second opinion, by html5lib."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

_LITERAL = frozenset(("script", "style", "template", "textarea", "title"))
WIDGET = "mks-tabs"


# A test asks several questions about the same text.
@lru_cache(maxsize=16)
def _body(html: str) -> tuple[Element, list[str]]:
    parser: Any = html5lib
    parser = parser.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(f"<!DOCTYPE html><html><head></head><body>{html}</body></html>")
    body = root.find("body")
    assert body is not None
    return body, [error for _, error, _ in parser.errors]


def errors(html: str) -> list[str]:
    """The errors of structure in a piece of HTML for the inside of `body`."""
    return [error for error in _body(html)[1] if "entity" not in error]


def words(html: str) -> list[str]:
    """The words a reader sees, in order; the titles of tabs and the texts of empty ones aside."""
    return "".join(_seen(_body(html)[0])).split()


def _seen(element: Element) -> list[str]:
    if callable(element.tag) or element.tag in _LITERAL:
        return []
    if element.get("class") in ("mks-tabs__title", "mks-tabs__empty"):
        return []
    around = " " if element.tag != "span" else ""
    parts = [around, element.text or ""]
    for child in element:
        parts += (*_seen(child), child.tail or "")
    return [*parts, around]


def titles(html: str) -> list[str]:
    """The titles of all tabs, in order."""
    found = _body(html)[0].iter()
    return [
        " ".join("".join(element.itertext()).split())
        for element in found
        if element.get("class") == "mks-tabs__title"
    ]


def ids(html: str) -> list[str]:
    return [element.get("id", "") for element in _body(html)[0].iter() if element.get("id")]


def empty_paragraphs(html: str) -> int:
    """How many paragraphs show nothing."""
    return sum(
        not len(element) and not (element.text or "").strip()
        for element in _body(html)[0].iter("p")
    )


def misplaced(html: str) -> list[str]:
    """The parts of widgets that do not stand where they are rendered."""
    parents = {child: parent for parent in _body(html)[0].iter() for child in parent}
    wanted = {
        "mks-tabs__panel": WIDGET,
        "mks-tabs__title": "mks-tabs__panel",
        "mks-tabs__body": "mks-tabs__panel",
        "mks-tabs__empty": "mks-tabs__body",
    }
    return [
        name
        for element, parent in parents.items()
        if (name := element.get("class", "")) in wanted
        and wanted[name] not in parent.get("class", "").split()
    ]
