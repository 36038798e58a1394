"""What a renderer knows of an element's surroundings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from pelican_mks.html.elements import BOUNDARIES, Mark, OpenElement
from pelican_mks.html.plain import plain_text
from pelican_mks.render.ids import IdAllocator
from pelican_mks.render.settings import Settings
from pelican_mks.render.splice import Splicer
from pelican_mks.render.words import shown
from pelican_mks.shortcodes.diagnostic import Diagnostic, Rule, diagnose
from pelican_mks.shortcodes.nodes import Element, Value
from pelican_mks.shortcodes.scan import Heading

_NO_HEADING = 1
"""Themes show an article's title as `h1` or `h2`, so that an `h2` may follow."""
_LEAD_IN_REACH = 1500
_BOUNDARY = re.compile(rf"</?(?:{'|'.join(sorted(BOUNDARIES))})\b[^<>]*+>", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"(?<=[.!?؟۔।])\s+|(?<=[。！？])")
_INTRODUCES = ":,：，、،"
_INTRODUCES_NOTHING = re.compile(rf"[^]<>&;\s{_INTRODUCES}](?:</?[a-z]++>|\s)*+\Z")
"""The end of most texts: text that introduces nothing."""
_TAIL = 16


class Article(NamedTuple):
    """An article that is being rendered, which adds to `ids` and `diagnostics`."""

    splicer: Splicer
    headings: Sequence[Heading]
    """In document order; at least the last one before each tag."""
    settings: Settings
    ids: IdAllocator
    diagnostics: list[Diagnostic]


class _HeadingText(NamedTuple):
    """A heading whose text is not read yet: its span, and the shortcodes rendered in it."""

    start: int
    end: int
    phrases: Sequence[tuple[int, int, str]]


