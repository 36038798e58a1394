"""What an article's HTML is made of: tags, comments, declarations, and where shortcode tags begin.

It is cut as the HTML standard does (13.2.5), in time linear in the text, however broken: every alternative
of the expressions is possessive, and what one failed attempt has learnt is not tried again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from html.entities import html5
from typing import Literal, NamedTuple

NAME = r"[a-zA-Z][^\s/<>]*+"
"""The name in a tag of HTML, whatever it is."""
_REST = r"(?:[^<>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])))*+"
TAG = f"</?+{NAME}{_REST}>"
"""A tag of HTML, whose quoted values may hold any sign: one whose quote never closes never ends."""
COMMENT = r"<!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+--!?>)"
"""A comment of HTML with its end."""
_DECLARATION = r"<[!?](?:[^<>]++|<(?![bB][rR]))*+>"
"""A line break ends none: a reader has written it into a text of several lines."""
_WHOLE = (
    rf"<(?P<slash>/)?+(?P<name>{NAME})(?P<rest>{_REST})>|{COMMENT}|(?P<open_comment><!--)"
    rf"|{_DECLARATION}|<(?P<lonely>(?=[a-zA-Z/!?]))"
)
_BEGUN = rf"<(?:(?=(?P<begun>/?+{NAME}|[!?]))|(?P<lonely>(?=/)))"
_UNTIL_QUOTE = re.compile(r"(?:[^<>=]++|=\s*+(?![\"']))*+(?:=\s*+(?P<quote>[\"']))?+")


@cache
def _expressions(opening: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """For whole tokens, and for where they begin; both find `opening`, too."""
    return re.compile(f"{_WHOLE}|{opening}"), re.compile(f"{_BEGUN}|{opening}")


class Tokens:
    """The tokens of one text, told apart by the last group of their match.

    - `rest`: a tag with its `slash`, `name` and `rest`;
    - `lonely` or `begun`: the `<` of what seems a tag or a declaration and never ends;
    - `open_comment`: the beginning of a comment that never ends;
    - `word`, the last group of `opening`: the beginning of a shortcode tag;
    - none: a comment or a declaration.
    """

    def __init__(self, html: str, opening: str) -> None:
        self.html = html
        self._whole, self._begun = _expressions(opening)
        self._expression = self._whole
        self._endless: set[int] = set()
        """The opening quotes behind which no tag ends that holds them."""
        self._undeclared = 0
        """Before this, no declaration that begins ends."""

    def next(self, position: int) -> re.Match[str] | None:
        """The next token from `position` on.

        Behind a `<` that begins none, an expression could read to the end again and again to find that
        no other does either. So only beginnings are searched there, and each quoted value is passed once.
        """
        found = self._expression.search(self.html, position)
        if found is None:
            return None
        if found.lastgroup == "lonely":
            self._expression = self._begun
        elif found.lastgroup == "begun":
            declares = self.html[found.end()] in "!?"
            return (self._declaration(found.start()) if declares else self._tag(found)) or found
        return found

    def _tag(self, begun: re.Match[str]) -> re.Match[str] | None:
        """The tag that has `begun`."""
        ends = self._ends(begun.end("begun"))
        return self._whole.match(self.html, begun.start()) if ends else None

    def _ends(self, position: int) -> bool:
        """Whether a tag ends that `position` stands in."""
        passed: list[int] = []
        while True:
            found = _UNTIL_QUOTE.match(self.html, position)
            assert found, "the expression may be empty"
            position = found.end()
            if found["quote"] is None and self.html.startswith(">", position):
                return True
            if found["quote"] is None or position in self._endless:
                break
            passed.append(position)
            position = self.html.find(found["quote"], position) + 1
            if position == 0:
                break
        self._endless.update(passed)
        return False

    def _declaration(self, start: int) -> re.Match[str] | None:
        """The comment or declaration that begins at `start`."""
        if start < self._undeclared and not self.html.startswith("<!--", start):
            return None
        token = self._whole.match(self.html, start)
        if token and token.lastgroup == "lonely":
            end = self.html.find(">", start)
            self._undeclared = end if end >= 0 else len(self.html)
        return token


_SPACE = r"[\t\n\f\r ]"
"""White space in tags. Python's `\\s` would end names at characters that belong to them."""
_TAG_NAME = r"[a-zA-Z][^\t\n\f\r />]*+"
_ATTRIBUTE_NAME = r"=?+[^\t\n\f\r />=]*+"
_ATTRIBUTE_VALUE = r"\"[^\"]*+\"|'[^']*+'|(?=>)|[^\t\n\f\r >\"'][^\t\n\f\r >]*+"
_ATTRIBUTE = (
    rf"(?=[^\t\n\f\r />]){_ATTRIBUTE_NAME}"
    rf"(?:{_SPACE}*+={_SPACE}*+(?:{_ATTRIBUTE_VALUE})|(?!{_SPACE}*+=))"
)
_ATTRIBUTES = rf"(?:[\t\n\f\r /]++|{_ATTRIBUTE})*+"
_TAG_ENDS = r"[\t\n\f\r />]"
_RAW_TEXT = r"(?:[^<]++|<(?!/(?ai:(?P=raw))[\t\n\f\r />]))*+"
_IN_SCRIPT_IN_COMMENT = rf"(?:[^-<]++|-(?!->)|<(?!/(?ai:script){_TAG_ENDS}))*+"
_IN_COMMENT_IN_SCRIPT = (
    rf"(?:[^-<]++|-(?!->)|<(?!/?(?ai:script){_TAG_ENDS})"
    rf"|<(?ai:script)(?={_TAG_ENDS}){_IN_SCRIPT_IN_COMMENT}(?:</(?ai:script))?+)*+"
)
_SCRIPT_TEXT = (
    rf"(?:[^<]++|<!(?=--){_IN_COMMENT_IN_SCRIPT}(?:-->)?+|<(?!!--|/(?ai:script){_TAG_ENDS}))*+"
)
_TOKEN = (
    rf"<(?:(?:(?P<script>(?ai:script))|(?P<raw>(?ai:iframe|noembed|noframes|style|textarea|title|xmp)))"
    rf"(?={_TAG_ENDS}){_ATTRIBUTES}>(?P<text>(?(script){_SCRIPT_TEXT}|{_RAW_TEXT}))"
    rf"|(?P<start>{_TAG_NAME}){_ATTRIBUTES}>"
    rf"|/(?P<end>{_TAG_NAME}){_ATTRIBUTES}>"
    r"|(?P<comment>!--(?:-?>|(?:[^-]++|-(?!-!?>))*+--!?>)|(?:!(?!--)|\?|/(?![a-zA-Z]))[^>]*+>)"
    r"|(?P<unterminated>[a-zA-Z/!?])[\s\S]*+)"
)
_EACH_ATTRIBUTE = re.compile(
    rf"(?=[^\t\n\f\r />])({_ATTRIBUTE_NAME})(?:{_SPACE}*+={_SPACE}*+({_ATTRIBUTE_VALUE}))?+"
)

