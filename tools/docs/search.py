"""The sections of a page, for the site's search index."""

from __future__ import annotations

from typing import NamedTuple

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

_HEADINGS = ("h2", "h3")


class Section(NamedTuple):
    """A part of a page that a reader can go to."""

    id: str
    """Empty for what comes before the first heading."""
    heading: str
    text: str


def sections(html: str) -> list[Section]:
    """Divide `html` at its headings that have an id, and keep the text alone."""
    parts: list[tuple[str, str, list[str]]] = [("", "", [])]
    for node in BeautifulSoup(html, "html.parser").descendants:
        if isinstance(node, Tag):
            if _begins_section(node):
                parts.append((str(node["id"]), _words(node.get_text()), []))
        elif type(node) is NavigableString and not any(map(_begins_section, node.parents)):
            parts[-1][2].append(node)
    found = (Section(id_, heading, _words("".join(texts))) for id_, heading, texts in parts)
    return [each for each in found if each.heading or each.text]


def _begins_section(tag: Tag) -> bool:
    return tag.name in _HEADINGS and tag.has_attr("id")


def _words(text: str) -> str:
    return " ".join(text.split())
