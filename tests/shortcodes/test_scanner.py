"""The scanner: which HTML elements are open at each candidate."""

from __future__ import annotations

import re

import pytest

from pelican_mks.html.elements import DOCUMENT, OpenElement, common_ancestor, row_container
from pelican_mks.html.stretches import stretch_expression
from pelican_mks.shortcodes import scanner
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.lexer import Lexicon
from pelican_mks.shortcodes.nodes import Tag
from pelican_mks.shortcodes.scan import Candidate, Scan
from pelican_mks.shortcodes.scanner import Grammar

NO_PLAIN_TAGS = "(?!)"


def scan(html: str) -> Scan:
    """Find `[x` in `html`; none is a plain tag."""
    grammar = Grammar(
        r"\[(?P<closing>/)?+(?P<word>x)",
        stretch_expression("/?x", NO_PLAIN_TAGS),
        re.compile(NO_PLAIN_TAGS),
        Lexicon(()).grammar.meaning,
    )
    return scanner.scan(html, grammar)


def candidates(html: str) -> list[Candidate]:
    return [found for found in scan(html).found if isinstance(found, Candidate)]


def path(element: OpenElement) -> str:
    names = []
    while element is not DOCUMENT:
        names.append(element.name)
        element = element.parent
    return " ".join(reversed(names))


def open_at(html: str) -> str:
    """The elements open at the only `[x` in `html`."""
    (found,) = candidates(html)
    return path(found.element)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("[x", ""),
        ("<p>a<b>[x</b></p>", "p b"),
        ("<P><B>[x", "p b"),
        ("<p>a<br>b<img src=x>[x", "p"),
        ("<p>a</p>[x", ""),
        ("<p>a<p>[x", "p"),
        ("<p>a<ul><li>[x", "ul li"),
        ("<ul><li>a<li>[x", "ul li"),
        ("<ul><li>a<ul><li>[x", "ul li ul li"),
        ("<ul><li>a<ul><li>b</ul>[x", "ul li"),
        ("<dl><dt>a<dd>[x", "dl dd"),
        ("<table><tr><td>a<td>[x", "table tr td"),
        ("<table><tbody><tr><td>a<tr><td>[x", "table tbody tr td"),
        ("<table><tr><td><p>a</td></tr></table>[x", ""),
        ("<p>a<table><tr><td><p>[x", "table tr td p"),
        ("<b>a</i>[x", "b"),
        ("<b><p>a</b>[x", "b p"),
        ("<div><p>a</div>[x", ""),
        ("<h2>a<h3>[x", "h3"),
        ("<a href=y>a<a href=z>[x", "a"),
        ("<p>a</div>[x", "p"),
        ("<b>2 < 3 [x", "b"),
        ('<p title="<i>">[x', "p"),
        ("<p title='a > b'>[x", "p"),
        ("<!-- <b> -->[x", ""),
        ("<!DOCTYPE html><?php ?>[x", ""),
        ("<script>'<b>'</script>[x", ""),
        ("<textarea><b></textarea>[x", ""),
        ("<svg><path></svg>[x", ""),
        ("<svg><b></svg>[x", "b"),
        ("<i title=<b>[x", "i"),
        ("<svg/><b>[x", "b"),
        ("<p/>[x", "p"),
    ],
)
def test_a_candidate_records_the_open_elements(html: str, expected: str) -> None:
    assert open_at(html) == expected


@pytest.mark.parametrize(
    "html",
    ["<!-- [x -->", "<!-- [x", "<p title='[x'>", '<p title="a > [x">', "<script>[x</script>",
     "<style>[x", "<textarea>[x</textarea>", "<svg>[x</svg>", "<svg>[x", "<iframe>[x</iframe>", "<plaintext>[x", "<svg><a title='</svg>[x'></svg>"],
)  # fmt: skip
def test_nothing_is_found_in_invisible_text(html: str) -> None:
    assert candidates(html) == []


def test_less_than_signs_that_start_no_tag_are_recorded() -> None:
    html = "1 <b <i [x</i> <!a"
    assert [html[offset:] for offset in scan(html).unterminated] == [
        "<b <i [x</i> <!a",
        "<i [x</i> <!a",
        "<!a",
    ]


def test_an_unterminated_comment_is_recorded() -> None:
    html = "[x <!-- a"
    assert scan(html).open_comment == html.index("<!--")


