"""Suggestions and corrections for unknown names."""

from __future__ import annotations

from collections.abc import Collection

_MIN_LENGTH = 9
"""In a shorter name, one wrong letter may mean anything."""
_PREFIX = "mks_"
_MIN_SIMILARITY = 0.7
"""The least similarity of a suggestion, apart from the common prefix."""


def closest(word: str, names: Collection[str]) -> str | None:
    """Return the most similar of `names`; `None` if none is close."""
    from difflib import get_close_matches  # noqa: PLC0415 - few sites have an unknown name

    plain = _plain(word)
    endings = {name.removeprefix(_PREFIX): name for name in names}
    near = get_close_matches(plain.removeprefix(_PREFIX), endings, 1, _MIN_SIMILARITY)
    return endings[near[0]] if near else None


def meant(word: str, names: Collection[str]) -> str | None:
    """Return the one of `names` that `word` certainly means, or `None`.

    Capitals and hyphens are always corrected. So is one typo, an extra, missing or wrong letter or two
    transposed ones, if it leads to only one name and `word` is not a prefix of several.
    """
    plain = _plain(word)
    if plain in names:
        return plain
    if len(plain) < _MIN_LENGTH or sum(name.startswith(plain) for name in names) > 1:
        return None
    near = [name for name in names if _is_typo(plain, name)]
    return near[0] if len(near) == 1 else None


def _plain(word: str) -> str:
    return word.replace("\\", "").lower().replace("-", "_")


def _is_typo(word: str, name: str) -> bool:
    """Whether the two differ by one letter, or by two transposed ones."""
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
