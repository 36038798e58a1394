"""Icons by name: drawings of Font Awesome and Simple Line Icons, read when the first one is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

HEIGHT = 256
"""Of every drawing, in its own units."""
_FILE = Path(__file__).parent / "icons.txt"


class Icon(NamedTuple):
    """A drawing."""

    width: int
    path: str


@lru_cache(maxsize=256)
def find_icon(name: str, kind: str) -> Icon | None:
    """The icon of this name in the set `kind`, `fa` or `sl`, or else in the other one."""
    lines = _lines()
    other = "sl" if kind == "fa" else "fa"
    line = lines.get((kind, name)) or lines.get((other, name))
    if line is None:
        return None
    _, _, width, path = line.split("\t")
    return Icon(int(width), path)


@cache
def _lines() -> Mapping[tuple[str, str], str]:
    """For each set and name the line of its drawing; a page needs few of them, so they are not read further."""
    lines: dict[tuple[str, str], str] = {}
    for line in _FILE.read_text(encoding="ascii").splitlines():
        kind, names, _ = line.split("\t", 2)
        lines.update(((kind, name), line) for name in names.split(" "))
    return lines
