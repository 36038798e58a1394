"""What reading costs, a widget, beside the peers."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.corpus import COUNTS, SCRIPTS, Case, cases
from benchmarks.measure import Candidate, batched, shortest, timed
from benchmarks.peers import Peer
from pelican_mks import transform

US = "pelican-mks"
OURS = Peer(US, "", lambda case: timed(lambda: _transform(case)))
PLAIN = "no shortcode"
BARE = 'bare `"mks_" in text`'
_MANY = 200


@dataclass(frozen=True, slots=True)
class Costs:
    """Shortest times in seconds, by peer and article."""

    times: dict[tuple[str, str], float]

    def widget(self, peer: str, script: str, count: int, *, broken: bool = False) -> float:
        """What each of the `count` widgets adds to an article without any."""
        kind = "broken" if broken else "clean"
        with_them = self.times[peer, f"{script}-{count}-{kind}"]
        return (with_them - self.times[peer, f"{script}-0-clean"]) / count

    def marginal(self, peer: str, script: str, *, broken: bool = False) -> float:
        """What one more widget adds where there are some."""
        *_, few, many = COUNTS
        kind = "broken" if broken else "clean"
        times = [self.times[peer, f"{script}-{count}-{kind}"] for count in (few, many)]
        return (times[1] - times[0]) / (many - few)


def costs(peers: tuple[Peer, ...], rounds: int) -> Costs:
    """Measure all articles with all peers, in turns."""
    candidates: dict[tuple[str, str], Candidate] = {
        (peer.name, case.key): peer.reader(case)
        for case in cases().values()
        for peer in (OURS, *peers)
        if peer.reads_broken or not case.broken
    }
    named = {f"{peer}\n{key}": each for (peer, key), each in candidates.items()}
    best = shortest(named, rounds)
    return Costs({key: best["\n".join(key)] for key in candidates})


def without_shortcode(rounds: int) -> dict[str, float]:
    """How often as long as a bare search an article without a shortcode takes, by its script."""
    ratios = {}
    for script in SCRIPTS:
        html = cases()[f"{script}-0-clean"].html
        candidates = {
            PLAIN: batched(lambda html=html: transform(html), _MANY),  # type: ignore[misc]
            BARE: batched(lambda html=html: "mks_" in html, _MANY),  # type: ignore[misc]
        }
        best = shortest(candidates, rounds)
        ratios[script] = best[PLAIN] / best[BARE]
    return ratios


def _transform(case: Case) -> str:
    return transform(case.html, prefix="party-branches", language="en").html
