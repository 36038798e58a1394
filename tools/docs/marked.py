"""Pages written by hand, with parts between two marks that a program writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def put(page: str, name: str, generated: str) -> str:
    """The text of a `page` with `generated` between its marks of this `name`."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, begun, rest = page.partition(begin)
    _, ended, after = rest.partition(end)
    assert begun, f"{begin} is missing"
    assert ended, f"{end} is missing"
    return f"{before}{begin}\n\n{generated}\n\n{end}{after}"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], rule: str = "---") -> str:
    """A table of Markdown; `rule` aligns all columns but the first."""
    lines = [columns, ["---", *[rule] * (len(columns) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
