"""Whole sites, built by Pelican with the plugin."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from pelican import signals

from pelican_mks import register
from pelican_mks.site import contents
from tests.sites import WIDGET, Site, article, build

STYLESHEET = "pelican_mks/tabs.css"
SCRIPT = "pelican_mks/tabs.js"


def links(page: str) -> list[str]:
    """Return the URLs of our files in a page."""
    soup = BeautifulSoup(page, "html.parser")
    found = [tag["href"] for tag in soup("link", rel="stylesheet")]
    found += [tag["src"] for tag in soup("script", src=True)]
    return [str(address) for address in found if "pelican_mks/" in address]


def titles(page: str) -> list[str]:
    soup = BeautifulSoup(page, "html.parser")
    return [title.get_text() for title in soup(class_="mks-tabs__title")]


def ids(page: str) -> list[str]:
    return [str(tag["id"]) for tag in BeautifulSoup(page, "html.parser")(id=True)]


class TestAssets:
    def test_are_linked_only_on_pages_that_contain_a_widget(self, tmp_path: Path) -> None:
        site = build(
            tmp_path,
            {
                "one.md": article(WIDGET),
                "two.md": article("Plain.", title="Two", slug="two", more="Category: other\n"),
            },
        )
        assert links(site.page("one.html")) == [
            f"https://example.org/theme/{STYLESHEET}",
            f"https://example.org/theme/{SCRIPT}",
        ]
        assert links(site.page("two.html")) == []
        assert links(site.page("category/other.html")) == []
        assert links(site.page("index.html")) != []

    def test_are_copied_into_the_theme_folder(self, tmp_path: Path) -> None:
        site = build(tmp_path, {"one.md": article(WIDGET)})
        assert (site.output / "theme" / STYLESHEET).is_file()
        assert (site.output / "theme" / SCRIPT).is_file()

    @pytest.mark.parametrize("theme", ["simple", "notmyidea"])
    @pytest.mark.parametrize(
        ("settings", "base"),
        [
            ({"SITEURL": ""}, "/theme"),
            ({"SITEURL": "", "RELATIVE_URLS": True}, "../theme"),
            ({"SITEURL": "https://example.org/blog"}, "https://example.org/blog/theme"),
            ({"SITEURL": "", "THEME_STATIC_DIR": "assets/look"}, "/assets/look"),
            ({"SITEURL": 'https://e.org/?a="&b'}, 'https://e.org/?a="&b/theme'),
        ],
    )
    def test_have_urls_relative_to_the_theme(
        self, tmp_path: Path, theme: str, settings: dict[str, Any], base: str
    ) -> None:
        site = build(tmp_path, {"pages/one.md": article(WIDGET)}, THEME=theme, **settings)
        assert links(site.page("pages/one.html")) == [f"{base}/{STYLESHEET}", f"{base}/{SCRIPT}"]
        folder = settings.get("THEME_STATIC_DIR", "theme")
        assert (site.output / folder / STYLESHEET).is_file()

    def test_include_a_script_without_defer(self, tmp_path: Path) -> None:
        page = build(tmp_path, {"one.md": article(WIDGET)}).page("one.html")
        head = page[: page.index("</head>")]
        assert re.search(r'<script src="[^"]*/tabs\.js"></script>', head)

    def test_are_not_linked_if_manual(self, tmp_path: Path) -> None:
        site = build(tmp_path, {"one.md": article(WIDGET)}, MKS_ASSETS="manual")
        assert links(site.page("one.html")) == []
        assert (site.output / "theme" / STYLESHEET).is_file()


class TestContents:
    @pytest.mark.parametrize(
        ("name", "more", "written"),
        [
            ("one.md", "", "one.html"),
            ("one.md", "Status: draft\n", "drafts/one.html"),
            ("one.md", "Status: hidden\n", "one.html"),
            ("pages/one.md", "", "pages/one.html"),
            ("pages/one.md", "Status: hidden\n", "pages/one.html"),
            ("pages/one.md", "Status: draft\n", "drafts/pages/one.html"),
        ],
    )
    def test_of_every_kind_are_rendered(
        self, tmp_path: Path, name: str, more: str, written: str
    ) -> None:
        site = build(tmp_path, {name: article(WIDGET, more=more)})
        assert titles(site.page(written)) == ["A", "B"]
        assert links(site.page(written)) != []

    @pytest.mark.parametrize("theme", ["simple", "notmyidea"])
    def test_contain_no_raw_tags(self, tmp_path: Path, theme: str) -> None:
        files = {
            f"{slug}.md": article(f"Before.\n\n{WIDGET}\n\nAfter.", title=slug, slug=slug)
            for slug in ("one", "two", "three")
        }
        site = build(tmp_path, files, THEME=theme, RSS_FEED_SUMMARY_ONLY=False)
        left = [name for name, page in site.pages().items() if re.search(r"\[/?mks", page)]
        assert left == []

    def test_reach_feeds_and_summaries(self, tmp_path: Path) -> None:
        site = build(tmp_path, {"one.md": article(WIDGET)}, RSS_FEED_SUMMARY_ONLY=False)
        for feed in ("feeds/all.atom.xml", "feeds/all.rss.xml"):
            assert "mks-tabs__title" in site.page(feed)
        assert titles(site.page("index.html")) == ["A", "B"]

    def test_with_a_short_summary_stay_balanced(self, tmp_path: Path) -> None:
        body = f"{WIDGET}\n\nMore text."
        site = build(tmp_path, {"one.md": article(body)}, SUMMARY_MAX_LENGTH=2)
        page = BeautifulSoup(site.page("index.html"), "html.parser")
        assert page.select_one(".mks-tabs .mks-tabs__body") is not None
        assert "[" not in page.get_text()

    def test_with_summary_metadata_are_rendered(self, tmp_path: Path) -> None:
        site = build(
            tmp_path,
            {"one.md": article("Text.", more=f"Summary: {WIDGET}\n".replace("]\n[", "] ["))},
        )
        assert titles(site.page("index.html")) == ["A", "B"]
        assert titles(site.page("one.html")) == []

    def test_with_links_in_panels_resolve_them(self, tmp_path: Path) -> None:
        body = (
            '[mks_tabs][mks_tab_item title="A"][two]({filename}/two.md)[/mks_tab_item][/mks_tabs]'
        )
        files = {
            "one.md": article(body),
            "two.md": article("Text.", title="Two", slug="two"),
        }
        page = BeautifulSoup(build(tmp_path, files).page("one.html"), "html.parser")
        link = page.select_one(".mks-tabs__body a")
        assert link is not None
        assert link["href"] == "https://example.org/two.html"

    @pytest.mark.parametrize("suffix", ["md", "html", "rst"])
    def test_of_every_reader_are_rendered(self, tmp_path: Path, suffix: str) -> None:
        texts = {
            "md": article(WIDGET),
            "html": "<html><head><title>One</title><meta name='date' content='2020-01-02'>"
            f"<meta name='slug' content='one'></head><body><p>{WIDGET}</p></body></html>",
            "rst": f"One\n###\n\n:date: 2020-01-02\n:slug: one\n\n{WIDGET}\n",
        }
        site = build(tmp_path, {f"one.{suffix}": texts[suffix]})
        assert titles(site.page("one.html")) == ["A", "B"]

    def test_without_shortcodes_stay_byte_for_byte_the_same(self, tmp_path: Path) -> None:
        body = "Brackets [1] and [text](#x), `[mks_tabs]` as code, a < b & c.\n\n<p>?a=1&copy=2"
        pages = [
            build(tmp_path / str(len(plugins)), {"one.md": article(body)}, PLUGINS=plugins).pages()
            for plugins in ([], ["pelican_mks"])
        ]
        assert pages[0] == pages[1]


class TestIds:
    def test_are_unique_on_pages_with_several_articles(self, tmp_path: Path) -> None:
        files = {
            f"{slug}.md": article(f"{WIDGET}\n\n{WIDGET}", title=slug, slug=slug)
            for slug in ("one", "two")
        }
        found = ids(build(tmp_path, files, SUMMARY_MAX_LENGTH=None).page("index.html"))
        ours = [name for name in found if "-tabs-" in name]
        assert len(ours) == 2 * 2 * 3
        assert len(found) == len(set(found))

    def test_of_translations_contain_the_language(self, tmp_path: Path) -> None:
        files = {
            "one.md": article(WIDGET, more="Lang: en\n"),
            "eins.md": article(WIDGET, title="Eins", more="Lang: de\n"),
        }
        site = build(tmp_path, files)
        assert "one-tabs-1" in ids(site.page("one.html"))
        assert "one--de-tabs-1" in ids(site.page("one-de.html"))


class TestCaches:
    @pytest.mark.parametrize("layer", ["reader", "generator"])
    def test_a_second_build_gives_the_same_pages(self, tmp_path: Path, layer: str) -> None:
        files = {"one.md": article(WIDGET)}
        caching = {
            "CACHE_CONTENT": True,
            "LOAD_CONTENT_CACHE": True,
            "CONTENT_CACHING_LAYER": layer,
        }
        first = build(tmp_path, files, **caching)
        pages = first.pages()
        second = build(tmp_path, files, **caching)
        assert second.pages() == pages
        assert links(second.page("one.html")) != []
        assert first.log == second.log == ()


class TestLog:
    def test_a_clean_site_logs_nothing(self, tmp_path: Path) -> None:
        assert build(tmp_path, {"one.md": article(WIDGET)}).log == ()

    @pytest.mark.parametrize(
        ("name", "text", "line"),
        [
            ("one.md", article("Text.\n\n[mks_tabs]\n[mks_tab_item title=A]x[/mks_tab_item]"), 7),
            (
                "one.rst",
                "One\n###\n\n:date: 2020-01-02\n\n[mks_tabs][mks_tab_item title=A]x[/mks_tab_item]\n",
                6,
            ),
            (
                "one.html",
                (
                    "<html><head><title>One</title><meta name='date' content='2020-01-02'></head>\n"
                    "<body>\n<p>\n[mks_tabs][mks_tab_item title=A]x[/mks_tab_item]</p></body></html>"
                ),
                4,
            ),
        ],
    )
    def test_contains_the_line_in_the_author_s_file(
        self, tmp_path: Path, name: str, text: str, line: int
    ) -> None:
        site = build(tmp_path, {name: text})
        path = tmp_path / "content" / name
        assert len(site.log) == 1
        assert site.log[0].startswith(f"{path}:{line}:1: MKS001 [mks_tabs] is never closed")

    def test_contains_paths_relative_to_the_current_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (message,) = build(tmp_path, {"one.md": article("[/mks_tabs]")}).log
        assert message.startswith("content/one.md:5:1: MKS005")

    def test_contains_normal_paths_for_pages_outside_the_content_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        files = {"../docs/one.md": article("[/mks_tabs]")}
        (message,) = build(tmp_path, files, PAGE_PATHS=["../docs"]).log
        assert message.startswith("docs/one.md:5:1: MKS005")

    def test_reports_invalid_settings(self, tmp_path: Path) -> None:
        site = build(
            tmp_path,
            {"one.md": article(WIDGET)},
            MKS_ASSETS="yes",
            MKS_TYPO=1,
            MKS_SHORTCODES=["mks_tabs", "mks_tab"],
        )
        assert [message.split()[0] for message in site.log] == [
            "MKS_ASSETS",
            "MKS_SHORTCODES",
            "MKS_TYPO",
        ]
        assert "'yes' is not valid; 'auto' is used instead" in site.log[0]
        assert titles(site.page("one.html")) == ["A", "B"]

    def test_reports_our_own_errors_and_the_article_is_kept(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object, **__: object) -> None:
            raise RuntimeError

        monkeypatch.setattr(contents, "transform", broken)
        site = build(tmp_path, {"one.md": article(WIDGET)})
        assert "[mks_tabs]" in site.page("one.html")
        assert (
            "one.md: pelican-mks failed (RuntimeError): the page may show shortcodes as text"
            in site.log[0]
        )


def test_registering_twice_connects_each_receiver_once(tmp_path: Path) -> None:
    register()
    receivers = len(signals.content_object_init.receivers)
    register()
    assert len(signals.content_object_init.receivers) == receivers
    site = build(tmp_path, {"one.md": article(WIDGET)})
    assert len(links(site.page("one.html"))) == 2


def test_disabled_shortcodes_stay_text(tmp_path: Path) -> None:
    site: Site = build(tmp_path, {"one.md": article(WIDGET)}, MKS_SHORTCODES=[])
    assert titles(site.page("one.html")) == []
    assert "[mks_tabs]" in site.page("one.html")


def test_unrendered_shortcodes_are_reported_once_per_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    body = '[mks_separator]\n\n[gallery ids="1"]\n\n[gallery ids="2"] `[su_tabs]` [sic]'
    with caplog.at_level(logging.INFO, logger="pelican_mks.site.plugin"):
        build(tmp_path, {"one.md": article(body, more="Summary: [su_box]a[/su_box]\n")})
    found = [record for record in caplog.records if "MKS025" in record.getMessage()]
    assert [record.levelno for record in found] == [logging.INFO, logging.INFO]
    names = [re.findall(r"one\.md:\d+:\d+: MKS025 \[(\w+)\]", each.getMessage()) for each in found]
    assert sorted(names) == [["gallery"], ["su_box"]]


def test_custom_shortcodes_are_not_reported_as_unrendered(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="pelican_mks.site.plugin"):
        build(
            tmp_path,
            {"one.md": article("[audio src=/a.mp3]")},
            MKS_SHORTCODES=["meks", "wordpress"],
        )
    assert "MKS025" not in caplog.text
