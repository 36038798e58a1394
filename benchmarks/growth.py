"""The growth of time and memory with hostile texts: exponents for all pairs of fragments.

A pair is repeated alternately (`abab…`) and one after the other (`aa…bb…`). The first measurement of each pair is short,
so other load on the machine distorts it; pairs that seem to grow too fast are measured again with longer texts.
"""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice, product, repeat
from math import inf, log
from random import sample
from time import process_time

from pelican_mks import transform
from tests.abuse import FRAGMENTS
from tests.settings import ALL_ENABLED

LIMIT = 1.05
FACTOR = 8
"""The ratio of the lengths of the two texts."""
_LENGTHS = (250, 1_000, 4_000, 16_000)
"""The number of fragments in a text: the first length, and the next ones if it seems to grow too fast."""
_TRACED = (100, 400, 1_600)
"""The same for memory, which takes much longer to trace."""
_ENOUGH = 0.05
_REPEATS = 5


@dataclass(frozen=True, slots=True)
class Growth:
    """The fastest growth: proportional to the length of the text to the power of `exponent`."""

    exponent: float
    text: str
    """A description of the text."""
    texts: int
    """The number of texts measured."""


def growths(texts: int | None, progress: Callable[[str], object]) -> dict[str, Growth]:
    """Return the fastest growth of time and of memory, for all texts or a random sample."""
    names = [name for name, _ in pairs()]
    chosen = sample(range(len(names)), min(texts or len(names), len(names)))
    found = {}
    with ProcessPoolExecutor() as processes:
        for what in _MEASURES:
            measured: list[float] = []
            for power in processes.map(_exponent_of, repeat(what), chosen, chunksize=8):
                progress(f"growth of {what}: {len(measured):,} of {len(chosen):,} texts")
                measured.append(power)
            power, number = max(zip(measured, chosen, strict=True))
            found[what] = Growth(power, names[number], len(chosen))
    return found


def exponent(measure: Callable[[str], float], make: Callable[[int], str], length: int) -> float:
    """Return the exponent with which `measure` grows from `length` to `FACTOR` times `length`."""
    return log(measure(make(FACTOR * length)) / measure(make(length))) / log(FACTOR)


def pairs() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield a description of each pair of fragments, and a function that makes a text of a given length."""
    for first, second in product(FRAGMENTS, repeat=2):
        yield (
            f"{first!r} and {second!r} alternately",
            lambda n, text=first + second: text * n,  # type: ignore[misc]
        )
        yield (
            f"{first!r}, then {second!r}",
            lambda n, a=first, b=second: a * n + b * n,  # type: ignore[misc]
        )


def _exponent_of(what: str, number: int) -> float:
    """Return the exponent of a pair for the first length at which it is within the limit, or the longest."""
    measure, lengths = _MEASURES[what]
    _, make = next(islice(pairs(), number, None))
    power = inf
    for length in lengths:
        power = exponent(measure, make, length)
        if power <= LIMIT:
            break
    return power


def _seconds(text: str) -> float:
    """Return the shortest CPU time of several rounds, or of a single long one.

    The garbage collector is off: it visits all objects repeatedly, which would count as growth.
    """
    best = float("inf")
    for _ in range(_REPEATS):
        gc.collect()
        gc.disable()
        before = process_time()
        transform(text, settings=ALL_ENABLED)
        best = min(best, process_time() - before)
        gc.enable()
        if best > _ENOUGH:
            break
    return best


def _peak(text: str) -> float:
    tracemalloc.start()
    transform(text, settings=ALL_ENABLED)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


_MEASURES = {"time": (_seconds, _LENGTHS), "memory": (_peak, _TRACED)}
