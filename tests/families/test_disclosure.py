"""Toggles and accordions."""

from __future__ import annotations

import pytest

from pelican_mks import transform


@pytest.mark.parametrize(
    ("state", "is_open"),
    [("open", True), ("Open", True), (" OPEN ", True), ("close", False), ("", False)],
)
def test_a_toggle_is_open_where_its_state_says_so(state: str, *, is_open: bool) -> None:
    html = transform(f'<p>[mks_toggle title="A" state="{state}"]x[/mks_toggle]</p>').html
    assert ('<details class="mks-toggle" open>' in html) is is_open
