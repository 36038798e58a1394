"""Prose in Markdown is displayed unchanged, without needless backslashes."""

from __future__ import annotations

import re
from html import escape

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.command.importing.converting import convert
from tests.reach import reached

EXTENSIONS = ["extra", "codehilite", "meta"]
PUNCTUATION = "\\`*_{}[]()#+-.!|<>&~^$=:;'\"@ 1a"
PROSE = st.lists(
    st.text(st.sampled_from(PUNCTUATION), min_size=1, max_size=9), min_size=1, max_size=4
)


def displayed(text: str) -> list[str]:
    html = markdown.markdown("Title: x\n\n" + text, extensions=EXTENSIONS)
    return BeautifulSoup(html, "html.parser").get_text().split()


@pytest.mark.parametrize(
    ("prose", "written"),
    [
        ("It costs $5; a|b, x^2, ~3, @me, a_b_c", "It costs $5; a|b, x^2, ~3, @me, a_b_c"),
        ("2 * 3 and 3 < 4 > 2 & so on...", "2 * 3 and 3 < 4 > 2 & so on..."),
        ("[sic] [1] (see [above])", "[sic] [1] (see [above])"),
        ("*not* _so_ `x`", "\\*not\\* \\_so\\_ \\`x\\`"),
        ("[a](b) ![c](d)", "[a\\](b) ![c\\](d)"),
        ("- one", "\\- one"),
        ("1. one", "1\\. one"),
        ("-5 degrees, 1.5 metres", "-5 degrees, 1.5 metres"),
        ("# one #", "\\# one #"),
        ("C:\\new \\*", "C:\\new \\\\\\*"),
        ("<b> &amp; &copy", "&lt;b> &amp;amp; &copy"),
        ("[a]: b", "\\[a]: b"),
        (": b", "&#58; b"),
        ("{x} a{y}", "\\{x} a\\{y}"),
        ("===", "&#61;=="),
    ],
)
def test_only_markup_is_escaped(prose: str, written: str) -> None:
    assert convert(f"<p>{escape(prose, quote=False)}</p>").text == written


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(["a", "===", "---"])
@example(["*a", "b*"])
@example(["1", "_", "_"])
@example(["<1@1>"])
@example(["a *", "* b _", "_"])
@example(["a", ":   b"])
@example(["|a|b|", "|-|-|", "|1|2|"])
@example(["1|", "\\|"])
@example(["1|", "-\\|"])
@example(["[^1]", "[^1]: a"])
@example(["*[a]: b", "a"])
@given(PROSE)
def test_prose_with_any_punctuation_is_displayed_unchanged(lines: list[str]) -> None:
    html = "<br />".join(escape(line, quote=False) for line in lines)
    text = convert(f"<p>{html}</p>\n<h2>{html}</h2>\n<ul><li>{html}</li></ul>").text
    assert "".join(displayed(text)) == re.sub(r"\s", "", "".join(lines)) * 3
    reached("\\" in text or "&" in text)


def test_a_private_use_character_of_the_author_is_kept() -> None:
    assert displayed(convert("<p>icon \U0010f000 \uf0e0</p>").text) == [
        "icon",
        "\U0010f000",
        "\uf0e0",
    ]
