"""Foreign elements, `svg` and `math`: where a browser ends them (HTML Standard, 13.2.6.5).

Their content is not HTML: a `style` or `title` in it contains no raw text, and CDATA sections exist. Some of
their elements contain HTML again. Certain start tags of HTML end a foreign element, and so do the end tags of
the elements around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from pelican_mks.html.tokens import (
    FOREIGN_MARKUP,
    Token,
    attributes,
    closes_itself,
    token_expression,
)

FOREIGN = frozenset(("math", "svg"))
"""The elements whose content is not HTML."""
_BREAKS_OUT = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu "
    "meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var".split()
)
"""The start tags of HTML that end a foreign element."""
_FONT = frozenset(("color", "face", "size"))
"""The attributes of a `font` that ends one."""
_CONTAINS_HTML = frozenset("annotation-xml desc foreignobject mi mn mo ms mtext title".split())


class Foreign(NamedTuple):
    """What a foreign element is to the HTML around it."""

    end: int
    """Where it ends; the end of the text if it is unterminated."""
    unmatched: list[tuple[int, int]]
    """The spans of the end tags in it that end nothing, but would end an element of their name around it."""


def foreign(html: str, start_tag: re.Match[str], is_open: Callable[[str], object]) -> Foreign:
    """Read a foreign element; `is_open` returns whether an element with a given name is open around it."""
    if closes_itself(start_tag["rest"]):
        return Foreign(start_tag.end(), [])
    reader = _Reader(html, start_tag, is_open)
    return Foreign(reader.end(), reader.unmatched)


class _Reader:
    """Reads one foreign element; keeps the names of the elements open in it."""

    def __init__(
        self, html: str, start_tag: re.Match[str], is_open: Callable[[str], object]
    ) -> None:
        self.html = html
        self.is_open = is_open
        self.position = start_tag.end()
        self.names: list[str] = []
        self.number: Counter[str] = Counter()
        self.unmatched: list[tuple[int, int]] = []
        self.push(start_tag)

    def end(self) -> int:
        while self.names:
            contains_html = self.names[-1] in _CONTAINS_HTML
            expression = token_expression() if contains_html else _markup()
            found = expression.search(self.html, self.position)
            if found is None or found.lastgroup in ("cut", "unended", "open_comment"):
                return len(self.html)
            if found.lastgroup == "rest":
                if not contains_html and self.is_ended_by(found):
                    return found.start()
                self.take(found, contains_html=contains_html)
            self.position = found.end()
        return self.position

    def is_ended_by(self, tag: re.Match[str]) -> bool:
        name = tag["name"].lower()
        if tag["slash"]:
            return not self.number[name] and bool(name in ("br", "p") or self.is_open(name))
        if name == "font":
            token = Token("start", name, *tag.span())
            return not _FONT.isdisjoint(attributes(self.html, token))
        return name in _BREAKS_OUT

    def take(self, tag: re.Match[str], *, contains_html: bool) -> None:
        name = tag["name"].lower()
        if not tag["slash"]:
            if name in FOREIGN or not contains_html:
                self.push(tag)
        elif self.number[name]:
            ended = ""
            while ended != name:
                ended = self.names.pop()
                self.number[ended] -= 1
        elif not contains_html:
            self.unmatched.append(tag.span())

    def push(self, tag: re.Match[str]) -> None:
        if not closes_itself(tag["rest"]):
            self.names.append(tag["name"].lower())
            self.number[self.names[-1]] += 1


@cache
def _markup() -> re.Pattern[str]:
    return re.compile(FOREIGN_MARKUP)
