"""Shortcode tags as they stand in the author's file, and which of them a tag in the HTML is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from pelican_mks.html.projection import Projection, project
from pelican_mks.shortcodes.attributes import Inside, Written, parse_inside
from pelican_mks.source.metadata import Metadata
from pelican_mks.source.pairing import look, pair

IMPLIED_CLOSER = re.compile(r"\[/[\w-]++ /\]")
"""What a reader writes where a paragraph ends; no author's tag."""
_BLANK_LINE = re.compile(r"\n[ \t>]*+\n")


@dataclass(frozen=True, slots=True)
class SourceTag:
    """A tag in a source text, or what begins like one."""

    start: int
    """Where it begins, an importer's backslash included."""
    bracket: int
    name_end: int
    end: int
    """Behind its closing bracket; where that does not come, behind its name."""
    closing: bool
    word: str
    """Its name as written, backslashes included."""
    inside: Inside | None
    """Its attributes, at their places in `seen`; `None` where its closing bracket does not come."""
    seen: Projection
    """What is seen of the text behind its name."""

    @property
    def escaped(self) -> bool:
        """Whether an importer put backslashes into it."""
        return self.start < self.bracket or "\\" in self.word

    @property
    def name(self) -> str:
        """Its name without backslashes."""
        return self.word.replace("\\", "")

    @property
    def attributes(self) -> tuple[Written, ...]:
        """Its attributes."""
        return self.inside.attributes if self.inside else ()


def source_tags(source: str, opening: str) -> list[SourceTag]:
    """All that begins like a tag in `source`, code included; `opening` is the lexicon's expression."""
    matches = list(re.finditer(opening, source))
    blanks = [*(blank.start() for blank in _BLANK_LINE.finditer(source)), len(source)]
    limits = [*(match.start() for match in matches[1:]), len(source)]
    tags = []
    for match, limit in zip(matches, limits, strict=False):
        start = match.start() - source.endswith("\\", 0, match.start())
        escaped = start < match.start() or "\\" in match["word"]
        paragraph_end = blanks[bisect_left(blanks, match.end())]
        seen = project(source, match.end(), min(limit, paragraph_end), unescape=escaped)
        inside = parse_inside(seen.text, 0, len(seen.text))
        end = seen.after(inside.bracket) if inside else match.end()
        closing = match["closing"] is not None
        tags.append(
            SourceTag(start, match.start(), match.end(), end, closing, match["word"], inside, seen)
        )
    return tags


class SourceTags:
    """The tags of a file, and which of them a tag in the HTML of one of its texts is."""

    def __init__(self, source: str, opening: str, head: Metadata) -> None:
        self.source = source
        self.opening = opening
        self.head = head
        self.tags = source_tags(source, opening)
        self._looks = [
            look(source, tag.start, tag.name_end, closing=tag.closing, word=tag.word)
            for tag in self.tags
        ]

    def counterparts(self, html: str, field: str = "") -> dict[int, SourceTag]:
        """For the tags in `html`, by the offsets of their brackets, the same tags in the file.

        `field` names the field of the metadata that `html` was made of, empty for the text itself.
        What has no counterpart is missing from the result.
        """
        found = [
            each
            for each in re.finditer(self.opening, html)
            if not IMPLIED_CLOSER.match(html, each.start())
        ]
        first, last = self._stretch(field)
        looks = [
            look(
                html,
                each.start(),
                each.end(),
                closing=each["closing"] is not None,
                word=each["word"],
            )
            for each in found
        ]
        pairs = pair(looks, self._looks[first:last])
        return {found[here].start(): self.tags[first + there] for here, there in pairs.items()}

    def _stretch(self, field: str) -> tuple[int, int]:
        """Which tags may stand in a text: those of its field or, if that has none, of the text."""
        starts = [tag.start for tag in self.tags]
        if field in self.head.fields:
            start, end = self.head.fields[field]
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            if first < last:
                return first, last
        return bisect_left(starts, self.head.end), len(starts)


def counterpart(tags: Mapping[int, SourceTag], start: int) -> SourceTag | None:
    """The counterpart, among those of `counterparts`, of the tag that begins at `start` in the HTML.

    An importer's backslash may stand there, in front of its bracket.
    """
    return tags.get(start) or tags.get(start + 1)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and the column at `offset`, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
