"""What was measured, and the goals that it is held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.build import Build, Imports
from benchmarks.corpus import COUNTS, SCRIPTS
from benchmarks.cost import US, Costs
from benchmarks.growth import Growth
from benchmarks.memory import Memory
from benchmarks.peers import CHAIN, DO_SHORTCODE, Peer

_EXPONENT = 1.1
_IMPORT = 0.030
_KEPT = 64
"""A few bytes an article are the interpreter's own."""


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that one run has measured."""

    peers: tuple[Peer, ...]
    """Ourselves first."""
    missing: Mapping[str, str]
    plain: Mapping[str, float]
    cost: Costs
    build: Build
    imports: Imports
    first_use: float
    memory: Memory
    growths: Sequence[Growth]

    @property
    def names(self) -> frozenset[str]:
        """Who was measured."""
        return frozenset(peer.name for peer in self.peers)


@dataclass(frozen=True, slots=True)
class Row:
    """A goal and what was measured for it."""

    what: str
    goal: str
    measured: str
    is_met: bool


def rows(results: Results) -> list[Row]:
    """All goals."""
    return [
        *_reading(results),
        *_building(results),
        *_growing(results.growths),
    ]


def _reading(results: Results) -> list[Row]:
    worst = max(results.plain.values())
    found = [
        Row(
            "article without a shortcode",
            '≤ 1.5 × `"mks_" in text`',
            f"{worst:.2f} ×",
            worst <= 1.5,
        )
    ]
    for name, most in ((DO_SHORTCODE, 1.0), (CHAIN, 0.5)):
        if name not in results.names:
            continue
        for count in (*COUNTS[1:], None):
            ratio = max(_ratio(results.cost, name, script, count) for script in SCRIPTS)
            what = f"{count} widgets in an article" if count else "one more widget"
            found.append(
                Row(
                    what.replace("1 widgets", "1 widget"),
                    f"≤ {most} × {name}",
                    f"{ratio:.2f} ×",
                    ratio <= most,
                )
            )
    cost = results.cost
    ratio = max(
        cost.marginal(US, script, broken=True) / cost.marginal(US, script) for script in SCRIPTS
    )
    return [
        *found,
        Row("one more broken widget", "≤ 2 × a clean one", f"{ratio:.2f} ×", ratio <= 2),
    ]


def _ratio(cost: Costs, name: str, script: str, count: int | None) -> float:
    """Our time a widget, in that of a peer."""
    if count is None:
        return cost.marginal(US, script) / cost.marginal(name, script)
    return cost.widget(US, script, count) / cost.widget(name, script, count)


def _building(results: Results) -> list[Row]:
    build, imports, memory = results.build, results.imports, results.memory
    what = f"build of {build.articles} articles, a widget each"
    own = 1e6 * build.inside / build.articles
    return [
        Row(what, "≤ 1 % more than without", f"{build.share:.1%} more", build.share <= 0.01),
        Row(
            "of it in our functions, but for what passes once",
            "≤ 1 %",
            f"{build.share_inside:.1%}, {own:.0f} µs an article",
            build.share_inside <= 0.01,
        ),
        Row(
            "import",
            "≤ 30 ms beyond Pelican’s own",
            f"{1e3 * imports.ours:.0f} ms, {imports.ours / imports.pelican:.0%} of Pelican’s",
            imports.ours <= _IMPORT,
        ),
        Row(
            "what stays of an article in memory",
            "nothing",
            f"{round(memory.kept)} bytes; at work {memory.peak / memory.article:.1f} × the article",
            memory.kept <= _KEPT,
        ),
    ]


def _growing(growths: Sequence[Growth]) -> list[Row]:
    time = max(growths, key=lambda growth: growth.time)
    memory = max(growths, key=lambda growth: growth.memory)
    goal = f"exponent ≤ {_EXPONENT}"
    return [
        Row("growth of time", goal, f"{time.time:.2f}: {time.name}", time.time <= _EXPONENT),
        Row(
            "growth of memory",
            goal,
            f"{memory.memory:.2f}: {memory.name}",
            memory.memory <= _EXPONENT,
        ),
    ]
