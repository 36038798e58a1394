"""The parser: from tags to a tree; `recovery.md` shows the resulting HTML."""

from __future__ import annotations

import re

import pytest

from pelican_mks.families.tabs import SHORTCODES
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.lexer import Lexicon, lex
from pelican_mks.shortcodes.nodes import Element
from pelican_mks.shortcodes.parser import DEEPEST, Parsed, parse

KNOWN = Lexicon(
    (
        *SHORTCODES,
        Shortcode("mks_box", "", item="mks_part"),
        Shortcode("mks_part", "", group="mks_box"),
        Shortcode("mks_col", ""),
        Shortcode("mks_line", "", single=True),
    )
)
SHORT = {
    "mks_tabs": "g",
    "mks_tab_item": "i",
    "mks_box": "b",
    "mks_part": "p",
    "mks_col": "c",
    "mks_line": "l",
}


def parsed(html: str) -> Parsed:
    """Parse `html`, which may contain the short tags `[g]`, `[i]`, `[b]`, `[p]`, `[c]` and `[l]`.

    `[i]` without attributes gets a title.
    """
    html = expand(html)
    lexed = lex(html, KNOWN)
    return parse(html, lexed, KNOWN.shortcodes)


def expand(html: str) -> str:
    html = re.sub(r"\[i\b(?! title)", "[i title=x", html)
    for name, short in SHORT.items():
        html = re.sub(rf"\[(/?){short}\b", rf"[\1{name}", html)
    return html


def outline(html: str) -> str:
    return " ".join(map(_outline, parsed(html).elements))


def _outline(element: Element) -> str:
    inside = " ".join(map(_outline, element.children))
    return SHORT[element.shortcode.name] + (f"({inside})" if inside else "")


def codes(html: str) -> list[str]:
    return [diagnostic.code for diagnostic in parsed(html).diagnostics]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("[g][i]a[/i][i]b[/i][/g]", "g(i i)"),
        ("[g][i][g][i]a[/i][/g][/i][/g]", "g(i(g(i)))"),
        ("[c]a[c]b[/c][/c][c]d[/c]", "c(c) c"),
        ("[c][g][i]a[/i][/g][/c]", "c(g(i))"),
        ("[l] [l /] [l][/l]", "l l l"),
        ("[c]a [l] b[/c]", "c(l)"),
        ("<p>[c]</p><p>[/c /]</p><p>[l]</p><p>[/c]</p>", "c(l)"),
    ],
)
def test_closed_shortcodes_form_a_tree(html: str, expected: str) -> None:
    assert outline(html) == expected
    assert codes(html) == []


def test_a_closing_tag_with_a_slash_closes_only_an_otherwise_unclosed_tag() -> None:
    html = "<p>[c]</p><ul></ul><p>[/c /]</p><p>[l]</p>"
    assert outline(html) == "c l"
    assert outline(f"{html}<p>[/c]</p>") == "c(l)"
    [element, _] = parsed(html).elements
    assert expand(html)[element.end.offset :].startswith("[/mks_col /]")
    assert codes(html) == ["MKS002"]
    assert codes("<p>[/c /]</p>") == []


@pytest.mark.parametrize(
    ("html", "expected", "expected_codes"),
    [
        ("[g][i]a[i]b[/g]", "g(i i)", ["MKS002", "MKS002"]),
        ("[g][i]a[/i][i]b[/i] c", "g(i i)", ["MKS001"]),
        ("[g][i]a[/i][g][i]b[/i][/g]", "g(i) g(i)", ["MKS001"]),
        ("[i]a[/i][i]b[/i] c [i]d[/i]", "g(i i) g(i)", ["MKS003", "MKS003"]),
        ("[i]a", "g(i)", ["MKS003", "MKS002"]),
        ("[g][i]a[g][i]b[/i][/i][/g]", "g(i(g(i)))", ["MKS001"]),
        ("[g]a[/g]", "", ["MKS009"]),
        ("[g][c]a[/c][/g]", "c", ["MKS009"]),
        ("[/g]a[/i]", "", ["MKS005", "MKS005"]),
        ("[g][i]a[/g][/i]", "g(i)", ["MKS002", "MKS005"]),
        ("[c]a<p>b", "c", ["MKS002"]),
        ("[i]a [c]b[/c]<p>c", "g(i(c))", ["MKS003", "MKS002"]),
        ("[c]a [i]b[/c]", "c(g(i))", ["MKS003", "MKS002"]),
        ("[c]a [i]b<p>[c]d[/c][/c]", "c(g(i) c)", ["MKS003", "MKS002"]),
        ("[i]a [c]b[/i]", "g(i(c))", ["MKS003", "MKS002"]),
        ("[c]a [c]b<p>c[/c]", "c(c)", ["MKS002"]),
        ("[g][i]a[g][i]b", "g(i) g(i)", ["MKS002", "MKS001", "MKS002", "MKS001"]),
        ("[g][i]a[g][i]b[/i][/g]", "g(i(g(i)))", ["MKS002", "MKS001"]),
        ("[g][i]a[c]b", "g(i(c))", ["MKS002", "MKS002", "MKS001"]),
        ("[g][i]a[b][p]b[/g]", "g(i(b(p)))", ["MKS002", "MKS001", "MKS002"]),
    ],
)
def test_the_parser_recovers_from_unclosed_and_stray_tags(
    html: str, expected: str, expected_codes: list[str]
) -> None:
    assert outline(html) == expected
    assert codes(html) == expected_codes


def test_a_closed_group_keeps_a_group_between_its_items() -> None:
    assert outline("[g][i]a[/i][g][i]b[/i][/g][i]c[/i][/g]") == "g(i g(i) i)"


