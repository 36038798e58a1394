"""Compare the plugin with WordPress, show the figures and update docs/benchmarks.md: `make bench`."""

from __future__ import annotations

import argparse

from rich import table
from rich.console import Console
from rich.text import Text

from benchmarks import build, growth, page, widgets


def main() -> None:
    """Run the benchmarks that the command line selects."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        epilog="Without --kinds, --growth or --build, runs all benchmarks and updates docs/benchmarks.md.",
    )
    parser.add_argument(
        "--kinds", action="store_true", help="only the cost of each kind of widget (20 s)"
    )
    parser.add_argument("--growth", action="store_true", help="only the growth with hostile texts")
    parser.add_argument("--build", action="store_true", help="only the build of a site")
    parser.add_argument("--rounds", type=int, default=50, help="rounds for each kind (default: 50)")
    parser.add_argument("--builds", type=int, default=5, help="builds of each site (default: 5)")
    parser.add_argument(
        "--articles", type=int, default=5000, help="articles of a site (default: 5000)"
    )
    parser.add_argument(
        "--texts", type=int, help="size of a random sample of hostile texts (default: all)"
    )
    options = parser.parse_args()
    whole = not (options.kinds or options.growth or options.build)
    console = Console()
    tables: list[page.Table] = []
    costs: list[widgets.Cost] = []
    with console.status("") as status:
        if options.kinds or whole:
            costs = widgets.widgets(options.rounds, status.update)
            tables += [page.widgets(costs), page.articles(widgets.articles(options.rounds))]
        if options.build or whole:
            built = build.overheads(options.articles, options.builds, status.update)
            imported = build.import_time(4 * options.builds)
            tables.append(page.builds(built, options.articles, imported))
        if options.growth or whole:
            tables.append(page.growths(growth.growths(options.texts, status.update)))
    for each in tables:
        console.print(_shown(each))
    if whole:
        page.write(costs, tables)


def _shown(figures: page.Table) -> table.Table:
    shown = table.Table(title=figures.heading)
    for number, column in enumerate(figures.columns):
        shown.add_column(column, justify="right" if number else "left")
    for row in figures.rows:
        shown.add_row(*(Text(cell.strip("*"), "red" if "**" in cell else "") for cell in row))
    return shown


if __name__ == "__main__":
    main()
