"""The HTML that the short way reads, as expressions: tags in paragraphs, between blocks that are closed.

    article = prose { group prose }
    prose   = [ line "</p>" ] blocks [ "<p>" line ]      the parts of a paragraph beside a group
    group   = [mks_tabs] item { item } [ [/mks_tabs] ]   with nothing to be seen between them
    item    = [mks_tab_item] body [ [/mks_tab_item] ]
    body    = line [ "</p>" blocks "<p>" line ]

No `*+` or `?+` stands round groups that alternate: CPython 3.11 raises there. `(?>…)` is the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pelican_mks.families.tabs import ITEM, TABS
from pelican_mks.html.tokens import COMMENT
from pelican_mks.render.splice import BLANK
from pelican_mks.shortcodes.lexer import FAMILY

_SPACES = r"(?:[ \u00a0]++|&nbsp;)++"
_QUOTE = r"(?:[\"“”„″]|&quot;|&#822[01];)"
_PLAIN = r"[^\"“”„‟″‶«»〝〞〟＂&<>=\[\]\\\n]*+"
_QUOTED = rf"{_PLAIN}(?:&amp;{_PLAIN})*+"
_ATTRIBUTES = rf"(?:{_SPACES}[a-z]++=(?:{_QUOTE}{_QUOTED}{_QUOTE}|[\w-]++))*+"
"""Those that read the same whatever stands behind their tag."""
_NOT_ESCAPED = r"(?<![\\\[])"

_REST = r"(?:>|\s[^<>\"']*+(?:\"[^\"<>]*+\"[^<>\"']*+|'[^'<>]*+'[^<>\"']*+)*+>)"
"""The rest of an HTML start tag, behind its name."""
_PHRASE = "(?:a|em|strong|b|i|span|code|abbr|cite|q|small|sub|sup|u)"
"""The frequent ones first: they are tried in turn."""
_POINT = rf"(?:br ?/?>|img{_REST})"
_BLANKS = BLANK.pattern
_TEXT = rf"[^<\[]*+(?:\[(?!(?:/\s*+)?+{FAMILY})[^<\[]*+)*+"
"""Text without tags of either kind."""

_WORDS = rf"[^<]*+(?:<(?:/{_PHRASE}>|{_PHRASE}{_REST}|{_POINT})[^<]*+)*+"
"""A line of text, whose phrases end with what is round it at the latest."""
_PARAGRAPHS = rf"(?:\s++|<p{_REST}{_WORDS}</p>)*+"
_ITEMS = rf"(?:\s++|<li{_REST}{_PARAGRAPHS}{_WORDS}</li>)*+"
_BLOCKS = (
    rf"(?>(?:\s++|<(?:p{_REST}{_WORDS}</p>|h(?P<level>[1-6]){_REST}(?P<heading>{_WORDS})</h(?P=level)>"
    rf"|ul{_REST}{_ITEMS}</ul>|ol{_REST}{_ITEMS}</ol>|pre{_REST}{_WORDS}</pre>|hr{_REST}"
    rf"|blockquote{_REST}{_PARAGRAPHS}</blockquote>|div{_REST}{_PARAGRAPHS}</div>"
    rf"|figure{_REST}{_PARAGRAPHS}{_WORDS}(?:<figcaption{_REST}{_WORDS}</figcaption>\s*+)?+</figure>"
    rf")|{COMMENT})*)"
)
"""Whole blocks, and the last `heading` among them, with its `level`."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled expressions."""

    beginning: re.Pattern[str]
    """What stands before the first group: whole blocks, and what `opens` a paragraph, with its line."""
    between: re.Pattern[str]
    """What stands behind a group: the rest of its paragraph, and where something `ends` that, the same."""
    group: re.Pattern[str]
    """The opening tag of a group, as `tag`."""
    simple_item: re.Pattern[str]
    """An item that is one paragraph of `text`, all in paragraphs of their own: tried first, for most are
    so, and this takes half the time of the next."""
    item: re.Pattern[str]
    """An item and what stands before it: its `tag`; its `body`, or where nothing ends that, the rest of
    its `paragraph`; what has `closed` it; and what `ends` its group."""
    attribute: re.Pattern[str]
    """In an opening tag: name, opening quote, quoted value, closing quote, value without quotes."""


@cache
def grammar() -> Grammar:
    """The grammar; compiled when it is wanted first, for that takes longer than all the rest of an import."""
    panel_items = _all(rf"\s++|<li{_REST}{_line('li')}</li>")
    panel_list = rf"(?P<list>[uo]l){_REST}{panel_items}</(?P=list)>"
    panel_blocks = _all(rf"\s++|<(?:p{_REST}{_line('p')}</p>|{panel_list})")
    body = rf"{_line('first')}(?>(?:</p>{panel_blocks}<p>{_line('last')})?)"
    closed = rf"(?P<closed>\[/{ITEM.name}\])|(?=\[{ITEM.name}[ \]\u00a0&]|\[/{TABS.name}\])"
    separator = rf"\s*+(?:</p>\s*+<p>)?+(?:{_BLANKS}</p>{_BLANKS}<p>)*+{_BLANKS}"
    blocks = rf"{_BLOCKS}(?>(?P<opens><p>{_line('last')})?)"
    return Grammar(
        re.compile(rf"(?P<ends>){blocks}"),
        re.compile(rf"{_line('first')}(?>(?:(?P<ends></p>){blocks})?)"),
        re.compile(rf"{_NOT_ESCAPED}(?P<tag>\[{TABS.name}{_ATTRIBUTES}\])"),
        re.compile(
            rf"</p>\s*+<p>(?P<tag>\[{ITEM.name}{_ATTRIBUTES}\])</p>\s*+<p>(?P<text>{_TEXT})</p>\s*+"
            rf"<p>\[/{ITEM.name}\](?:</p>\s*+<p>(?P<ends>\[/{TABS.name}\]))?+"
        ),
        re.compile(
            rf"{separator}{_NOT_ESCAPED}(?P<tag>\[{ITEM.name}{_ATTRIBUTES}\])"
            rf"(?:(?P<body>{body}){_NOT_ESCAPED}(?:{closed})|(?P<paragraph>{_line('only')})(?=</p>))"
            rf"(?>(?:{separator}(?P<ends>\[/{TABS.name}\]))?)"
        ),
        re.compile(rf"([a-z]++)=(?:({_QUOTE})({_QUOTED})({_QUOTE})|([\w-]++))"),
    )


def _line(name: str) -> str:
    """A line of text without tags, whose phrases are closed in it; its groups begin with `name`."""
    outer, inner = f"{name}_outer", f"{name}_inner"
    points = rf"(?:<{_POINT}{_TEXT})*+"
    phrase = rf"(?!(?P={outer})\b)(?P<{inner}>{_PHRASE}){_REST}{_TEXT}{points}</(?P={inner})>"
    phrases = _all(rf"<(?:{_POINT}|{phrase}){_TEXT}")
    around = rf"(?P<{outer}>{_PHRASE}){_REST}{_TEXT}{phrases}</(?P={outer})>"
    return _TEXT + _all(rf"<(?:{_POINT}|{around}){_TEXT}")


def _all(expression: str) -> str:
    return f"(?>(?:{expression})*)"
