"""Cutting HTML and joining the pieces; `splice.md` contains whole articles."""

from __future__ import annotations

import pytest

from pelican_mks.render.splice import Splicer
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.lexer import Edit, Lexicon, lex
from pelican_mks.shortcodes.parser import parse

KNOWN = Lexicon((Shortcode("mks_x", ""), Shortcode("mks_y", "", single=True, inline=True)))


def splice(html: str) -> str:
    """Render `[mks_x]…[/mks_x]` as a `div`, and `[mks_y]` as an inline `i`."""
    lexed = lex(html, KNOWN)
    parsed = parse(html, lexed, KNOWN.shortcodes)
    splicer = Splicer(html, (*lexed.escapes, *lexed.literals), parsed.dropped, {})
    return splicer.document(
        parsed.elements,
        lambda element: "<i>Y</i>" if element.inline else "<div>X</div>",
    )


X = "[mks_x]x[/mks_x]"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (X, "<div>X</div>"),
        (f"<p>{X}</p>", "<div>X</div>"),
        (f"<p>a {X} b</p>", "<p>a</p>\n<div>X</div>\n<p>b</p>"),
        (f"<p>a<br>{X}<br>b</p>", "<p>a</p>\n<div>X</div>\n<p>b</p>"),
        (f"<p><b>{X}</b></p>", "<div>X</div>"),
        (f"<p><b>a{X}b</b></p>", "<p><b>a</b></p>\n<div>X</div>\n<p><b>b</b></p>"),
        (f"<p id=a>{X}b</p>", "<div>X</div>\n<p id=a>b</p>"),
        (f"<p id=a>a{X}b</p>", "<p id=a>a</p>\n<div>X</div>\n<p>b</p>"),
        (
            f"<p title='id=a'>a{X}b</p>",
            "<p title='id=a'>a</p>\n<div>X</div>\n<p title='id=a'>b</p>",
        ),
        (f"<li>a{X}b</li>", "<li>a\n<div>X</div>\nb</li>"),
        (f"<ul>{X}<li>b</ul>", "<div>X</div>\n<ul><li>b</ul>"),
        (f"<p>{X}<p>b", "<div>X</div>\n<p>b"),
        (f"<p>{X} {X}</p>", "<div>X</div>\n<div>X</div>"),
        ("<p>[mks_x]x</p><p>y[/mks_x]</p>", "<div>X</div>"),
        ("<p>a</p>[/mks_x]<p>b</p>", "<p>a</p><p>b</p>"),
        ("<p><b>[/mks_x]</b></p>", ""),
        ("<li>[/mks_x]</li>", "<li></li>"),
        ("a [mks_y] b", "a <i>Y</i> b"),
        ("<p><b>[mks_y]</b>, b</p>", "<p><b><i>Y</i></b>, b</p>"),
        (f"<p>[mks_y] {X} [mks_y]</p>", "<p><i>Y</i></p>\n<div>X</div>\n<p><i>Y</i></p>"),
    ],
)
def test_a_cut_element_is_closed_and_opened_again(html: str, expected: str) -> None:
    assert splice(html) == expected


def test_edits_apply_unless_they_are_inside_another() -> None:
    splicer = Splicer("0123456789", [Edit(5, 9), Edit(6, 7, "x"), Edit(1, 2, "one")], (), {})
    assert splicer.slice(0, 10) == "0one2349"
    assert splicer.slice(2, 4) == "23"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p><b>a{X}</B> c</p>", "<p><b>a</b></p>\n<div>X</div>\n<p>c</p>"),
        (f"<p>a{X}</P><p>c</p>", "<p>a</p>\n<div>X</div>\n<p>c</p>"),
        (f"<p>a{X} <DIV>c</DIV>", "<p>a</p>\n<div>X</div>\n<DIV>c</DIV>"),
    ],
)
def test_tags_in_capitals_leave_no_empty_paragraph(html: str, expected: str) -> None:
    assert splice(html) == expected
