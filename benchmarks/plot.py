"""The plot of the page: bars, drawn as SVG by hand, light or dark as its reader's screen."""

from __future__ import annotations

from html import escape
from math import log10
from pathlib import Path

from benchmarks.corpus import SCRIPTS
from benchmarks.cost import US
from benchmarks.results import Results

FILE = Path("docs/benchmarks.svg")
_ROW = 30
_TOP = 40
_LEFT = 250
_WIDE = 380
_STYLE = """
text { font: 14px sans-serif; fill: #222 }
rect { fill: #8a8a8a }
.us { fill: #2a6ebb }
line { stroke: #8a8a8a; stroke-dasharray: 2 4 }
@media (prefers-color-scheme: dark) { text { fill: #eee } .us { fill: #6fb1ff } }
"""


def write(results: Results) -> None:
    """Draw what one more widget costs with each peer."""
    means = {
        peer.name: sum(results.cost.marginal(peer.name, script) for script in SCRIPTS)
        / len(SCRIPTS)
        * 1e6
        for peer in results.peers
    }
    FILE.write_text(_drawn(means), encoding="utf-8")


def _drawn(means: dict[str, float]) -> str:
    height = _TOP + _ROW * len(means)
    decades = range(int(log10(max(means.values()))) + 2)
    scale = _WIDE / decades[-1]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDE + 70} {height}" role="img">',
        "<title>Microseconds that one more widget costs, on a logarithmic scale</title>",
        f"<style>{_STYLE}</style>",
    ]
    for decade in decades:
        x = _LEFT + decade * scale
        parts.append(f'<line x1="{x:.0f}" y1="{_TOP - 10}" x2="{x:.0f}" y2="{height}"/>')
        parts.append(f'<text x="{x:.0f}" y="20" text-anchor="middle">{10**decade} µs</text>')
    for number, (name, mean) in enumerate(sorted(means.items(), key=lambda item: item[1])):
        y = _TOP + _ROW * number
        width = max(1, log10(max(mean, 1)) * scale)
        kind = ' class="us"' if name == US else ""
        label = escape(name.replace("`", ""))
        parts.append(f'<text x="{_LEFT - 10}" y="{y + 16}" text-anchor="end">{label}</text>')
        parts.append(f'<rect{kind} x="{_LEFT}" y="{y}" width="{width:.0f}" height="22"/>')
        parts.append(f'<text x="{_LEFT + width + 6:.0f}" y="{y + 16}">{mean:.1f}</text>')
    return "\n".join([*parts, "</svg>\n"])
