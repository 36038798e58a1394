"""A bar on a terminal, for those who wait."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

_PATIENCE = 1.0
"""Nobody needs a bar for less than these seconds."""
_T = TypeVar("_T")


def tracked(results: Iterable[_T], total: int) -> Iterator[_T]:
    """Hand on `results`; where it takes long and a person watches, show how far it has come."""
    if not sys.stderr.isatty():
        yield from results
        return
    # Slow to import, for an editor that asks about one file.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True, force_terminal=True)
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
