"""What memory an article takes, and what is kept of it."""

from __future__ import annotations

import gc
import tracemalloc
from dataclasses import dataclass

from benchmarks.corpus import Case, cases
from pelican_mks import transform

_ARTICLES = (100, 1_000)


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes."""

    article: int
    """The article's own length in memory."""
    peak: int
    """The most that is taken beyond it at a time while it is transformed."""
    kept: float
    """What stays an article when it is done, mean of many."""


def memory() -> Memory:
    """Measure an article with the most widgets, and then many."""
    case = cases()["Chinese-40-broken"]
    _transform(case, "first")
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    _transform(case, "second")
    _, peak = tracemalloc.get_traced_memory()
    held = []
    for number in range(max(_ARTICLES) + 1):
        if number in (*_ARTICLES, max(_ARTICLES)):
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[0])
        _transform(cases()["Latin-4-broken"], f"article-{number}")
    tracemalloc.stop()
    kept = (held[1] - held[0]) / (_ARTICLES[1] - _ARTICLES[0])
    return Memory(len(case.html.encode("utf-16-le")), peak - before, kept)


def _transform(case: Case, prefix: str) -> None:
    transform(case.html.replace("study", prefix), prefix=prefix, language="en")
