"""Edited text, and where each of its parts was in the original."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pelican_mks.shortcodes.lexer import Edit
from pelican_mks.source.revision import Revision
from tests.reach import reached

_EDITS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 3), st.text("XY", max_size=2)), max_size=4
)


def disjoint(places: list[tuple[int, int, str]], length: int) -> list[Edit]:
    edits: list[Edit] = []
    for start, size, text in sorted(places):
        first_start = max(start, edits[-1].end if edits else 0)
        if first_start + size <= length:
            edits.append(Edit(first_start, first_start + size, text))
    return edits


@given(_EDITS, _EDITS)
def test_unchanged_text_has_its_original_place(
    first: list[tuple[int, int, str]], second: list[tuple[int, int, str]]
) -> None:
    original = "abcdefghijkl"
    revision = Revision.of(original)
    for places in (first, second):
        edited = revision.edited(disjoint(places, len(revision.text)))
        assert edited
        revision = edited
    for offset, letter in enumerate(revision.text):
        origin, kept = revision.origin(offset)
        assert kept == letter.islower()
        if kept:
            assert original[origin] == letter
    reached(revision.text != original)


def test_new_text_has_the_place_of_what_it_replaces() -> None:
    revision = Revision.of("abc").edited([Edit(1, 2, "XY")])
    assert revision
    assert revision.text == "aXYc"
    assert [revision.origin(offset) for offset in range(4)] == [
        (0, True), (1, False), (1, False), (2, True),
    ]  # fmt: skip


def test_overlapping_edits_are_rejected() -> None:
    assert Revision.of("abc").edited([Edit(0, 2), Edit(1, 3)]) is None