@pytest.mark.parametrize(
    ("html", "problem", "advice"),
    [
        (
            "[g x=y][i]a[/i][/g]",
            "[mks_tabs] has no attribute “x”; it is ignored",
            "Valid attributes: nav, label, sync, layout, id",
        ),
        ("[l X]", "[mks_line] has no attribute “X”; it is ignored", "Valid attributes: none"),
        (
            "[g nav=x][i]a[/i][/g]",
            "nav=“x” is not valid in [mks_tabs]; “horizontal” is used instead",
            "Valid values: horizontal or vertical",
        ),
        (
            "[i]a[/i]",
            "[mks_tab_item] is outside [mks_tabs]; it and the items right after it form a group",
            "Write [mks_tabs] before the first and [/mks_tabs] after the last",
        ),
        (
            "[c]a",
            "[mks_col] is never closed; it ends with its paragraph",
            "Write [/mks_col] where its text ends",
        ),
        (
            "[g][i]a[/g]",
            "[mks_tab_item] is never closed; it ends with its group",
            "Write [/mks_tab_item] where its text ends",
        ),
        (
            "[c]" * (DEEPEST + 1) + "[/c]" * (DEEPEST + 1),
            "[mks_col] is nested more than 64 levels deep; its tags are ignored and its text is kept",
            "Move it out of the shortcodes around it",
        ),
    ],
)
def test_a_message_gives_the_problem_and_the_advice(html: str, problem: str, advice: str) -> None:
    (diagnostic,) = parsed(html).diagnostics
    assert diagnostic.message == f"{problem}. {advice}."


def test_an_unclosed_item_of_an_unclosed_group_ends_with_its_paragraph() -> None:
    messages = [each.message for each in parsed("<p>[g][i]a</p><p>b</p>").diagnostics]
    item, group = (message.partition(".")[0] for message in messages)
    assert item == "[mks_tab_item] is never closed; it ends with its paragraph"
    assert group == "[mks_tabs] is never closed; it ends after its last item"


@pytest.mark.parametrize(
    ("between", "expected"),
    [("[/i]", "g(i i)"), (" [/i]", "g(i i)"), ("x[/i]", "g(i) g(i)"), ("[/i]x", "g(i) g(i)")],
)
def test_an_implicit_group_continues_after_a_stray_closing_tag_that_follows_immediately(
    between: str, expected: str
) -> None:
    assert outline(f"[i]a[/i]{between}[i]b[/i]") == expected


def test_an_implicit_group_continues_in_the_list_item_where_its_last_item_ends() -> None:
    assert outline("<ul><li>[i]a</li><li>b[/i][i]c[/i]</li></ul>") == "g(i i)"


EMPTY_INLINE_ELEMENTS = [
    f'<{name} class="c"></{name}>'
    for name in "a abbr b cite div em font i p q small span strong u".split()
]


@pytest.mark.parametrize(
    "between",
    ["", " ", "\n", "\u200b", "\ufeff", "&nbsp;", "&NBSP;", "&#160;", "</p><p>", "<br>", "<BR/>",
     "<!-- c -->", "<!-- a-b --><!---->", "</b><b>", *EMPTY_INLINE_ELEMENTS],
)  # fmt: skip
def test_an_implicit_group_continues_after_invisible_content(between: str) -> None:
    assert outline(f"<p><b>[i]a[/i]{between}[i]b[/i]</b></p>") == "g(i i)"


@pytest.mark.parametrize(
    "between",
    ["x", "<img>", "<hr>", "<h2></h2>", "<pre></pre>", "</li><li>", "</td><td>", "&amp;"],
)
def test_an_implicit_group_ends_at_visible_content(between: str) -> None:
    html = f"<table><tr><td><ul><li>[i]a[/i]{between}[i]b[/i]"
    assert outline(html) == "g(i) g(i)"


def test_elements_have_extents() -> None:
    html = "a[mks_col]b[/mks_col]c"
    (element,) = parsed(html).elements
    places = (element.start, element.body_start, element.body_end, element.end)
    assert [html[place.offset] for place in places] == ["[", "b", "[", "c"]
    assert element.span == (1, 10)


def test_an_unclosed_shortcode_ends_with_the_last_shortcode_in_it() -> None:
    html = "[mks_col]a[mks_col]b<p>c[/mks_col]d"
    (element,) = parsed(html).elements
    assert element.end == element.children[-1].end
    assert html[element.end.offset :] == "d"


def test_values_are_read_once_and_checked() -> None:
    (group,) = parsed('[g nav="VERTICAL" sync=maybe][i title=" " active lang=zh][/g]').elements
    values = {name: value.text for name, value in group.values.items()}
    assert values == {"nav": "vertical", "label": "", "sync": "on", "layout": "", "id": ""}
    item = {name: value.text for name, value in group.children[0].values.items()}
    assert item == {"title": "Title", "lang": "zh", "dir": "", "id": "", "active": "on"}


def test_tags_nested_too_deep_are_dropped_and_their_text_is_kept() -> None:
    html = "[c]" * (DEEPEST + 2) + "a" + "[/c]" * (DEEPEST + 2)
    found = parsed(html)
    assert outline(html).count("c") == DEEPEST
    assert len(found.dropped) == 4
    assert codes(html) == ["MKS012", "MKS012"]


def test_an_inline_element_around_paragraphs_is_a_block() -> None:
    known = Lexicon((Shortcode("mks_x", "", inline=True),))
    for html, inline in (("<p>[mks_x]a[/mks_x]", True), ("<p>[mks_x]a<p>b[/mks_x]", False)):
        lexed = lex(html, known)
        (element,) = parse(html, lexed, known.shortcodes).elements
        assert element.inline is inline
