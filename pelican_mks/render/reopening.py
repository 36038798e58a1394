"""Closing and reopening the elements around a cut."""

from __future__ import annotations

from pelican_mks.html.elements import OpenElement, common_ancestor
from pelican_mks.html.tokens import without_id

_MOST_REOPENED = 8


class Reopening:
    """Writes the tags that lead from one place in an article to another."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.moved: set[int] = set()
        """The offsets of start tags that are written later instead, with their id."""
        self._budget = _MOST_REOPENED * len(html)
        """The number of characters of start tags that may be repeated."""

    def transition(self, opened: OpenElement, target: OpenElement) -> str:
        """Return the end tags and start tags that lead from inside `opened` to inside `target`."""
        if opened is target:
            return ""
        common = common_ancestor(opened, target)
        tags: list[str] = []
        while target is not common:
            tags.append(self._start_tag(target))
            target = target.parent
        tags.reverse()
        ends: list[str] = []
        while opened is not common:
            ends.append(f"</{opened.name}>")
            opened = opened.parent
        return "".join(ends + tags)

    def _start_tag(self, element: OpenElement) -> str:
        """The start tag of a reopened element, without its id, which must not occur twice.

        Its other attributes go, too, if long start tags are repeated so often that the page would grow too large.
        """
        tag = self.html[element.start : element.end]
        if element.start in self.moved:
            self.moved.discard(element.start)
            return tag
        self._budget -= len(tag)
        return without_id(tag) if self._budget > 0 else f"<{element.name}>"
