"""Every shortcode inside every enclosing one, with every reader."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from pelican_mks import transform
from pelican_mks.families.registry import BUILT_IN
from pelican_mks.shortcodes.declaration import Shortcode
from tests import oracle
from tests.cases import check_each
from tests.reach import reached
from tests.settings import ALL_ENABLED
from tests.sites import article, build

OUTER = [each for each in BUILT_IN.values() if not each.single and not each.group]
INNER = [each for each in BUILT_IN.values() if not each.group]
NUMBERED = re.compile(r"word\d+")


def opening_tags(shortcode: Shortcode) -> str:
    item = f"[{shortcode.item} title=x]" if shortcode.item else ""
    return f"[{shortcode.name} title=x name=x icon=zerply src=/x.jpg]{item}"


def closing_tags(shortcode: Shortcode) -> str:
    item = f"[/{shortcode.item}]" if shortcode.item else ""
    return "" if shortcode.single else f"{item}[/{shortcode.name}]"


def shortcode_with_body(shortcode: Shortcode, body: str) -> str:
    return opening_tags(shortcode) + ("" if shortcode.single else body) + closing_tags(shortcode)


def check_complete(source: str) -> str:
    """Check that `source` is rendered completely, and that rendering the result again does not change it."""
    html = transform(source, settings=ALL_ENABLED).html
    assert oracle.errors(html) == []
    assert oracle.misplaced(html) == []
    assert oracle.empty_paragraphs(html) == 0
    assert transform(html, settings=ALL_ENABLED).html == html
    return html


@pytest.mark.parametrize("outer", OUTER, ids=[each.name for each in OUTER])
@pytest.mark.parametrize(
    "form",
    [
        "<p>{open}{inner}{close}</p>",
        "<p>{open}one {inner} two{close}</p>",
        "<p>zero {open}one {inner} two{close} three</p>",
        "<p>{open}</p>\n<p>one {inner}</p>\n<p>two{close}</p>",
        "<ul><li>{open}{inner}</li><li>two{close}</li></ul>",
        "<p><b>{open}one</b> {inner} <i>two{close}</i></p>",
        "<blockquote><p>{open}{inner}</p></blockquote><p>two{close}</p>",
        "<table><tr><td>{open}{inner}{close}</td></tr></table>",
        "<h2>{open}{inner}{close}</h2>",
        '<p><a href="x">{open}{inner}{close}</a></p>',
    ],
)
def test_any_shortcode_can_be_inside_any_other(outer: Shortcode, form: str) -> None:
    def check(inner: Shortcode) -> None:
        source = form.format(
            open=opening_tags(outer),
            close=closing_tags(outer),
            inner=shortcode_with_body(inner, "body"),
        )
        html = check_complete(source)
        visible = " ".join(oracle.words(html))
        for word in ("zero", "one", "two", "three"):
            assert (word in visible) == (word in form)

    check_each(check, {each.name: (each,) for each in INNER})


@pytest.mark.parametrize("suffix", ["md", "html", "rst"])
def test_nested_shortcodes_work_with_every_reader(tmp_path: Path, suffix: str) -> None:
    body = "[mks_toggle title=A]\n\n[mks_one_half]\n\nOne [mks_button title=B url=/b].\n\n[/mks_one_half]\n\n"
    body += "[mks_one_half]\n\n[mks_highlight]two[/mks_highlight] [mks_separator]\n\n[/mks_one_half]\n\n[/mks_toggle]"
    texts = {
        "md": article(body),
        "html": "<html><head><title>One</title><meta name='date' content='2020-01-02'>"
        f"<meta name='slug' content='one'></head><body><p>{body}</p></body></html>",
        "rst": f"One\n###\n\n:date: 2020-01-02\n:slug: one\n\n{body}\n",
    }
    site = build(tmp_path, {f"one.{suffix}": texts[suffix]})
    page = BeautifulSoup(site.page("one.html"), "html.parser")
    columns = page.select("details.mks-toggle > .mks-toggle__body > .mks-columns > .mks-column")
    assert [column.get_text(" ", strip=True) for column in columns] == ["One B .", "two"]
    assert page.select_one("a.mks-button[href='/b']") is not None
    assert page.select_one("mark + hr, p + hr") is not None
    assert site.log == ()


shortcode = st.sampled_from(INNER)
leaf = st.sampled_from(
    ("word ", "word<br />", "</p>\n<p>word ", "<b>word</b> ", "<img src=x alt=x> ", "&nbsp;")
)
tree = st.recursive(
    leaf,
    lambda children: st.builds(
        shortcode_with_body, shortcode, st.lists(children, min_size=1, max_size=4).map("".join)
    ),
    max_leaves=12,
)
unclosed = st.builds(opening_tags, shortcode)
stray = st.builds(closing_tags, shortcode)
text = st.lists(st.one_of(tree, tree, unclosed, stray), min_size=1, max_size=5).map("".join)


@given(text)
def test_every_tree_is_rendered_completely(source: str) -> None:
    numbers = count()
    source = re.sub("word", lambda _: f"word{next(numbers)}", f"<p>{source}</p>")
    result = transform(source, settings=ALL_ENABLED)
    assert oracle.errors(result.html) == []
    assert oracle.misplaced(result.html) == []
    assert transform(result.html, settings=ALL_ENABLED).html == result.html
    kept = NUMBERED.findall(" ".join(oracle.words(result.html)))
    assert sorted(kept) == sorted(NUMBERED.findall(source))
    reached(kept and result.html != source)
    if "MKS004" not in {each.code for each in result.diagnostics}:
        assert kept == NUMBERED.findall(source)
