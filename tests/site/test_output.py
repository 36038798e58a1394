"""Summaries, feeds, links, metadata and rebuilds: every place that shows an article's widgets."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest
from bs4 import BeautifulSoup
from pelican import __version__
from pelican.settings import DEFAULT_CONFIG

from tests.oracle import errors
from tests.outline import outline
from tests.sites import WIDGET, Site, article, build

PELICAN_VERSION = tuple(int(part) for part in __version__.split(".")[:2])
PELICAN = [str(Path(sys.executable).parent / "pelican")]
FORMATTED_FIELDS: list[str] = cast("list[str]", DEFAULT_CONFIG["FORMATTED_FIELDS"])
SURROUNDINGS = ("header", "h2", "footer")
"""The HTML around a summary in the simple theme."""
WIDGET_SEEN = ["tabs", "  tab A", "    p one", "  tab B", "    p two"]
LONG = WIDGET.replace("one", "one two three four five six seven").replace("two[", "eight nine ten[")


def summary(site: Site, slug: str = "one") -> str:
    """Return the summary of the article on the index page of the simple theme."""
    soup = BeautifulSoup(site.page("index.html"), "html.parser")
    link = soup.find("a", href=f"https://example.org/{slug}.html", rel="bookmark")
    assert link is not None
    entry = link.find_parent("article")
    assert entry is not None
    return "".join(
        str(part) for part in entry.find_all(recursive=False) if part.name not in SURROUNDINGS
    )


def feed_texts(feed: str) -> list[str]:
    """Return the HTML in the entries of a feed."""
    soup = BeautifulSoup(feed, "xml")
    texts = soup.select("entry > :is(content, summary), item > :is(description, encoded)")
    return [text.get_text() for text in texts]


class TestSummaries:
    @pytest.mark.parametrize("length", [1, 2, 3, 5, 9, 10, 11, 12, 13, 14, 20, 50])
    def test_of_any_length_are_balanced_and_contain_no_raw_tags(
        self, tmp_path: Path, length: int
    ) -> None:
        body = f"Intro words.\n\n{LONG}\n\nAnd the end."
        site = build(tmp_path, {"one.md": article(body)}, SUMMARY_MAX_LENGTH=length)
        found = summary(site)
        assert "[" not in found
        assert errors(found) == []
        words = re.findall(r"\w+", BeautifulSoup(found, "html.parser").get_text())
        everything = re.findall(
            r"\w+", "Intro words A one two three four five six seven B eight nine ten And the end"
        )
        assert words == everything[: len(words)]
        assert len(words) == min(length, len(everything))

    @pytest.mark.skipif(PELICAN_VERSION < (4, 10), reason="Pelican counts paragraphs since 4.10")
    @pytest.mark.parametrize(
        ("count", "lines"),
        [(1, ["p Intro."]), (2, ["p Intro.", "p one"]), (3, ["p Intro.", "p one", "p two"])],
    )
    def test_of_paragraphs_contain_only_paragraphs(
        self, tmp_path: Path, count: int, lines: list[str]
    ) -> None:
        site = build(
            tmp_path,
            {"one.md": article(f"Intro.\n\n{WIDGET}\n\nEnd.")},
            SUMMARY_MAX_PARAGRAPHS=count,
        )
        assert outline(summary(site)).split("\n") == lines

    def test_end_with_the_site_s_suffix(self, tmp_path: Path) -> None:
        site = build(
            tmp_path,
            {"one.md": article(LONG)},
            SUMMARY_MAX_LENGTH=4,
            SUMMARY_END_SUFFIX="<b>more</b>",
        )
        assert "<b>more</b>" in summary(site)
        assert errors(summary(site)) == []

    def test_without_a_limit_are_the_article(self, tmp_path: Path) -> None:
        site = build(tmp_path, {"one.md": article(LONG)}, SUMMARY_MAX_LENGTH=None)
        assert outline(summary(site)).count("tab ") == 2

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            (
                "one.rst",
                "One\n###\n\n:date: 2020-01-02\n:slug: one\n:summary: {}\n\nText.\n",
            ),
            (
                "one.html",
                (
                    '<html><head><title>One</title><meta name="date" content="2020-01-02">'
                    '<meta name="slug" content="one"><meta name="summary" content=\'{}\'></head>'
                    "<body><p>Text.</p></body></html>"
                ),
            ),
        ],
    )
    def test_in_metadata_are_rendered(self, tmp_path: Path, name: str, text: str) -> None:
        site = build(tmp_path, {name: text.format(WIDGET.replace("\n", ""))})
        assert outline(summary(site)).split("\n") == WIDGET_SEEN

    def test_share_no_id_with_their_articles(self, tmp_path: Path) -> None:
        text = article(WIDGET, more=f"Summary: {WIDGET}".replace("\n", " ") + "\n")
        site = build(tmp_path, {"one.md": text})
        assert 'id="one-tabs-1"' in site.page("one.html")
        assert 'id="one-summary-tabs-1"' in summary(site)


class TestFeeds:
    @pytest.mark.parametrize("feed", ["feeds/all.atom.xml", "feeds/all.rss.xml"])
    @pytest.mark.parametrize("site_url", ["https://example.org", ""])
    def test_contain_titles_above_their_texts(
        self, tmp_path: Path, feed: str, site_url: str
    ) -> None:
        site = build(
            tmp_path,
            {"one.md": article(WIDGET)},
            SITEURL=site_url,
            FEED_DOMAIN="https://example.org",
            RSS_FEED_SUMMARY_ONLY=False,
        )
        texts = feed_texts(site.page(feed))
        assert texts != []
        for text in texts:
            assert outline(text).split("\n") == WIDGET_SEEN
            assert "<script" not in text
            assert "hidden" not in text

    def test_of_summaries_contain_no_raw_tags(self, tmp_path: Path) -> None:
        site = build(tmp_path, {"one.md": article(LONG)}, SUMMARY_MAX_LENGTH=3)
        texts = feed_texts(site.page("feeds/all.rss.xml"))
        assert texts != []
        for text in texts:
            assert "[" not in text
            assert errors(text) == []


class TestLinks:
    BODY = """[mks_tabs]
