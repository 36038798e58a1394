"""Fixes of a text that leave its page as it is.

Each fix is tried first: it is kept only if the page stays the same, its diagnostics disappear and no others
appear. The fixes of a misspelt name and of a missing bracket are meant to change the page; they are kept if
they reduce the number of diagnostics.

Every fix that is kept reduces the number of diagnostics, and the last round keeps none, so fixing the result
again changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff

from pelican_mks.command.errors import UnreadableError
from pelican_mks.command.fixing.imported import ESCAPES, LISTS, cleanings, is_clean
from pelican_mks.command.fixing.plan import Fix, Key, Plan
from pelican_mks.command.fixing.rewrite import MARKDOWN
from pelican_mks.command.fixing.same import same_page
from pelican_mks.shortcodes.diagnostic import CODES
from pelican_mks.shortcodes.lexer import Lexicon
from pelican_mks.source.diagnostics import FileDiagnostic, Source, SourceDiagnostic
from pelican_mks.source.revision import Revision
from pelican_mks.source.text import Text

Render = Callable[[str], Sequence[Text]]
"""Renders the texts of a source; raises `UnreadableError` if it cannot be read."""
Accepted = Callable[[Sequence["Fix"]], "_State | None"]
"""Returns the text with these fixes, or `None` if they must not be kept."""

_MAX_TRIALS = 200
_MAX_CHARACTERS = 4_000_000
"""The limits of what a round renders; fixes beyond them are not tried."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text with its fixes."""

    revision: Revision
    diagnostics: tuple[FileDiagnostic, ...]
    """The diagnostics before; those that are fixed are `fixable`."""
    remaining: tuple[FileDiagnostic, ...]
    """The diagnostics after the fixes."""
    refused: tuple[str, ...]
    """The codes of remaining diagnostics whose fix would change the page."""
    cleaned: tuple[tuple[str, int], ...] = ()
    """How often each kind of an importer's leftovers was removed."""
    pages: tuple[tuple[str, str], ...] = ()
    """The HTML of each text that the fixes change, before and after."""

    @property
    def text(self) -> str:
        """The fixed text."""
        return self.revision.text

    @property
    def counts(self) -> dict[str, int]:
        """The number of fixed diagnostics by code."""
        return dict(sorted(Counter(each.code for each in self.diagnostics if each.fixable).items()))

    def effect(self) -> Iterator[str]:
        """Yield the lines of a diff of the HTML."""
        for old, new in self.pages:
            yield from unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)


NOTHING_FIXED = Fixed(Revision.of(""), (), (), ())


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
    """Fix the diagnostics of these `codes` in `source`; call `render` for each trial.

    `imported`: first clean up after an importer, if this is Markdown.
    """
    fixer = _Fixer(source, render, known, markup, codes)
    for kind in (LISTS, ESCAPES) if imported and markup == MARKDOWN else ():
        fixer.clean(kind)
        # Fix the escapes in tags, which have diagnostics, before those in the text.
        fixer.fix()
    fixer.fix()
    return fixer.result(path)


@dataclass(frozen=True, slots=True)
class _State:
    """A text with its rendering and its diagnostics."""

    revision: Revision
    source: Source
    diagnostics: tuple[SourceDiagnostic, ...]

    def origin(self, key: Key) -> Key:
        """Return the code and place of a diagnostic in the original text."""
        code, start = key
        return code, start if start < 0 else self.revision.origin(start)[0]

    def origins(self) -> Counter[Key]:
        """Count the diagnostics by their codes and places in the original text."""
        return Counter(self.origin(each.key) for each in self.diagnostics)


