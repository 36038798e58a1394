"""The page of the documentation: its prose is written by hand, its figures between two marks by this."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from pathlib import Path

from benchmarks.corpus import COUNTS, SCRIPTS
from benchmarks.cost import US
from benchmarks.growth import SIZES
from benchmarks.results import Results, rows
from tools.docs.marked import put, table

FILE = Path("docs/benchmarks.md")
COST_COLUMNS = (
    "µs a widget",
    *(f"{count} in an article" for count in COUNTS[1:]),
    "one more",
    "one more, broken",
)
GROWTH_COLUMNS = (
    "what",
    "time grows as N to the",
    "memory as N to the",
    f"seconds for N = {SIZES[-1]:,}",
)
NUMBERS = "---:"


def write(results: Results) -> None:
    """Put the figures of this run into the page."""
    text = FILE.read_text(encoding="utf-8")
    FILE.write_text(put(text, "figures", "\n\n".join(_figures(results))), encoding="utf-8")


def cost_cells(results: Results) -> list[tuple[str, ...]]:
    """What a widget costs with each peer: the mean of the scripts, in microseconds."""
    cost = results.cost
    found = []
    for peer in results.peers:
        each = [_mean(cost.widget(peer.name, script, n) for script in SCRIPTS) for n in COUNTS[1:]]
        more = _mean(cost.marginal(peer.name, script) for script in SCRIPTS)
        broken = "–"
        if peer.reads_broken:
            broken = (
                f"{_mean(cost.marginal(peer.name, script, broken=True) for script in SCRIPTS):.1f}"
            )
        found.append((peer.name, *(f"{value:.1f}" for value in (*each, more)), broken))
    return found


def growth_cells(results: Results) -> list[tuple[str, ...]]:
    """How the work grows with each kind of abuse."""
    return [
        (growth.name, f"{growth.time:.2f}", f"{growth.memory:.2f}", f"{growth.seconds:.2f}")
        for growth in results.growths
    ]


def _figures(results: Results) -> list[str]:
    goals = [
        (row.what, row.goal, row.measured, "met" if row.is_met else "**missed**")
        for row in rows(results)
    ]
    lacks = [(peer.name, peer.lacks) for peer in results.peers if peer.name != US]
    return [
        _machine(results),
        "## Goals",
        table(("what", "goal", "measured", "result"), goals, NUMBERS),
        "## What a widget costs",
        table(COST_COLUMNS, cost_cells(results), NUMBERS),
        "![What a widget costs, as bars](benchmarks.svg)",
        "## What the others do not do",
        table(("peer", "what it does not do for its time"), lacks),
        "## How the work grows",
        table(GROWTH_COLUMNS, growth_cells(results), NUMBERS),
    ]


def _machine(results: Results) -> str:
    python = f"{platform.python_implementation()} {platform.python_version()}"
    text = (
        f"On the machine of the last run ({os.cpu_count()} cores, {platform.machine()}, {python}), the first article "
        f"with a widget took {1e3 * results.first_use:.0f} ms more than the next, since expressions are compiled then."
    )
    missing = "".join(f" {name} was not measured: {why}." for name, why in results.missing.items())
    return text + missing


def _mean(values: Iterable[float]) -> float:
    """The mean, in microseconds."""
    found = [*values]
    return 1e6 * sum(found) / len(found)
