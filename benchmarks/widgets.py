"""What one more widget costs, and an article that contains one, beside WordPress on the same HTML.

Each time is the shortest CPU time of many rounds in which all take turns. Other load on the machine makes a round
longer, never shorter, and a slow machine is slow for all of them, so their ratios hold. No text is read twice, as in a
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
"""How many widgets one of two articles contains, and how many more the other one."""
Stopwatch = Callable[[str], float]
"""Takes HTML, renders its shortcodes, and returns how many seconds of CPU time that took."""
_PROGRAM = Path(__file__).with_name("wordpress.php")
_SOURCE = Path("/usr/share/wordpress/wp-includes/shortcodes.php")
_PHP = "php -d opcache.enable_cli=1 -d opcache.jit_buffer_size=64M -d pcre.jit=1 -d opcache.jit=".split()
_JITS = ("disable", "function", "tracing")
"""WordPress' time is that of the best of them."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds for the same HTML."""

    name: str
    limit: float
    ours: float
    wordpress: float
    """Infinite without PHP and WordPress."""
    broken: float = 0
    """Ours, for the kind with curly quotes and unclosed tags."""

    @property
    def ratio(self) -> float:
        """How many times WordPress' time ours is."""
        return self.ours / self.wordpress


def widgets(rounds: int, progress: Callable[[str], object]) -> list[Cost]:
    """Measure one more widget of every kind; the worst ratio comes first."""
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
    names = {"plain paragraphs": TABS, "a section of docutils": IN_SECTION, "nested divs": IN_DIVS}
    with _wordpress() as peers:
        for name, kind in names.items():
            best = _BestOf()
            for number in _numbers(rounds):
                best.add([kind.long_article(number)], _ours, *peers)
            ours, *theirs = best.times[0]
            costs.append(Cost(name, 2, ours, min(theirs, default=inf)))
    return sorted(costs, key=lambda cost: -cost.ratio)


class _BestOf:
    """The shortest time of each stopwatch for each of some texts."""

    def __init__(self) -> None:
        self.times: list[list[float]] = []

    def add(self, texts: list[str], *stopwatches: Stopwatch) -> None:
        """Take one more time of each."""
        taken = [[stopwatch(text) for stopwatch in stopwatches] for text in texts]
        self.times = [
            [*map(min, new, old)] for new, old in zip(taken, self.times or taken, strict=True)
        ]

    def more(self) -> list[float]:
        """Return what each of the widgets costs that only the second of two articles contains."""
        few, many = self.times
        return [(after - before) / MORE for before, after in zip(few, many, strict=True)]


_next_number = count()


def _numbers(rounds: int) -> Iterator[int]:
    """Numbers that begin as many ranges of widgets, none of which was used before."""
    return (1_000 * number for number, _ in zip(_next_number, range(rounds), strict=False))


def _pair(kind: Kind, number: int) -> list[str]:
    """Two articles that differ in the number of their widgets only."""
    all_ = FEW + MORE
    return [kind.article(number, FEW, all_), kind.article(number + FEW, all_, all_)]


def _ours(html: str) -> float:
    before = process_time()
    transform(html, prefix="party-branches", language="en")
    return process_time() - before


@contextmanager
def _wordpress() -> Iterator[list[Stopwatch]]:
    """WordPress with each of PHP's compilers; nobody where PHP and WordPress are missing."""
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
