"""The figures as tables, for the terminal and for docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from math import isinf
from pathlib import Path
from typing import NamedTuple

from benchmarks import growth
from benchmarks.build import Overhead
from benchmarks.growth import Growth
from benchmarks.widgets import Cost
from tools.docs.marked import put, table

FILE = Path("docs/benchmarks.md")
IMPORT_LIMIT = 0.030
BROKEN_LIMIT = 1.3


class Table(NamedTuple):
    """A table of figures with a heading; all columns except the first are right-aligned."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def widgets(costs: Sequence[Cost]) -> Table:
    """Return the table for one more widget of each kind."""
    columns = ("kind", "pelican-mks", "WordPress", "ratio", "goal", "broken")
    rows = [
        (*_compared(cost), _formatted(cost.broken / cost.ours, BROKEN_LIMIT, "{:.1f} × clean"))
        for cost in costs
    ]
    return Table("One more widget", columns, rows)


def articles(costs: Sequence[Cost]) -> Table:
    """Return the table for an article that contains one widget."""
    columns = ("article of 9 KB, one tabs widget in", "pelican-mks", "WordPress", "ratio", "goal")
    return Table("An article with one widget", columns, [_compared(cost) for cost in costs])


def builds(overheads: Sequence[Overhead], articles: int, seconds: float) -> Table:
    """Return the table for building a site, and for importing the plugin."""
    rows = [
        (
            f"{articles:,} articles, each with {overhead.what}",
            _formatted(100 * overhead.share, 100 * overhead.limit, "{:.1f} %"),
            f"± {100 * overhead.error:.1f} %",
            f"{1e6 * overhead.article:.0f} µs",
            f"≤ {100 * overhead.limit:.1f} %",
        )
        for overhead in overheads
    ]
    imported = _formatted(1e3 * seconds, 1e3 * IMPORT_LIMIT, "{:.0f} ms")
    rows.append(("importing the plugin", imported, "", "", f"≤ {1e3 * IMPORT_LIMIT:.0f} ms"))
    return Table("A build", ("CPU time of", "added", "95 % interval", "per article", "goal"), rows)


def growths(found: Mapping[str, Growth]) -> Table:
    """Return the table of the hostile texts for which time and memory grow fastest."""
    rows = [
        (
            f"{what}, {fastest.texts:,} texts",
            _formatted(fastest.exponent, growth.LIMIT, "N^{:.2f}"),
            f"≤ N^{growth.LIMIT}",
            f"`` {fastest.text} ``".replace("|", "\\|"),
        )
        for what, fastest in found.items()
    ]
    return Table("Hostile texts", ("growth of", "fastest", "goal", "for"), rows)


def write(costs: Sequence[Cost], tables: Sequence[Table]) -> None:
    """Write the figures of this run into the page, the worst kind first."""
    parts = [_introduction(costs)]
    for heading, columns, rows in tables:
        parts += [f"## {heading}", table(columns, rows, "---:")]
    text = FILE.read_text(encoding="utf-8")
    FILE.write_text(put(text, "figures", "\n\n".join(parts)), encoding="utf-8")


def _introduction(costs: Sequence[Cost]) -> str:
    worst, *_, best = costs
    python = f"{platform.python_implementation()} {platform.python_version()}"
    machine = f"Measured on {os.cpu_count()} cores, {platform.machine()}, {python}."
    if isinf(worst.wordpress):
        return f"Without comparison: PHP and WordPress were not installed. {machine}"
    return (
        f"**In the worst case, “{worst.name}”, one more widget costs {1e6 * worst.ours:.0f} µs: {worst.ratio:.1f} "
        f"times as much as WordPress' `do_shortcode` takes for the same HTML.** In the best case, “{best.name}”, it is "
        f"{best.ratio:.1f} times. {machine}"
    )


def _compared(cost: Cost) -> tuple[str, ...]:
    known = not isinf(cost.wordpress)
    return (
        cost.name,
        f"{1e6 * cost.ours:.1f} µs",
        f"{1e6 * cost.wordpress:.1f} µs" if known else "–",
        _formatted(cost.ratio, cost.limit, "{:.1f} ×") if known else "–",
        f"≤ {cost.limit:.0f} ×",
    )


def _formatted(value: float, limit: float, form: str) -> str:
    """Format the value, in bold if it is above its limit."""
    text = form.format(value)
    return text if value <= limit else f"**{text}**"
