"""The shortcode tags of an author's file, and their counterparts in the HTML."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pelican_mks.html.projection import Projection, project
from pelican_mks.shortcodes.attributes import Inside, Written, parse_inside
from pelican_mks.source.metadata import Metadata
from pelican_mks.source.pairing import look, pair

IMPLIED_CLOSER = re.compile(r"\[/[\w-]++ /\]")
"""A closing tag that the reader adds at the end of a paragraph; no author writes it."""
_BLANK_LINE = re.compile(r"\n[ \t>]*+\n")


@dataclass(frozen=True, slots=True)
class SourceTag:
    """A tag in the source, or a candidate."""

    start: int
    """Includes an importer's backslash."""
    bracket: int
    name_end: int
    end: int
    """After its closing bracket; after its name if it has none."""
    closing: bool
    word: str
    """Its name as written, with backslashes."""
    inside: Inside | None
    """Its attributes, at their places in `seen`; `None` if it has no closing bracket."""
    seen: Projection
    """The text after its name."""

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
    """Find all candidates in `source`, also in code; `opening` is the lexicon's expression."""
    return _read(source, list(re.finditer(opening, source)))


def _read(source: str, matches: Sequence[re.Match[str]]) -> list[SourceTag]:
    """Read the candidates whose beginnings are all `matches` in `source`."""
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
    """The tags of a file, to be paired with those in the HTML of its texts."""

    def __init__(self, source: str, opening: str, head: Metadata) -> None:
        self.source = source
        self.opening = opening
        self.head = head
        matches = list(re.finditer(opening, source))
        self.tags = _read(source, matches)
        self._looks = [look(each) for each in matches]

    def counterparts(self, html: str, field: str = "") -> dict[int, SourceTag]:
        """Map the offset of each tag in `html` to the same tag in the file, if there is one.

        `field` is the metadata field that `html` was made of; empty for the body.
        """
        found = [
            each
            for each in re.finditer(self.opening, html)
            if not IMPLIED_CLOSER.match(html, each.start())
        ]
        first, last = self._range(field)
        pairs = pair([look(each) for each in found], self._looks[first:last])
        return {found[here].start(): self.tags[first + there] for here, there in pairs.items()}

    def _range(self, field: str) -> tuple[int, int]:
        """Return the range of tags to consider: those of the field or, if it has none, of the body."""
        starts = [tag.start for tag in self.tags]
        if field in self.head.fields:
            start, end = self.head.fields[field]
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            if first < last:
                return first, last
        return bisect_left(starts, self.head.end), len(starts)


def counterpart(tags: Mapping[int, SourceTag], start: int) -> SourceTag | None:
    """Look up the tag that begins at `start` in the HTML, perhaps with an importer's backslash."""
    return tags.get(start) or tags.get(start + 1)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column at `offset`, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
