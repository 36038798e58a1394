"""Names of shortcodes that were certainly meant, behind names that are not known."""

from __future__ import annotations

from collections.abc import Collection

_SHORTEST = 9
"""In a shorter name a slip of one letter may mean anything."""
_PREFIX = "mks_"
_CLOSE = 0.7
"""Names less alike than this, their common beginning aside, are not worth a suggestion."""


def closest(word: str, names: Collection[str]) -> str | None:
    """The one of `names` that is most like `word`; `None` if none is close."""
    from difflib import get_close_matches  # noqa: PLC0415 - few sites have an unknown name

    plain = _plain(word)
    endings = {name.removeprefix(_PREFIX): name for name in names}
    near = get_close_matches(plain.removeprefix(_PREFIX), endings, 1, _CLOSE)
    return endings[near[0]] if near else None


def meant(word: str, names: Collection[str]) -> str | None:
    """The one of `names` that `word` was meant to be; `None` where that is not certain.

    Capitals and hyphens are never in doubt; one letter too much, too little or wrong, or two that have
    changed places, is a slip where it leads to one name alone and `word` begins no others.
    """
    plain = _plain(word)
    if plain in names:
        return plain
    if len(plain) < _SHORTEST or sum(name.startswith(plain) for name in names) > 1:
        return None
    near = [name for name in names if _is_slip(plain, name)]
    return near[0] if len(near) == 1 else None


def _plain(word: str) -> str:
    return word.replace("\\", "").lower().replace("-", "_")


def _is_slip(word: str, name: str) -> bool:
    """Whether one letter, or two that have changed places, tell the two apart."""
    if abs(len(word) - len(name)) > 1:
        return False
    same = 0
    while same < min(len(word), len(name)) and word[same] == name[same]:
        same += 1
    rest, other = word[same:], name[same:]
    swapped = rest[1::-1] == other[:2] and len(rest) > 1
    return (
        rest[1:] == other
        or rest == other[1:]
        or rest[1:] == other[1:]
        or (swapped and rest[2:] == other[2:])
    )
