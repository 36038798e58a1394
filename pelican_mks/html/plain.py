"""The visible text of HTML, and whether it shows anything at all."""

from __future__ import annotations

import re
from html import unescape

from pelican_mks.html.elements import INLINE
from pelican_mks.html.tokens import Token, attributes, tokens

_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Characters that HTML allows nowhere in text."""
_GLUED = INLINE | {"wbr"}
"""Elements that may occur within a word."""
_SHOWN_RAW_TEXT = frozenset(("plaintext", "textarea", "xmp"))
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
"""Default-ignorable characters: joiners, direction marks and the like."""
_VISIBLE = re.compile(rf"[^\s\x00-\x1f\x7f-\x9f{_INVISIBLE}]")
_BEGINS_VISIBLY = re.compile(
    r"(?:\s++|</?[a-z][a-z0-9]*+(?:\s[^<>\"'=]*+=\"[^\"<>]*+\")*+\s*+>)*+"
    rf"[^\s<&\x00-\x1f\x7f-\x9f{_INVISIBLE}]"
)
"""Plain tags followed by text, as most texts begin."""
_INERT = frozenset(
    "a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup "
    "dd del dfn dir div dl dt em figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup i ins "
    "kbd label li main map mark menu nav nobr noscript ol p pre rb rp rt rtc ruby s samp search section "
    "small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr".split()
)
"""Elements that neither show nor do anything if they are empty, unless an attribute makes them."""
_OF_TEXT = frozenset(
    ("align", "color", "dir", "face", "lang", "size", "title", "valign", "xml:lang")
)
"""Attributes that change how text looks or sounds, and have no effect without text."""
_DRAWS = re.compile(
    r"background|border|content|filter|height|mask|outline|padding|shadow", re.IGNORECASE
)
"""Style properties that can make an empty element visible."""
_END_TAG_FOLLOWS = re.compile(r"(?:\s++|&nbsp;|&#160;)*+</([a-zA-Z][a-zA-Z0-9]*+)")


def without_controls(text: str) -> str:
    """Return `text` without the characters that HTML forbids."""
    return _CONTROLS.sub("", text)


def plain_text(html: str) -> str:
    """Return the visible text of a piece of HTML, its white space collapsed."""
    if "<" not in html:
        return " ".join((unescape(html) if "&" in html else html).split())
    parts: list[str] = []
    position = 0
    for token in tokens(html):
        if token.kind == "unterminated":
            break
        parts.append(unescape(html[position : token.start]))
        position = token.end
        if token.kind == "raw text":
            if token.name in _SHOWN_RAW_TEXT:
                parts.append(html[token.start : token.end])
        elif token.kind != "comment" and token.name not in _GLUED:
            parts.append(" ")
    parts.append(unescape(html[position:]))
    return " ".join("".join(parts).split())


def is_empty(html: str) -> bool:
    """Whether a piece of HTML has nothing to show: no text, and no element that could show or do something.

    An element could if it shows something without text (`img`, `progress`), if it is unknown, or if a stylesheet,
    JavaScript or a link may refer to it: by an attribute such as `id` or, if it is empty, by its `class`.
    """
    if "<" not in html:
        return not _has_text(html)
    if (html.startswith("<p>") and html[3:4].isalnum()) or _BEGINS_VISIBLY.match(html):
        return False
    position = 0
    has_form = False
    for token in tokens(html):
        if _has_text(html[position : token.start]):
            return False
        if token.kind == "unterminated" or (token.kind == "start" and not _is_inert(html, token)):
            return False
        if token.name == "form":
            # The end of a form outside: without it, browsers would ignore every later form.
            if token.kind == "end" and not has_form:
                return False
            has_form = True
        position = token.end
    return not _has_text(html[position:])


def comments(html: str) -> str:
    """Return the comments in a piece of HTML, joined."""
    if "<" not in html:
        return ""
    return "".join(html[each.start : each.end] for each in tokens(html) if each.kind == "comment")


def _has_text(html: str) -> bool:
    return _VISIBLE.search(unescape(html) if "&" in html else html) is not None


def _is_inert(html: str, token: Token) -> bool:
    if token.name not in _INERT:
        return False
    if token.end - token.start == len(token.name) + len("<>"):
        return True
    written = attributes(html, token)
    if _DRAWS.search(written.pop("style", "")):
        return False
    if written.get("class", "").startswith("mks-"):
        written.pop("role", None)
        written.pop("class")
    elif token.name == "p" or not _is_leaf(html, token):
        written.pop("class", None)
    return written.keys() <= _OF_TEXT


def _is_leaf(html: str, token: Token) -> bool:
    """Whether an element ends right after its start tag, as an icon does; others are mere containers."""
    end = _END_TAG_FOLLOWS.match(html, token.end)
    return end is not None and end[1].lower() == token.name
