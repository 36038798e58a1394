"""The demo site's theme: the parts of every page around its text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from tests.shared import Shared
from tests.sites import PROJECT, Site, article, build, demo_redirects

SETTINGS = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
SOURCE = SETTINGS["project"]["urls"]["Source"]
THEME = str(PROJECT / "content" / "theme")
(REDIRECT,) = demo_redirects()
PAGE = "Title: {title}\nSlug: {slug}\nSummary: About {title}.\n{more}\n{body}\n"
SECTIONED = {
    "last": "",
    "second": "Section: Reference\nOrder: 10\n",
    "third": "Section: Reference\nOrder: 11\n",
    "first": "Section: Use it\nOrder: 9\n",
}
HEADINGS = "## One & all\n\ntext\n\n## *Two*\n\ntext\n\n### Deeper\n\ntext\n\n## Three\n\ntext\n"


@pytest.fixture(scope="module")
def site(shared: Shared) -> Site:
    return shared.demo()


@pytest.fixture(scope="module")
def demo(site: Site) -> dict[str, BeautifulSoup]:
    """The pages of the demo site by their path, without the redirect."""
    pages = {name: soup(site, name) for name in site.pages() if name.endswith(".html")}
    del pages[REDIRECT]
    return pages


def soup(site: Site, name: str) -> BeautifulSoup:
    return BeautifulSoup(site.page(name), "html.parser")


def with_pages(folder: Path, pages: dict[str, str], body: str = "text") -> Site:
    """Build a site in this theme with an article and these pages, given with their metadata."""
    files = {
        f"pages/{slug}.md": PAGE.format(title=slug.title(), slug=slug, more=more, body=body)
        for slug, more in pages.items()
    }
    site = build(folder, {"one.md": article("text"), **files}, THEME=THEME)
    assert site.log == ()
    return site


def menu(page: BeautifulSoup) -> list[tuple[str, list[str]]]:
    """The sections of the menu with their links."""
    parts = page.select(".menu nav > div")
    return [
        (" ".join(p.get_text() for p in part("p")), [a.get_text() for a in part("a")])
        for part in parts
    ]


def next_and_previous(page: BeautifulSoup) -> dict[str, str]:
    return {str(a["rel"][0]): str(a["href"]) for a in page.select(".turn a")}


def meta(page: BeautifulSoup, **attribute: str) -> str:
    ((name, value),) = attribute.items()
    (tag,) = page.select(f"meta[{name}='{value}']")
    return str(tag["content"])


class TestEveryPage:
    def test_exists(self, demo: dict[str, BeautifulSoup]) -> None:
        assert {
            "404.html",
            "archives.html",
            "author/jack-hu.html",
            "authors.html",
            "categories.html",
            "category/global-voices.html",
            "index.html",
            "pages/guide.html",
            "party-branches.html",
            "search.html",
            "tag/china.html",
            "tags.html",
        } < set(demo)

    def test_has_one_heading_of_the_first_level(self, demo: dict[str, BeautifulSoup]) -> None:
        assert {name: len(page("h1")) for name, page in demo.items()} == dict.fromkeys(demo, 1)

    def test_has_a_unique_title_before_the_site_s(self, demo: dict[str, BeautifulSoup]) -> None:
        titles = {name: text(page.title) for name, page in demo.items()}
        assert len(set(titles.values())) == len(demo)
        assert (
            titles.pop("index.html") == "pelican-mks – WordPress tabs in Pelican, for every reader"
        )
        assert titles == {
            name: f"{text(page.h1)} – pelican-mks"
            for name, page in demo.items()
            if name != "index.html"
        }

    def test_has_a_unique_description(self, demo: dict[str, BeautifulSoup]) -> None:
        described = [meta(page, name="description") for page in demo.values()]
        assert all(described)
        assert len(set(described)) == len(demo)

    def test_has_landmarks_and_a_link_to_the_text(self, demo: dict[str, BeautifulSoup]) -> None:
        for name, page in demo.items():
            assert len(page.select("body > header")) == 1, name
            assert len(page.select("body > main")) == 1, name
            assert len(page.select("body > footer")) == 1, name
            assert page.select("nav[aria-label='Site']"), name
            first = page.find("a")
            assert isinstance(first, Tag)
            assert first["href"] == "#main"

    def test_has_metadata_for_sharing(self, demo: dict[str, BeautifulSoup]) -> None:
        for page in demo.values():
            assert page.select("link[rel=alternate][type='application/atom+xml']")
            assert meta(page, property="og:site_name") == "pelican-mks"
            assert meta(page, property="og:description") == meta(page, name="description")
        assert meta(demo["party-branches.html"], property="og:type") == "article"
        assert meta(demo["index.html"], property="og:type") == "website"

    def test_contains_no_inline_style_or_script(self, demo: dict[str, BeautifulSoup]) -> None:
        for name, page in demo.items():
            assert not page.select("style, script:not([src]), [onclick], [onload]"), name
            styled = page.select("[style]")
            assert all("--mks-" in str(tag["style"]) for tag in styled), name

    def test_marks_the_current_page_in_the_menu(self, demo: dict[str, BeautifulSoup]) -> None:
        for name, page in demo.items():
            marked = [
                str(a["href"]).split("/")[-1] for a in page.select(".menu a[aria-current=page]")
            ]
            assert marked == ([name.split("/")[-1]] if name.startswith("pages/") else [])

    def test_links_only_existing_pages(self, demo: dict[str, BeautifulSoup]) -> None:
        for name, page in demo.items():
            folder = Path(name).parent
            for link in page.select(".menu a, .turn a, .banner a, .end a, .teaser a, .register a"):
                url = str(link["href"])
                if url.startswith(("http", "#")) or url.endswith(".xml"):
                    continue
                target = str(Path(*resolved(folder / url)))
                assert (target if target != "." else "index.html") in demo, (name, url)


class TestEditLinks:
    def test_link_the_source_of_each_page_of_the_documentation(
        self, demo: dict[str, BeautifulSoup]
    ) -> None:
        links = {name: edit_links(page) for name, page in demo.items() if edit_links(page)}
        assert links == {
            f"pages/{path.stem}.html": [f"{SOURCE}/edit/main/{path.relative_to(PROJECT)}"]
            for path in (*(PROJECT / "docs").glob("*.md"), PROJECT / "content/pages/playground.md")
        }

    def test_are_missing_without_a_url(self, tmp_path: Path) -> None:
        assert not edit_links(soup(with_pages(tmp_path, {"page": ""}), "pages/page.html"))


def edit_links(page: BeautifulSoup) -> list[str]:
    return [str(a["href"]) for a in page("a") if "/edit/" in str(a["href"])]


class TestRedirect:
    def test_works_without_javascript(self, site: Site) -> None:
        page = soup(site, REDIRECT)
        assert meta(page, **{"http-equiv": "refresh"}) == "0; url=rules.html"
        assert [a["href"] for a in page("a")] == ["rules.html"]

    def test_keeps_the_fragment_with_javascript(self, site: Site) -> None:
        (script,) = soup(site, REDIRECT)("script")
        assert (site.output / "pages" / str(script["src"])).is_file()


class TestHiddenPages:
    def test_are_not_in_the_menu_and_not_indexed(self, demo: dict[str, BeautifulSoup]) -> None:
        hidden = {name for name, page in demo.items() if page.select("meta[content=noindex]")}
        assert hidden == {"404.html", "search.html"}
        for page in demo.values():
            links = {str(a["href"]).split("/")[-1] for a in page.select(".menu a")}
            assert not links & hidden

    def test_for_unknown_urls_link_other_pages(self, demo: dict[str, BeautifulSoup]) -> None:
        links = [str(a["href"]) for a in demo["404.html"].select(".text a")]
        assert "./search.html" in links
        assert "./pages/guide.html" in links


def text(tag: Tag | None) -> str:
    assert tag is not None
    return tag.get_text()


def resolved(path: Path) -> list[str]:
    """The parts of a relative path, with each `..` resolved."""
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return parts


class TestPages:
    def test_are_in_their_sections_in_their_order(self, tmp_path: Path) -> None:
        site = with_pages(tmp_path, SECTIONED)
        assert menu(soup(site, "index.html")) == [
            ("Use it", ["First"]),
            ("Reference", ["Second", "Third"]),
            ("", ["Last"]),
        ]
        directory = soup(site, "index.html").select(".directory h3, .directory a")
        assert [tag.get_text() for tag in directory] == [
            "Use it",
            "First",
            "Reference",
            "Second",
            "Third",
            "Last",
        ]

    def test_need_no_sections(self, tmp_path: Path) -> None:
        site = with_pages(tmp_path, dict.fromkeys(("b", "a", "c"), ""))
        assert menu(soup(site, "index.html")) == [("", ["A", "B", "C"])]

    def test_link_the_next_and_previous_page(self, tmp_path: Path) -> None:
        site = with_pages(tmp_path, SECTIONED)
        url = "https://example.org/pages"
        assert next_and_previous(soup(site, "pages/first.html")) == {"next": f"{url}/second.html"}
        assert next_and_previous(soup(site, "pages/second.html")) == {
            "prev": f"{url}/first.html",
            "next": f"{url}/third.html",
        }
        assert next_and_previous(soup(site, "pages/last.html")) == {"prev": f"{url}/third.html"}

    def test_have_a_table_of_contents_if_they_are_long(self, tmp_path: Path) -> None:
        markdown: dict[str, Any] = {
            "extension_configs": {
                "markdown.extensions.meta": {},
                "markdown.extensions.toc": {},
            },
        }
        files = {
            "one.md": article("text"),
            "pages/long.md": PAGE.format(title="Long", slug="long", more="", body=HEADINGS),
            "pages/short.md": PAGE.format(title="Short", slug="short", more="", body="## One\n"),
        }
        site = build(tmp_path, files, THEME=THEME, MARKDOWN=markdown)
        links = soup(site, "pages/long.html").select(".contents a")
        assert [(a["href"], a.get_text()) for a in links] == [
            ("#one-all", "One & all"),
            ("#two", "Two"),
            ("#three", "Three"),
        ]
        assert not soup(site, "pages/short.html").select(".contents")

    def test_make_wide_tables_scrollable_with_the_keyboard(self, tmp_path: Path) -> None:
        table = "| a | b | c |{more}\n|---|--:|---|{rule}\n| 1 | 2 | 3 |{more}\n\n"
        body = table.format(more="", rule="") + table.format(more=" d |", rule="---|")
        page = soup(with_pages(tmp_path, {"tables": ""}, body), "pages/tables.html")
        _, wide = page("table")
        assert page.select("[tabindex='0'] > table") == [wide]
        assert [tag["class"] for tag in page.select("td[class]")] == [["number"], ["number"]]
        assert not page.select("[style]")


def test_a_site_with_a_url_has_canonical_links(tmp_path: Path) -> None:
    site = with_pages(tmp_path, {"page": ""})
    for name, url in (("index.html", ""), ("one.html", "one.html"), ("pages/page.html",) * 2):
        page = soup(site, name)
        assert [tag["href"] for tag in page.select("link[rel=canonical]")] == [
            f"https://example.org/{url}"
        ]
        assert meta(page, property="og:url") == f"https://example.org/{url}"


def test_a_site_without_a_url_has_no_canonical_links(demo: dict[str, BeautifulSoup]) -> None:
    assert not [name for name, page in demo.items() if page.select("link[rel=canonical]")]


def test_an_article_and_its_teaser_declare_their_language(tmp_path: Path) -> None:
    files = {"one.md": article("全文", more="Lang: zh\n"), "two.md": article("text", slug="two")}
    site = build(tmp_path, files, THEME=THEME)
    page, front = soup(site, "one-zh.html"), soup(site, "index.html")
    assert [tag["lang"] for tag in page("article")] == ["zh"]
    assert [tag["lang"] for tag in page("html")] == ["en"]
    assert sorted(str(tag["lang"]) for tag in front("article")) == ["en", "zh"]
