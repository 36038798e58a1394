"""Titles: one line of text that keeps only its emphasis."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from pelican_mks.html.tokens import Token, attributes, tokens
from pelican_mks.render.escape import attribute, content
from pelican_mks.shortcodes.nodes import Value

_KEPT = frozenset(
    "abbr b bdi bdo cite code em i kbd mark q rp rt ruby s small strong sub sup u".split()
)
_KEPT_ATTRIBUTES = ("lang", "dir")
_SHOWN_RAW_TEXT = frozenset(("plaintext", "textarea", "title", "xmp"))
_DEEPEST = 16


def title_markup(value: Value) -> str:
    """Return a title as phrasing content: its emphasis, and the text of everything else."""
    if value.markup is None:
        return content(value.text)
    if "<" not in value.markup:
        return " ".join(_text(value.markup).split())
    return " ".join("".join(_emphasized(value.markup)).split())


def _emphasized(markup: str) -> list[str]:
    """The text and emphasis of a title as balanced HTML."""
    parts: list[str] = []
    opened: list[str] = []
    for piece in _seen(markup):
        if isinstance(piece, str):
            parts.append(piece)
        elif piece.name == "br":
            parts.append(" ")
        elif piece.name not in _KEPT:
            continue
        elif piece.kind == "end":
            if piece.name in opened:
                parts += _ends(opened, len(opened) - 1 - opened[::-1].index(piece.name))
        elif len(opened) < _DEEPEST:
            opened.append(piece.name)
            parts.append(f"<{piece.name}{_attributes(markup, piece)}>")
    return [*parts, *_ends(opened, 0)]


def _seen(markup: str) -> Iterator[str | Token]:
    """Text, as HTML, and tags in turn, without what a browser would hide."""
    hidden = position = 0
    for token in tokens(markup):
        if token.kind == "unterminated":
            break
        if not hidden:
            yield _text(markup[position : token.start])
        position = token.end
        if token.name == "template":
            hidden = max(0, hidden + (1 if token.kind == "start" else -1))
        elif hidden or (token.kind == "raw text" and token.name not in _SHOWN_RAW_TEXT):
            continue
        elif token.kind == "raw text" or _holds_text(markup, token):
            yield _text(markup[token.start : token.end])
        else:
            yield token
    if not hidden:
        yield _text(markup[position:])


def _ends(opened: list[str], until: int) -> list[str]:
    """Close what is open from the index `until` on; return the end tags."""
    ends = [f"</{name}>" for name in reversed(opened[until:])]
    del opened[until:]
    return ends


def _holds_text(markup: str, tag: Token) -> bool:
    """Whether a start tag contains another `<`, so that its author meant a less-than sign: `a <b and <i>c</i>`."""
    if tag.kind != "start" or "<" not in markup[tag.start + 1 : tag.end]:
        return False
    return "<" in tag.name or any("<" in name for name in attributes(markup, tag))


def _attributes(markup: str, tag: Token) -> str:
    if tag.end - tag.start == len(tag.name) + len("<>"):
        return ""
    written = attributes(markup, tag)
    return "".join(attribute(name, written[name]) for name in _KEPT_ATTRIBUTES if written.get(name))


def _text(html: str) -> str:
    return content(unescape(html))
