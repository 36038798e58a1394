"""Edited texts whose places can be traced back to the original."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from pelican_mks.shortcodes.lexer import Edit


@dataclass(frozen=True, slots=True)
class Revision:
    """An edited text."""

    text: str
    starts: tuple[int, ...]
    """The offsets of its pieces."""
    origins: tuple[tuple[int, bool], ...]
    """For each piece, its offset in the original, and whether it is unchanged."""

    @classmethod
    def of(cls, text: str) -> Revision:
        """Return a text without edits."""
        return cls(text, (0,), ((0, True),))

    def origin(self, offset: int) -> tuple[int, bool]:
        """Return the offset in the original of the character at `offset`, and whether it is unchanged."""
        piece = bisect_right(self.starts, offset) - 1
        origin, kept = self.origins[piece]
        return (origin + offset - self.starts[piece], True) if kept else (origin, False)

    def edited(self, edits: Iterable[Edit]) -> Revision | None:
        """Apply `edits`; return `None` if they overlap."""
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
        """Yield the pieces between two offsets: start, end and origin."""
        piece = bisect_right(self.starts, start) - 1
        while start < end:
            following = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)
            stop = min(end, following)
            yield start, stop, self.origin(start)
            start = stop
            piece += 1
