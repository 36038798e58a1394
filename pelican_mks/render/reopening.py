"""Elements that a cut ends and opens again."""

from __future__ import annotations

from pelican_mks.html.elements import OpenElement, common_ancestor
from pelican_mks.html.tokens import without_id

_MOST_REOPENED = 8


class Reopening:
    """Writes the tags that lead from one place of an article to another, and remembers what it has written."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.moved: set[int] = set()
        """Start tags that are written later than where they stood, and keep their id there."""
        self._budget = _MOST_REOPENED * len(html)
        """How many characters of start tags may be written again."""

    def transition(self, opened: OpenElement, target: OpenElement) -> str:
        """End tags and start tags that lead from inside `opened` to inside `target`."""
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
        """The start tag of an element that is opened again.

        An id is not written twice; and nor, where a short text cuts long tags often, are attributes.
        """
        tag = self.html[element.start : element.end]
        if element.start in self.moved:
            self.moved.discard(element.start)
            return tag
        self._budget -= len(tag)
        return without_id(tag) if self._budget > 0 else f"<{element.name}>"
