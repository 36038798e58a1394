"""The short way gives what the long way gives, and is taken by articles as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_mks.direct import transform_directly
from pelican_mks.families.tabs import ITEM
from pelican_mks.families.tabs import TABS as TABS_SHORTCODE
from pelican_mks.render.settings import Settings
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.lexer import lexicon
from tests.fixture_cases import Case, read_all
from tests.invariants import check_that_ways_agree as check
from tests.strategies import article, hostile, plain_article


@pytest.mark.parametrize("case", read_all(), ids=lambda case: f"{case.path.stem}-{case.line}")
def test_fixtures_come_out_the_same(case: Case) -> None:
    check(case.source)


@given(plain_article, st.sampled_from(("en", "zh", "ar", "qaa")))
def test_plain_articles_come_out_the_same(html: str, language: str) -> None:
    check(html, language)


@given(article)
def test_other_articles_come_out_the_same(html: str) -> None:
    check(html)


@given(hostile)
def test_hostile_texts_come_out_the_same(html: str) -> None:
    check(html)


TABS = (
    '<p>[mks_tabs nav="vertical"]</p>\n<p>[mks_tab_item title="A"]</p>\n<p>x</p>\n'
    "<p>[/mks_tab_item]</p>\n<p>[/mks_tabs]</p>"
)


@pytest.mark.parametrize(
    "html",
    [
        TABS,
        f'<h2 id="a">Heading</h2>\n<p class="b">He <em>said</em>:</p>\n{TABS}\n<ul>\n<li>a</li>\n</ul>\n{TABS}',
        "<p>[mks_tabs]<br />\n[mks_tab_item title=”A”]x[/mks_tab_item]<br />\n[/mks_tabs]</p>",
        '<p>He said [mks_tabs][mks_tab_item title="A"]x[/mks_tab_item] and so on</p>',
        "<p>[mks_tabs]</p><p>[mks_tab_item title=&#8221;A&#8221;]</p><p>Prose</p>",
        "<p>[mks_tabs]</p><p>[mks_tab_item title=A]</p><p>[/mks_tab_item]</p><p>[/mks_tabs]</p>",
        TABS.replace("A", "A &amp; B"),
        TABS.replace('"A"', '"A" active=on'),
        f"<p>He said&#58</p>\n{TABS}",
    ],
)
def test_is_taken_by(html: str) -> None:
    assert check(html)


@pytest.mark.parametrize(
    "html",
    [
        TABS.replace("</p>\n<p>x", "</p>\n<b><p>x"),
        f"<div>{TABS}</div>",
        f"<b>{TABS}</b>",
        f"[mks_separator]{TABS}",
        f"[{TABS}]",
        TABS.replace("A", "A\" id='b'"),
        TABS.replace(">x<", "><code>[mks_tabs]</code><"),
        TABS.replace("A", "a]b"),
        TABS + "[/mks_tabs]",
        TABS.replace("nav=", "id="),
        f"<p>[mks_tabs]</p>\n{TABS}",
        TABS.replace("<p>[/mks_tabs]", '<p>[mks_tab_item id="b"]</p>\n<p>y</p>\n<p>[/mks_tabs]'),
    ],
)
def test_is_left_by(html: str) -> None:
    assert not check(html)


@pytest.mark.parametrize(
    ("prefix", "taken"), [("slug", "slug-tabs-1"), ("slug", "slug-tabs-1-a"), ("", "tabs-1")]
)
def test_an_id_that_stands_in_the_article_is_not_given_again(prefix: str, taken: str) -> None:
    assert check(f'<h2 id="{taken}">Heading</h2>\n{TABS}', prefix=prefix)


@pytest.mark.parametrize("known", [(TABS_SHORTCODE,), (ITEM,), (replace(ITEM), TABS_SHORTCODE)])
def test_is_for_the_plugin_s_own_tabs_alone(known: tuple[Shortcode, ...]) -> None:
    assert transform_directly(TABS, TABS.index("["), lexicon(known), "", "en", Settings()) is None
