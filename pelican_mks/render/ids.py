"""Ids: readable, the same from build to build, and never twice in an article."""

from __future__ import annotations

import re
import unicodedata

_WRITTEN = tuple(
    re.compile(name + r"""(?<=[\s"'/]..)\s*+=\s*+["']?([^"'\s>]+)""")
    for name in ("id", "iD", "I[dD]")
)
"""They begin with a letter, which makes three searches faster than a single one."""
_NOT_IN_ASCII_WORDS = re.compile(r"[^a-z0-9]+")
_LONGEST = 60


def slug(text: str) -> str:
    """Words in lower case joined by hyphens; letters of every script are kept, marks as well.

    Empty where `text` holds neither letter nor digit.
    """
    if text.isascii():
        return _NOT_IN_ASCII_WORDS.sub("-", text.lower()).strip("-")[:_LONGEST].rstrip("-")
    normal = unicodedata.normalize("NFC", text).casefold()
    kept = "".join(sign if sign.isalnum() or _is_mark(sign) else " " for sign in normal)
    words = (word for word in kept.split() if not all(map(_is_mark, word)))
    return "-".join(words)[:_LONGEST].rstrip("-")


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")


class IdAllocator:
    """Gives out ids that do not stand in an article yet."""

    def __init__(self, html: str, prefix: str) -> None:
        """Reserve what `html` holds already; `prefix` begins every id made by `number`."""
        self._taken = {taken for written in _WRITTEN for taken in written.findall(html)}
        self._prefix = f"{prefix}-" if prefix else ""
        self._count = 0
        self._repeats: dict[str, int] = {}

    def number(self, kind: str) -> str:
        """The next id for a widget of this kind: `party-branches-tabs-1`."""
        self._count += 1
        return self.unique(f"{self._prefix}{kind}-{self._count}")

    def unique(self, wanted: str) -> str:
        """`wanted`, or `wanted-2`, `wanted-3`… where that is taken; then it is taken."""
        found = wanted
        while found in self._taken:
            self._repeats[wanted] = self._repeats.get(wanted, 1) + 1
            found = f"{wanted}-{self._repeats[wanted]}"
        self._taken.add(found)
        return found
