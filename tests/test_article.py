"""The reference article: four unclosed groups, and an unclosed, empty item."""

from __future__ import annotations

from collections import Counter
from functools import cache

import markdown
from bs4 import BeautifulSoup, Tag

from pelican_mks import Result, transform
from pelican_mks.shortcodes.diagnostic import Severity
from tests import oracle
from tests.sites import REFERENCE_ARTICLE

EXTENSIONS = [
    "markdown.extensions.codehilite",
    "markdown.extensions.extra",
    "markdown.extensions.meta",
]
"""The extensions that Pelican enables by default."""


@cache
def source() -> str:
    """The article's body, without the credits at the end."""
    body = REFERENCE_ARTICLE.read_text(encoding="utf-8").partition("\n\n")[2]
    return body.partition("\n\n---\n")[0]


@cache
def article() -> Result:
    html = markdown.markdown(source(), extensions=EXTENSIONS)
    return transform(html, prefix="party-branches", language="en")


def soup() -> BeautifulSoup:
    return BeautifulSoup(article().html, "html.parser")


def prose() -> list[str]:
    """The paragraphs without a shortcode."""
    paragraphs = [" ".join(part.split()) for part in source().split("\n\n")]
    return [part for part in paragraphs if part and "[mks_" not in part and "[/mks_" not in part]


def text(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


def test_there_are_four_widgets_with_the_same_two_titles() -> None:
    widgets = soup().select(".mks-tabs")
    titles = [[text(title) for title in widget.select(".mks-tabs__title")] for widget in widgets]
    assert titles == [["Translation", "Original Quote"]] * 4


def test_only_the_first_original_quote_is_empty() -> None:
    bodies = soup().select(".mks-tabs__body")
    empty = [bool(body.select(".mks-tabs__empty")) for body in bodies]
    assert empty == [False, True, False, False, False, False, False, False]


def test_original_quotes_are_marked_as_chinese() -> None:
    languages = [body.get("lang") for body in soup().select(".mks-tabs__body")]
    assert languages == [None, None, None, "zh", None, "zh", None, "zh"]


def test_every_paragraph_of_prose_stays_outside_once_and_in_order() -> None:
    page = soup()
    for widget in page.select(".mks-tabs"):
        widget.decompose()
    assert [text(paragraph) for paragraph in page.find_all("p")] == prose()


def test_no_quotation_loses_text() -> None:
    shown_text = "".join(text(soup()).split())
    for line in source().splitlines():
        words = line.partition("]")[2] if line.startswith("[mks_tab_item") else line
        if not words.startswith("[mks_tabs"):
            assert "".join(words.replace("[/mks_tab_item]", "").split()) in shown_text


def test_widgets_are_labelled_by_the_text_that_introduces_them() -> None:
    labels = [str(widget["data-label"]) for widget in soup().select(".mks-tabs")]
    assert len(set(labels)) == 4
    assert labels[2] == "As the site’s chief editor, he said he would"


def test_there_are_six_warnings() -> None:
    warnings = [found for found in article().diagnostics if found.severity is Severity.WARNING]
    assert Counter(found.code for found in warnings) == {"MKS001": 4, "MKS002": 1, "MKS006": 1}


def test_the_html_has_no_errors() -> None:
    assert oracle.errors(article().html) == []
    assert oracle.empty_paragraphs(article().html) == 0
    ids = oracle.ids(article().html)
    assert len(set(ids)) == len(ids) == 12
