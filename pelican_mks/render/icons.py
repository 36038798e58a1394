"""SVG paths of Font Awesome and Simple Line Icons, loaded on first use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

HEIGHT = 256
"""The height of every icon's `viewBox`."""
_FILE = Path(__file__).parent / "icons.txt"


class Icon(NamedTuple):
    """An icon's `viewBox` width and path."""

    width: int
    path: str


@lru_cache(maxsize=256)
def find_icon(name: str, kind: str) -> Icon | None:
    """Return the icon with this name from the set `kind` (`fa` or `sl`), or else from the other set."""
    lines = _lines()
    other = "sl" if kind == "fa" else "fa"
    line = lines.get((kind, name)) or lines.get((other, name))
    if line is None:
        return None
    _, _, width, path = line.split("\t")
    return Icon(int(width), path)


@cache
def _lines() -> Mapping[tuple[str, str], str]:
    """Return the line of each icon, by set and name; only the icons in use are parsed further."""
    lines: dict[tuple[str, str], str] = {}
    for line in _FILE.read_text(encoding="ascii").splitlines():
        kind, names, _ = line.split("\t", 2)
        lines.update(((kind, name), line) for name in names.split(" "))
    return lines
