"""The short way gives what the long way gives, and is taken by articles as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_mks.diagnostic import Diagnostic
from pelican_mks.direct import transform_directly
from pelican_mks.pipeline import transform_by_tree
from pelican_mks.registry import lexicon_of
from pelican_mks.settings import Settings
from tests.fixture_cases import Case, read_all
from tests.strategies import article, hostile, plain_article

LEXICON = lexicon_of(None)
Way = tuple[str, list[Diagnostic]] | None


def both(html: str, language: str = "en", settings: Settings | None = None) -> tuple[Way, Way]:
    """What the short way and the long way make of it."""
    arguments = html, LEXICON, "slug", language, settings or Settings()
    return transform_directly(*arguments), transform_by_tree(*arguments)


def in_order(way: Way) -> Way:
    assert way is not None
    html, diagnostics = way
    return html, sorted(diagnostics, key=lambda each: (each.start, each.code))


def check(html: str, language: str = "en") -> bool:
    """Whether the short way is taken; then it must agree."""
    short, long = both(html, language)
    if short is None:
        return False
    assert in_order(short) == in_order(long)
    return True


@pytest.mark.parametrize("case", read_all(), ids=lambda case: f"{case.path.stem}-{case.line}")
def test_fixtures_come_out_the_same(case: Case) -> None:
    check(case.source)


@given(plain_article, st.sampled_from(("en", "zh", "ar")))
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
    ],
)
def test_is_left_by(html: str) -> None:
    assert not check(html)
