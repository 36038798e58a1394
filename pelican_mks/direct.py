"""The short way, for articles whose tabs stand in paragraphs of their own or at the ends of others.

Most articles are such. It gives the very HTML and diagnostics of the way through survey, tree and
splicer, in a small part of the time; where anything is not plain it gives nothing, and that way is taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape

from pelican_mks.direct_grammar import grammar
from pelican_mks.families.tabs import (
    ITEM,
    TABS,
    active_attribute,
    label_of,
    panel_markup,
    panel_name,
    widget_markup,
)
from pelican_mks.html.plain import plain_text
from pelican_mks.render.context import LEAD_IN_REACH, Place, heading_level, introduction
from pelican_mks.render.ids import IdAllocator
from pelican_mks.render.item import empty_text, is_empty, spoken_as, spoken_attributes
from pelican_mks.render.settings import Settings
from pelican_mks.render.splice import BLANK, blanks_begin
from pelican_mks.render.title import title_markup
from pelican_mks.render.words import shown
from pelican_mks.shortcodes.attribute_types import ID
from pelican_mks.shortcodes.diagnostic import (
    CURLY_QUOTES,
    EMPTY_ITEM,
    UNCLOSED_GROUP,
    UNCLOSED_ITEM,
    Diagnostic,
    Fault,
    diagnose,
)
from pelican_mks.shortcodes.lexer import BLANK_LINE, Lexicon
from pelican_mks.shortcodes.nodes import Value
from pelican_mks.shortcodes.parser import default_values

_APART = "</p>\n<p>"
"""Between paragraphs, as nearly every reader writes it."""
_STRAIGHT = frozenset(one + other for one in ('"', "&quot;") for other in ('"', "&quot;"))
_SENTENCE_ENDS = frozenset('.!?。！？…”"’)')
_TAIL = len(_APART) + len("&#8230;")
"""The end of a paragraph, and the longest sign in front of it."""
_DECLARED = {
    shortcode.name: (
        {attribute.name: attribute for attribute in shortcode.attributes if attribute is not ID},
        default_values(shortcode),
    )
    for shortcode in (TABS, ITEM)
}
"""For each tag the attributes that are read here, and all values where none is written."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """What an opening tag says."""

    values: Mapping[str, Value]
    curly: Sequence[tuple[str, str]]
    """The attributes in typographic quotes, with their values."""
    title: str = ""
    plain_title: str = ""
    panel: str = ""
    """What its panel's id ends in."""
    active: str = ""


def transform_directly(
    html: str, first: int, lexicon: Lexicon, prefix: str, language: str | None, settings: Settings
) -> tuple[str, list[Diagnostic]] | None:
    """What `transform` makes of `html`, its diagnostics in any order; `None` where that is not plain.

    `first` is where the first tag may begin.
    """
    known = lexicon.shortcodes
    if known.get(TABS.name) is not TABS or known.get(ITEM.name) is not ITEM:
        return None
    if escape(prefix) != prefix:
        return None
    # All ids made here begin alike: where nothing else does, none of them is taken.
    beginning = f"{prefix}-tabs-" if prefix else "tabs-"
    ids = IdAllocator(html if beginning in html else "", prefix)
    writer = _Writer(html, language, settings, ids)
    if not writer.write(first, lexicon.hint):
        return None
    return "\n".join(filter(None, writer.written)), writer.diagnostics


