"""How time is taken: by the shortest of many rounds, in which all candidates take turns.

What else the machine does makes a round longer, never shorter; and what slows the whole machine slows
all candidates, so that their ratios stand.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import inf
from time import perf_counter

Candidate = Callable[[], float]
"""Does its work once and says how many seconds it took."""


def shortest(candidates: Mapping[str, Candidate], rounds: int) -> dict[str, float]:
    """The shortest time of each candidate, in seconds."""
    best = dict.fromkeys(candidates, inf)
    for _ in range(rounds):
        for name, candidate in candidates.items():
            best[name] = min(best[name], candidate())
    return best


def timed(work: Callable[[], object]) -> Candidate:
    """A candidate of this process."""

    def once() -> float:
        before = perf_counter()
        work()
        return perf_counter() - before

    return once


def batched(work: Callable[[], object], size: int) -> Candidate:
    """The same for work so short that the clock would be most of it: the mean of `size` calls."""

    def once() -> float:
        calls = range(size)
        before = perf_counter()
        for _ in calls:
            work()
        return (perf_counter() - before) / size

    return once


@contextmanager
def worker(command: Sequence[str]) -> Iterator[Callable[[str], float]]:
    """A program that does what each line of its input names, and answers with nanoseconds."""
    with subprocess.Popen(  # noqa: S603 - the benchmark's own programs
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def ask(line: str) -> float:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(f"{line}\n")
            answer = process.stdout.readline()
            assert answer, f"{command[0]} has ended at {line!r}"
            return int(answer) / 1e9

        try:
            yield ask
        finally:
            process.stdin.close()
