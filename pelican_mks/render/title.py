"""Titles: one line of text in which only emphasis is kept."""

from __future__ import annotations

from html import escape

from pelican_mks.lexer import BRACKET
from pelican_mks.nodes import Value

_KEPT = frozenset("abbr b bdi bdo cite code em i kbd mark q rp rt ruby s small strong sub sup u".split())
_LOST_WITH_TEXT = ("script", "style", "template")


def title_markup(value: Value) -> str:
    """A title as HTML for the inside of a heading: emphasis as it was, the rest as its text."""
    if value.markup is None:
        return _no_tag(escape(value.text, quote=False))
    from bs4 import BeautifulSoup, Comment  # noqa: PLC0415 - takes 30 ms and few articles need it

    soup = BeautifulSoup(value.markup, "html.parser")
    for tag in soup(_LOST_WITH_TEXT):
        tag.decompose()
    for comment in soup(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in soup.find_all(True):
        if tag.name == "br":
            tag.replace_with(" ")
        elif tag.name in _KEPT:
            tag.attrs = {name: tag[name] for name in ("lang", "dir") if tag.has_attr(name)}
        else:
            tag.unwrap()
    return _no_tag(str(soup).strip())


def _no_tag(html: str) -> str:
    """Titles hold no shortcodes: one that an entity spelt out stays text."""
    return html.replace("[", BRACKET)
