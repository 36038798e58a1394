"""What the benchmark rests on: its articles are what it says, and its fit finds the power."""

from __future__ import annotations

import pytest

from benchmarks.corpus import COUNTS, SCRIPTS, Case, article, cases
from benchmarks.growth import KINDS, SIZES, exponent
from pelican_mks import transform
from tests.abuse import RUNS, TAGS

EACH = pytest.mark.parametrize("case", cases().values(), ids=cases())


@EACH
def test_every_widget_of_an_article_is_rendered(case: Case) -> None:
    result = transform(case.html)
    assert result.html.count('<div class="mks-tabs"') == case.widgets
    assert bool(result.diagnostics) is case.broken


@pytest.mark.parametrize("script", SCRIPTS)
def test_articles_of_a_script_differ_in_their_widgets_alone(script: str) -> None:
    prose = {
        tuple(part.strip() for part in article(script, count).split("\n\n") if "mks_" not in part)
        for count in COUNTS
    }
    assert len(prose) == 1
    assert 8_500 < len(cases()[f"{script}-0-clean"].html.encode()) < 9_500


def test_an_article_is_the_same_every_time() -> None:
    assert article("Latin", 4) == article("Latin", 4)


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_the_fit_finds_the_power(power: float) -> None:
    assert exponent(SIZES, [3 * size**power for size in SIZES]) == pytest.approx(power)


def test_the_kinds_of_abuse_are_those_of_the_tests() -> None:
    assert (TAGS | RUNS).keys() >= set(KINDS)