class Context:
    """The surroundings of siblings while they are rendered in turn: a language, and the heading above each."""

    __slots__ = (
        "_before",
        "_bodies",
        "_floor",
        "_heading",
        "_lead_in_from",
        "_phrases",
        "article",
        "is_certain",
        "language",
        "level",
    )

    def __init__(
        self,
        article: Article,
        language: str | None,
        *,
        is_certain: bool = True,
        level: int = _NO_HEADING,
        heading: str | _HeadingText = "",
        start: int = 0,
        bodies: dict[int, str] | None = None,
    ) -> None:
        """The siblings start at the offset `start`, under a heading of this level and text."""
        self.article = article
        self.language = language
        """The language of the text: the article's, or the one that an element around it names."""
        self.is_certain = is_certain
        """Whether the page declares that the text is in `language`; its writing system may say otherwise."""
        self.level = level
        self._heading = heading
        self._floor = self._before = self._lead_in_from = start
        self._phrases: list[tuple[int, int, str]] = []
        """The rendered inline siblings after `_floor`, the offset from which headings count."""
        self._bodies = bodies
        """The rendered bodies by their offsets, if a body may be asked for twice."""

    @property
    def settings(self) -> Settings:
        """The site's settings."""
        return self.article.settings

    @property
    def ids(self) -> IdAllocator:
        """The allocator of ids that are unique in the article."""
        return self.article.ids

    @property
    def heading_level(self) -> int:
        """The level of a heading that a renderer writes."""
        return self.article.settings.heading_level or min(self.level + 1, 6)

    @property
    def heading(self) -> str:
        """The text of the heading above the element."""
        if not isinstance(self._heading, str):
            self._heading = self._seen(self._heading)
        return self._heading

    def document(self, children: Sequence[Element]) -> str:
        """Render the whole article."""
        return self.article.splicer.document(children, self._render)

    def fragment(
        self, start: Mark, end: Mark, children: Sequence[Element], outer: OpenElement
    ) -> str:
        """Render what is between two marks, as balanced HTML for a block inside `outer`."""
        render = self._at(start.offset)._render if children else self._render  # noqa: SLF001
        return self.article.splicer.fragment(start, end, children, outer, render, trim=True)

    def body(self, element: Element) -> str:
        """Render the body of an element as balanced HTML."""
        if self._bodies is None:
            return self._body(element)
        start = element.body_start.offset
        if start not in self._bodies:
            self._bodies[start] = self._body(element)
        return self._bodies[start]

    def keeping_bodies(self) -> Context:
        """Return the same context, in which each body is rendered only once."""
        context = self._at(self._lead_in_from)
        context._bodies = {}  # noqa: SLF001 - of this class
        return context

    def report(self, rule: Rule, element: Element, **details: str) -> None:
        """Report a problem in `element`; its name is added to the details."""
        details = {"name": element.shortcode.name, **details}
        self.article.diagnostics.append(diagnose(rule, element.span, **details))

    def under(self, level: int, heading: str) -> Context:
        """Return the context of what is under a heading that a renderer writes."""
        context = self._at(self._lead_in_from)
        context.level, context._heading = level, heading  # noqa: SLF001 - of this class
        return context

    def inside(self, element: Element, lang: str | None = None) -> Context:
        """Return the context of the shortcodes in an element, in the language `lang`, if it is not empty.

        By default, this is the language that its author names.
        """
        if lang is None and "lang" in element.values:
            lang = element.values["lang"].text
        if lang is None or not element.children:
            return self
        is_told = not self.settings.lang_detect or not self.is_certain
        if is_told and not lang:
            return self
        context = self._at(self._lead_in_from)
        context.language = lang or self.language
        context.is_certain = bool(lang)
        return context

    def shown(self, value: Value, **details: str) -> Value:
        """Return what the page shows of a value: one of our own words is translated, and `details` fill it in."""
        return shown(value, self.language, is_certain=self.is_certain, **details)

    def lead_in(self, element: Element) -> str:
        """Return the sentence before an element if it introduces the element, as one with a colon does."""
        start = element.start.offset
        splicer = self.article.splicer
        begin = max(self._lead_in_from, start - _LEAD_IN_REACH)
        if _INTRODUCES_NOTHING.search(splicer.html, max(begin, start - _TAIL), start):
            return ""
        return _introduction(splicer.slice(begin, start))

    def _at(self, start: int) -> Context:
        """Return a context with the same surroundings for siblings that start at `start`."""
        return Context(
            self.article,
            self.language,
            is_certain=self.is_certain,
            level=self.level,
            heading=self._heading,
            start=start,
            bodies=self._bodies,
        )

    def _body(self, element: Element) -> str:
        outer = element.common if element.inline else element.common.flow
        start = element.body_start
        render = self._render
        if element.children:
            render = self.inside(element)._at(start.offset)._render  # noqa: SLF001
        return self.article.splicer.fragment(
            start, element.body_end, element.children, outer, render, trim=not element.inline
        )

    def _render(self, element: Element) -> str:
        """Render the next sibling."""
        render = element.shortcode.render
        assert render is not None, "its group renders an item"
        start, end = element.start.offset, element.end.offset
        headings = self.article.headings
        if headings:
            last = bisect_left(headings, start, key=_start) - 1
            if last >= 0 and headings[last].start >= self._floor:
                found = headings[last]
                self.level = found.level
                if not element.inline:
                    text_end = min(found.end, start)
                    self._heading = _HeadingText(found.start, text_end, self._phrases)
        self._lead_in_from = self._before
        html = render(element, self)
        self._before = end
        if element.inline:
            # A heading around it continues after it.
            self._phrases.append((start, end, html))
        else:
            self._floor = end
            self._phrases = []
        return html

    def _seen(self, heading: _HeadingText) -> str:
        """The visible text of a heading."""
        start, end, phrases = heading
        parts: list[str] = []
        for phrase_start, phrase_end, html in phrases:
            if start <= phrase_start and phrase_end <= end:
                parts += (self.article.splicer.slice(start, phrase_start), html)
                start = phrase_end
        return plain_text("".join((*parts, self.article.splicer.slice(start, end))))


def _introduction(before: str) -> str:
    """The last sentence of a piece of HTML, without its colon; empty if it introduces nothing."""
    paragraphs = (plain_text(part) for part in reversed(_BOUNDARY.split(before)))
    last = next(filter(None, paragraphs), "")
    if not last or last[-1] not in _INTRODUCES:
        return ""
    return _SENTENCE_ENDS.split(last)[-1].rstrip(_INTRODUCES)


_start = attrgetter("start")