class _Writer:
    """Writes an article from its beginning to its end."""

    def __init__(
        self, html: str, language: str | None, settings: Settings, ids: IdAllocator
    ) -> None:
        self.html = html
        self.language = language
        self.settings = settings
        self.ids = ids
        self.grammar = grammar()
        self.place = Place()
        self.level = heading_level(self.place, settings)
        self.openings: dict[str, _Opening] = {}
        """The opening tags read so far: most stand in an article more than once."""
        self.labels: dict[tuple[str, ...], str] = {}
        self.written: list[str] = []
        self.diagnostics: list[Diagnostic] = []

    def write(self, first: int, hint: re.Pattern[str]) -> bool:
        """Write all of it, whose first tag begins at `first`; `False` where something is not plain."""
        html, between = self.html, self.grammar.between.match
        start = first
        text = html[:start]
        prose = self.grammar.beginning.match(html, 0, start)
        while start < len(html):
            if not _opens_paragraph(prose, start):
                return False
            end = self.group(start, self.prose(text, prose))
            if end < 0:
                return False
            tag = hint.search(html, end)
            start = tag.start() if tag else len(html)
            text = _behind(html[end:start])
            prose = between(html, end, start)
        self.written.append(text)
        return _opens_paragraph(prose, start) is False

    def prose(self, text: str, prose: re.Match[str] | None) -> str:
        """Write the prose before a group; what of it may introduce that."""
        leading = _before(text)
        self.written.append(leading)
        if prose and prose["level"]:
            self.place = Place(int(prose["level"]), plain_text(prose["heading"]))
            self.level = heading_level(self.place, self.settings)
        return text if leading else ""

    def group(self, start: int, before: str) -> int:
        """Write the group that begins at `start`; where it ends, -1 where something is not plain."""
        tag = self.grammar.group.match(self.html, start)
        group = tag and self.opening(tag, tag["tag"], TABS.name)
        if not tag or not group:
            return -1
        widget_id = self.ids.number("tabs")
        titles: list[str] = []
        panels: list[str] = []
        end, closed = self.items(tag.end(), widget_id, titles, panels)
        if not titles or end < 0:
            return -1
        if not closed:
            self.report(UNCLOSED_GROUP, tag, name=TABS.name)
        name = group.values["label"].text or _introduction(before) or self.place.heading
        key = (name, *titles)
        label = self.labels.get(key)
        if label is None:
            label = self.labels[key] = label_of(name, titles)
        self.written.append(widget_markup(widget_id, label, group.values, panels, self.settings))
        return end

    def items(
        self, end: int, widget_id: str, titles: list[str], panels: list[str]
    ) -> tuple[int, bool]:
        """Read the items from `end` on: where they end, as above, and whether their group does so, too."""
        html, simple_item = self.html, self.grammar.simple_item.match
        closed = False
        while not closed:
            item = simple_item(html, end)
            if item:
                tag, text, ends = item.group("tag", "text", "ends")
                body: str | None = f"<p>{text}</p>"
            elif item := self.grammar.item.match(html, end):
                tag, ends = item.group("tag", "ends")
                body = text = self.body(item)
            else:
                break
            opening = self.opening(item, tag, ITEM.name)
            if opening is None or body is None:
                return -1, False
            titles.append(opening.title)
            panels.append(self.panel(item, opening, widget_id, body, text))
            end = item.end()
            closed = ends is not None
        return end, closed

    def opening(self, match: re.Match[str], tag: str, name: str) -> _Opening | None:
        """Read an opening tag of this name, and say what is to be said of it; `None` where it is not plain."""
        opening = self.openings.get(tag)
        if opening is None:
            opening = _read(tag, self.language)
            if opening is None:
                return None
            self.openings[tag] = opening
        for attribute, value in opening.curly:
            self.report(CURLY_QUOTES, match, name=name, attribute=attribute, value=value)
        return opening

    def body(self, item: re.Match[str]) -> str | None:
        """The text of an item; where nothing closes that, it ends as in the tree."""
        body, closed = item.group("body", "closed")
        if closed is None:
            if body is None:
                body, where = item["paragraph"], "with its paragraph"
                if BLANK_LINE.search(body):
                    return None
            else:
                where = "with its group" if item["ends"] else "before the next one"
            self.report(UNCLOSED_ITEM, item, name=ITEM.name, where=where)
        return _before(_behind(body))

    def panel(
        self, item: re.Match[str], opening: _Opening, widget_id: str, body: str, text: str
    ) -> str:
        """A panel as HTML; `text` is what of its body tells its language."""
        spoken = ""
        if not text[:1].isalnum() and is_empty(body):
            self.report(EMPTY_ITEM, item, name=ITEM.name, title=opening.plain_title)
            body = empty_text("mks-tabs", self.settings, self.language)
        else:
            said = spoken_as(opening.values, text, self.settings, self.language)
            spoken = spoken_attributes(said)
        panel_id = self.ids.unique(f"{widget_id}-{opening.panel}")
        return panel_markup(panel_id, opening.title, self.level, spoken, body, opening.active)

    def report(self, fault: Fault, tag: re.Match[str], **details: str) -> None:
        """Say what is wrong with the tag in a match."""
        self.diagnostics.append(diagnose(fault, tag.span("tag"), **details))


def _opens_paragraph(prose: re.Match[str] | None, end: int) -> bool | None:
    """Whether a paragraph is open where prose ends; `None` where that is not plain down to there."""
    if prose is None or prose.end() != end:
        return None
    ends, opens = prose.group("ends", "opens")
    return ends is None or opens is not None


def _read(tag: str, language: str | None) -> _Opening | None:
    """Read an opening tag; `None` where something is wrong with it, or its id is the author's."""
    shortcode = ITEM if tag.startswith(f"[{ITEM.name}") else TABS
    declared, defaults = _DECLARED[shortcode.name]
    values = dict(defaults)
    curly = []
    for name, opened, quoted, closed, bare in grammar().attribute.findall(tag):
        text = bare or " ".join((unescape(quoted) if "&" in quoted else quoted).split())
        value = declared[name].read(text) if name in declared else None
        if value is None:
            return None
        values[name] = Value(value)
        if opened + closed not in _STRAIGHT and not bare:
            curly.append((name, text))
    if shortcode is TABS:
        return _Opening(values, curly)
    if values["title"] is defaults["title"]:
        return None
    title = title_markup(shown(values["title"], language))
    plain = plain_text(title)
    return _Opening(values, curly, title, plain, panel_name(plain), active_attribute(values))


def _behind(text: str) -> str:
    """What follows a tag in its paragraph, as whole paragraphs without the blanks in front."""
    if text.startswith(_APART):
        return text[len("</p>\n") :]
    text = _from_left(text)
    if text.startswith("</p>"):
        return _from_left(text[len("</p>") :])
    return f"<p>{text}" if text else ""


def _before(text: str) -> str:
    """What leads to a tag in its paragraph, as whole paragraphs without the blanks at the end."""
    if text.endswith(_APART):
        return text[: -len("\n<p>")]
    text = _from_right(text)
    if text.endswith("<p>"):
        return _from_right(text[: -len("<p>")])
    return f"{text}</p>" if text else ""


def _from_left(text: str) -> str:
    blank = BLANK.match(text)
    return text[blank.end() :] if blank else text


def _from_right(text: str) -> str:
    return text[: blanks_begin(text, len(text))]


def _introduction(before: str) -> str:
    """The sentence that introduces what `before` leads to, if any; most texts end without more ado."""
    if not before:
        return ""
    tail = before[-_TAIL:].removesuffix(_APART)
    if (tail[-1:].isalnum() or tail[-1:] in _SENTENCE_ENDS) and "&" not in tail:
        return ""
    return introduction(before[-LEAD_IN_REACH:])
