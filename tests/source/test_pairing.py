"""The pairing of tags in two texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_mks.source.pairing import Look, look, pair
from tests.reach import reached

TAG = re.compile(r"\[(?P<closing>/?)(?P<word>\w+)")


def tags_of(text: str) -> list[Look]:
    return [look(each) for each in TAG.finditer(text)]


def paired(first: str, second: str) -> list[tuple[int, int]]:
    return sorted(pair(tags_of(first), tags_of(second)).items())


@pytest.mark.parametrize(
    ("first", "second", "pairs"),
    [
        ("[a] [b]", "[a] [b]", [(0, 0), (1, 1)]),
        ("[b x=1] [a]", "[a] [b x=1]", [(0, 1), (1, 0)]),
        (
            "a footnote that is moved [a] and a text after that [a]",
            "and a text after that [a] a footnote that is moved [a]",
            [(0, 1), (1, 0)],
        ),
        ("[a x=1] [a x=2]", "[a x=2] [a x=1]", [(0, 1), (1, 0)]),
        ("here it is for once [a]", "[a] zero [a] here it is for once [a]", [(0, 2)]),
        ("[a] [a] [b]", "[a] [b] [a]", [(0, 0), (1, 2), (2, 1)]),
        ("[a] [c] [b]", "[a] [b]", [(0, 0), (2, 1)]),
        ("[a] [x q=1] [b]", "[a] [x other] [b]", [(0, 0), (1, 1), (2, 2)]),
        ("[/a]", "[a]", []),
        ("", "[a]", []),
    ],
)
def test_equal_tags_are_paired(first: str, second: str, pairs: list[tuple[int, int]]) -> None:
    assert paired(first, second) == pairs


def test_one_more_of_many_equal_tags_costs_little() -> None:
    pairs = paired("[a] " * 20_000, "[a] " * 20_001)
    assert len(pairs) == 20_000
    assert [one for one, _ in pairs] == list(range(20_000))
    assert len({other for _, other in pairs}) == 20_000


_TAGS = st.lists(st.sampled_from(["[a]", "[/a]", "[b x=1]", "[b x=2]", "one", "two"]), max_size=12)


@given(_TAGS, _TAGS)
def test_each_tag_has_one_partner_of_its_name(first: list[str], second: list[str]) -> None:
    one, other = tags_of(" ".join(first)), tags_of(" ".join(second))
    pairs = pair(one, other)
    assert len(set(pairs.values())) == len(pairs)
    assert all(one[left].name == other[right].name for left, right in pairs.items())
    reached(pairs)


@given(_TAGS)
def test_a_text_is_paired_with_itself_in_order(tags: list[str]) -> None:
    found = tags_of(" ".join(tags))
    assert pair(found, found) == {index: index for index in range(len(found))}
    reached(len(found) > 1)
