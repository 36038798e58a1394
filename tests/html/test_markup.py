"""Which HTML elements are open where a tag is seen."""

from __future__ import annotations

import pytest

from pelican_mks.html.markup import (
    DEEPEST,
    OpenElement,
    Survey,
    common_ancestor,
    flow_container,
    row_container,
    survey,
)

OPENING = r"\[(?P<closing>/)?+(?P<word>x)"


def walk(html: str) -> Survey:
    return survey(html, OPENING)


def path(element: OpenElement | None) -> str:
    names = []
    while element is not None:
        names.append(element.name)
        element = element.parent
    return " ".join(reversed(names))


def open_at(html: str) -> str:
    """The elements open at the only `[x` in `html`."""
    (sighting,) = walk(html).sightings
    return path(sighting.element)


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
        ("<svg><b></svg>[x", ""),
        ("<svg/><b>[x", "b"),
        ("<p/>[x", "p"),
    ],
)
def test_what_is_open(html: str, expected: str) -> None:
    assert open_at(html) == expected


@pytest.mark.parametrize(
    "html",
    ["<!-- [x -->", "<!-- [x", "<p title='[x'>", '<p title="a > [x">', "<script>[x</script>",
     "<style>[x", "<textarea>[x</textarea>", "<svg>[x</svg>", "<iframe>[x</iframe>"],
)  # fmt: skip
def test_what_no_reader_sees_is_not_seen(html: str) -> None:
    assert walk(html).sightings == []


def test_signs_that_begin_no_tag_are_noted() -> None:
    html = "1 <b <i>[x</i> <!a"
    assert [html[sign:] for sign in walk(html).lonely] == ["<b <i>[x</i> <!a", "<!a"]


def test_a_comment_that_never_ends_is_noted() -> None:
    html = "[x <!-- a"
    assert walk(html).open_comment == html.index("<!--")


def test_a_drawing_that_never_ends_holds_nothing() -> None:
    html = "<svg><b>[x"
    assert open_at(html) == "b"
    assert [html[start:end] for start, end in walk(html).excess] == ["<svg>"]


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
def test_what_start_tags_end_is_noted(html: str, ends: dict[str, str]) -> None:
    noted = walk(html).implied_ends
    assert {html[start:]: tags for start, tags in noted.items()} == ends


@pytest.mark.parametrize("name", ["pre", "code", "kbd", "samp", "tt"])
def test_code_is_seen_and_protected(name: str) -> None:
    first, second = walk(f"<{name}>[x<b>a</b></{name}>[x").sightings
    assert first.protected
    assert not second.protected


@pytest.mark.parametrize(
    ("html", "behind"),
    [
        ("<p>[x a</p>b", "</p>b"),
        ("<p>[x <b>a</b> c<p>b", "<p>b"),
        ("<li>[x a<ul>", "<ul>"),
        ("[x a<h2>b", "<h2>b"),
        ("<td>[x a</td>", "</td>"),
        ("[x a", ""),
    ],
)
def test_a_paragraph_ends_where_a_block_begins_or_ends(html: str, behind: str) -> None:
    (sighting,) = walk(html).sightings
    assert sighting.block_end is not None
    assert html[sighting.block_end.offset :] == behind


def test_headings_are_noted_with_their_level() -> None:
    html = "<h2>a <b>b</b></h2><h3 id='x'>c</h3><h4>[x"
    found = [(heading.level, html[heading.start : heading.end]) for heading in walk(html).headings]
    assert found == [(2, "a <b>b</b>"), (3, "c")]


def test_end_tags_that_end_nothing_are_noted() -> None:
    html = "[x</b><p>a</i></p></div>[x"
    assert [html[start:end] for start, end in walk(html).strays] == ["</b>", "</i>", "</div>"]


def test_nothing_is_noted_behind_the_last_paragraph_with_a_tag() -> None:
    assert walk("<p>[x</p><h2>a</h2></b>").headings == []
    assert walk("<div><p>[x</p><h2>a</h2></div>").headings != []


def test_paragraphs_before_the_first_tag_leave_nothing_open() -> None:
    assert open_at("<p>a <b>b</b></p>\n<p>c</p><div>[x") == "div"


def test_what_is_too_deep_is_left_out() -> None:
    html = "<b>" * (DEEPEST + 2) + "[x" + "</b>" * (DEEPEST + 2)
    found = walk(html)
    element = found.sightings[0].element
    assert element is not None
    assert element.depth == DEEPEST
    assert [html[start:end] for start, end in found.excess] == ["<b>", "<b>", "</b>", "</b>"]


def test_containers() -> None:
    (sighting,) = walk("<div><ul><li><h2><b>[x").sightings
    assert path(flow_container(sighting.element)) == "div ul li"
    assert path(row_container(sighting.element)) == "div ul li h2"
    (inside,) = walk("<div><p><b>[x").sightings
    assert path(flow_container(inside.element)) == "div"
    assert row_container(inside.element) is None
    assert flow_container(None) is None


def test_common_ancestors() -> None:
    one, two, three = (
        sighting.element
        for sighting in walk("<div><p>[x</p><ul><li>[x</li></ul></div>[x").sightings
    )
    assert path(common_ancestor(one, two)) == "div"
    assert common_ancestor(one, one) is one
    assert common_ancestor(one, three) is None