@pytest.mark.parametrize(
    ("html", "ends"),
    [
        ("<p>a<p>[x", {"<p>[x": "</p>"}),
        ("<p>a<b>b<p>[x", {"<p>[x": "</b></p>"}),
        ("<ul><li>a<li>[x</ul>", {"<li>[x</ul>": "</li>"}),
        ("<ul><li><table><li>[x</table></ul>", {}),
        ("<p>a</p><p>[x", {}),
    ],
)
def test_implied_end_tags_are_recorded(html: str, ends: dict[str, str]) -> None:
    recorded = scan(html).implied_ends
    assert {html[start:]: tags for start, tags in recorded.items()} == ends


@pytest.mark.parametrize("name", ["pre", "code", "kbd", "samp", "tt"])
def test_nothing_is_found_in_code(name: str) -> None:
    (found,) = candidates(f"<{name}>[x<b>a</b></{name}>b[x")
    assert found.element is DOCUMENT


@pytest.mark.parametrize(
    ("html", "after"),
    [
        ("<p>[x a</p>b", "</p>b"),
        ("<p>[x <b>a</b> c<p>b", "<p>b"),
        ("<li>[x a<ul>", "<ul>"),
        ("[x a<h2>b", "<h2>b"),
        ("<td>[x a</td>", "</td>"),
        ("[x a", ""),
    ],
)
def test_a_paragraph_ends_where_a_block_begins_or_ends(html: str, after: str) -> None:
    found = scan(html)
    assert html[found.block_end(found.found[0]).offset :] == after


def test_headings_are_recorded_with_their_level() -> None:
    html = "<h2>a <b>b</b></h2><h3 id='x'>c</h3><h4>[x"
    found = [(heading.level, html[heading.start : heading.end]) for heading in scan(html).headings]
    assert found[:2] == [(2, "a <b>b</b>"), (3, "c")]


def test_unmatched_end_tags_are_recorded() -> None:
    html = "[x</b><p>a</i></p><svg></u></svg></div>[x"
    unmatched = [html[start:end] for start, end in scan(html).unmatched]
    assert unmatched == ["</b>", "</i>", "</u>", "</div>"]


@pytest.mark.parametrize("html", ["<p>[x</p><h2>a</h2></b>", "<div><p>[x</p><h2>a</h2></b></div>"])
def test_scanning_ends_with_the_block_of_the_last_tag(html: str) -> None:
    found = scan(html)
    assert (found.headings, found.unmatched) == ([], [])


def test_a_heading_that_is_open_at_a_candidate_is_recorded() -> None:
    html = "<h2>a <b>[x</b> c<p>"
    assert [heading.level for heading in scan(html).headings] == [2]


def test_paragraphs_before_the_first_tag_are_closed() -> None:
    assert open_at("<p>a <b>b</b></p>\n<p>c</p><div>[x") == "div"


def test_a_candidate_has_a_flow_and_a_row_container() -> None:
    (found,) = candidates("<div><ul><li><h2><b>[x")
    assert path(found.element.flow) == "div ul li"
    assert path(row_container(found.element)) == "div ul li h2"
    (inside,) = candidates("<div><p><b>[x")
    assert path(inside.element.flow) == "div"
    assert row_container(inside.element) is DOCUMENT
    assert DOCUMENT.flow is DOCUMENT


def test_the_common_ancestor_of_two_elements_is_found() -> None:
    one, two, three = (
        found.element for found in candidates("<div><p>[x</p><ul><li>[x</li></ul></div>[x")
    )
    assert path(common_ancestor(one, two)) == "div"
    assert common_ancestor(one, one) is one
    assert common_ancestor(one, three) is DOCUMENT


ADJACENT_LEXICON = Lexicon((Shortcode("mks_x", ""),))


@pytest.mark.parametrize(
    ("between", "is_quiet"),
    [
        ("", True),
        (" \n", True),
        ("<br />\n", True),
        ("</p>\n<p>", True),
        ("<br></p><p>\n", True),
        ("a", False),
        ("</p><p>a</p><p>", False),
        ("<i></i>", False),
        ("<!-- a -->", False),
    ],
)
def test_visible_content_between_two_tags_is_recorded(between: str, *, is_quiet: bool) -> None:
    first, second = scanner.scan(f"<p>[mks_x]{between}[/mks_x]</p>", ADJACENT_LEXICON.grammar).found
    assert isinstance(first, Tag)
    assert isinstance(second, Tag)
    assert (second.quiet_from == first.end.offset) is is_quiet
