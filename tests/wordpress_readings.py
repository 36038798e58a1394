"""How WordPress reads shortcodes, and how we do, in the same notation."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from pathlib import Path
from typing import Any

from pelican_mks.families import tabs
from pelican_mks.html.projection import project
from pelican_mks.render.splice import Splicer
from pelican_mks.shortcodes.attributes import Written, parse_inside
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.lexer import Edit, Lexed, Lexicon, lex
from pelican_mks.shortcodes.nodes import Element
from pelican_mks.shortcodes.parser import parse

FILE = Path(__file__).parent / "fixtures" / "wordpress.jsonl"

GROUP, ITEM = "mks_tabs", "mks_tab_item"
UNGROUPED = (
    *(
        Shortcode(name, "")
        for name in (
            GROUP,
            ITEM,
            "mks_toggle",
            "mks_accordion",
            "mks_accordion_item",
            "mks_highlight",
        )
    ),
    *(Shortcode(name, "", single=True) for name in ("mks_separator", "mks_button")),
)
"""The tags in the rows, declared without groups and items, because only the grammar is compared."""
GROUPED = (
    *tabs.SHORTCODES,
    *(shortcode for shortcode in UNGROUPED if shortcode.name not in (GROUP, ITEM)),
)
"""For rows with a group and its items: recovery from unclosed tags depends on them."""


class Reason(StrEnum):
    """Why we read a text differently from WordPress."""

    QUOTES = "quotes"
    """Typographic quotes delimit values, inner quotes belong to the value, and a missing one loses no text."""
    BRACKETS = "brackets"
    """A bracket inside quotes belongs to the value."""
    SPACES = "spaces"
    """Any white space, a comma and a reader's `<br />` separate attributes; white space in a value is collapsed."""
    NESTING = "nesting"
    """A shortcode may contain any other, and itself; a closing tag closes the nearest open tag of its name."""
    UNCLOSED = "unclosed"
    """An unclosed shortcode ends with its paragraph, its items or its group instead of immediately."""
    STRAY = "stray"
    """An unmatched closing tag is dropped; one with text after its name still closes."""
    UNTERMINATED = "unterminated"
    """A tag without its bracket before the paragraph's end or the next tag stays text."""
    LESS_THAN = "less-than"
    """A stray `<` in text or a value has no effect; HTML tags in values and between attributes are ignored."""
    PROTECTED = "protected"
    """Code, JavaScript and HTML attributes are never changed."""
    BACKSLASHES = "backslashes"
    """Backslashes are literal; those before a bracket, a quote or an underscore were added by an importer."""
    NAMES = "names"
    """Where a tag's name ends does not depend on which other tags the text contains."""
    ATTRIBUTES = "attributes"
    """The word before an equals sign is a name, in any script, whatever follows."""
    SLASH = "slash"
    """A slash at the end of a URL does not close the tag; one at the end of the tag always does."""
    SINGLE = "single"
    """A single tag does not enclose the text after it."""
    ESCAPES = "escapes"
    """Double brackets around a tag escape it, whatever else the text contains."""
    BYTES = "bytes"
    """Text is Unicode: an invalid byte loses nothing but itself."""
    RENDERING = "rendering"
    """WordPress' result is rendered HTML; ours is the trace."""


@dataclass(frozen=True, slots=True)
class Row:
    """A text, WordPress' reading and, if it differs, ours with the reason."""

    number: int
    note: str
    operation: str
    text: str
    wordpress: Any
    reason: Reason | None
    ours: Any


def rows() -> list[Row]:
    """The rows of the data file."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [_row(json.loads(line)) for line in lines]


def _row(data: dict[str, Any]) -> Row:
    reason = data.get("reason")
    return Row(
        data["id"],
        data["note"],
        data["op"],
        data["text"],
        data["wordpress"],
        Reason(reason) if reason else None,
        data.get("ours"),
    )


def our_reading(row: Row) -> Any:
    """Our reading of the row's text, in WordPress' notation."""
    if row.operation == "parse_atts":
        html = row.text + "]"
        text = project(html, 0, len(html), unescape=False).text
        inside = parse_inside(text, 0, len(text))
        return _by_name(_numbered(inside.attributes) if inside else None)
    return _normalized(_trace(row.text), row.operation)


def wordpress_reading(row: Row) -> Any:
    """WordPress' reading of the row's text."""
    if row.operation == "parse_atts":
        return _by_name(row.wordpress)
    return _normalized(row.wordpress, row.operation)


def _by_name(attributes: Any) -> dict[str, str] | None:
    """Attributes by name or number; PHP writes them as a list, an object or an empty string."""
    if isinstance(attributes, list):
        attributes = {str(number): value for number, value in enumerate(attributes)}
    if not attributes:
        return None if attributes is None else {}
    return {name: unescape(value) for name, value in attributes.items()}


def _numbered(attributes: Sequence[Written]) -> dict[str, str]:
    found: dict[str, str] = {}
    number = 0
    for written in attributes:
        found[written.name or str(number)] = written.text
        number += not written.name
    return found


def _trace(text: str) -> str:
    known = Lexicon(GROUPED if f"[{GROUP}" in text and f"[{ITEM}" in text else UNGROUPED)
    lexed = lex(text, known)
    parsed = parse(text, lexed, known.shortcodes)
    dropped = [Edit(*tag.span) for tag in parsed.dropped]
    splicer = Splicer(text, (*lexed.escapes, *lexed.literals, *dropped), (), {})
    return _inside(splicer, lexed, (0, len(text)), parsed.elements)


def _inside(
    splicer: Splicer, lexed: Lexed, span: tuple[int, int], children: Sequence[Element]
) -> str:
    start, end = span
    tags = {tag.start.offset: tag for tag in lexed.tags}
    parts: list[str] = []
    for child in children:
        name, tag = child.shortcode.name, tags[child.start.offset]
        written = tag.attributes if tag.name == name else ()
        attributes = json.dumps(_numbered(written), ensure_ascii=False)
        body = child.body_start.offset, child.body_end.offset
        parts += (
            splicer.slice(start, child.start.offset),
            f"⟪{name} {attributes}⟫{_inside(splicer, lexed, body, child.children)}⟪/{name}⟫",
        )
        start = child.end.offset
    return "".join((*parts, splicer.slice(start, end)))


_OPENED = re.compile(r"⟪(\w+) (.*?)⟫", re.DOTALL)
_PARAGRAPHS = re.compile(r"</?p>|<br />")
_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "″": '"', "’": "'", "—": "--"})


def _normalized(trace: str, operation: str) -> str:
    """A trace without differences that come from how PHP writes values and WordPress writes paragraphs."""
    trace = unescape(_OPENED.sub(_opened, trace))
    if operation == "the_content":
        trace = _PARAGRAPHS.sub(" ", trace).translate(_TYPOGRAPHY)
        trace = re.sub(r"\s*(⟪[^⟫]*⟫)\s*", r"\1", trace)
        trace = " ".join(trace.split())
    return trace


def _opened(found: re.Match[str]) -> str:
    values = found[2] if "&quot;" not in found[2] else unescape(found[2])
    attributes = _by_name(json.loads(values)) or {}
    written = "".join(f" {name}={value!r}" for name, value in sorted(attributes.items()))
    return f"⟪{found[1]}{written}⟫"
