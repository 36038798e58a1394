"""A vertical stack of boxes with arrows between them as SVG, in light and dark mode.

An arrow to the next box goes straight down; any other goes around the boxes on the right, in its own lane.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby
from textwrap import wrap

from tools.docs.modules import PACKAGE, Graph

_WIDE = 400
_MARGIN = 10
_GAP = 34
_TITLE = 32
_LINE = 19
_BELOW = 10
_LANE = 18
_LETTERS = 46
_STYLE = """
text { font: 13px ui-monospace, monospace; fill: #222 }
.name { font: 600 15px system-ui, sans-serif }
rect { fill: #f3f6fa; stroke: #5b6b7d }
path { fill: none; stroke: #2a6ebb; stroke-width: 1.5 }
marker path { fill: #2a6ebb; stroke: none }
@media (prefers-color-scheme: dark) {
  text { fill: #eee }
  rect { fill: #1d2630; stroke: #8fa1b5 }
  path { stroke: #6fb1ff }
  marker path { fill: #6fb1ff }
}
"""
_HEAD = (
    '<marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    '<path d="M0 0 8 4 0 8z"/></marker>'
)


@dataclass(frozen=True, slots=True)
class _Box:
    name: str
    lines: tuple[str, ...]
    top: int

    @property
    def bottom(self) -> int:
        return self.top + _TITLE + _LINE * len(self.lines) + _BELOW


def drawn(layers: Mapping[str, tuple[str, ...]], asked: Graph) -> str:
    """Draw the `layers` with the modules of each, and arrows to the layers that each imports from."""
    boxes = list(_boxes(layers))
    order = {box.name: number for number, box in enumerate(boxes)}
    arrows = [(order[one], order[other]) for one in asked for other in asked[one]]
    far = sorted(
        (arrow for arrow in arrows if arrow[1] - arrow[0] != 1),
        key=lambda arrow: (arrow[1] - arrow[0], arrow),
    )
    wide = 2 * _MARGIN + _WIDE + _LANE * (len(far) + 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {boxes[-1].bottom + _MARGIN}" role="img">',
        f"<title>The layers of {PACKAGE}</title>",
        f"<style>{_STYLE}</style>",
        f"<defs>{_HEAD}</defs>",
        *(part for box in boxes for part in _box(box)),
        *(_down(boxes[one], boxes[other]) for one, other in sorted(arrows) if other - one == 1),
        *_round(boxes, far),
    ]
    return "\n".join([*parts, "</svg>\n"])


def _boxes(layers: Mapping[str, tuple[str, ...]]) -> Iterator[_Box]:
    top = _MARGIN
    for name, modules in layers.items():
        box = _Box(name, tuple(_lines(modules)), top)
        yield box
        top = box.bottom + _GAP


def _lines(modules: tuple[str, ...]) -> Iterator[str]:
    """Wrap the names of modules to the width of a box; those of a folder follow its name."""
    parted = ((*name.removesuffix(".py").rpartition("/"),) for name in modules)
    for folder, found in groupby(parted, key=lambda parts: parts[0]):
        names = ", ".join(name for _, _, name in found)
        yield from wrap(f"{folder}: {names}" if folder else names, _LETTERS)


def _box(box: _Box) -> Iterator[str]:
    yield (
        f'<rect x="{_MARGIN}" y="{box.top}" width="{_WIDE}" height="{box.bottom - box.top}" rx="6"/>'
    )
    left = 2 * _MARGIN
    yield f'<text class="name" x="{left}" y="{box.top + 22}">{escape(box.name)}</text>'
    for number, line in enumerate(box.lines, 1):
        yield f'<text x="{left}" y="{box.top + 24 + _LINE * number}">{escape(line)}</text>'


def _down(one: _Box, other: _Box) -> str:
    middle = _MARGIN + _WIDE // 2
    return _arrow(f"M{middle} {one.bottom}V{other.top}")


def _round(boxes: list[_Box], far: list[tuple[int, int]]) -> Iterator[str]:
    """Draw the `far` arrows, the shortest first, so that longer ones go around shorter ones."""
    right = _MARGIN + _WIDE
    for lane, (one, other) in enumerate(far, 1):
        start, end = (_height(boxes, far, (one, other), at) for at in (one, other))
        yield _arrow(f"M{right} {start}H{right + _LANE * lane}V{end}H{right}")


def _height(boxes: list[_Box], far: list[tuple[int, int]], arrow: tuple[int, int], at: int) -> int:
    """Return where an arrow meets the side of a box: incoming above outgoing, no two at the same height."""
    coming = [each for each in far if each[1] == at]
    going = [each for each in reversed(far) if each[0] == at]
    ends = [*coming, *going]
    box = boxes[at]
    return box.top + (box.bottom - box.top) * (ends.index(arrow) + 1) // (len(ends) + 1)


def _arrow(path: str) -> str:
    return f'<path d="{path}" marker-end="url(#head)"/>'
