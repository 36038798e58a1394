"""Plain stretches of HTML: what most articles hold between two shortcode tags.

    stretch  = line { end tag } { block } { start tag }
    line     = text without candidates { phrase text }
    block    = a whole paragraph, heading, list, quotation… or a comment

One call of an expression recognises a stretch and gives its net effect: the elements that it ends, the last
heading in it, and the elements that it opens. What it does not recognise is left to the tokenizer. Everything
here reads as the tokenizer and the stack of open elements would read it, so:

- tags have lower-case names, quoted values and no line break;
- phrases are closed where they began; behind a tag they hold no blank line, which would end its paragraph;
- nothing ends by implication: see `OpenElements.may_hold_blocks`.

No `*+` or `?+` stands round groups that alternate: CPython 3.11 raises there. `(?>…)` is the same.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pelican_mks.html.tokens import COMMENT

_REST = r"(?:>|[ ][^<>\"'=\n]*+(?:=\"[^\"<>\n]*+\"[^<>\"'=\n]*+)*+>)"
"""The rest of a start tag, behind its name."""
_PHRASE = "(?:a|em|strong|b|i|span|code|abbr|cite|q|small|sub|sup|u)"
"""The frequent ones first: they are tried in turn."""
_VOID = rf"(?:br ?/?>|img{_REST})"
_CONTAINER = "(?:div|li|ul|ol|section|blockquote|article|figure|td|tr|tbody|table|dl|dd|main|aside)"
"""Elements that a stretch may open and end."""
_MOST = 8
"""Elements that one stretch may open or end: more are read again if they turn out to be no plain stretch."""
_TAG = re.compile(r"<(/)?([a-z]++)[^<>]*+>")
_BREAK = r"<br ?/?>"


@lru_cache(maxsize=16)
def stretch_expression(candidate: str, tag: str) -> re.Pattern[str]:
    """An expression for a stretch without `candidate`, and a shortcode `tag` behind it if one follows at once.

    Groups: `gap` where the stretch is only the end of a paragraph and the beginning of the next, else `ends`,
    with the end tags, `level` and `heading` of the last heading, and `opens`, with the start tags. `ends`
    begins where the line does end.
    """
    text = rf"[^<\[]*+(?:\[(?!{candidate})[^<\[]*+)*+"
    unbroken = rf"(?:[^<\[\n]++|\n(?![ \t\r]*+\n)|\[(?!{candidate}))*+"

    def line(name: str, inside: str = text) -> str:
        """A line of text; `inside` is the text in its phrases, and its groups begin with `name`."""
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
    """The names of the `tags` of a stretch, and where in it each begins and ends."""
    return tuple((found[2], *found.span()) for found in _TAG.finditer(tags))


def _run(expression: str) -> str:
    """White space, and what an expression matches with white space between."""
    return rf"\s*+(?>(?:{expression}\s*+)*)"


def _all(expression: str) -> str:
    return f"(?>(?:{expression})*)"
