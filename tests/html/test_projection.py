"""The text that a reader sees, and the position of each character in the HTML."""

from __future__ import annotations

import pytest

from pelican_mks.html.projection import Projection, project


def seen(html: str, *, unescape: bool = False) -> Projection:
    return project(html, 0, len(html), unescape=unescape)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("a&#8221;b&rdquo;c&quot;d&nbsp;e", 'a”b”c"d\u00a0e'),
        ("a &amp; b & c &nosuch; &#; d", "a & b & c &nosuch; &#; d"),
        ("&copy=2", "©=2"),
        ("<b>a</b><span class='x > y'>b</span>", "ab"),
        ("a<br />b<BR>c", "a\nb\nc"),
        ("a<!-- <b> -->b", "ab"),
        ("a < b <= c", "a < b <= c"),
        ("a <b", "a <b"),
        ("a <b c &amp; d", "a <b c & d"),
        ("a<!-- b", "a<!-- b"),
        ('<a href="x>y">z</a>', "z"),
    ],
)
def test_the_projection_is_the_visible_text(html: str, text: str) -> None:
    assert seen(html).text == text


def test_backslash_escapes_are_removed_on_request() -> None:
    assert seen(r"a\_b\]\\c\d").text == r"a\_b\]\\c\d"
    assert seen(r"a\_b\]\\c\d", unescape=True).text == r"a_b]\c\d"


def test_every_character_has_its_position_in_the_html() -> None:
    html = "x<b>a&amp;</b>\\_z"
    found = seen(html, unescape=True)
    places = [html[found.before(at) : found.after(at)] for at in range(len(found.text))]
    assert found.text == "xa&_z"
    assert places == ["x", "a", "&amp;", "_", "z"]


def test_only_the_given_part_is_projected() -> None:
    found = project("&lt;[a&gt;]", 4, 10, unescape=False)
    assert found.text == "[a>"
    assert (found.before(2), found.after(2)) == (6, 10)
