"""The comparison of pages."""

from __future__ import annotations

import pytest

from pelican_mks.command.fixing.same import same_page
from pelican_mks.source.text import Text
from pelican_mks.transform import Result


def same(one: str, other: str) -> bool:
    return same_page([Text("", "", Result(one))], [Text("", "", Result(other))])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>a</p>\n\n<p>b</p>", "<p>a</p><p> b </p>"),
        ("<p>a\nb</p>", "<p>a b</p>"),
        ("<p>a</p><!-- wp:shortcode --><p>b</p>", "<p>a</p><p>b</p>"),
    ],
)
def test_white_space_between_blocks_and_wrapper_comments_are_ignored(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>a b</p>", "<p>ab</p>"),
        ("<p>a <b>b</b></p>", "<p>a<b>b</b></p>"),
        ("<p>a</p>", "<p>a</p><p></p>"),
        ("<p>a</p><p>b</p>", "<p>a b</p>"),
        ("<pre>a  b</pre>", "<pre>a b</pre>"),
        ("<script><!-- wp:shortcode -->x</script>", "<script>x</script>"),
        ("<p>a<!-- more --></p>", "<p>a</p>"),
        ('<p id="a">a</p>', "<p>a</p>"),
    ],
)
def test_every_other_difference_counts(one: str, other: str) -> None:
    assert not same(one, other)


def test_every_text_counts() -> None:
    body, summary = (Text(field, "", Result("<p>a</p>")) for field in ("", "summary"))
    assert same_page([body, summary], [body, summary])
    assert not same_page([body], [body, summary])
    assert not same_page([body], [summary])
