"""How time and memory grow with hostile texts: the exponents over all pairs of fragments.

A pair is repeated in turn (`abab…`) and one after the other (`aa…bb…`). A first look at all of them is short, and so
distorted by what else the machine does; those that seem to grow too fast are measured again, longer.
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
from tests.abuse import ALL_ON, FRAGMENTS

LIMIT = 1.05
FACTOR = 8
"""How many times as long the longer of two texts is."""
_LENGTHS = (250, 1_000, 4_000, 16_000)
"""How many fragments a text has at first, and if it seems to grow too fast."""
_TRACED = (100, 400, 1_600)
"""The same for memory, whose tracing takes many times as long."""
_ENOUGH = 0.05
_REPEATS = 5


@dataclass(frozen=True, slots=True)
class Growth:
    """The fastest growth: as the length of the text to the power of `exponent`."""

    exponent: float
    text: str
    """How the text is made."""
    texts: int
    """How many texts were measured."""


def growths(texts: int | None, progress: Callable[[str], object]) -> dict[str, Growth]:
    """Return the fastest growth of time and of memory, of all texts or of a random sample."""
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
    """The power of the length that what `measure` returns grows with, from `length` to `FACTOR` times as much."""
    return log(measure(make(FACTOR * length)) / measure(make(length))) / log(FACTOR)


def pairs() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Each pair of fragments, described, with what makes a text of it that has some length."""
    for first, second in product(FRAGMENTS, repeat=2):
        yield (
            f"{first!r} and {second!r} in turn",
            lambda n, text=first + second: text * n,  # type: ignore[misc]
        )
        yield (
            f"{first!r}, then {second!r}",
            lambda n, a=first, b=second: a * n + b * n,  # type: ignore[misc]
        )


def _exponent_of(what: str, number: int) -> float:
    """The exponent of a pair, from the first lengths that show it within the limit, or the longest ones."""
    measure, lengths = _MEASURES[what]
    _, make = next(islice(pairs(), number, None))
    power = inf
    for length in lengths:
        power = exponent(measure, make, length)
        if power <= LIMIT:
            break
    return power


def _seconds(text: str) -> float:
    """The shortest CPU time of some rounds, or of one that is long.

    The garbage collector waits meanwhile: it walks over all objects again and again, which is not our growth.
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


_MEASURES = {"time": (_seconds, _LENGTHS), "memory": (_peak, _TRACED)}
