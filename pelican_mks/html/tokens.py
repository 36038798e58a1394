"""What HTML is made of: tags, comments, raw text; in an article also where shortcode tags begin.

One expression reads them all as the HTML Standard does (13.2.5), in time linear in the text, however broken:
every part of it is possessive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from html.entities import html5
from typing import Literal, NamedTuple

_SPACE = r"[\t\n\f\r ]"
"""White space in tags. Python's `\\s` would end names at characters that belong to them."""
NAME = r"[a-zA-Z][^\t\n\f\r />]*+"
"""The name in a tag."""
_NAME_ENDS = r"(?=[\t\n\f\r />])"
_ATTRIBUTE_NAME = r"=?+[^\t\n\f\r />=]*+"
_ATTRIBUTE_VALUE = r"\"[^\"]*+\"|'[^']*+'|(?=>)|[^\t\n\f\r >\"'][^\t\n\f\r >]*+"
_ATTRIBUTE = (
    rf"(?=[^\t\n\f\r />]){_ATTRIBUTE_NAME}"
    rf"(?:{_SPACE}*+={_SPACE}*+(?:{_ATTRIBUTE_VALUE})|(?!{_SPACE}*+=))"
)
_ATTRIBUTES = rf"(?:[ ][a-z-]++=\"[^\"]*+\")*+(?:[\t\n\f\r /]++|{_ATTRIBUTE})*+"
"""Those of most tags first: it is faster."""
_COMMENT = "!--(?:-?>|(?:[^-]++|-(?!-!?>))*+--!?>)"
COMMENT = f"<{_COMMENT}"
_RAW_TEXT = rf"(?:[^<]++|<(?!/(?ai:(?P=raw)){_NAME_ENDS}))*+"
_IN_SCRIPT_IN_COMMENT = rf"(?:[^-<]++|-(?!->)|<(?!/(?ai:script){_NAME_ENDS}))*+"
_IN_COMMENT_IN_SCRIPT = (
    rf"(?:[^-<]++|-(?!->)|<(?!/?(?ai:script){_NAME_ENDS})"
    rf"|<(?ai:script){_NAME_ENDS}{_IN_SCRIPT_IN_COMMENT}(?:</(?ai:script))?+)*+"
)
_SCRIPT_TEXT = (
    rf"(?:[^<]++|<!(?=--){_IN_COMMENT_IN_SCRIPT}(?:-->)?+|<(?!!--|/(?ai:script){_NAME_ENDS}))*+"
)
_RAW = (
    r"(?=[iInNpPsStTxX])(?:(?P<script>(?ai:script))|(?P<plaintext>(?ai:plaintext))"
    r"|(?P<raw>(?ai:iframe|noembed|noframes|style|textarea|title|xmp)))"
    rf"{_NAME_ENDS}{_ATTRIBUTES}>"
    rf"(?P<content>(?(script){_SCRIPT_TEXT}|(?(plaintext)[\s\S]*+|{_RAW_TEXT})))"
)
_TAG = rf"(?P<slash>/)?+(?P<name>{NAME})(?P<rest>{_ATTRIBUTES})(?:>|(?P<cut>))"
_COMMENTS = (
    rf"{_COMMENT}|(?P<open_comment>!--[\s\S]*+)|(?:[!?]|(?P<nameless>/))[^>]*+(?:>|(?P<unended>))"
)
"""Declarations, too, and end tags without a name."""
MARKUP = f"<(?:{_TAG}|{_COMMENTS})"
"""A tag or comment; the last group is `cut`, `unended` or `open_comment` for one that does not end."""
FOREIGN_MARKUP = rf"<(?:{_TAG}|!\[CDATA\[(?:[^\]]++|\](?!\]>))*+(?:\]\]>)?+|{_COMMENTS})"
"""The same inside of foreign elements, which may contain CDATA sections."""
_TOKEN = f"<(?:{_RAW}|{_TAG}|{_COMMENTS})"
_EACH_ATTRIBUTE = re.compile(
    rf"(?=[^\t\n\f\r />])({_ATTRIBUTE_NAME})(?:{_SPACE}*+={_SPACE}*+({_ATTRIBUTE_VALUE}))?+"
)
_START_NAME = re.compile(f"<{NAME}")
_REFERENCE = re.compile(
    r"&(?:#(?:[0-9]++|[xX][0-9a-fA-F]++);?+|[a-zA-Z][a-zA-Z0-9]*+(?:;|(?![=;])))"
)


@cache
def token_expression() -> re.Pattern[str]:
    """A token of plain HTML. The expression is large and is compiled on first use."""
    return re.compile(_TOKEN)


class _Expressions(NamedTuple):
    """For an article's HTML, in which `opening` begins a shortcode tag."""

    token: re.Pattern[str]
    in_text: re.Pattern[str]
    """For what would be HTML and is text."""
    opening: re.Pattern[str]


