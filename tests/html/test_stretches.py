"""A plain stretch is read like its tokens, and plain articles consist of such stretches."""

from __future__ import annotations

import pytest
from hypothesis import given

from pelican_mks.html.stretches import stretch_expression
from tests.cases import check_each
from tests.fixture_cases import read_all
from tests.invariants import check_stretches_against_tokens as check
from tests.reach import counted, reached
from tests.strategies import article, hostile, plain_article

STRETCH = stretch_expression("x", r"\[x\]")


def test_fixtures_are_read_like_their_tokens() -> None:
    check_each(check, {f"{case.path.stem}-{case.line}": (case.source,) for case in read_all()})


def test_plain_articles_are_read_like_their_tokens() -> None:
    @given(plain_article)
    def read(html: str) -> None:
        reached(check(html))

    with counted() as count:
        read()
    assert count.reached > count.examples / 2, "most have plain tags"


@given(article)
def test_other_articles_are_read_like_their_tokens(html: str) -> None:
    reached(check(html))


@given(hostile)
def test_hostile_texts_are_read_like_their_tokens(html: str) -> None:
    reached(check(html))


@pytest.mark.parametrize(
    "html",
    [
        "",
        'text [1] and <em>a <strong>phrase</strong></em>, <a href="b">a link</a><br />\n<img src="c">',
        "</p>\n<p>",
        'text</p>\n<p>text</p>\n<h2 id="a">Heading</h2>\n<ul>\n<li>a</li>\n<li><p>b</p>\n</li>\n</ul>\n<p>',
        "</p>\n<blockquote>\n<p>a</p>\n</blockquote>\n<pre><code>b\n\nc</code></pre><!-- d -->\n<hr />",
        '</p>\n</div>\n</section>\n<section id="a">\n<div class="b">\n<p class="c">text',
        "</li>\n<li>",
        "</td><td>",
    ],
)  # fmt: skip
def test_a_stretch_ends_at_the_next_shortcode_tag(html: str) -> None:
    found = STRETCH.match(f"{html}[x]")
    assert found
    assert found["tag"] == "[x]"


@pytest.mark.parametrize(
    "html",
    [
        "<a href='<div>[mks_tabs]'",
        "<b title='<p>' [mks_tabs] <i>",
        '<img =""[mks_>',
        '<p ="[mks_tabs]">',
    ],
)
def test_a_tag_that_is_read_as_text_ends_a_stretch(html: str) -> None:
    check(html)


@pytest.mark.parametrize(
    "html",
    [
        "<b>",
        "</b>",
        "<b>a</i>",
        "<em>a\n\nb</em>",
        "<em title='a'>b</em>",
        '<em title="a\nb">b</em>',
        '<p "',
        '<p ="[x">',
        '<p a="" [x>',
        "<P>",
        "<svg></svg>",
        "<!-- a -->",
        "<code>[x]</code>",
        "<a href=b>c</a>",
    ],
)
def test_a_stretch_leaves_other_html_to_the_tokenizer(html: str) -> None:
    found = STRETCH.match(f"a {html} b[x]")
    assert found
    assert found[0] == "a "
