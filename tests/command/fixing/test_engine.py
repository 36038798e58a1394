"""Text before and after `fix`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
from hypothesis import given, reject

from pelican_mks import transform
from pelican_mks.command.errors import UnreadableError
from pelican_mks.command.fixing.engine import Fixed, fix
from pelican_mks.command.fixing.same import same_page
from pelican_mks.command.site import open_site
from pelican_mks.families.registry import lexicon_of
from pelican_mks.source.text import Text
from tests.reach import reached
from tests.sites import PROJECT
from tests.strategies import article, hostile, markdown_article, rst_article

KNOWN = lexicon_of(None)


def from_html(source: str) -> tuple[Text, ...]:
    return (Text("", source, transform(source)),)


def from_markdown(source: str) -> tuple[Text, ...]:
    extensions = ["extra", "pelican_mks.markdown"]
    return from_html(markdown.markdown(source, extensions=extensions))


def from_rst(source: str) -> tuple[Text, ...]:
    head = "One\n###\n\n:date: 2020-01-02\n\n"
    rendered = open_site(None).render(Path("one.rst"), head + source)
    return tuple(rendered)


def fixed(source: str, markup: str = "markdown") -> Fixed:
    render = from_markdown if markup == "markdown" else from_html
    return fix(source, render, KNOWN, markup=markup)


_FIXABLE_PARTS = re.compile(
    r"\[/?mks[\w\\-]*|&(?:#8221|quot);|<!-- /?wp:shortcode -->|</?(?:p|em|strong)\b[^<>]*>|[*\s>\]\\\"'“”„″«»‘’]"
)
"""What a fix may add or remove: names of tags with their brackets, quotes, backslashes, white space, comments, and
HTML for the emphasis that an importer left in titles."""


def prose(text: str) -> str:
    """The part of a text that no fix may change: all prose and all attributes."""
    return _FIXABLE_PARTS.sub("", text)


CASES = {
    "an unclosed group, on lines of its own": (
        "[mks_tabs]\n[mks_tab_item title=A]one[/mks_tab_item]\n\nText.",
        "[mks_tabs]\n[mks_tab_item title=A]one[/mks_tab_item]\n[/mks_tabs]\n\nText.",
    ),
    "an unclosed group, in a sentence": (
        "See [mks_tabs][mks_tab_item title=A]one[/mks_tab_item] there.",
        "See [mks_tabs][mks_tab_item title=A]one[/mks_tab_item][/mks_tabs] there.",
    ),
    "an unclosed group, in a quotation": (
        "> [mks_tabs]\n> [mks_tab_item title=A]one[/mks_tab_item]\n>\n> Text.",
        "> [mks_tabs]\n> [mks_tab_item title=A]one[/mks_tab_item]\n> [/mks_tabs]\n>\n> Text.",
    ),
    "an item before the next one": (
        "[mks_tabs]\n[mks_tab_item title=A]one\n[mks_tab_item title=B]two[/mks_tab_item]\n[/mks_tabs]",
        ("[mks_tabs]\n[mks_tab_item title=A]one[/mks_tab_item]\n"
        "[mks_tab_item title=B]two[/mks_tab_item]\n[/mks_tabs]"),
    ),
    "an item with blocks before the next one": (
        ("[mks_tabs]\n[mks_tab_item title=A]\n\n- one\n- more\n\n"
        "[mks_tab_item title=B]two[/mks_tab_item]\n[/mks_tabs]"),
        ("[mks_tabs]\n[mks_tab_item title=A]\n\n- one\n- more\n[/mks_tab_item]\n\n"
        "[mks_tab_item title=B]two[/mks_tab_item]\n[/mks_tabs]"),
    ),
    "an item that ends in code": (
        ("[mks_tabs]\n[mks_tab_item title=A]one\n\n```\n[mks_tabs]\n```\n\n"
        "[mks_tab_item title=B]two[/mks_tab_item]\n[/mks_tabs]"),
        ("[mks_tabs]\n[mks_tab_item title=A]one\n\n```\n[mks_tabs]\n```\n[/mks_tab_item]\n\n"
        "[mks_tab_item title=B]two[/mks_tab_item]\n[/mks_tabs]"),
    ),
    "an item at the end of its group": (
        "[mks_tabs]\n[mks_tab_item title=A]one\n[/mks_tabs]",
        "[mks_tabs]\n[mks_tab_item title=A]one[/mks_tab_item]\n[/mks_tabs]",
    ),
    "an item that ends with its paragraph": (
        "[mks_tabs]\n[mks_tab_item title=A]one *two* [three](x) &amp; four\n\nText.",
        ("[mks_tabs]\n[mks_tab_item title=A]one *two* [three](x) &amp; four[/mks_tab_item]\n"
        "[/mks_tabs]\n\nText."),
    ),
    "items without a group": (
        ("Text.\n\n[mks_tab_item title=A]one[/mks_tab_item]\n[mks_tab_item title=B]two[/mks_tab_item]\n\n"
        "Text."),
        ("Text.\n\n[mks_tabs]\n[mks_tab_item title=A]one[/mks_tab_item]\n"
        "[mks_tab_item title=B]two[/mks_tab_item]\n[/mks_tabs]\n\nText."),
    ),
    "an item without a group, in a list": (
        "- a [mks_tab_item title=A] one\n- b",
        "- a [mks_tabs][mks_tab_item title=A] one[/mks_tab_item][/mks_tabs]\n- b",
    ),
    "an accordion": (
        "[mks_accordion_item title=”A”]one\n[mks_accordion_item title=”B”]two",
        ('[mks_accordion]\n[mks_accordion_item title="A"]one[/mks_accordion_item]\n'
        '[mks_accordion_item title="B"]two[/mks_accordion_item]\n[/mks_accordion]'),
    ),
    "a highlight in a sentence": (
        "Text [mks_highlight color=”#ff0”]marked.\n\nText.",
        'Text [mks_highlight color="#ff0"]marked.[/mks_highlight]\n\nText.',
    ),
    "a stray closing tag with its line": (
        "One.\n\n[/mks_tabs]\n\nTwo [/mks_toggle] three.",
        "One.\n\nTwo  three.",
    ),
    "a stray closing tag that keeps two paragraphs apart": ("One.\n[/mks_tabs]\nTwo.", "One.\n\nTwo."),
    "wrapper comments": (
        "One.\n\n<!-- wp:shortcode -->\n[mks_separator]\n<!-- /wp:shortcode -->\n\nTwo.",
        "One.\n\n[mks_separator]\n\nTwo.",
    ),
    "an importer's backslashes": (
        ('\\[mks\\_tabs nav="vertical"\\]\n\\[mks\\_tab\\_item title="A"\\]one\\[/mks\\_tab\\_item\\]\n'
        "\\[/mks\\_tabs\\]\n\n2\\*3"),
        '[mks_tabs nav="vertical"]\n[mks_tab_item title="A"]one[/mks_tab_item]\n[/mks_tabs]\n\n2\\*3',
    ),
    "misspelled names": (
        "[MKS-Tabs]\n[mks_tab_items title=A]one[/mks_tab_items]\n[/MKS-Tabs]",
        "[mks_tabs]\n[mks_tab_item title=A]one[/mks_tab_item]\n[/mks_tabs]",
    ),
}  # fmt: skip

UNCHANGED = {
    "correct tags": '[mks_tabs]\n[mks_tab_item title="A"]one[/mks_tab_item]\n[/mks_tabs]',
    "code": "`[mks_tabs nav=”x”]`\n\n```\n[/mks_tabs]\n```\n\n    [mks_tab_item title=”A”]",
    "an escaped tag": "[[mks_tabs nav=”x”]]",
    "an unterminated tag": "[mks_tabs nav=”x”\n\nText.",
    "an empty item": "[mks_tabs]\n[mks_tab_item title=A][/mks_tab_item]\n[/mks_tabs]",
    "a name that could mean two": "[mks_tab]one[/mks_tab]",
    "a misspelled name with attributes of another": "[mks_seperator title=A]",
    "text without a shortcode": "“Curly” quotes, [brackets], \\[escapes\\].",
}


@pytest.mark.parametrize("name", CASES)
def test_markdown_is_fixed(name: str) -> None:
    source, expected = CASES[name]
    assert fixed(source).text == expected
    assert fixed(expected).text == expected


@pytest.mark.parametrize("name", UNCHANGED)
def test_other_text_is_unchanged(name: str) -> None:
    result = fixed(UNCHANGED[name])
    assert result.text == UNCHANGED[name]
    assert result.counts == {}


def test_html_is_fixed() -> None:
    source = (
        "<p>[mks_tabs nav=&#8221;vertical&#8221;]</p>\n"
        "<p>[mks_tab_item title=&ldquo;A&rdquo;]one &amp; two</p>\n"
        '<p>[mks_tab_item title="B"]</p>\n<ul><li>x</li></ul>\n<p>[/mks_tab_item]</p>\n'
        "<p>\\[mks\\_separator\\]</p>\n<p>[/mks_toggle]</p>\n<pre>[mks_tabs nav=”x”]</pre>"
    )
    result = fixed(source, "html")
    assert result.text == (
        '<p>[mks_tabs nav="vertical"]</p>\n'
        '<p>[mks_tab_item title="A"]one &amp; two</p>\n'
        '<p>[/mks_tab_item][mks_tab_item title="B"]</p>\n<ul><li>x</li></ul>\n'
        "<p>[/mks_tab_item][/mks_tabs]</p>\n<p>[mks_separator]</p>\n<pre>[mks_tabs nav=”x”]</pre>"
    )


def test_fixed_diagnostics_are_counted() -> None:
    source = "[mks_tabs nav=”x”]\n[mks_tab_item title=”A”]one[/mks_tab_item]\n\n[/mks_toggle]"
    assert fixed(source).counts == {"MKS001": 1, "MKS005": 1, "MKS020": 2}


def test_a_fix_that_would_change_the_page_is_rejected_and_counted() -> None:
    source = "> One.\n\n[/mks_tabs]\n\n> Two.\n\n[mks_separator style=”dotted”]"
    result = fixed(source)
    assert result.text == source.replace("”", '"')
    assert result.refused == ("MKS005",)


def test_a_fix_that_makes_the_text_unreadable_is_rejected() -> None:
    def reader(source: str) -> tuple[Text, ...]:
        if "[/mks_highlight]" in source:
            message = "no text"
            raise UnreadableError(message)
        return from_html(source)

    source = "<p>[mks_highlight color=”#ff0”]one</p>"
    result = fix(source, reader, KNOWN, markup="html")
    assert result.text == source.replace("”", '"')
    assert result.refused == ("MKS002",)


def test_an_unreadable_text_raises_an_error() -> None:
    def reader(_: str) -> tuple[Text, ...]:
        message = "no text"
        raise UnreadableError(message)

    with pytest.raises(UnreadableError):
        fix("[mks_tabs]", reader, KNOWN, markup="html")


@pytest.mark.parametrize(
    "file", sorted((PROJECT / "tests/data/posts").glob("*.txt")), ids=lambda f: f.stem
)
def test_posts_keep_their_page(file: Path) -> None:
    check(file.read_text(encoding="utf-8").partition("\n========")[0], from_html, "html")


@pytest.mark.parametrize(
    "file", sorted((PROJECT / "tests/data/pandoc-2").glob("*.md")), ids=lambda f: f.stem
)
def test_imported_posts_keep_their_page(file: Path) -> None:
    check(file.read_text(encoding="utf-8"), from_markdown, "markdown")


def check(source: str, render: Callable[[str], tuple[Text, ...]], markup: str) -> Fixed:
    """Fix a text and check everything that `fix` promises."""
    result = fix(source, render, KNOWN, markup=markup)
    if not {"MKS007", "MKS008"} & set(result.counts):
        assert same_page(render(source), render(result.text))
        assert prose(result.text) == prose(source)
        left = Counter(each.code for each in result.diagnostics if not each.fixable)
        assert left == Counter(each.code for each in result.remaining)
    again = fix(result.text, render, KNOWN, markup=markup)
    assert again.text == result.text
    assert again.counts == {}
    assert again.diagnostics == result.remaining
    assert bool(result.counts) == (result.text != source)
    return result


@given(article)
def test_fixed_html_renders_the_same_and_is_clean(text: str) -> None:
    reached(check(text, from_html, "html").counts)


@given(markdown_article)
def test_fixed_markdown_renders_the_same_and_is_clean(text: str) -> None:
    reached(check(text, from_markdown, "markdown").counts)


@given(rst_article)
def test_fixed_restructuredtext_renders_the_same_and_is_clean(text: str) -> None:
    try:
        from_rst(text)
    except UnreadableError:
        reject()
    reached(check(text, from_rst, "rst").counts)


@given(hostile)
def test_hostile_text_is_not_harmed(text: str) -> None:
    reached(check(text, from_html, "html").counts)
