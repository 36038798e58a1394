"""The search of the demo site: its index, and the links to it."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup

from tests.shared import Shared
from tests.sites import Site, demo_redirects
from tools.docs.search import Section, sections

Row = list[str]


@pytest.fixture(scope="module")
def site(shared: Shared) -> Site:
    return shared.demo()


@pytest.fixture(scope="module")
def index(site: Site) -> list[Row]:
    """The URL, page, heading and text of each section."""
    script = site.output / "search-index.js"
    assigned = script.read_text(encoding="utf-8").strip().removeprefix("window.searchIndex = ")
    rows: list[Row] = json.loads(assigned.removesuffix(";"))
    return rows


class TestSections:
    def test_start_at_headings_with_an_id(self) -> None:
        html = '<p>Before</p><h2 id="a">A &amp; <em>B</em></h2><p>one\ntwo</p><h3 id="c">C</h3><p>three</p>'
        assert sections(html) == [
            Section("", "", "Before"),
            Section("a", "A & B", "one two"),
            Section("c", "C", "three"),
        ]

    def test_do_not_start_at_other_headings(self) -> None:
        html = '<h2>A</h2><section id="s"><h3 class="mks-tabs__title">B</h3>text</section>'
        assert sections(html) == [Section("", "", "ABtext")]

    def test_keep_code_and_tables(self) -> None:
        html = "<table><tr><td>MKS_SYNC</td> <td>True</td></tr></table><pre>[mks_tabs]</pre>"
        assert sections(html) == [Section("", "", "MKS_SYNC True[mks_tabs]")]

    def test_do_not_contain_comments(self) -> None:
        assert sections("<!-- settings -->") == []


class TestIndex:
    def test_contains_only_existing_urls(self, index: list[Row], site: Site) -> None:
        ids = {
            name: {str(tag["id"]) for tag in BeautifulSoup(page, "lxml")(id=True)}
            for name, page in site.pages().items()
            if name.endswith(".html")
        }
        assert len(index) > 100
        for url, *_ in index:
            page, _, fragment = url.partition("#")
            assert not fragment or fragment in ids[page], url

    def test_contains_every_page_of_the_menu_and_every_article(
        self, index: list[Row], site: Site
    ) -> None:
        front = BeautifulSoup(site.page("index.html"), "lxml")
        listed = {str(a["href"]).removeprefix("./") for a in front.select(".menu a, .teaser h3 a")}
        assert {url.partition("#")[0] for url, *_ in index} == listed

    def test_contains_each_rule_under_its_code(self, index: list[Row]) -> None:
        (row,) = [row for row in index if row[0] == "pages/rules.html#mks006"]
        _, _, heading, text = row
        assert heading == "MKS006"
        assert "[mks_tab_item]" in text


def test_every_page_links_the_search(site: Site) -> None:
    redirects = demo_redirects()
    for name, page in site.pages().items():
        if name.endswith(".html") and name not in redirects:
            (link,) = BeautifulSoup(page, "lxml").select(".banner .to-search")
            assert str(link["href"]).endswith("/search.html"), name


def test_only_the_search_page_loads_the_index(site: Site) -> None:
    loading = [name for name, page in site.pages().items() if "search-index.js" in page]
    assert loading == ["search.html"]


def test_without_javascript_the_page_says_so_and_shows_no_field(site: Site) -> None:
    page = BeautifulSoup(site.page("search.html"), "lxml")
    assert page.select("form.search[hidden] input")
    assert "requires JavaScript" in page.select(".needs-script")[0].get_text()
