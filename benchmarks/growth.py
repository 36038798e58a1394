"""How time and memory grow with the length of a hostile text: the exponents fitted to both."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from time import process_time

from pelican_mks import transform
from tests.abuse import ALL_ON, RUNS, TAGS

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
TRACED = (3_000, 10_000, 30_000)
"""Tracing memory takes many times as long."""
KINDS = (
    "unclosed groups",
    "unclosed items",
    "nested groups",
    "groups and items nested in turn",
    "stray closing tags",
    "brackets",
    "tags without brackets",
    "attributes",
    "a long value",
    "unclosed quotes",
    "less-than signs",
    "comments begun",
    "widgets in open divs",
    "entities in a value",
    "widgets with equal titles",
    "plain groups",
    "phrases, the last left open",
)
_ENOUGH = 0.2
_REPEATS = 5


@dataclass(frozen=True, slots=True)
class Growth:
    """How work grows with a text: as its length to the power of these exponents."""

    name: str
    time: float
    memory: float
    seconds: float
    """For the longest text."""


def growths(progress: Callable[[str], object]) -> list[Growth]:
    """The growth of every kind of abuse."""
    found = []
    for name in KINDS:
        progress(name)
        found.append(_growth(name, (TAGS | RUNS)[name]))
    return found


def _growth(name: str, make: Callable[[int], str]) -> Growth:
    times = [_seconds(make(size)) for size in SIZES]
    peaks = [_peak(make(size)) for size in TRACED]
    return Growth(name, exponent(SIZES, times), exponent(TRACED, peaks), times[-1])


def _seconds(text: str) -> float:
    """The shortest of some times of this process alone; one will do where that is long.

    Python's garbage collector waits meanwhile: it walks over all that lives, again and again.
    """
    best = float("inf")
    for _ in range(_REPEATS):
        gc.collect()
        gc.disable()
        before = process_time()
        transform(text, settings=ALL_ON)
        best = min(best, process_time() - before)
        gc.enable()
        if best > _ENOUGH:
            break
    return best


def _peak(text: str) -> float:
    tracemalloc.start()
    transform(text, settings=ALL_ON)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """The slope of the line through the logarithms that fits them best."""
    across, up = [log(size) for size in sizes], [log(value) for value in values]
    middle, height = sum(across) / len(across), sum(up) / len(up)
    slope = sum((x - middle) * (y - height) for x, y in zip(across, up, strict=True))
    return slope / sum((x - middle) ** 2 for x in across)
