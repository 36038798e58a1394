"""Measures everything, shows a table, and writes the page of the documentation: `make bench`."""

from __future__ import annotations

import argparse

from rich.console import Console
from rich.table import Table

from benchmarks import page, plot
from benchmarks.build import build, first_use, import_times
from benchmarks.cost import OURS, costs, without_shortcode
from benchmarks.growth import growths
from benchmarks.memory import memory
from benchmarks.peers import peers
from benchmarks.results import Results, Row, rows


def main() -> None:
    """Read the command line, measure, and show."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=100, help="how many a built site has")
    parser.add_argument("--rounds", type=int, default=200, help="how often each time is taken")
    parser.add_argument("--builds", type=int, default=4, help="how often a site is built")
    parser.add_argument("--no-page", action="store_true", help="leave the documentation as it is")
    options = parser.parse_args()
    console = Console()
    with console.status("") as status, peers() as (found, missing):
        say = status.update
        say("articles without a shortcode")
        plain = without_shortcode(options.rounds)
        say("widgets")
        cost = costs(found, options.rounds)
        say("imports")
        imports, first = import_times(options.builds * 3), first_use(options.builds)
        say(f"builds of {options.articles} articles")
        built = build(options.articles, options.builds)
        say("memory")
        results = Results(
            (OURS, *found),
            missing,
            plain,
            cost,
            built,
            imports,
            first,
            memory(),
            growths(lambda name: say(f"growth: {name}")),
        )
    for table in _tables(results):
        console.print(table)
    for name, why in missing.items():
        console.print(f"{name}: not measured. {why}")
    if not options.no_page:
        plot.write(results)
        page.write(results)


def _tables(results: Results) -> list[Table]:
    goals = _table("what", "goal", "measured", "", title="Goals")
    for row in rows(results):
        goals.add_row(*_cells(row))
    costs_table = _table(*page.COST_COLUMNS, title="Cost of a widget")
    for cells in page.cost_cells(results):
        costs_table.add_row(*cells)
    growth_table = _table(*page.GROWTH_COLUMNS, title="Growth")
    for cells in page.growth_cells(results):
        growth_table.add_row(*cells)
    return [goals, costs_table, growth_table]


def _cells(row: Row) -> tuple[str, ...]:
    return row.what, row.goal, row.measured, "met" if row.is_met else "missed"


def _table(*columns: str, title: str) -> Table:
    table = Table(title=title)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    return table


if __name__ == "__main__":
    main()