_START_NAME = re.compile(rf"<{_TAG_NAME}")
_REFERENCE = re.compile(
    r"&(?:#(?:[0-9]++|[xX][0-9a-fA-F]++);?+|[a-zA-Z][a-zA-Z0-9]*+(?:;|(?![=;])))"
)


@cache
def _token() -> re.Pattern[str]:
    """Compiled when it is wanted first, since it is large."""
    return re.compile(_TOKEN)


class Token(NamedTuple):
    """A piece of HTML that is not text."""

    kind: Literal["start", "end", "raw text", "comment", "unterminated"]
    """`comment`: declarations and processing instructions too. `raw text`: what a `script`, `style`,
    `textarea`… contains. `unterminated`: from a tag or comment that never ends to the end of the text; a
    browser hides it, so show it as text."""
    name: str
    """In lower case; empty for a comment and what is unterminated."""
    start: int
    end: int


def tokens(html: str) -> Iterator[Token]:
    """The tokens of plain HTML in order, as a browser reads it (HTML Standard, 13.2.5).

    Between them is text. Shortcode tags are text here. The time is linear in the length: nothing is read
    twice, since a tag without an end reaches to the end of the text.
    """
    for found in _token().finditer(html):
        start, end = found.span()
        match found.lastgroup:
            case "start":
                yield Token("start", found["start"].lower(), start, end)
            case "end":
                yield Token("end", found["end"].lower(), start, end)
            case "text":
                name = (found["script"] or found["raw"]).lower()
                yield Token("start", name, start, found.start("text"))
                yield Token("raw text", name, found.start("text"), end)
            case "comment":
                yield Token("comment", "", start, end)
            case _:
                yield Token("unterminated", "", start, end)


def without_markup(html: str) -> str:
    """The text with a blank for each token: faster than `tokens` where only the text counts."""
    return _token().sub(" ", html)


def attributes(html: str, token: Token) -> dict[str, str]:
    """The attributes of a start tag by their names in lower case; of equal names the first one counts."""
    written: dict[str, str] = {}
    for name, value in _EACH_ATTRIBUTE.findall(html, token.start + 1 + len(token.name), token.end):
        unquoted = value[1:-1] if value[:1] in ("'", '"') else value
        written.setdefault(name.lower(), _REFERENCE.sub(_referred, unquoted))
    return written


def without_id(start_tag: str) -> str:
    """A start tag without its id."""
    name = _START_NAME.match(start_tag)
    if name is None or "id" not in start_tag.lower():
        return start_tag
    kept, position = [], 0
    for found in _EACH_ATTRIBUTE.finditer(start_tag, name.end(), len(start_tag) - 1):
        if found[1].lower() == "id":
            kept.append(start_tag[position : found.start()].rstrip("\t\n\f\r "))
            position = found.end()
            if start_tag[position : position + 2].lstrip("\t\n\f\r /").startswith("="):
                kept.append("/")  # else what follows would be the value of the attribute before
    return "".join((*kept, start_tag[position:]))


def _referred(reference: re.Match[str]) -> str:
    """What a character reference in an attribute's value stands for: `&copy=` of an address is none."""
    name = reference[0][1:]
    return unescape(reference[0]) if name.startswith("#") or name in html5 else reference[0]
