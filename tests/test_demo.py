"""The demo site: the reference article and the guide, as readers get them."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup, Tag

from pelican_mks import transform
from pelican_mks.registry import SHORTCODES
from tests.site import PROJECT, Site, build_demo

ARTICLE = PROJECT / "content/articles/party-branches.md"
GUIDE = PROJECT / "content/pages/guide.md"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def article(site: Site) -> BeautifulSoup:
    return BeautifulSoup(site.page("party-branches.html"), "html.parser")


def words(text: str) -> str:
    return " ".join(text.split())


def prose() -> list[str]:
    """The article's paragraphs that hold no shortcode, down to the rule that ends it."""
    body = ARTICLE.read_text(encoding="utf-8").partition("\n\n")[2].partition("\n---\n")[0]
    return [words(part) for part in re.split(r"\n\s*\n", body) if "mks_" not in part]


class TestArticle:
    def test_has_four_widgets_of_two_titled_panels(self, article: BeautifulSoup) -> None:
        widgets = article.select(".mks-tabs")
        titles = [[t.get_text() for t in w.select(".mks-tabs__title")] for w in widgets]
        assert titles == [["Translation", "Original Quote"]] * 4

    def test_only_the_first_original_quote_is_empty(self, article: BeautifulSoup) -> None:
        empty = [bool(p.select(".mks-tabs__empty")) for p in article.select(".mks-tabs__panel")]
        assert empty == [False, True, False, False, False, False, False, False]

    def test_quotes_are_marked_as_chinese(self, article: BeautifulSoup) -> None:
        languages = [body.get("lang") for body in article.select(".mks-tabs__body")]
        assert languages == [None, None, None, "zh", None, "zh", None, "zh"]

    def test_panels_hold_their_quotes(self, article: BeautifulSoup) -> None:
        bodies = [words(body.get_text()) for body in article.select(".mks-tabs__body")]
        assert bodies[0].startswith("In the process of setting up party branch [in the firm],")
        assert bodies[0].endswith("the higher ratio of party members.")
        assert bodies[3] == "对党忠诚、为党分忧、为党担责、为党尽责"
        assert bodies[5] == "坚持党管媒体原则, 通过知乎平台传递“社会正能量”。"

    def test_every_prose_paragraph_stands_once_in_order_outside_the_widgets(
        self, article: BeautifulSoup
    ) -> None:
        content = article.select_one(".entry-content")
        assert content is not None
        paragraphs = [
            words(p.get_text())
            for p in content.find_all("p")
            if not p.find_parent(class_="mks-tabs")
        ]
        found = [text for text in paragraphs if text in prose()]
        assert found == prose()
        assert len(prose()) == 28

    def test_widgets_stand_where_their_tags_stood(self, article: BeautifulSoup) -> None:
        before = [w.find_previous_sibling("p") for w in article.select(".mks-tabs")]
        ends = [p.get_text().split()[-1] for p in before if isinstance(p, Tag)]
        assert ends == ["company:", "meeting:", "would,", "website:"]

    def test_shows_authors_source_and_licence(self, article: BeautifulSoup) -> None:
        text = article.get_text()
        for name in ("Jack Hu", "Oiwan Lam", "Global Voices", "Hong Kong Free Press"):
            assert name in text
        assert article.find("a", href="https://creativecommons.org/licenses/by/3.0/")
        assert "as it was received" in text


class TestSite:
    def test_logs_one_line_for_each_fault_and_nothing_else(self, site: Site) -> None:
        found = [re.findall(r"party-branches\.md:(\d+):(\d+): (MKS\d+)", line) for line in site.log]
        assert found == [
            [("39", "1", "MKS001")],
            [("41", "1", "MKS002")],
            [("41", "1", "MKS006")],
            [("51", "1", "MKS001")],
            [("58", "1", "MKS001")],
            [("71", "1", "MKS001")],
        ]

    def test_the_lines_named_hold_the_tags(self, site: Site) -> None:
        lines = ARTICLE.read_text(encoding="utf-8").splitlines()
        for message in site.log:
            place = re.search(r":(\d+):(\d+): MKS\d+ \[(\w+)", message)
            assert place is not None
            line, column, name = int(place[1]), int(place[2]), place[3]
            assert lines[line - 1][column - 1 :].startswith(f"[{name}")

    def test_shows_no_tag_outside_code(self, site: Site) -> None:
        for name, page in site.pages().items():
            outside_code = re.sub(r"<code>.*?</code>", "", page, flags=re.DOTALL)
            assert not re.search(r"\[/?mks", outside_code), name

    def test_rendering_again_changes_nothing(self, site: Site) -> None:
        page = site.page("party-branches.html")
        assert transform(page).html is page


class TestGuide:
    def test_every_example_is_followed_by_itself_rendered(self) -> None:
        text = GUIDE.read_text(encoding="utf-8")
        examples = list(re.finditer(r"```text\n(\[mks_.*?)```\n", text, re.DOTALL))
        shown = {name for each in examples for name in re.findall(r"\[(mks_\w+)", each[1])}
        assert shown == {shortcode.name for shortcode in SHORTCODES}
        for example in examples:
            assert text[example.end() :].lstrip().startswith(example[1])

    def test_every_widget_is_rendered(self, site: Site) -> None:
        page = BeautifulSoup(site.page("pages/guide.html"), "html.parser")
        labels = [widget["data-label"] for widget in page.select(".mks-tabs")]
        assert labels == [
            "Tabs",
            "Tabs at the side",
            "Cities",
            "Lisbon by season",
            "The proverb",
            "In a column",
        ]

    def test_says_nothing_about_faults(self, site: Site) -> None:
        assert not [line for line in site.log if "guide.md" in line]


def test_pictures_and_sounds_are_there(site: Site) -> None:
    page = BeautifulSoup(site.page("pages/own-shortcodes.html"), "html.parser")
    files = [str(each["src"]) for each in page.select(".mks-caption img, .mks-gallery img, source")]
    assert len(files) == 5
    assert all((site.output / "pages" / file).is_file() for file in files)


def test_the_article_needs_no_script_from_elsewhere(site: Site) -> None:
    page = BeautifulSoup(site.page("party-branches.html"), "html.parser")
    scripts = [str(tag["src"]) for tag in page("script", src=True)]
    assert scripts == ["./theme/pelican_mks/tabs.js"]
    assert (site.output / scripts[0]).is_file()
