"""A site as the command reads it."""

from __future__ import annotations

import pytest

from pelican_mks.command.site import open_site


@pytest.mark.parametrize(
    ("name", "markup"), [("a.md", "markdown"), ("a.rst", "rst"), ("a.html", "html")]
)
def test_the_reader_determines_the_markup(name: str, markup: str) -> None:
    assert open_site(None).markup(name) == markup
