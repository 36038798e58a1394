"""Adding paragraphs to posts as WordPress does."""

from __future__ import annotations

import json
import re

import pytest

from pelican_mks import transform
from pelican_mks.command.importing.masks import Kind, Masks
from pelican_mks.command.importing.paragraphs import with_paragraphs
from tests.command.importing.converting import convert
from tests.outline import outline
from tests.sites import PROJECT

# Cases in which WordPress loses words, or applies typography, which is Pelican's task.
DIFFERENT = {216, 217, 221, 223, 224, 225, 229, 230}
ROWS = [
    row
    for line in (PROJECT / "tests/fixtures/wordpress.jsonl").read_text("utf-8").splitlines()
    if (row := json.loads(line))["op"] == "the_content" and "⟪" in row["wordpress"]
]


def paragraphs(content: str, *, breaks: bool = True) -> str:
    return with_paragraphs(content, Masks(content), breaks=breaks).replace("\n", "")


def tag(trace: re.Match[str]) -> str:
    """Return the tag that left a trace in WordPress's output."""
    name, attributes = trace[1], trace[2].strip()
    if name.startswith("/"):
        return f"[{name}]"
    values = json.loads(attributes)
    return (
        f"[{name}" + "".join(f' {key}="{value}"' for key, value in dict(values or {}).items()) + "]"
    )


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["id"] not in DIFFERENT], ids=lambda row: row["note"]
)
def test_paragraphs_are_as_in_wordpress(row: dict[str, str]) -> None:
    theirs = re.sub(r"⟪(/?\w+)([^⟫]*)⟫", tag, row["wordpress"])
    ours = convert(row["text"], "html").text
    assert outline(transform(ours).html) == outline(transform(theirs).html)


def test_most_of_wordpress_own_cases_are_compared() -> None:
    assert len(ROWS) - len(DIFFERENT) >= 14


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("One\n\nTwo", "<p>One</p><p>Two</p>"),
        ("One\nTwo", "<p>One<br />Two</p>"),
        ("One<br><br>Two", "<p>One</p><p>Two</p>"),
        ("One<br />\nTwo", "<p>One<br />Two</p>"),
        ("<p>One\n\nTwo</p>", "<p>One</p><p>Two</p>"),
        ("<p>One\n<p>Two", "<p>One<p>Two"),
        ("<h2>One</h2>Two", "<h2>One</h2><p>Two</p>"),
        ("<h2>One\nTwo</h2>", "<h2>One<br />Two</h2>"),
        ("<ul>\n<li>One</li>\n<li>Two\n\nThree</li>\n</ul>", "<ul><li>One</li><li><p>Two</p><p>Three</p></li></ul>"),
        ("<ul><li>One\n<ul><li>Two</li></ul>\nThree</li></ul>", "<ul><li>One<ul><li>Two</li></ul><p>Three</p></li></ul>"),
        ("<blockquote>One</blockquote>", "<blockquote><p>One</p></blockquote>"),
        ("<div>One</div>\nTwo", "<div>One</div><p>Two</p>"),
        ("<div>One\n\nTwo</div>", "<div><p>One</p><p>Two</p></div>"),
        ("<table><tr><td>One\nTwo</td></tr></table>", "<table><tr><td>One<br />Two</td></tr></table>"),
        ("&nbsp;\n\n\u00a0\n\n\u3000x", "<p>&nbsp;</p><p>\u00a0</p><p>\u3000x</p>"),
        ('<img\nalt="a\n\nb">', '<p><img\nalt="a\n\nb"></p>'.replace("\n", "")),
        ("<!--more-->\n\nx", "<p><!--more--></p><p>x</p>"),
        ("</div>One", "</div><p>One</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_text_is_split_at_blank_lines(content: str, html: str) -> None:
    assert paragraphs(content) == html


@pytest.mark.parametrize("name", ["pre", "script", "style"])
def test_code_keeps_its_lines(name: str) -> None:
    code = f"<{name}>a\n\n<b>\nc</{name}>"
    assert with_paragraphs(code, Masks(""), breaks=True) == code


def test_line_ends_in_block_posts_are_not_line_breaks() -> None:
    assert paragraphs("<p>One\ntwo<br>three</p>", breaks=False) == "<p>Onetwo<br />three</p>"


def test_each_tag_in_a_line_of_tags_is_a_paragraph() -> None:
    masks = Masks("")
    one, two = masks.mask(Kind.BLOCK, "1"), masks.mask(Kind.BLOCK, "2")
    html = with_paragraphs(f"a\n{one} {two}\nb\n{one}c{two}\nd", masks, breaks=True)
    assert html.replace("\n", "") == (
        f"<p>a</p><p>{one}</p><p>{two}</p><p>b</p><p>{one}c{two}</p><p>d</p>"
    )
