"""The pages of the built demo site: the reference article, the front page and the guide."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup, Tag

from pelican_mks import transform
from pelican_mks.families.registry import SHORTCODES
from tests.shared import Shared
from tests.sites import PROJECT, REFERENCE_ARTICLE, Site

GUIDE = PROJECT / "docs/guide.md"
FRONT = PROJECT / "content/front.md"
(EXAMPLE, *_) = re.findall(r"```text\n(.*?)```", FRONT.read_text(encoding="utf-8"), re.DOTALL)
"""The first example on the front page."""


@pytest.fixture(scope="module")
def site(shared: Shared) -> Site:
    return shared.demo()


@pytest.fixture(scope="module")
def article(site: Site) -> BeautifulSoup:
    return BeautifulSoup(site.page("party-branches.html"), "html.parser")


@pytest.fixture(scope="module")
def front(site: Site) -> BeautifulSoup:
    return BeautifulSoup(site.page("index.html"), "html.parser")


def words(text: str) -> str:
    return " ".join(text.split())


def prose() -> list[str]:
    """The article's paragraphs without shortcodes, up to the horizontal rule at its end."""
    body = (
        REFERENCE_ARTICLE.read_text(encoding="utf-8").partition("\n\n")[2].partition("\n---\n")[0]
    )
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

    def test_the_last_quote_is_beside_its_translation(self, article: BeautifulSoup) -> None:
        layouts = [widget.get("data-parallel") for widget in article.select(".mks-tabs")]
        assert layouts == [None, None, None, "2"]

    def test_panels_contain_their_quotes(self, article: BeautifulSoup) -> None:
        bodies = [words(body.get_text()) for body in article.select(".mks-tabs__body")]
        assert bodies[0].startswith("In the process of setting up party branch [in the firm],")
        assert bodies[0].endswith("the higher ratio of party members.")
        assert bodies[3] == "对党忠诚、为党分忧、为党担责、为党尽责"
        assert bodies[5] == "坚持党管媒体原则, 通过知乎平台传递“社会正能量”。"

    def test_every_prose_paragraph_is_outside_the_widgets_once_and_in_order(
        self, article: BeautifulSoup
    ) -> None:
        content = article.select_one("article > .text")
        assert content is not None
        paragraphs = [
            words(p.get_text())
            for p in content.find_all("p")
            if not p.find_parent(class_="mks-tabs")
        ]
        found = [text for text in paragraphs if text in prose()]
        assert found == prose()
        assert len(prose()) == 28

    def test_widgets_are_in_the_place_of_their_tags(self, article: BeautifulSoup) -> None:
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
    def test_logs_one_line_for_each_problem_and_nothing_else(self, site: Site) -> None:
        found = [re.findall(r"([\w-]+\.md):(\d+):(\d+): (MKS\d+)", line) for line in site.log]
        of_the_article = [each for each in found if each[0][0] != "front.md"]
        assert [each for each in found if each not in of_the_article] == [
            [("front.md", "21", "1", "MKS001")]
        ]
        assert of_the_article == [
            [("party-branches.md", "39", "1", "MKS001")],
            [("party-branches.md", "41", "1", "MKS002")],
            [("party-branches.md", "41", "1", "MKS006")],
            [("party-branches.md", "51", "1", "MKS001")],
            [("party-branches.md", "58", "1", "MKS001")],
            [("party-branches.md", "71", "1", "MKS001")],
        ]

    def test_the_log_names_the_lines_of_the_tags(self, site: Site) -> None:
        for message in site.log:
            location = re.match(r"(.+):(\d+):(\d+): MKS\d+ \[(\w+)", message)
            assert location is not None
            lines = (PROJECT / location[1]).read_text(encoding="utf-8").splitlines()
            line, column, name = int(location[2]), int(location[3]), location[4]
            assert lines[line - 1][column - 1 :].startswith(f"[{name}")

    def test_shows_no_tag_outside_code(self, site: Site) -> None:
        for name, page in site.pages().items():
            outside_code = re.sub(r"<(code|textarea)\b.*?</\1>", "", page, flags=re.DOTALL)
            assert not re.search(r"\[/?mks", outside_code), name

    def test_rendering_a_page_again_does_not_change_it(self, site: Site) -> None:
        page = site.page("party-branches.html")
        assert transform(page).html is page


