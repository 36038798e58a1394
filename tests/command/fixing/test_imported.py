"""Cleaning up what an importer left in Markdown, apart from tags."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_mks import transform
from pelican_mks.command.fixing.engine import Fixed, fix
from pelican_mks.families.registry import lexicon_of
from pelican_mks.source.text import Text
from tests.reach import reached

KNOWN = lexicon_of(None)


def render(source: str) -> tuple[Text, ...]:
    html = markdown.markdown(source, extensions=["extra", "pelican_mks.markdown"])
    return (Text("", html, transform(html)),)


def cleaned(source: str, markup: str = "markdown") -> Fixed:
    return fix(source, render, KNOWN, markup=markup, imported=True)


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        (r"It costs 5\$ \| 6\$\; a \< b \@home \"so\"", 'It costs 5$ | 6$; a < b @home "so"'),
        (r"2\*3 and 4\_5", "2*3 and 4_5"),
        (r"2\*3\*4 and snake\_case\_name", r"2\*3\*4 and snake_case_name"),
        (r"\# no heading and \[no link\](x)", r"\# no heading and \[no link\](x)"),
        (r"`a\$b` a\$b", r"`a\$b` a$b"),
        ("```\na\\$b\n```\n\na\\$b", "```\na\\$b\n```\n\na$b"),
        ("    a\\$b\n\na\\$b", "    a\\$b\n\na$b"),
        ("a\\\nb", "a\\\nb"),
        (r"\[mks\_separator\] 5\$", "[mks_separator] 5$"),
        ("- a\n  - b\n  - c\n- d", "- a\n    - b\n    - c\n- d"),
        ("1. a\n   1. b\n2. c", "1. a\n    1. b\n2. c"),
        ("- a\n\n  more\n- b\n\nText.", "- a\n\n    more\n- b\n\nText."),
        ("- a\n    - b", "- a\n    - b"),
        ("Text.\n\n  indented", "Text.\n\n  indented"),
    ],
)
def test_markdown_is_cleaned(source: str, clean: str) -> None:
    assert cleaned(source).text == clean
    assert cleaned(clean).text == clean


def test_other_markup_is_not_cleaned() -> None:
    assert cleaned(r"5\$", "rst").text == r"5\$"


def test_metadata_are_unchanged() -> None:
    source = "Title: 5\\$\n\n5\\$"
    assert cleaned(source).text == "Title: 5\\$\n\n5$"


def test_the_report_contains_counts_and_the_effect() -> None:
    result = cleaned("- a\n  - b\n\n5\\$ \\#x")
    assert dict(result.cleaned) == {"list": 1, "needless escape": 2}
    effect = list(result.effect())
    assert "-<p>5\\$ #x</p>" in effect
    assert "+<p>5$ #x</p>" in effect


_LINES = st.sampled_from(
    [
        "- a",
        "  - b",
        "1. c",
        "   2. d",
        "x\\$y",
        "`c\\$`",
        "    e\\|",
        "",
        "> - q",
        "\\* s \\*",
        "```",
        "[t\\]",
    ]
)


@given(st.lists(_LINES, max_size=8).map("\n".join))
def test_cleaning_again_changes_nothing(source: str) -> None:
    once = cleaned(source).text
    assert cleaned(once).text == once
    reached(once != source)
