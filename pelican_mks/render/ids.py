"""Ids: readable, stable from build to build, and unique in an article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from pelican_mks.shortcodes.nodes import Tag

_WRITTEN = tuple(
    re.compile(name + r"""(?<=[\s"'/]..)\s*+=\s*+["']?([^"'\s>]+)""")
    for name in ("id", "iD", "I[dD]")
)
"""Three expressions that start with a literal are faster than a single one."""
_NOT_IN_ASCII_WORDS = re.compile(r"[^a-z0-9]+")
_LONGEST = 60


@lru_cache(maxsize=256)
def slug(text: str) -> str:
    """Return the words of `text` in lower case, joined by hyphens; letters and marks of every script are kept.

    Empty if `text` contains neither a letter nor a digit.
    """
    if text.isascii():
        return _NOT_IN_ASCII_WORDS.sub("-", text.lower()).strip("-")[:_LONGEST].rstrip("-")
    normal = unicodedata.normalize("NFC", text).casefold()
    kept = "".join(char if char.isalnum() or _is_mark(char) else " " for char in normal)
    words = (word for word in kept.split() if not all(map(_is_mark, word)))
    return "-".join(words)[:_LONGEST].rstrip("-")


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


class IdAllocator:
    """Allocates ids that are not in an article yet."""

    def __init__(self, html: str, prefix: str, tags: Sequence[Tag] = ()) -> None:
        """Reserve the ids in `html` outside its shortcode `tags`; `prefix` starts the ids of `number`."""
        self._html = html
        self._tags = tags
        self._prefix = f"{prefix}-" if prefix else ""
        self._count = 0
        self._taken: set[str] = set()
        self._repeats: dict[str, int] = {}
        self._free: tuple[str, ...] = ()
        """Prefixes that no id in the article has: ids with these prefixes are allocated without reading the article."""
        self._is_read = False

    def number(self, kind: str) -> str:
        """Allocate the next id for a widget of this kind: `party-branches-tabs-1`."""
        beginning = f"{self._prefix}{kind}-"
        if not self._is_read and beginning not in self._free:
            if beginning in self._html:
                self._read()
            else:
                self._free += (beginning,)
        self._count += 1
        return self.unique(f"{beginning}{self._count}")

    def unique(self, wanted: str) -> str:
        """Allocate `wanted` or, if it is taken, `wanted-2`, `wanted-3` and so on."""
        if not self._is_read and not wanted.startswith(self._free):
            self._read()
        found = wanted
        while found in self._taken:
            self._repeats[wanted] = self._repeats.get(wanted, 1) + 1
            found = f"{wanted}-{self._repeats[wanted]}"
        self._taken.add(found)
        return found

    def _read(self) -> None:
        """Read the ids in the article outside its tags."""
        self._is_read = True
        ends = [0, *(tag.end.offset for tag in self._tags)]
        starts = [*(tag.start.offset for tag in self._tags), len(self._html)]
        spans = zip(ends, starts, strict=True)
        html = "\n".join(self._html[end:start] for end, start in spans)
        self._taken.update(taken for written in _WRITTEN for taken in written.findall(html))
