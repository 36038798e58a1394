"""The tree that the parser makes of an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pelican_mks.html.markup import Mark, OpenElement
from pelican_mks.shortcodes.declaration import Shortcode


@dataclass(frozen=True, slots=True)
class Value:
    """What an attribute of an element is worth."""

    text: str
    markup: str | None = None
    """The HTML it was written in, where that holds tags."""


@dataclass(frozen=True, slots=True)
class Element:
    """A shortcode with its extent. The text in it is what its children leave uncovered."""

    shortcode: Shortcode
    values: Mapping[str, Value]
    start: Mark
    body_start: Mark
    body_end: Mark
    end: Mark
    children: tuple[Element, ...]
    common: OpenElement | None
    """The innermost HTML element that is open at every tag of this element and of its children."""
    inline: bool
    """Whether it stands in a line of text, not between paragraphs."""

    @property
    def span(self) -> tuple[int, int]:
        """Where its opening tag stands; for a group without one the place before its first item."""
        return self.start.offset, self.body_start.offset