class _Fixer:
    """A text while it is being fixed."""

    def __init__(
        self, source: str, render: Render, known: Lexicon, markup: str, codes: Collection[str]
    ) -> None:
        self.render = render
        self.known = known
        self.markup = markup
        self.codes = codes
        self.first = self.state = self.read(Revision.of(source))
        self.trials = 0
        self.cleaned: Counter[str] = Counter()
        self.refused: set[Key] = set()
        """The diagnostics, by code and place in the original, whose fixes were tried and not kept."""

    def read(self, revision: Revision) -> _State:
        """Render a text and find its diagnostics."""
        source = Source(self.render(revision.text), revision.text, self.known)
        found = (each for each in source.diagnostics() if each.rule.code in self.codes)
        return _State(revision, source, tuple(found))

    def clean(self, kind: str) -> None:
        """Remove what an importer left outside tags."""
        self.trials = 0

        def clean(chosen: Sequence[Fix]) -> _State | None:
            trial = self.tried(chosen)
            texts = self.state.source.texts
            return trial if trial and is_clean(kind, texts, trial.source.texts) else None

        planned = cleanings(kind, self.state.revision.text)
        kept, self.state = self.kept(planned, [], self.state, clean)
        counts = (len(each.alternatives[0]) if kind == ESCAPES else 1 for each in kept)
        self.cleaned[kind] += sum(counts)

    def fix(self) -> None:
        """Fix until no fix can be kept."""
        while self.round():
            pass

    def round(self) -> bool:
        """Try all fixes for the present text; whether one was kept."""
        state = self.state
        if not state.diagnostics:
            return False
        self.trials = 0
        self.refused = set()
        plan = Plan(state.source, state.diagnostics, self.markup)
        for intended in plan.intended():
            trial = self.tried([intended])
            if trial and len(trial.diagnostics) < len(state.diagnostics):
                self.state = trial
                return True
        self.state = self.kept(plan.unchanging(), [], state, self.harmless)[1]
        return self.state is not state

    def kept(
        self, planned: Sequence[Fix], kept: list[Fix], best: _State, accepted: Accepted
    ) -> tuple[list[Fix], _State]:
        """Keep the fixes that are `accepted` together, found by halving."""
        if not planned:
            return kept, best
        together = [*kept, *planned]
        if state := accepted(together):
            return together, state
        if len(planned) > 1:
            middle = len(planned) // 2
            kept, best = self.kept(planned[:middle], kept, best, accepted)
            return self.kept(planned[middle:], kept, best, accepted)
        for edits in planned[0].alternatives[1:]:
            together = [*kept, Fix(planned[0].keys, (edits,))]
            if state := accepted(together):
                return together, state
        self.refused |= {self.state.origin(key) for key in planned[0].keys}
        return kept, best

    def harmless(self, chosen: Sequence[Fix]) -> _State | None:
        """Try these fixes; return `None` if the page changes or a diagnostic of theirs stays."""
        trial = self.tried(chosen)
        if trial is None or not same_page(trial.source.texts, self.state.source.texts):
            return None
        before, after = self.state.origins(), trial.origins()
        for key in {key for fix in chosen for key in fix.keys}:
            del before[self.state.origin(key)]
        return trial if after <= before else None

    def tried(self, chosen: Sequence[Fix]) -> _State | None:
        """Make edits; return `None` if they overlap, change nothing or make the text unreadable."""
        edits = [edit for fix in chosen for edit in fix.alternatives[0]]
        revision = self.state.revision.edited(edits)
        self.trials += 1
        if (
            revision is None
            or revision.text == self.state.revision.text
            or self.trials > min(_MAX_TRIALS, _MAX_CHARACTERS // len(revision.text or " "))
        ):
            return None
        with suppress(UnreadableError):
            return self.read(revision)
        return None

    def result(self, path: str) -> Fixed:
        """Return what was fixed and what is left."""
        first, last = self.first, self.state
        left = last.origins()
        diagnostics = []
        for each in first.diagnostics:
            key = first.origin(each.key)
            is_left = left[key] > 0
            left[key] -= is_left
            diagnostics.append(first.source.reported(each, path, fixable=not is_left))
        refused = [each for each in last.diagnostics if last.origin(each.key) in self.refused]
        pages = (
            (old.result.html, new.result.html)
            for old, new in zip(first.source.texts, last.source.texts, strict=False)
        )
        return Fixed(
            last.revision,
            tuple(diagnostics),
            tuple(last.source.reported(each, path) for each in last.diagnostics),
            tuple(sorted(each.rule.code for each in refused)),
            tuple((kind, count) for kind, count in self.cleaned.items() if count),
            tuple((old, new) for old, new in pages if old != new),
        )
