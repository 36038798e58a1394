"""Generated parts of handwritten pages, between two markers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def put(page: str, name: str, generated: str) -> str:
    """Return the text of a `page` with `generated` between its markers of this `name`."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, begun, rest = page.partition(begin)
    _, ended, after = rest.partition(end)
    assert begun, f"{begin} is missing"
    assert ended, f"{end} is missing"
    return f"{before}{begin}\n\n{generated}\n\n{end}{after}"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], rule: str = "---") -> str:
    """Return a Markdown table; `rule` aligns all columns except the first."""
    lines = [columns, ["---", *[rule] * (len(columns) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
