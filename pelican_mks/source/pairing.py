"""The pairing of tags in the HTML with the same tags in the author's file.

Both have nearly the same tags in nearly the same order: a reader adds some, drops some, and moves those of
footnotes. Tags are paired by what a reader keeps, their letters and the letters around them, then by their order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from pelican_mks.html.plain import plain_text

_INSIDE = 80
"""The characters of a tag to compare."""
_WINDOW = 160
"""The characters around a tag in which to look for letters."""
_AROUND = 12
"""The letters to compare on each side."""
_MIN_LETTERS = 6
"""Fewer letters on one side, at the start or end of a text, prove nothing."""
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Look:
    """What readers and typography keep of a tag and its surroundings."""

    name: tuple[bool, str]
    """Whether it closes, and its name."""
    inside: str
    before: str
    after: str

    def keys(self) -> tuple[Hashable | None, ...]:
        """Return the keys to pair by, the most specific first; `None` for too few letters."""
        name, inside = self.name, self.inside
        return (
            (name, inside, self.before, self.after),
            (name, inside, self.after) if len(self.after) >= _MIN_LETTERS else None,
            (name, inside, self.before) if len(self.before) >= _MIN_LETTERS else None,
            (name, inside),
        )


def look(tag: re.Match[str]) -> Look:
    """Describe a tag, given the match of its beginning."""
    text, start, name_end = tag.string, tag.start(), tag.end()
    inside = text[name_end : name_end + _INSIDE].partition("]")[0]
    after = text[name_end : name_end + _INSIDE + _WINDOW].partition("]")[2]
    return Look(
        (bool(tag["closing"]), tag["word"].replace("\\", "")),
        letters(inside),
        letters(text[max(0, start - _WINDOW) : start])[-_AROUND:],
        letters(after)[:_AROUND],
    )


def letters(text: str) -> str:
    """Return the letters of a text in any markup, without the markup."""
    return _NO_LETTERS.sub("", plain_text(text))


def pair(here: Sequence[Look], there: Sequence[Look]) -> dict[int, int]:
    """Map the index of each tag `here` to that of the same tag `there`."""
    pairs: dict[int, int] = {}
    keys = [each.keys() for each in here], [each.keys() for each in there]
    for level in range(4):
        looks, others = (
            _grouped((each[level], index) for index, each in enumerate(side) if index not in paired)
            for side, paired in zip(keys, (pairs, set(pairs.values())), strict=True)
        )
        for key, indexes in looks.items():
            if key is not None and len(indexes) == len(others[key]):
                pairs.update(zip(indexes, others[key], strict=True))
    for is_between, by_inside in ((True, True), (False, True), (True, False)):
        one, other = (
            [(each.name, each.inside if by_inside else "") for each in side]
            for side in (here, there)
        )
        _pair_in_order(one, other, pairs, is_between=is_between)
    return pairs


def _grouped(items: Iterable[tuple[Hashable, int]]) -> defaultdict[Hashable, list[int]]:
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for key, index in items:
        found[key].append(index)
    return found


def _pair_in_order(
    here: Sequence[Hashable],
    there: Sequence[Hashable],
    pairs: dict[int, int],
    *,
    is_between: bool,
) -> None:
    """Pair each tag that is left with the first equal one after the partner of the tag before it.

    `is_between`: and before the partner of the tag after it. Otherwise any equal one will do.
    """
    paired = set(pairs.values())
    # Negated and in ascending order, so that places are usually taken from the end.
    free = _grouped((there[at], -at) for at in range(len(there) - 1, -1, -1) if at not in paired)
    limits = [len(there)] * (len(here) + 1)
    for index in range(len(here) - 1, -1, -1):
        limits[index] = pairs.get(index, limits[index + 1])
    last = -1
    for index, key in enumerate(here):
        if index not in pairs and (places := free[key]):
            at = bisect_left(places, -last) - 1
            if at < 0 or (is_between and -places[at] >= limits[index]):
                if is_between:
                    continue
                at = len(places) - 1
            pairs[index] = -places.pop(at)
        last = pairs.get(index, last)
