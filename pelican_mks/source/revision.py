"""A text and what it was before its edits: each place in it leads back to the original."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from pelican_mks.shortcodes.lexer import Edit


@dataclass(frozen=True, slots=True)
class Revision:
    """A text that was made of another by edits."""

    text: str
    starts: tuple[int, ...]
    """Where its pieces begin."""
    origins: tuple[tuple[int, bool], ...]
    """For each piece where it comes from in the original, and whether it stands there as it is."""

    @classmethod
    def of(cls, text: str) -> Revision:
        """A text as it is."""
        return cls(text, (0,), ((0, True),))

    def origin(self, offset: int) -> tuple[int, bool]:
        """Where the character at `offset` comes from in the original; `False`: what was there before it."""
        piece = bisect_right(self.starts, offset) - 1
        origin, kept = self.origins[piece]
        return (origin + offset - self.starts[piece], True) if kept else (origin, False)

    def edited(self, edits: Iterable[Edit]) -> Revision | None:
        """The text with `edits` made; `None` where they get in each other's way."""
        parts: list[str] = []
        starts: list[int] = []
        origins: list[tuple[int, bool]] = []
        length = position = 0

        def add(text: str, origin: tuple[int, bool]) -> None:
            nonlocal length
            if text:
                parts.append(text)
                starts.append(length)
                origins.append(origin)
                length += len(text)

        def keep(end: int) -> None:
            for start, stop, origin in self._pieces(position, end):
                add(self.text[start:stop], origin)

        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
            if edit.start < position:
                return None
            keep(edit.start)
            add(edit.text, (self.origin(edit.start)[0], False))
            position = edit.end
        keep(len(self.text))
        return Revision("".join(parts), tuple(starts) or (0,), tuple(origins) or ((0, True),))

    def _pieces(self, start: int, end: int) -> Iterable[tuple[int, int, tuple[int, bool]]]:
        """What lies between two places: from where to where, and where that comes from."""
        piece = bisect_right(self.starts, start) - 1
        while start < end:
            following = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)
            stop = min(end, following)
            yield start, stop, self.origin(start)
            start = stop
            piece += 1
