"""Invariants: what holds for every text, hostile or not."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given

from pelican_mks import transform
from tests import oracle
from tests.invariants import check_invariants
from tests.reach import reached
from tests.strategies import article, hostile

_NUMBERED = re.compile(r"(?:party|branch)\d+")


@given(hostile)
def test_hostile_text_neither_raises_nor_changes_when_transformed_again(text: str) -> None:
    reached(check_invariants(text).html != text)


@given(article)
def test_an_article_does_not_change_when_transformed_again(text: str) -> None:
    reached(check_invariants(text).html != text)


@given(article)
def test_an_article_stays_balanced(text: str) -> None:
    assert oracle.errors(text) == []
    html = transform(text).html
    assert oracle.errors(html) == []
    assert oracle.misplaced(html) == []
    reached(html != text)


@given(article)
def test_no_paragraph_is_left_empty(text: str) -> None:
    html = transform(text).html
    assert oracle.empty_paragraphs(html) <= oracle.empty_paragraphs(text)
    reached(html != text and "<p" in html)


@given(article)
def test_ids_are_unique(text: str) -> None:
    counts = Counter(oracle.ids(transform(text, prefix="slug").html))
    del counts["h"]  # the author's own id, which may occur more than once
    assert all(count == 1 for count in counts.values())
    reached(len(counts) > 1)


@given(article)
def test_every_word_stays_once_and_in_order(text: str) -> None:
    result = transform(text)
    written = _NUMBERED.findall(text)
    left = _NUMBERED.findall(" ".join(oracle.words(result.html)))
    if "MKS004" in {diagnostic.code for diagnostic in result.diagnostics}:
        assert sorted(left) == sorted(written)
    else:
        assert left == written
    reached(written and result.html != text)
