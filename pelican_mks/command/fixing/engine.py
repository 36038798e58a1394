"""A text with its problems fixed, as far as that is safe: the page stays what it was.

Each fix is tried: the text is rendered with it, and it is kept only if the page stays the same, the problem is
gone and no other has come. A misspelt name and a missing bracket are the exceptions, for there the page is to
change; they are fixed if fewer problems are found afterwards.

Every fix that is kept lowers the number of problems, and the last round keeps none: fixing the result again
changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import unified_diff

from pelican_mks.command.fixing.imported import ESCAPES, LISTS, Cleaning, cleanings, is_clean
from pelican_mks.command.fixing.plan import Fix, Key, Plan
from pelican_mks.command.fixing.rewrite import MARKDOWN
from pelican_mks.command.fixing.same import same_page
from pelican_mks.command.rendered import Rendered, UnreadableError, texts
from pelican_mks.shortcodes.diagnostic import CODES
from pelican_mks.shortcodes.lexer import Edit, Lexicon
from pelican_mks.source.findings import Finding, Problem, Sources
from pelican_mks.source.revision import Revision

Render = Callable[[str], Sequence[Rendered]]
"""Gives the pieces of a content with this source text; raises `UnreadableError` where there are none."""

_MOST_TRIALS = 200
_MOST_CHARACTERS = 4_000_000
"""A round renders no more often, and no more, than this; what has not been tried by then is left."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text after its fixes."""

    revision: Revision
    findings: tuple[Finding, ...]
    """What was found before; `fixable` tells what is fixed."""
    remaining: tuple[Finding, ...]
    """What is found afterwards."""
    refused: tuple[str, ...]
    """The codes of the remaining findings whose fix would change the page."""
    cleaned: tuple[tuple[str, int], ...] = ()
    """How often each kind of an importer's traces was removed."""
    before: tuple[str, ...] = ()
    """The page's texts before, if it has changed."""
    after: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self.revision.text

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each code are fixed."""
        return dict(sorted(Counter(each.code for each in self.findings if each.fixable).items()))

    def effect(self) -> Iterator[str]:
        """The lines of a diff from the page before to the page afterwards."""
        for old, new in zip(self.before, self.after, strict=True):
            yield from unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)


def fix(
    source: str,
    render: Render,
    known: Lexicon,
    *,
    markup: str,
    path: str = "",
    codes: Collection[str] = CODES,
    imported: bool = False,
) -> Fixed:
    """Fix what breaks the rules of these `codes` in `source`; `render` is asked again and again.

    `imported`: clean up after an importer first, if it is Markdown.
    """
    bench = _Bench(source, render, known, markup, codes)
    first = bench.state
    # The escapes in tags are problems of theirs: they go first.
    for kind in (LISTS, ESCAPES) if imported and markup == MARKDOWN else ():
        bench.clean(kind)
        bench.fix()
    bench.fix()
    return _result(first, bench, path)


@dataclass(frozen=True, slots=True)
class _State:
    """A text, the page it makes, and the problems in it."""

    revision: Revision
    rendered: Sequence[Rendered]
    sources: Sources
    problems: tuple[Problem, ...]

    @classmethod
    def of(
        cls, revision: Revision, render: Render, known: Lexicon, codes: Collection[str]
    ) -> _State:
        rendered = render(revision.text)
        sources = Sources(texts(rendered), revision.text, known)
        problems = (each for each in sources.problems() if each.diagnostic.code in codes)
        return cls(revision, rendered, sources, tuple(problems))

    def origins(self) -> Counter[Key]:
        """The problems, by their places in the original text."""
        return Counter(
            (problem.diagnostic.code, self.origin(problem.start)) for problem in self.problems
        )

    def origin(self, start: int) -> int:
        return start if start < 0 else self.revision.origin(start)[0]


class _Bench:
    """A text while it is being fixed."""

    def __init__(
        self, source: str, render: Render, known: Lexicon, markup: str, codes: Collection[str]
    ) -> None:
        self.state = _State.of(Revision.of(source), render, known, codes)
        self.render = render
        self.known = known
        self.markup = markup
        self.codes = codes
        self.trials = 0
        self.cleaned: Counter[str] = Counter()
        self.refused: set[Key] = set()
        """The problems, by their places in the original, whose fixes were tried in vain."""

    def clean(self, kind: str) -> None:
        """Remove what an importer left outside tags."""
        self.trials = 0
        planned = [each for each in cleanings(self.state.revision.text) if each.kind == kind]
        kept, self.state = self.cleaned_with(planned, [], self.state)
        self.cleaned[kind] += sum(len(each.edits) if kind == ESCAPES else 1 for each in kept)

    def fix(self) -> None:
        """Fix problems until no fix is left that can be kept."""
        while self.round():
            pass

    def cleaned_with(
        self, planned: Sequence[Cleaning], kept: list[Cleaning], best: _State
    ) -> tuple[list[Cleaning], _State]:
        """Keep those that change nothing else; halve the others until they are found."""
        if not planned:
            return kept, best
        together = [*kept, *planned]
        trial = self.tried(edit for each in together for edit in each.edits)
        if trial and is_clean(planned[0].kind, self.state.rendered, trial.rendered):
            return together, trial
        if len(planned) > 1:
            middle = len(planned) // 2
            kept, best = self.cleaned_with(planned[:middle], kept, best)
            return self.cleaned_with(planned[middle:], kept, best)
        return kept, best

    def round(self) -> bool:
        """Try all fixes for the text as it is; whether one was kept."""
        state = self.state
        if not state.problems:
            return False
        self.trials = 0
        self.refused = set()
        plan = Plan(state.sources, state.problems, self.known, self.markup)
        for intended in plan.intended():
            trial = self.tried(intended.alternatives[0])
            if trial and len(trial.problems) < len(state.problems):
                self.state = trial
                return True
        best = self.try_out(plan.unchanging(), [], state)[1]
        self.state = best
        return best is not state

    def try_out(
        self, planned: Sequence[Fix], kept: list[Fix], best: _State
    ) -> tuple[list[Fix], _State]:
        """Keep those that do no harm beside each other; halve the others until they are found."""
        if not planned:
            return kept, best
        together = [*kept, *planned]
        if state := self.harmless(together):
            return together, state
        if len(planned) > 1:
            middle = len(planned) // 2
            kept, best = self.try_out(planned[:middle], kept, best)
            return self.try_out(planned[middle:], kept, best)
        for edits in planned[0].alternatives[1:]:
            together = [*kept, Fix(planned[0].keys, (edits,))]
            if state := self.harmless(together):
                return together, state
        self.refused |= {(code, self.state.origin(start)) for code, start in planned[0].keys}
        return kept, best

    def harmless(self, chosen: Sequence[Fix]) -> _State | None:
        """The text with the `chosen` fixes, if the page stays the same and their problems are gone."""
        trial = self.tried(edit for fix in chosen for edit in fix.alternatives[0])
        if trial is None or not same_page(trial.rendered, self.state.rendered):
            return None
        before, after = self.state.origins(), trial.origins()
        for code, start in {key for fix in chosen for key in fix.keys}:
            del before[code, self.state.origin(start)]
        return trial if after <= before else None

    def tried(self, edits: Iterable[Edit]) -> _State | None:
        """The text with `edits`; `None` where they cannot be made, or nothing can be read then."""
        revision = self.state.revision.edited(edits)
        self.trials += 1
        if (
            revision is None
            or revision.text == self.state.revision.text
            or self.trials > min(_MOST_TRIALS, _MOST_CHARACTERS // len(revision.text or " "))
        ):
            return None
        with suppress(UnreadableError):
            return _State.of(revision, self.render, self.known, self.codes)
        return None


def _result(first: _State, bench: _Bench, path: str) -> Fixed:
    last = bench.state
    left = last.origins()
    findings = []
    for problem, key in zip(
        first.problems,
        ((each.diagnostic.code, first.origin(each.start)) for each in first.problems),
        strict=True,
    ):
        is_left = left[key] > 0
        left[key] -= is_left
        findings.append(replace(first.sources.finding(problem, path), fixable=not is_left))
    remaining = tuple(last.sources.finding(problem, path) for problem in last.problems)
    would_change = (
        problem.diagnostic.code
        for problem in last.problems
        if (problem.diagnostic.code, last.origin(problem.start)) in bench.refused
    )
    pages = [[each.result.html for each in state.rendered] for state in (first, last)]
    before, after = pages if pages[0] != pages[1] else ([], [])
    cleaned = tuple((kind, count) for kind, count in bench.cleaned.items() if count)
    return Fixed(
        last.revision, tuple(findings), remaining, tuple(sorted(would_change)),
        cleaned, tuple(before), tuple(after),
    )  # fmt: skip
