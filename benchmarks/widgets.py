"""The cost of one more widget, and of an article that contains one, compared with WordPress on the same HTML.

Each time is the shortest CPU time of many rounds, run alternately. Other load on the machine makes a round longer,
never shorter, and a slow machine slows down everything, so the ratios are stable. No text is rendered twice, as in a
build.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from math import inf
from pathlib import Path
from time import process_time

from benchmarks.kinds import IN_DIVS, IN_SECTION, KINDS, TABS, Kind
from pelican_mks import transform

FEW, MORE = 10, 40
"""The number of widgets in the first of two articles, and how many more the second one contains."""
Stopwatch = Callable[[str], float]
"""Renders the shortcodes in HTML and returns the CPU time in seconds."""
_PROGRAM = Path(__file__).with_name("wordpress.php")
_SOURCE = Path("/usr/share/wordpress/wp-includes/shortcodes.php")
_PHP = "php -d opcache.enable_cli=1 -d opcache.jit_buffer_size=64M -d pcre.jit=1 -d opcache.jit=".split()
_JITS = ("disable", "function", "tracing")
"""The JIT compilers of PHP; the fastest counts."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The CPU time in seconds for the same HTML."""

    name: str
    limit: float
    ours: float
    wordpress: float
    """Infinite if PHP or WordPress is not installed."""
    broken: float = 0
    """Our time for the kind with curly quotes and unclosed tags."""

    @property
    def ratio(self) -> float:
        """Our time divided by WordPress' time."""
        return self.ours / self.wordpress


def widgets(rounds: int, progress: Callable[[str], object]) -> list[Cost]:
    """Measure one more widget of every kind, the worst ratio first."""
    costs = []
    with _wordpress() as peers:
        for kind in KINDS:
            progress(kind.name)
            broken = kind.broken()
            best, best_broken = _BestOf(), _BestOf()
            for number in _numbers(rounds):
                best.add(_pair(kind, number), _ours, *peers)
                best_broken.add(_pair(broken, number), _ours)
            ours, *theirs = best.more()
            costs.append(
                Cost(kind.name, kind.limit, ours, min(theirs, default=inf), best_broken.more()[0])
            )
    return sorted(costs, key=lambda cost: -cost.ratio)


def articles(rounds: int) -> list[Cost]:
    """Measure an article of 9 KB that contains one widget."""
    costs = []
    names = {"plain paragraphs": TABS, "a docutils section": IN_SECTION, "nested divs": IN_DIVS}
    with _wordpress() as peers:
        for name, kind in names.items():
            best = _BestOf()
            for number in _numbers(rounds):
                best.add([kind.long_article(number)], _ours, *peers)
            ours, *theirs = best.times[0]
            costs.append(Cost(name, 2, ours, min(theirs, default=inf)))
    return sorted(costs, key=lambda cost: -cost.ratio)


class _BestOf:
    """The shortest time of each stopwatch for each text."""

    def __init__(self) -> None:
        self.times: list[list[float]] = []

    def add(self, texts: list[str], *stopwatches: Stopwatch) -> None:
        """Measure each text once more with each stopwatch."""
        taken = [[stopwatch(text) for stopwatch in stopwatches] for text in texts]
        self.times = [
            [*map(min, new, old)] for new, old in zip(taken, self.times or taken, strict=True)
        ]

    def more(self) -> list[float]:
        """Return the cost of each additional widget in the second of two articles."""
        few, many = self.times
        return [(after - before) / MORE for before, after in zip(few, many, strict=True)]


_next_number = count()


def _numbers(rounds: int) -> Iterator[int]:
    """Yield the first number of a new range of widgets for each round."""
    return (1_000 * number for number, _ in zip(_next_number, range(rounds), strict=False))


def _pair(kind: Kind, number: int) -> list[str]:
    """Return two articles that differ only in the number of widgets."""
    all_ = FEW + MORE
    return [kind.article(number, FEW, all_), kind.article(number + FEW, all_, all_)]


def _ours(html: str) -> float:
    before = process_time()
    transform(html, prefix="party-branches", language="en")
    return process_time() - before


@contextmanager
def _wordpress() -> Iterator[list[Stopwatch]]:
    """Start WordPress with each of PHP's JIT compilers; none if PHP or WordPress is not installed."""
    with ExitStack() as stack:
        found = shutil.which("php") and _SOURCE.exists()
        yield [stack.enter_context(_server(jit)) for jit in (_JITS if found else ())]


@contextmanager
def _server(jit: str) -> Iterator[Stopwatch]:
    *php, setting = _PHP
    command = [*php, setting + jit, str(_PROGRAM)]
    with subprocess.Popen(  # noqa: S603 - the benchmark's own program
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        to, answers = process.stdin, process.stdout
        assert to
        assert answers

        def measured(html: str) -> float:
            to.write(json.dumps(html) + "\n")
            microseconds, left = map(int, answers.readline().split())
            assert not left, f"WordPress left {left} shortcodes in {html[:500]}"
            return microseconds / 1e6

        try:
            yield measured
        finally:
            to.close()
