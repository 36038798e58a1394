"""The assumptions of the benchmarks: their HTML is as described, and they measure growth correctly."""

from __future__ import annotations

import re
from math import inf
from pathlib import Path

import pytest

from benchmarks import growth, page
from benchmarks.build import Overhead
from benchmarks.kinds import IN_DIVS, IN_SECTION, KINDS, TABS, Kind
from benchmarks.widgets import Cost
from pelican_mks import transform

EACH = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def numbers(html: str) -> set[str]:
    return set(re.findall(r"\b\d{7}\b", html))


@EACH
def test_every_widget_of_a_kind_is_rendered(kind: Kind) -> None:
    one, three = (transform(kind.article(7, count, 5)).html for count in (1, 3))
    assert "[mks" not in three
    assert three.count("mks-") == 3 * one.count("mks-") > 0


@EACH
def test_only_broken_widgets_are_reported(kind: Kind) -> None:
    assert bool(transform(kind.article(7, 3, 5)).diagnostics) is ("closed" in kind.name)
    assert transform(kind.broken().article(7, 3, 5)).diagnostics


@EACH
def test_articles_differ_only_in_their_widgets(kind: Kind) -> None:
    fewer, more = kind.article(7, 1, 5), kind.article(8, 5, 5)
    assert fewer.count("<p>Employees") == more.count("<p>Employees") == 5
    assert numbers(fewer).isdisjoint(numbers(more))


@pytest.mark.parametrize("kind", [TABS, IN_SECTION, IN_DIVS], ids=lambda kind: kind.name)
def test_a_long_article_contains_one_widget_in_9_kb(kind: Kind) -> None:
    assert 8_500 < len(kind.long_article(7).encode()) < 9_500
    assert transform(kind.long_article(7)).html.count('<div class="mks-tabs"') == 1


def test_fragments_are_repeated_alternately_and_one_after_the_other() -> None:
    texts = {make(2) for _, make in growth.pairs()}
    assert {"[]" * 2, "[[]]"} <= texts


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_the_exponent_is_the_power_with_which_a_measure_grows(power: float) -> None:
    found = growth.exponent(lambda text: 3 * len(text) ** power, lambda n: "x" * n, 100)
    assert found == pytest.approx(power)


COSTS = [Cost("icon", 4, 5e-5, 1e-5, 6e-5), Cost("tabs", 3, 2e-5, 1e-5, 4e-5)]


def test_the_page_starts_with_the_slowest_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "page.md"
    file.write_text("x\n\n<!-- figures -->\n\nold\n\n<!-- /figures -->\n", encoding="utf-8")
    monkeypatch.setattr(page, "FILE", file)
    page.write(COSTS, [page.widgets(COSTS)])
    text = file.read_text(encoding="utf-8")
    assert "“icon”, one more widget costs 50 µs: 5.0 times" in text
    assert "| icon | 50.0 µs | 10.0 µs | **5.0 ×** | ≤ 4 × | 1.2 × clean |" in text
    assert "| tabs | 20.0 µs | 10.0 µs | 2.0 × | ≤ 3 × | **2.0 × clean** |" in text


def test_without_wordpress_nothing_is_compared() -> None:
    (row,) = page.articles([Cost("nested divs", 2, 1e-4, inf)]).rows
    assert row == ("nested divs", "100.0 µs", "–", "–", "≤ 2 ×")


def test_the_overhead_of_a_build_is_shown_with_its_error() -> None:
    overhead = Overhead("a widget", limit=0.05, share=0.06, error=0.004, article=3e-4)
    (row, _) = page.builds([overhead], 5000, 0.02).rows
    assert row == (
        "5,000 articles, each with a widget",
        "**6.0 %**",
        "± 0.4 %",
        "300 µs",
        "≤ 5.0 %",
    )