@cache
def _expressions(opening: str) -> _Expressions:
    return _Expressions(
        re.compile(f"{_TOKEN}|{opening}"),
        re.compile(f"(?P<no_tag><(?=[a-zA-Z/!?]))|{opening}"),
        re.compile(opening),
    )


class Tokens:
    """The tokens of an article's HTML, identified by the last group of their match.

    - `rest`: a tag with its `slash`, `name` and `rest`;
    - `content`: the start tag of a raw text element, and its `content`;
    - `no_tag`: a `<` that is text, and would begin a tag or a declaration;
    - `open_comment`: an unterminated comment;
    - `word`, the last group of `opening`: the beginning of a shortcode tag;
    - others: a comment or a declaration.

    HTML is read as in a browser, except for two kinds of tags, which are text: unterminated ones, and those
    that would swallow a shortcode tag, as in `a <b and [mks_tabs]</p>`. No tag can start before the last `<`
    in such a tag.
    """

    def __init__(self, html: str, opening: str) -> None:
        self.html = html
        self._expressions = _expressions(opening)
        self.text_until = 0
        """The offset up to which the HTML is text, although it seems to contain tags."""

    def next(self, position: int) -> re.Match[str] | None:
        """The next token from `position` on."""
        if position < self.text_until:
            found = self._expressions.in_text.search(self.html, position)
            if found is None or found.start() < self.text_until:
                return found
        found = self._expressions.token.search(self.html, position)
        if found is None:
            return None
        match found.lastgroup:
            case "cut":
                text_until = found.end()
            case "unended":
                text_until = len(self.html)
            case "rest" | "nameless":
                text_until = self._swallowing_until(found)
            case _:
                return found
        if text_until < 0:
            return found
        self.text_until = text_until
        return self._expressions.in_text.match(self.html, found.start())

    def _swallowing_until(self, tag: re.Match[str]) -> int:
        """Up to where a tag is text that would swallow a shortcode tag; negative where it would not."""
        start, end = tag.span()
        if self.html.find("[", start, end) < 0:
            return -1
        inside = tag[0][1:]
        if tag["name"]:
            written = tag.start("rest") - start - 1
            inside = inside[:written] + _EACH_ATTRIBUTE.sub(_without_value, inside[written:])
        if self._expressions.opening.search(inside) is None:
            return -1
        last = inside.rfind("<")
        return -1 if last < 0 else start + 1 + last


def _without_value(attribute: re.Match[str]) -> str:
    """An attribute whose value is blank, unless that is prose with a less-than sign."""
    text, value = attribute[0], attribute[2]
    if not value or (value[0] not in "\"'" and "<" in value):
        return text
    return text[: -len(value)] + " " * len(value)


class Token(NamedTuple):
    """A piece of HTML that is not text."""

    kind: Literal["start", "end", "raw text", "comment", "unterminated"]
    """`comment`: declarations and processing instructions too. `raw text`: what a `script`, `style`,
    `textarea`… contains. `unterminated`: from an unterminated tag or comment to the end of the text; a
    browser hides it, so show it as text."""
    name: str
    """In lower case; empty for a comment and for unterminated HTML."""
    start: int
    end: int


def tokens(html: str) -> Iterator[Token]:
    """The tokens of plain HTML in order, as a browser reads it.

    Between them is text. Shortcode tags are text here. Nothing is read twice, since a tag without an end
    reaches to the end of the text.
    """
    for found in token_expression().finditer(html):
        start, end = found.span()
        match found.lastgroup:
            case "rest":
                yield Token("end" if found["slash"] else "start", found["name"].lower(), start, end)
            case "content":
                name, content = raw_text_name(found), found.start("content")
                yield Token("start", name, start, content)
                yield Token("raw text", name, content, end)
            case "cut" | "unended" | "open_comment":
                yield Token("unterminated", "", start, len(html))
                break
            case _:
                yield Token("comment", "", start, end)


def raw_text_name(found: re.Match[str]) -> str:
    """The name of a raw text element."""
    return (found["raw"] or found["script"] or found["plaintext"]).lower()


def without_markup(html: str) -> str:
    """The text with a blank for each token: faster than `tokens` where only the text counts."""
    return token_expression().sub(" ", html)


def attributes(html: str, token: Token) -> dict[str, str]:
    """The attributes of a start tag by their names in lower case; of equal names the first one counts."""
    written: dict[str, str] = {}
    for name, value in _EACH_ATTRIBUTE.findall(html, token.start + 1 + len(token.name), token.end):
        unquoted = value[1:-1] if value[:1] in ("'", '"') else value
        written.setdefault(name.lower(), _REFERENCE.sub(_referred, unquoted))
    return written


def closes_itself(rest: str) -> bool:
    """Whether the `rest` of a start tag ends with a slash that is not part of an attribute."""
    return _EACH_ATTRIBUTE.sub("x", rest).endswith("/")


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
    """Return the character for a reference in an attribute's value; `&copy=` in a URL is not a reference."""
    name = reference[0][1:]
    return unescape(reference[0]) if name.startswith("#") or name in html5 else reference[0]
