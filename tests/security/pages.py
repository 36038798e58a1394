"""Find the live content and the visible words of a page, with two parsers: html5lib and lxml.

Live content is an element that runs, loads or submits something, an event handler, or a URL that runs code.
Tests compare output with input: all live content of the output must be in the input, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from lxml import html as lxml_html

from tests.oracle import parse_body

LIVE = frozenset(
    "applet base button embed form frame frameset iframe input link meta object script select style svg math "
    "template textarea".split()
)
"""Elements that sanitizers remove, or that change how the rest of a page works."""
_URL_ATTRIBUTES = frozenset(
    "action background cite data formaction href manifest ping poster src srcdoc xlink:href".split()
)
_SCRIPT_URL = re.compile(r"[\x00-\x20]*(?:java\s*script|vbscript|data)\s*:", re.IGNORECASE)
_NOT_DISPLAYED = frozenset(
    "iframe noembed noframes noscript script select style template textarea title".split()
)
_WORD = re.compile(r"word\d+")


class Piece(NamedTuple):
    """A live element, or an element with a live attribute."""

    element: str
    attribute: str = ""
    value: str = ""


def parse_body_with_lxml(html: str) -> Any:
    """The same with libxml2, which parses HTML as older browsers did."""
    library: Any = lxml_html
    return library.document_fromstring(f"<html><body>{html}</body></html>".encode(errors="replace"))


def elements(root: Any) -> Iterator[Any]:
    """All elements of a tree, without comments."""
    return (element for element in root.iter() if not callable(element.tag))


def name_of(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def live(root: Any) -> Counter[Piece]:
    """The live content of a tree, except our own icons."""
    found: Counter[Piece] = Counter()
    for element in elements(root):
        name = name_of(element)
        if name in LIVE and not (name == "svg" and element.get("class") == "mks-icon"):
            found[Piece(name)] += 1
        for attribute, value in element.attrib.items():
            written = str(attribute).lower()
            if written.startswith("on") or (
                written in _URL_ATTRIBUTES and _SCRIPT_URL.match(value)
            ):
                found[Piece(name, written, value)] += 1
    return found


def newly_live(before: str, after: str) -> set[Piece]:
    """The live content that only `after` contains, according to either parser."""
    return {
        piece
        for parse in (parse_body, parse_body_with_lxml)
        for piece in live(parse(after)).keys() - live(parse(before)).keys()
    }


def words(html: str) -> dict[str, tuple[str, ...]]:
    """The numbered words that a reader sees, each with the author's elements that affect it."""
    found: dict[str, tuple[str, ...]] = {}
    _collect(parse_body(html), (), found)
    return found


def _collect(element: Element, around: tuple[str, ...], found: dict[str, tuple[str, ...]]) -> None:
    for word in _WORD.findall(element.text or ""):
        found.setdefault(word, around)
    for child in element:
        if not callable(child.tag) and name_of(child) not in _NOT_DISPLAYED:
            _collect(child, (*around, *_author_element(child)), found)
        for word in _WORD.findall(child.tail or ""):
            found.setdefault(word, around)


def _author_element(element: Element) -> tuple[str, ...]:
    """The element, if the author wrote it and it affects its content."""
    name = name_of(element)
    if "mks-" in (element.get("class") or ""):
        return ()
    if name == "a" and element.get("href") is not None:
        return (f"a {element.get('href')}",)
    return (name,) if name in ("form", "button", "label", "del", "s", "strike") else ()