class TestFront:
    def test_the_example_comes_from_the_article(self) -> None:
        assert EXAMPLE in REFERENCE_ARTICLE.read_text(encoding="utf-8")

    def test_the_example_is_the_text_that_is_rendered(self) -> None:
        assert FRONT.read_text(encoding="utf-8").count(EXAMPLE) == 2

    def test_shows_the_example_as_code_and_as_a_widget(self, front: BeautifulSoup) -> None:
        (widget,) = front.select(".mks-tabs")
        assert front.select("pre code")[0].get_text() == EXAMPLE
        assert [t.get_text() for t in widget.select(".mks-tabs__title")] == [
            "Translation",
            "Original Quote",
        ]
        (quote,) = widget.select("[lang=zh]")
        assert quote.get_text() == "对党忠诚、为党分忧、为党担责、为党尽责"

    def test_links_the_files_of_the_widget(self, front: BeautifulSoup) -> None:
        assert [tag["src"] for tag in front("script")] == ["./theme/pelican_mks/tabs.js"]
        assert front.select_one("link[href='./theme/pelican_mks/tabs.css']")

    def test_shows_the_message_of_the_build(self, site: Site, front: BeautifulSoup) -> None:
        (logged,) = [line for line in site.log if "front.md" in line]
        assert front.select("pre code")[1].get_text().strip() == logged

    def test_links_the_tutorial_the_playground_the_migration_guide_and_the_article(
        self, front: BeautifulSoup
    ) -> None:
        assert [link["href"] for link in front.select(".hero a")] == [
            "./pages/tutorial.html",
            "./pages/playground.html",
            "./pages/migrating.html",
            "./party-branches.html",
        ]

    def test_shows_authors_source_and_licence_with_the_article(self, front: BeautifulSoup) -> None:
        (teaser,) = front.select(".teaser")
        text = teaser.get_text()
        for name in ("Jack Hu", "Oiwan Lam", "Global Voices", "Hong Kong Free Press"):
            assert name in text
        assert teaser.find("a", href="https://creativecommons.org/licenses/by/3.0/")

    def test_appears_only_on_the_front_page(self, site: Site) -> None:
        assert not (site.output / "front.html").exists()
        assert [name for name, page in site.pages().items() if "front-tabs-1" in page] == [
            "index.html"
        ]


class TestGuide:
    def test_every_example_is_followed_by_its_result(self) -> None:
        text = GUIDE.read_text(encoding="utf-8")
        examples = list(re.finditer(r"```text\n(\[mks_.*?)```\n", text, re.DOTALL))
        documented = {name for each in examples for name in re.findall(r"\[(mks_\w+)", each[1])}
        assert documented == {shortcode.name for shortcode in SHORTCODES}
        for example in examples:
            assert text[example.end() :].lstrip().startswith(example[1])

    def test_every_widget_is_rendered(self, site: Site) -> None:
        page = BeautifulSoup(site.page("pages/guide.html"), "html.parser")
        labels = [widget["data-label"] for widget in page.select(".mks-tabs")]
        assert labels == [
            "Tabs",
            "Vertical tabs",
            "Side by side",
            "Cities",
            "Lisbon by season",
            "The proverb",
            "In a column",
        ]

    def test_causes_no_messages(self, site: Site) -> None:
        assert not [line for line in site.log if "guide.md" in line]


def test_images_and_audio_files_exist(site: Site) -> None:
    page = BeautifulSoup(site.page("pages/own-shortcodes.html"), "html.parser")
    files = [str(each["src"]) for each in page.select(".mks-caption img, .mks-gallery img, source")]
    assert len(files) == 5
    assert all((site.output / "pages" / file).is_file() for file in files)


def test_the_article_loads_no_script_from_other_sites(site: Site) -> None:
    page = BeautifulSoup(site.page("party-branches.html"), "html.parser")
    scripts = [str(tag["src"]) for tag in page("script", src=True)]
    assert scripts == [f"./theme/pelican_mks/{name}.js" for name in ("parallel", "tabs")]
    assert all((site.output / script).is_file() for script in scripts)
