"""Shortcode tags as they stand in the author's file, and which of them a tag in the HTML is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pelican_mks.html.plain import plain_text
from pelican_mks.html.projection import Projection, project
from pelican_mks.shortcodes.attributes import Inside, Written, parse_inside

_REACH = 80
_SIGNS = re.compile(r"\W+")
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


def counterparts(html: str, source: str, opening: str) -> dict[int, SourceTag]:
    """For the tags in `html`, by the offsets of their brackets, the same tags in `source`.

    Both texts hold the same tags in nearly the same order, each reader adding and leaving out some:
    the two sequences of tags are aligned, and then what is left of both, for readers also move some,
    as those of footnotes. What has no counterpart is missing from the result.
    """
    in_html = list(re.finditer(opening, html))
    in_source = source_tags(source, opening)
    pairs = _align(
        [
            _fingerprint(found["closing"] is not None, found["word"], html, found.end())
            for found in in_html
        ],
        [_fingerprint(tag.closing, tag.word, source, tag.name_end) for tag in in_source],
    )
    return {in_html[here].start(): in_source[there] for here, there in pairs}


def counterpart(tags: Mapping[int, SourceTag], start: int) -> SourceTag | None:
    """The counterpart, among those of `counterparts`, of the tag that begins at `start` in the HTML.

    An importer's backslash may stand there, in front of its bracket.
    """
    return tags.get(start) or tags.get(start + 1)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and the column at `offset`, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _fingerprint(closing: bool, word: str, text: str, name_end: int) -> tuple[bool, str, str]:  # noqa: FBT001 - a part of what it makes
    """What a tag keeps through readers and typography: its kind, its name, its letters."""
    inside = text[name_end : name_end + _REACH].partition("]")[0]
    return closing, word.replace("\\", ""), _SIGNS.sub("", plain_text(inside))


def _align(
    here: list[tuple[bool, str, str]], there: list[tuple[bool, str, str]]
) -> Iterable[tuple[int, int]]:
    if [tag[:2] for tag in here] == [tag[:2] for tag in there]:
        return zip(range(len(here)), range(len(there)), strict=True)
    pairs = _in_order(here, there, range(len(here)), range(len(there)))
    paired = {one for one, _ in pairs}, {other for _, other in pairs}
    left = [
        [place for place in range(len(tags)) if place not in taken]
        for tags, taken in zip((here, there), paired, strict=True)
    ]
    return pairs + _in_order(here, there, *left)


def _in_order(
    here: Sequence[tuple[bool, str, str]],
    there: Sequence[tuple[bool, str, str]],
    some: Sequence[int],
    others: Sequence[int],
) -> list[tuple[int, int]]:
    """Equal tags at `some` places `here` and at `others` there, each pair behind the one before."""
    matcher = SequenceMatcher(
        None, [here[place] for place in some], [there[place] for place in others], autojunk=False
    )
    return [
        (some[block.a + step], others[block.b + step])
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    ]
