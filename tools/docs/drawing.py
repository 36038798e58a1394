"""The layers as SVG, in light and dark mode: a stack of boxes, and arrows to those that each imports from.

An arrow to the next box goes straight down; any other goes around the boxes on the right, in its own lane.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tools.docs.modules import PACKAGE, Graph

_WIDTH, _HEIGHT, _STEP, _LANE, _MARGIN = 240, 36, 66, 18, 10
_STYLE = """
text { font: 600 15px system-ui, sans-serif; fill: #222; text-anchor: middle }
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


def drawn(layers: Graph) -> str:
    """Draw the `layers` from top to bottom, with arrows to those that each imports from."""
    tops = {name: _MARGIN + _STEP * number for number, name in enumerate(layers)}
    spans = [(tops[one], tops[other]) for one in layers for other in layers[one]]
    # Longer arrows go around shorter ones.
    far = sorted((end - start, start, end) for start, end in spans if end - start != _STEP)
    width = 2 * _MARGIN + _WIDTH + _LANE * len(far)
    height = _STEP * len(layers) + _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>The layers of {PACKAGE}</title>",
        f"<style>{_STYLE}</style>",
        f"<defs>{_HEAD}</defs>",
        *(part for name, top in tops.items() for part in _box(name, top)),
    ]
    middle, right = _MARGIN + _WIDTH // 2, _MARGIN + _WIDTH
    for start, end in sorted(spans):
        if end - start == _STEP:
            parts.append(_arrow(f"M{middle} {start + _HEIGHT}V{end}"))
    for lane, (_, start, end) in enumerate(far, 1):
        leaves, arrives = start + _HEIGHT * 2 // 3, end + _HEIGHT // 3
        parts.append(_arrow(f"M{right} {leaves}H{right + _LANE * lane}V{arrives}H{right}"))
    return "\n".join([*parts, "</svg>\n"])


def _box(name: str, top: int) -> Iterator[str]:
    yield f'<rect x="{_MARGIN}" y="{top}" width="{_WIDTH}" height="{_HEIGHT}" rx="6"/>'
    yield f'<text x="{_MARGIN + _WIDTH // 2}" y="{top + 24}">{escape(name)}</text>'


def _arrow(path: str) -> str:
    return f'<path d="{path}" marker-end="url(#head)"/>'