[mks_tab_item title="Article"][two]({filename}two.md)[/mks_tab_item]
[mks_tab_item title="Image"]![boats]({static}boats.txt)[/mks_tab_item]
[mks_tab_item title="Attached"]<a href="{attach}note.txt">note</a>[/mks_tab_item]
[mks_tab_item title="Index"][all]({index})[/mks_tab_item]
[/mks_tabs]"""

    def test_in_panels_are_resolved(self, tmp_path: Path) -> None:
        files = {
            "one.md": article(self.BODY),
            "two.md": article("Text.", title="Two", slug="two"),
            "boats.txt": "boats",
            "note.txt": "note",
        }
        site = build(tmp_path, files, STATIC_PATHS=["boats.txt"])
        soup = BeautifulSoup(site.page("one.html"), "html.parser")
        found = [
            tag.get("href") or tag["src"] for tag in soup.select(".mks-tabs__body :is(a, img)")
        ]
        assert found == [
            "https://example.org/two.html",
            "https://example.org/boats.txt",
            "https://example.org/note.txt",
            "https://example.org/index.html",
        ]
        assert (site.output / "note.txt").is_file()
        assert site.log == ()

    def test_in_attributes_are_resolved(self, tmp_path: Path) -> None:
        files = {
            "one.md": article('[mks_button title="Two" url="{filename}two.md"]'),
            "two.md": article("Text.", title="Two", slug="two"),
        }
        soup = BeautifulSoup(build(tmp_path, files).page("one.html"), "html.parser")
        link = soup.select_one(".mks-button")
        assert link is not None
        assert link["href"] == "https://example.org/two.html"

    def test_in_summaries_are_resolved(self, tmp_path: Path) -> None:
        files = {
            "one.md": article(self.BODY.split('\n[mks_tab_item title="Image')[0] + "[/mks_tabs]"),
            "two.md": article("Text.", title="Two", slug="two"),
        }
        assert 'href="https://example.org/two.html">two</a>' in summary(build(tmp_path, files))


class TestKinds:
    def test_translations_show_their_own_widgets(self, tmp_path: Path) -> None:
        files = {
            "one.md": article(WIDGET, more="Lang: en\n"),
            "eins.md": article(WIDGET.replace("one", "eins"), title="Eins", more="Lang: de\n"),
        }
        site = build(tmp_path, files)
        assert "    p one" in outline(site.page("one.html"))
        assert "    p eins" in outline(site.page("one-de.html"))

    def test_drafts_are_not_in_the_index(self, tmp_path: Path) -> None:
        files = {
            "one.md": article(WIDGET, more="Status: draft\n"),
            "two.md": article("Text.", title="Two", slug="two"),
        }
        site = build(tmp_path, files)
        assert "mks-tabs" not in site.page("index.html")
        assert "pelican_mks/" not in site.page("index.html")

    def test_formatted_fields_are_rendered(self, tmp_path: Path) -> None:
        theme = tmp_path / "theme/templates"
        theme.mkdir(parents=True)
        (theme / "article.html").write_text("<head></head>{{ article.intro }}", encoding="utf-8")
        text = article("Text.", more=f"Intro: {WIDGET}".replace("\n", " ") + "\n")
        site = build(
            tmp_path,
            {"one.md": text},
            FORMATTED_FIELDS=[*FORMATTED_FIELDS, "intro"],
            THEME_TEMPLATES_OVERRIDES=[str(theme)],
        )
        assert outline(site.page("one.html")).split("\n") == WIDGET_SEEN
        assert "pelican_mks/tabs.css" in site.page("one.html")

    def test_other_fields_are_not_changed(self, tmp_path: Path) -> None:
        text = article("Text.", more="Note: [mks_tabs]\n")
        theme = tmp_path / "theme/templates"
        theme.mkdir(parents=True)
        (theme / "article.html").write_text("{{ article.note }}", encoding="utf-8")
        site = build(tmp_path, {"one.md": text}, THEME_TEMPLATES_OVERRIDES=[str(theme)])
        assert site.page("one.html") == "[mks_tabs]"


@pytest.mark.parametrize("layer", ["reader", "generator"])
def test_an_edited_article_is_rendered_again_despite_a_cache(tmp_path: Path, layer: str) -> None:
    caching = {
        "CACHE_CONTENT": True,
        "LOAD_CONTENT_CACHE": True,
        "CONTENT_CACHING_LAYER": layer,
        "CHECK_MODIFIED_METHOD": "md5",
    }
    files = {
        "one.md": article(WIDGET),
        "two.md": article(WIDGET, title="Two", slug="two"),
    }
    before = build(tmp_path, files, **caching).page("two.html")
    files["one.md"] = article(WIDGET.replace("one", "other"))
    site = build(tmp_path, files, **caching)
    assert "    p other" in outline(site.page("one.html"))
    assert site.page("two.html") == before


class TestCommand:
    """The `pelican` command itself, in a process of its own."""

    SETTINGS = "PLUGINS = ['pelican_mks']\nTHEME = 'simple'\nTIMEZONE = 'UTC'\nPATH = 'content'\nSITEURL = 'https://e.org'\n"

    def folder(self, tmp_path: Path, body: str) -> Path:
        (tmp_path / "content").mkdir()
        (tmp_path / "content/one.md").write_text(article(body), encoding="utf-8")
        (tmp_path / "pelicanconf.py").write_text(self.SETTINGS, encoding="utf-8")
        return tmp_path

    @pytest.mark.parametrize(
        ("body", "is_clean"), [(WIDGET, True), (WIDGET.removesuffix("[/mks_tabs]"), False)]
    )
    def test_fails_on_warnings_only_if_there_are_any(
        self, tmp_path: Path, body: str, *, is_clean: bool
    ) -> None:
        done = subprocess.run(  # noqa: S603 - the tests' own command
            [*PELICAN, "--fatal", "warnings"],
            cwd=self.folder(tmp_path, body),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode == 0) is is_clean
        assert ("MKS001" in done.stderr + done.stdout) is not is_clean

    def test_rebuilds_an_edited_article(self, tmp_path: Path) -> None:
        folder = self.folder(tmp_path, WIDGET)
        source, page = folder / "content/one.md", folder / "output/one.html"

        def shows(text: str) -> bool:
            html = page.read_text(encoding="utf-8") if page.is_file() else ""
            widget = "\n".join([*WIDGET_SEEN[:-1], f"    p {text}"])
            return widget in outline(html) and html.count("pelican_mks/tabs.js") == 1

        def shows_the_edit() -> bool:
            # Edit repeatedly, because Pelican starts watching only after building the site.
            # Replace the file, as most editors do: Pelican 4.10 notices nothing else.
            edited = source.with_name("edited")
            edited.write_text(article(WIDGET.replace("two", "three")), encoding="utf-8")
            edited.replace(source)
            return shows("three")

        with running([*PELICAN, "--autoreload"], folder):
            wait_for(lambda: shows("two"))
            wait_for(shows_the_edit)


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[None]:
    process = subprocess.Popen(  # noqa: S603 - the tests' own command
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait until `happened` returns true; fail after three minutes, which is enough on a busy machine."""
    until = time.monotonic() + 180
    while not happened():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.5)
