"""Toggles and accordions."""

from __future__ import annotations

import pytest

from pelican_mks import transform


@pytest.mark.parametrize(
    ("state", "is_open"),
    [("open", True), ("Open", True), (" OPEN ", True), ("close", False), ("", False)],
)
def test_a_toggle_is_open_only_if_its_state_is_open(state: str, *, is_open: bool) -> None:
    html = transform(f'<p>[mks_toggle title="A" state="{state}"]x[/mks_toggle]</p>').html
    assert ('<details class="mks-toggle" open>' in html) is is_open


def test_an_item_whose_title_has_no_letters_has_an_id() -> None:
    html = transform(
        '<p>[mks_accordion][mks_accordion_item title="?!"]x[/mks_accordion_item][/mks_accordion]</p>'
    ).html
    assert 'id="accordion-1-item"' in html
