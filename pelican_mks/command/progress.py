"""A bar on a terminal, for those who wait."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

_PATIENCE = 1.0
"""Nobody needs a bar for less than these seconds."""
_T = TypeVar("_T")


def tracked(results: Iterable[_T], total: int) -> Iterator[_T]:
    """Hand on `results`; where it takes long and a person watches, show how far it has come."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from results
        return
    began = time.monotonic()
    columns = TextColumn("files"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    progress = Progress(*columns, console=console, transient=True)
    task = progress.add_task("", total=total)
    try:
        for result in results:
            if not progress.live.is_started and time.monotonic() - began > _PATIENCE:
                progress.start()
            progress.advance(task)
            yield result
    finally:
        progress.stop()
