"""A text with its faults repaired, as far as that is safe: the page stays what it was.

Each repair is tried out: the text is rendered with it, and where the page would be another, the fault is
left to its author. A misspelt name is the exception, for the page is to change there; it is corrected where
fewer faults are found afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from pelican_mks.command.rendered import Rendered, UnreadableError
from pelican_mks.command.repair import Repair, removal, repairs
from pelican_mks.command.same import WRAPPER, WRAPPER_COMMENT, same_page
from pelican_mks.shortcodes.diagnostic import UNKNOWN_NAME
from pelican_mks.shortcodes.lexer import Edit, Lexicon
from pelican_mks.source.spelling import meant
from pelican_mks.source.tags import counterparts

Render = Callable[[str], Sequence[Rendered]]
"""Gives the pieces of a content with this source text; raises `UnreadableError` where there are none."""

_ROUNDS = 5
"""A repair may bring out faults that others hid; more often than this it does not."""
_MOST_TRIALS = 500
"""A text is rendered no more often than this; what has not been tried out by then is left."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text after its repair."""

    text: str
    repaired: tuple[tuple[str, int], ...]
    """How often each code was repaired; `WRAPPER` stands for comments."""
    left: tuple[tuple[str, int], ...]
    """How often a repair was known and left, for it would have changed the page."""
    rendered: tuple[Rendered, ...]
    """The text's pieces as they are now."""


def fix(source: str, render: Render, known: Lexicon, *, markup: str) -> Fixed:
    """Repair `source`; `render` is asked again and again. Fixing the result changes nothing more."""
    bench = _Bench(source, render, known, markup=markup)
    left: list[str] = []
    for _ in range(_ROUNDS):
        before = bench.source
        bench.rename()
        left = bench.repair()
        if bench.source == before:
            break
    repaired = tuple(sorted(bench.repaired.items()))
    return Fixed(
        bench.source, repaired, tuple(sorted(Counter(left).items())), tuple(bench.rendered)
    )


class _Bench:
    """A text under repair, and how it is rendered as it stands."""

    def __init__(self, source: str, render: Render, known: Lexicon, *, markup: str) -> None:
        self.source = source
        self.render = render
        self.known = known
        self.markup = markup
        self.rendered = render(source)
        self.trials = 0
        self.harmless = source, self.rendered
        """The text with all that was kept so far, and how it is rendered."""
        self.repaired: Counter[str] = Counter()

    def rename(self) -> None:
        """Correct names that are certainly misspelt."""
        for repair in self.misspelt():
            (edits,) = repair.alternatives
            text, rendered = self.tried(edits)
            if _faults(rendered) < _faults(self.rendered):
                self.source, self.rendered = text, rendered
                self.repaired[repair.code] += repair.count
                return

    def misspelt(self) -> Iterator[Repair]:
        """For each name that is meant by others, their correction."""
        corrections: dict[str, list[Edit]] = {}
        impossible = set()
        for piece in self.rendered:
            tags = counterparts(piece.html, self.source, self.known.opening)
            for diagnostic in piece.result.diagnostics:
                tag = tags.get(diagnostic.start)
                if diagnostic.fault is not UNKNOWN_NAME or tag is None:
                    continue
                name = meant(tag.word, self.known.shortcodes)
                if name is None:
                    continue
                edit = Edit(tag.name_end - len(tag.word), tag.name_end, name)
                corrections.setdefault(name, []).append(edit)
                attributes = {each.name for each in self.known.shortcodes[name].attributes}
                if not {each.name for each in tag.attributes if each.name} <= attributes:
                    impossible.add(name)
        for name, edits in corrections.items():
            if name not in impossible:
                yield Repair(UNKNOWN_NAME.code, (tuple(edits),), len(edits))

    def repair(self) -> list[str]:
        """Make the repairs that leave the page as it is; the codes of those that would not."""
        planned = {(repair.code, repair.alternatives): repair for repair in self.planned()}
        kept: list[Repair] = []
        left = [each.code for each in planned.values() if not each.alternatives]
        self.try_out([each for each in planned.values() if each.alternatives], kept, left)
        if kept:
            self.source, self.rendered = self.harmless
            self.repaired.update(code for repair in kept for code in [repair.code] * repair.count)
        return [code for code in left if code != WRAPPER]

    def planned(self) -> Iterator[Repair]:
        for comment in WRAPPER_COMMENT.finditer(self.source):
            yield Repair(WRAPPER, removal(self.source, *comment.span(), self.markup))
        for piece in self.rendered:
            yield from repairs(piece.html, self.source, self.known, self.markup)

    def try_out(self, planned: Sequence[Repair], kept: list[Repair], left: list[str]) -> None:
        """Add to `kept` those that do no harm beside each other; halve the others until they are found."""
        if not planned:
            return
        if self.is_harmless([*kept, *planned]):
            kept.extend(planned)
        elif len(planned) > 1:
            middle = len(planned) // 2
            self.try_out(planned[:middle], kept, left)
            self.try_out(planned[middle:], kept, left)
        else:
            (repair,) = planned
            for edits in repair.alternatives[1:]:
                other = Repair(repair.code, (edits,))
                if self.is_harmless([*kept, other]):
                    kept.append(other)
                    return
            left.extend([repair.code] * repair.count)

    def is_harmless(self, chosen: Sequence[Repair]) -> bool:
        """Whether the page stays what it is with the `chosen` repairs."""
        text, rendered = self.tried(_edits(chosen))
        if (
            text == self.source
            or _faults(rendered) > _faults(self.rendered)
            or not same_page(rendered, self.rendered)
        ):
            return False
        self.harmless = text, rendered
        return True

    def tried(self, edits: Iterable[Edit]) -> tuple[str, Sequence[Rendered]]:
        """The text with `edits` and how it is rendered; as it stands where they cannot be made."""
        text = _edited(self.source, edits)
        self.trials += 1
        if text is not None and self.trials <= _MOST_TRIALS:
            with suppress(UnreadableError):
                return text, self.render(text)
        return self.source, self.rendered


def _edits(chosen: Iterable[Repair]) -> list[Edit]:
    return [edit for repair in chosen for edit in repair.alternatives[0]]


def _edited(source: str, edits: Iterable[Edit]) -> str | None:
    """`source` with `edits` made; `None` where they get in each other's way."""
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < position:
            return None
        parts += (source[position : edit.start], edit.text)
        position = edit.end
    parts.append(source[position:])
    return "".join(parts)


def _faults(rendered: Iterable[Rendered]) -> int:
    return sum(len(piece.result.diagnostics) for piece in rendered)
