"""What a page does and shows, as two parsers read it: html5lib, as browsers do, and lxml.

What is live is an element that runs, loads or submits, a handler, or an address that is code. A check
compares what comes out with what went in: only what was there before may be there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import html5lib
from lxml import html as lxml_html

LIVE = frozenset(
    "applet base button embed form frame frameset iframe input link meta object script select style svg math "
    "template textarea".split()
)
"""Elements that no sanitizer lets through, or that change what the rest of a page does."""
_ADDRESSES = frozenset(
    "action background cite data formaction href manifest ping poster src srcdoc xlink:href".split()
)
_CODE = re.compile(r"[\x00-\x20]*(?:java\s*script|vbscript|data)\s*:", re.IGNORECASE)
_HIDING = frozenset(
    "iframe noembed noframes noscript script select style template textarea title".split()
)
_WORD = re.compile(r"word\d+")


class Piece(NamedTuple):
    """An element that is live, or an attribute of one that is."""

    element: str
    attribute: str = ""
    value: str = ""


# A check asks several questions about the same text.
@lru_cache(maxsize=32)
def by_html5lib(html: str) -> Element:
    """The body of a page with this HTML."""
    library: Any = html5lib
    parser = library.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(f"<!DOCTYPE html><html><head></head><body>{html}</body></html>")
    body: Element | None = root.find("body")
    assert body is not None
    return body


def by_lxml(html: str) -> Any:
    """The same by libxml2, which reads HTML as older browsers did."""
    library: Any = lxml_html
    return library.document_fromstring(f"<html><body>{html}</body></html>".encode(errors="replace"))


def elements(root: Any) -> Iterator[Any]:
    """All elements of a tree, without comments."""
    return (element for element in root.iter() if not callable(element.tag))


def name_of(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def live(root: Any) -> Counter[Piece]:
    """What of a tree is live; drawings of ours are not."""
    found: Counter[Piece] = Counter()
    for element in elements(root):
        name = name_of(element)
        if name in LIVE and not (name == "svg" and element.get("class") == "mks-icon"):
            found[Piece(name)] += 1
        for attribute, value in element.attrib.items():
            written = str(attribute).lower()
            if written.startswith("on") or (written in _ADDRESSES and _CODE.match(value)):
                found[Piece(name, written, value)] += 1
    return found


def made_live(before: str, after: str) -> set[Piece]:
    """What is live in a page that was not before, by either parser."""
    return {
        piece
        for parse in (by_html5lib, by_lxml)
        for piece in live(parse(after)).keys() - live(parse(before)).keys()
    }


def words(html: str) -> dict[str, tuple[str, ...]]:
    """The numbered words that a reader sees, each with the elements round it that are not of ours."""
    found: dict[str, tuple[str, ...]] = {}
    _collect(by_html5lib(html), (), found)
    return found


def _collect(element: Element, around: tuple[str, ...], found: dict[str, tuple[str, ...]]) -> None:
    for word in _WORD.findall(element.text or ""):
        found.setdefault(word, around)
    for child in element:
        if not callable(child.tag) and name_of(child) not in _HIDING:
            _collect(child, (*around, *_written(child)), found)
        for word in _WORD.findall(child.tail or ""):
            found.setdefault(word, around)


def _written(element: Element) -> tuple[str, ...]:
    """An element of the author's that does something to what stands in it."""
    name = name_of(element)
    if "mks-" in (element.get("class") or ""):
        return ()
    if name == "a" and element.get("href") is not None:
        return (f"a {element.get('href')}",)
    return (name,) if name in ("form", "button", "label", "del", "s", "strike") else ()
