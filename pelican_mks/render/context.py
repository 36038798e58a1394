"""What a renderer may ask for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from pelican_mks.html.markup import BOUNDARIES, Heading, Mark, OpenElement, flow_container
from pelican_mks.html.plain import plain_text
from pelican_mks.render.ids import IdAllocator
from pelican_mks.render.settings import Settings
from pelican_mks.render.splice import Splicer
from pelican_mks.render.words import shown
from pelican_mks.shortcodes.diagnostic import Diagnostic, Fault, diagnose
from pelican_mks.shortcodes.nodes import Element, Value

_NO_HEADING = 1
"""A theme sets an article's title as `h1` or `h2`: what follows it may be an `h2`."""
LEAD_IN_REACH = 1500
_BOUNDARY = re.compile(rf"</?(?:{'|'.join(sorted(BOUNDARIES))})\b[^<>]*+>", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"(?<=[.!?؟۔।])\s+|(?<=[。！？])")
_INTRODUCES = ":,：，、،"


def introduction(before: str) -> str:
    """The last sentence of a piece of HTML where it introduces what follows, without its colon."""
    paragraphs = (plain_text(part) for part in reversed(_BOUNDARY.split(before)))
    last = next(filter(None, paragraphs), "")
    if not last or last[-1] not in _INTRODUCES:
        return ""
    return _SENTENCE_ENDS.split(last)[-1].rstrip(_INTRODUCES)


@dataclass(frozen=True, slots=True)
class Place:
    """The heading that an element stands under, and what stands right in front of it."""

    level: int = _NO_HEADING
    heading: str = ""
    behind: int = 0
    """Where what stands before the element ends: its last sibling, or what it stands in begins."""


def heading_level(place: Place, settings: Settings) -> int:
    """The level for a heading that is written at `place`."""
    return settings.heading_level or min(place.level + 1, 6)


@dataclass(frozen=True, slots=True)
class Context:
    """An article while it is rendered. `ids` and `diagnostics` are filled on the way."""

    splicer: Splicer
    headings: Sequence[Heading]
    settings: Settings
    language: str | None
    """Of the text that is rendered: the article's, or that of the part of it which names its own."""
    ids: IdAllocator
    diagnostics: list[Diagnostic]
    place: Place = Place()
    bodies: dict[int, str] | None = None
    """The bodies rendered so far, where one may be asked for again; by their beginnings."""
    is_certain: bool = True
    """Whether the page will say that the text is in `language`: its script may tell something else."""

    def document(self, children: Sequence[Element], end: Mark) -> str:
        """The whole article."""
        return self.splicer.document(children, end, _Walker(self, 0).render)

    def fragment(
        self,
        start: Mark,
        end: Mark,
        children: Sequence[Element],
        outer: OpenElement | None,
    ) -> str:
        """What stands between two marks, as balanced HTML for a block inside `outer`."""
        render = _Walker(self, start.offset).render
        return self.splicer.fragment(start, end, children, outer, render, trim=True)

    def body(self, element: Element) -> str:
        """What stands in an element, as balanced HTML for the inside of what it is rendered as."""
        if self.bodies is None:
            return self._body(element)
        start = element.body_start.offset
        if start not in self.bodies:
            self.bodies[start] = self._body(element)
        return self.bodies[start]

    def keeping_bodies(self) -> Context:
        """The same context; in it a body is rendered once, however often it is asked for."""
        return replace(self, bodies={})

    def _body(self, element: Element) -> str:
        outer = element.common if element.inline else flow_container(element.common)
        render = _Walker(self.inside(element), element.body_start.offset).render
        return self.splicer.fragment(
            element.body_start,
            element.body_end,
            element.children,
            outer,
            render,
            trim=not element.inline,
        )

    def report(self, fault: Fault, element: Element, **details: str) -> None:
        """Tell the author of a fault in `element`; its name is among the details."""
        details = {"name": element.shortcode.name, **details}
        self.diagnostics.append(diagnose(fault, element.span, **details))

    def under(self, level: int, heading: str) -> Context:
        """The context of what stands under a heading that a renderer writes."""
        return self._at(Place(level, heading))

    def inside(self, element: Element) -> Context:
        """The context of the shortcodes in an element: in the language that its author named, if any."""
        lang = element.values.get("lang")
        if lang is None or not element.children:
            return self
        if lang.text:
            return replace(self, language=lang.text, is_certain=True)
        is_told = not self.settings.lang_detect or not self.is_certain
        return self if is_told else replace(self, is_certain=False)

    def shown(self, value: Value, **details: str) -> Value:
        """What readers are shown of a value; `details` fill a word of ours."""
        return shown(value, self.language, is_certain=self.is_certain, **details)

    @property
    def heading_level(self) -> int:
        """The level for a heading that a renderer writes."""
        return heading_level(self.place, self.settings)

    def lead_in(self, element: Element) -> str:
        """The sentence that introduces an element: the last one before it, where that ends so."""
        start = element.start.offset
        return introduction(
            self.splicer.slice(max(self.place.behind, start - LEAD_IN_REACH), start)
        )

    def _at(self, place: Place) -> Context:
        return Context(
            self.splicer,
            self.headings,
            self.settings,
            self.language,
            self.ids,
            self.diagnostics,
            place,
            self.bodies,
            self.is_certain,
        )


class _Walker:
    """Renders siblings in turn and keeps the heading that the next one stands under."""

    def __init__(self, context: Context, start: int) -> None:
        self.context = context
        self.place = context.place
        self.behind = self.floor = start
        self.phrases: list[tuple[int, int, str]] = []
        """The siblings that stand in lines behind `floor`, where headings count from."""

    def render(self, element: Element) -> str:
        """Render the next sibling."""
        render = element.shortcode.render
        assert render is not None, "an item stands in a group, which renders it"
        start, end = element.start.offset, element.end.offset
        level, heading = self.place.level, self.place.heading
        last = bisect_left(self.context.headings, start, key=_start) - 1
        if last >= 0 and self.context.headings[last].start >= self.floor:
            found = self.context.headings[last]
            level = found.level
            if not element.inline:
                heading = self._seen(found.start, min(found.end, start))
        self.place = Place(level, heading, self.behind)
        self.behind = end
        html = render(element, self.context._at(self.place))  # noqa: SLF001 - of the same module
        if element.inline:
            # A heading that it stands in goes on behind it.
            self.phrases.append((start, end, html))
        else:
            self.floor = end
            self.phrases.clear()
        return html

    def _seen(self, start: int, end: int) -> str:
        """What a reader sees between two offsets."""
        parts: list[str] = []
        for phrase_start, phrase_end, html in self.phrases:
            if start <= phrase_start and phrase_end <= end:
                parts += (self.context.splicer.slice(start, phrase_start), html)
                start = phrase_end
        return plain_text("".join((*parts, self.context.splicer.slice(start, end))))


_start = attrgetter("start")
