"""From a tag in the HTML back to its line in the file that the author wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from pelican_mks.plain import plain_text

_REACH = 80
_SIGNS = re.compile(r"\W+")


def locate(
    offsets: Iterable[int], html: str, source: str, opening: str
) -> dict[int, tuple[int, int]]:
    """Find the line and column (from 1) in `source` of the tags that begin at `offsets` in `html`.

    Both texts hold the same tags in nearly the same order, each reader adding and leaving out some:
    the two sequences of tags are aligned. What has no counterpart is missing from the result.
    """
    tag = re.compile(opening)
    in_html = list(tag.finditer(html))
    in_source = list(tag.finditer(source))
    pairs = _align(
        [_fingerprint(found, html) for found in in_html],
        [_fingerprint(found, source) for found in in_source],
    )
    counterparts = {in_html[here].start(): in_source[there].start() for here, there in pairs}
    places: dict[int, tuple[int, int]] = {}
    for offset in offsets:
        start = counterparts.get(offset, counterparts.get(offset + 1))
        if start is not None:
            line_start = source.rfind("\n", 0, start) + 1
            places[offset] = source.count("\n", 0, start) + 1, start - line_start + 1
    return places


def _fingerprint(found: re.Match[str], text: str) -> tuple[bool, str, str]:
    """What a tag keeps through readers and typography: its kind, its name, its letters."""
    inside = text[found.end() : found.end() + _REACH].partition("]")[0]
    return (
        found["closing"] is not None,
        found["word"].replace("\\", ""),
        _SIGNS.sub("", plain_text(inside)),
    )


def _align(
    here: list[tuple[bool, str, str]], there: list[tuple[bool, str, str]]
) -> Iterable[tuple[int, int]]:
    if [tag[:2] for tag in here] == [tag[:2] for tag in there]:
        return zip(range(len(here)), range(len(there)), strict=True)
    matcher = SequenceMatcher(None, here, there, autojunk=False)
    return (
        (block.a + step, block.b + step)
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    )
