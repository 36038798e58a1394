"""What tabs, toggles and the items of an accordion have in common."""

from __future__ import annotations

import pytest

from pelican_mks.render.item import is_empty


@pytest.mark.parametrize(
    "name",
    "audio canvas embed hr iframe img input math object svg video VIDEO".split(),
)
def test_what_is_seen_without_text_is_not_empty(name: str) -> None:
    assert not is_empty(f"<p><{name} src=x></p>")


@pytest.mark.parametrize("html", ["", "<p> </p>", "<p>&nbsp;<br></p>", "<b></b>", "<imgs>"])
def test_what_shows_nothing_is_empty(html: str) -> None:
    assert is_empty(html)
