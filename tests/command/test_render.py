"""Standalone pages."""

from __future__ import annotations

import pytest

from pelican_mks.command.render import standalone_page


@pytest.mark.parametrize(
    ("html", "body"), [("", ""), ("<p>a</p>", "<p>a</p>\n"), ("<p>a</p>\n", "<p>a</p>\n")]
)
def test_the_body_ends_with_one_line_break(html: str, body: str) -> None:
    assert f"<body>\n{body}</body>\n" in standalone_page(html, title="A")
