"""Icons by name: drawings of Font Awesome and Simple Line Icons, read when the first one is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HEIGHT = 256
"""Of every drawing, in its own units."""
_FILE = Path(__file__).parent / "icons.txt"


@dataclass(frozen=True, slots=True)
class Icon:
    """A drawing."""

    width: int
    path: str


def find_icon(name: str, kind: str) -> Icon | None:
    """The icon of this name in the set `kind`, `fa` or `sl`, or else in the other one."""
    icons = _icons()
    other = "sl" if kind == "fa" else "fa"
    return icons.get((kind, name)) or icons.get((other, name))


@cache
def _icons() -> Mapping[tuple[str, str], Icon]:
    icons: dict[tuple[str, str], Icon] = {}
    for line in _FILE.read_text(encoding="ascii").splitlines():
        kind, names, width, path = line.split("\t")
        icon = Icon(int(width), path)
        icons.update(((kind, name), icon) for name in names.split(" "))
    return icons
