"""Columns and the rows around them."""

from __future__ import annotations

import pytest

from pelican_mks import transform
from pelican_mks.families.registry import enabled
from pelican_mks.render.settings import Settings

HALF = "[mks_one_half]x[/mks_one_half]"


@pytest.mark.parametrize("names", [("mks_one_half",), ("mks_one_half", "mks_col"), None])
def test_columns_have_a_row_whatever_is_enabled(names: tuple[str, ...] | None) -> None:
    html = transform(f"<p>{HALF}{HALF}</p>", settings=Settings(shortcodes=names)).html
    assert html.count('class="mks-columns"') == 1
    assert html.count('class="mks-column mks-column--one-half"') == 2


def test_enabling_columns_enables_their_row() -> None:
    assert [each.name for each in enabled(("mks_one_half",))] == ["mks_col", "mks_one_half"]
    assert [each.name for each in enabled(("mks_col",))] == ["mks_col"]


@pytest.mark.parametrize(
    "between",
    ["", " ", "<br />\n", "</p>\n<p>", "</p><p>&nbsp;</p><p>", "<!-- x -->", "<span> </span>"],
)
def test_columns_with_nothing_visible_between_them_share_a_row(between: str) -> None:
    html = transform(f"<p>{HALF}{between}{HALF}</p>").html
    assert html.count("mks-columns") == 1
    assert "<p>&nbsp;</p>" not in html


@pytest.mark.parametrize(
    "between", ["x", "<img src=x>", "<hr>", "</p><h2>x</h2><p>", "[mks_separator]"]
)
def test_visible_content_between_columns_separates_rows(between: str) -> None:
    assert transform(f"<p>{HALF}{between}{HALF}</p>").html.count("mks-columns") == 2


def test_no_row_is_added_inside_an_author_s_row() -> None:
    html = transform(f"<p>[mks_col]{HALF}text{HALF}[/mks_col]</p>").html
    assert html.count("mks-columns") == 1
    assert "<p>text</p>" in html


def test_a_row_of_the_author_stays_one_beside_columns_without_a_row() -> None:
    html = transform(f"<p>{HALF}</p><p>[mks_col]{HALF}{HALF}[/mks_col]</p>").html
    assert html.count("mks-columns") == 2


def test_other_shortcodes_in_a_row_stay_in_their_paragraph() -> None:
    html = transform(
        f"<p>[mks_col]one [mks_highlight]two[/mks_highlight] three{HALF}[/mks_col]</p>"
    ).html
    assert '<p>one <mark class="mks-highlight">two</mark> three</p>' in html


def test_columns_in_different_elements_stay_separate() -> None:
    html = transform(
        f"<ul><li>{HALF}</li><li>{HALF}</li></ul><table><tr><td>{HALF}<td>{HALF}</table>"
    ).html
    assert html.count("mks-columns") == 4
