"""Plain stretches of HTML, as most articles contain between two shortcode tags.

    stretch  = line { end tag } { block } { start tag }
    line     = text without candidates { phrase text }
    block    = a whole paragraph, heading, list, quotation… or a comment

One match recognises a stretch and gives its net effect: the elements that it ends, its last heading, and the
elements that it opens. The tokenizer reads everything else. A stretch has the same effect token by token, so:

- its tags have lower-case names, quoted values and no line break;
- its phrases are balanced; between a shortcode tag and the end of its block they contain no blank line, which
  would end the paragraph;
- it has no implied end tags.

Possessive quantifiers around alternatives raise an error in CPython 3.11; `(?>…)` means the same.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pelican_mks.html.tokens import COMMENT

_REST = r"(?:>|[ ][^<>\"'=\n\[]*+(?:(?<=[\w-])=\"[^\"<>\n]*+\"[^<>\"'=\n\[]*+)*+>)"
"""The rest of a start tag, after its name."""
_PHRASE = "(?:a|em|strong|b|i|span|code|abbr|cite|q|small|sub|sup|u)"
"""Tried in turn, so the frequent ones come first."""
_VOID = rf"(?:br ?/?>|img{_REST})"
_CONTAINER = "(?:div|li|ul|ol|section|blockquote|article|figure|td|tr|tbody|table|dl|dd|main|aside)"
"""Elements that a stretch may open and end."""
_MOST = 8
"""The number of elements that one stretch may open or end: all of them are read again if it turns out not to be plain."""
_TAG = re.compile(r"<(/)?([a-z]++)[^<>]*+>")
_BREAK = r"<br ?/?>"


@lru_cache(maxsize=16)
def stretch_expression(candidate: str, tag: str) -> re.Pattern[str]:
    """An expression for a stretch without a `candidate`, and for the shortcode `tag` right after it, if any.

    Groups: `gap` if the stretch only ends a paragraph and starts the next one; else `ends`, the end tags that
    follow its first line, `level` and `heading`, the last heading, and `opens`, the start tags.
    """
    text = rf"[^<\[]*+(?:\[(?!{candidate})[^<\[]*+)*+"
    unbroken = rf"(?:[^<\[\n]++|\n(?![ \t\r]*+\n)|\[(?!{candidate}))*+"

    def line(name: str, inside: str = text) -> str:
        """A line of text; `inside` is the text in its phrases, `name` the prefix of its groups."""
        outer, inner = f"{name}_outer", f"{name}_inner"
        points = rf"(?:<{_VOID}{inside})*+"
        phrase = rf"(?!(?P={outer})\b)(?P<{inner}>{_PHRASE}){_REST}{inside}{points}</(?P={inner})>"
        phrases = _all(rf"<(?:{_VOID}|{phrase}){inside}")
        around = rf"(?P<{outer}>{_PHRASE}){_REST}{inside}{phrases}</(?P={outer})>"
        return text + _all(rf"<(?:{_VOID}|{around}){text}")

    def words(group: str, name: str, rest: str = _REST) -> str:
        return rf"{rest}{line(group)}</{name}>"

    paragraphs = _run(rf"<p{words('p', 'p')}")
    item_paragraphs = _run(rf"<p{words('item_p', 'p')}")
    items = _run(rf"<li{_REST}{item_paragraphs}{words('li', 'li', '')}")
    blocks = _run(
        rf"<(?:p{words('paragraph', 'p')}"
        rf"|h(?P<level>[1-6]){_REST}(?P<heading>{line('head')})</h(?P=level)>"
        rf"|(?P<list>[uo]l){_REST}{items}</(?P=list)>"
        rf"|blockquote{_REST}{paragraphs}</blockquote>"
        rf"|hr{_REST}|pre{words('pre', 'pre')})(?:\s*+{COMMENT})*+"
    )
    blank = _all(rf"\s++|{_BREAK}")
    return re.compile(
        rf"(?:{blank}(?P<gap>(?:</p>\s*+<p>)?+){blank}(?=\[)"
        rf"|{line('line', unbroken)}(?P<ends>(?:</p>\s*+)?+(?:</{_CONTAINER}>\s*+){{0,{_MOST}}}+){blocks}"
        rf"(?P<opens>(?:<{_CONTAINER}{_REST}\s*+){{0,{_MOST}}}+(?:<p{_REST})?+){line('next', unbroken)})"
        rf"(?P<tag>{tag})?+"
    )


@lru_cache(maxsize=512)
def names_in(tags: str) -> tuple[tuple[str, int, int], ...]:
    """The names in a row of `tags`, and where each tag starts and ends in it."""
    return tuple((found[2], *found.span()) for found in _TAG.finditer(tags))


def _run(expression: str) -> str:
    """Repetitions of an expression, with white space around them."""
    return rf"\s*+(?>(?:{expression}\s*+)*)"


def _all(expression: str) -> str:
    return f"(?>(?:{expression})*)"
