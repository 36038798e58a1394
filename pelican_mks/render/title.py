"""Titles: one line of text in which only emphasis is kept."""

from __future__ import annotations

import re
from html import escape, unescape

from pelican_mks.html.plain import without_controls
from pelican_mks.html.tokens import NAME
from pelican_mks.shortcodes.lexer import BRACKET
from pelican_mks.shortcodes.nodes import Value

_KEPT = frozenset(
    "abbr b bdi bdo cite code em i kbd mark q rp rt ruby s small strong sub sup u".split()
)
_DEEPEST = 16
_MARKUP = re.compile(
    r"<(?P<lost>script|style|template)\b[^>]*+>(?:(?!</(?P=lost)\b)[\s\S])*+(?:</(?P=lost)\s*+>|\Z)"
    r"|<!--(?:(?!-->)[\s\S])*+(?:-->|\Z)"
    rf"|<(?P<slash>/)?+(?P<name>{NAME})"
    r"(?P<rest>(?:[^<>=]++|=\s*+(?:\"[^\"<]*+\"|'[^'<]*+')?+)*+)>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'=<>]++)))?+"
)
_KEPT_ATTRIBUTES = ("lang", "dir")


def title_markup(value: Value) -> str:
    """A title as HTML for the inside of a heading: emphasis as it was, the rest as its text."""
    if value.markup is None:
        return _escaped(value.text)
    parts: list[str] = []
    opened: list[str] = []
    position = 0
    for tag in _MARKUP.finditer(value.markup):
        parts.append(_text(value.markup[position : tag.start()]))
        position = tag.end()
        name = (tag["name"] or "").lower()
        if name == "br":
            parts.append(" ")
        elif name in _KEPT and not tag["slash"] and len(opened) < _DEEPEST:
            opened.append(name)
            parts.append(f"<{name}{_attributes(tag['rest'])}>")
        elif name in opened:
            parts += _ends(opened, len(opened) - 1 - opened[::-1].index(name))
    parts.append(_text(value.markup[position:]))
    return " ".join("".join((*parts, *_ends(opened, 0))).split())


def _ends(opened: list[str], until: int) -> list[str]:
    """End tags for what is open from index `until` on, which then is open no more."""
    ends = [f"</{name}>" for name in reversed(opened[until:])]
    del opened[until:]
    return ends


def _attributes(rest: str) -> str:
    written = {
        found[1].lower(): found[2] or found[3] or found[4] for found in _ATTRIBUTE.finditer(rest)
    }
    return "".join(
        f' {name}="{escape(unescape(written[name]))}"'
        for name in _KEPT_ATTRIBUTES
        if written.get(name)
    )


def _text(html: str) -> str:
    return _escaped(unescape(html))


def _escaped(text: str) -> str:
    """Text as HTML; no bracket in a title begins a shortcode, even one that an entity spelt out."""
    return escape(without_controls(text), quote=False).replace("[", BRACKET)
