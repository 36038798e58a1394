"""Posts with broken HTML and broken shortcodes lose no words."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.command.importing.converting import convert
from tests.reach import reached

FRAGMENTS = (
    "\n", "\n\n", " ", "<p>", "</p>", "<div>", "</div>", '<div class="x">', "<em>", "</em>", "<strong>", "</strong>", "<ul>",
    "</ul>", "<li>", "</li>", "<blockquote>", "</blockquote>", "<h2>", "</h2>", "<br />", "<pre>", "</pre>", "<code>", "</code>",
    "<!-- wp:paragraph -->", "<!--more-->", "<hr>", "<", "&", "&nbsp;", "- ", "1. ", "* ", "# ", "> ", "`", "```", "|", "[", "]", "\\",
    "[mks_tabs]", "[/mks_tabs]", '[mks_tab_item title="t"]', "[/mks_tab_item]", "[mks_toggle]", "[/mks_toggle]", '[x_y a="b"]',
    "[mks_separator]", "[caption]", "[/caption]", "[code]", "[/code]", '<a href="u">', "</a>", "<span style='s'>", "</span>",
)  # fmt: skip


@st.composite
def posts(draw: st.DrawFn) -> str:
    """Generate fragments with numbered words between them."""
    fragments = draw(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=14))
    return "".join(f"{fragment} word{place}x " for place, fragment in enumerate(fragments))


@pytest.mark.parametrize("markup", ["html", "markdown"])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=posts())
def test_every_word_appears_once_and_in_order(markup: str, content: str) -> None:
    text = convert(content, markup).text
    assert re.findall(r"word\d+x", text) == re.findall(r"word\d+x", content)
    reached(text != content)
