"""Which tag of the author's file a tag in the HTML is.

Both texts hold the same tags in nearly the same order: readers add some, leave some out and move some, as
those of footnotes. Tags are paired by what readers keep: their letters and the letters around them, the most
particular first; what is equal in all that, by its order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from pelican_mks.html.plain import plain_text

_INSIDE = 80
"""Letters of a tag are compared up to here."""
_WINDOW = 160
"""Letters around it are found within so many characters."""
_AROUND = 12
"""So many of them are compared."""
_FEWEST = 6
"""Fewer letters on one side tell nothing: those of a text's beginning and end."""
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Look:
    """What a tag keeps through readers and typography."""

    name: tuple[bool, str]
    """Whether it closes, and its name."""
    inside: str
    before: str
    after: str

    def keys(self) -> tuple[Hashable | None, ...]:
        """What it is paired by, the most particular first; `None` for too few letters."""
        name, inside = self.name, self.inside
        return (
            (name, inside, self.before, self.after),
            (name, inside, self.after) if len(self.after) >= _FEWEST else None,
            (name, inside, self.before) if len(self.before) >= _FEWEST else None,
            (name, inside),
        )


def look(text: str, start: int, name_end: int, *, closing: bool, word: str) -> Look:
    """The look of the tag in `text` that begins at `start` and whose name ends at `name_end`."""
    inside = text[name_end : name_end + _INSIDE].partition("]")[0]
    behind = text[name_end : name_end + _INSIDE + _WINDOW].partition("]")[2]
    return Look(
        (closing, word.replace("\\", "")),
        _letters(inside),
        _letters(text[max(0, start - _WINDOW) : start])[-_AROUND:],
        _letters(behind)[:_AROUND],
    )


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", plain_text(text))


def pair(here: Sequence[Look], there: Sequence[Look]) -> dict[int, int]:
    """For the tags `here`, by their index, the index of the same tag `there`; time near linear in both."""
    pairs: dict[int, int] = {}
    left, right = dict.fromkeys(range(len(here))), dict.fromkeys(range(len(there)))
    keys = [each.keys() for each in here], [each.keys() for each in there]
    for level in range(4):
        by_key = [
            _grouped((side[index][level], index) for index in unpaired)
            for side, unpaired in zip(keys, (left, right), strict=True)
        ]
        for key, some in by_key[0].items():
            others = by_key[1].get(key, [])
            if key is not None and len(some) == len(others):
                for one, other in zip(some, others, strict=True):
                    pairs[one] = other
                    del left[one], right[other]
    for only_between, by_inside in ((True, True), (False, True), (True, False)):
        looks = [
            [(each.name, each.inside if by_inside else "") for each in side]
            for side in (here, there)
        ]
        _pair_in_order(looks[0], looks[1], left, right, pairs, only_between=only_between)
    return pairs


def _grouped(items: Iterable[tuple[Hashable, int]]) -> dict[Hashable, list[int]]:
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for key, index in items:
        found[key].append(index)
    return found


def _pair_in_order(
    here: Sequence[Hashable],
    there: Sequence[Hashable],
    left: dict[int, None],
    right: dict[int, None],
    pairs: dict[int, int],
    *,
    only_between: bool,
) -> None:
    """Pair each tag that is `left` with the first equal one behind the partner of the tag before it.

    `only_between`: and before the partner of the tag behind it.
    """
    free = {key: _Free(places) for key, places in _grouped((there[at], at) for at in right).items()}
    next_partners: dict[int, int] = {}
    partner = len(there)
    for index in range(len(here) - 1, -1, -1):
        partner = pairs.get(index, partner)
        next_partners[index] = partner
    last = -1
    for index in range(len(here)):
        if index in pairs:
            last = pairs[index]
            continue
        places = free.get(here[index])
        if places is None:
            continue
        limit = next_partners[index] if only_between else len(there)
        found = places.take(last, limit)
        if found is None and not only_between:
            found = places.take(-1, len(there))
        if found is not None:
            pairs[index] = last = found
            del left[index], right[found]


class _Free:
    """Places in order, each to be taken once."""

    def __init__(self, places: list[int]) -> None:
        self.places = places
        self.following = list(range(len(places) + 1))
        """For each the next one that is free: itself, if it is."""

    def take(self, after: int, before: int) -> int | None:
        """The first free place between two others, which is then taken; `None` where there is none."""
        found = self._free_from(bisect_right(self.places, after))
        if found == len(self.places) or self.places[found] >= before:
            return None
        self.following[found] = found + 1
        return self.places[found]

    def _free_from(self, index: int) -> int:
        passed = []
        while self.following[index] != index:
            passed.append(index)
            index = self.following[index]
        for each in passed:
            self.following[each] = index
        return index
