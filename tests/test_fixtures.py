"""Every case in `tests/fixtures`; `tests/fixture_cases.py` describes their format."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import oracle
from tests.fixture_cases import Case, difference, read_all

CASES = read_all()
EACH = pytest.mark.parametrize(
    "case", CASES, ids=[f"{case.path.stem}-{case.line}-{case.title}" for case in CASES]
)


@EACH
def test_output_is_as_expected(case: Case) -> None:
    found = difference(case, case.actual())
    assert not found, f"\n{found}"


@EACH
def test_output_is_stable(case: Case) -> None:
    assert replace(case, source=case.html).run().html == case.html


@EACH
def test_html_is_no_worse_than_the_input(case: Case) -> None:
    assert len(oracle.errors(case.html)) <= len(oracle.errors(case.source))
    assert oracle.misplaced(case.html) == []
    assert oracle.empty_paragraphs(case.html) <= oracle.empty_paragraphs(case.source)
