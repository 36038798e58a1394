"""The positions of tags in the author's file."""

from __future__ import annotations

import re

import pytest

from pelican_mks.families.registry import SHORTCODES
from pelican_mks.shortcodes.lexer import Lexicon
from pelican_mks.source.metadata import metadata
from pelican_mks.source.tags import SourceTags, line_and_column

OPENING = Lexicon(SHORTCODES).opening


def position(
    html: str, source: str, tag: str, number: int = 0, field: str = ""
) -> tuple[int, int] | None:
    """The position in `source` of the `number`th tag in `html` that starts with `tag`."""
    offset = [found.start() for found in re.finditer(re.escape(tag), html)][number]
    tags = SourceTags(source, OPENING, metadata(source)).counterparts(html, field)
    found = tags.get(offset) or tags.get(offset + 1)
    return line_and_column(source, found.bracket) if found else None


def test_counts_lines_and_columns_from_one() -> None:
    source = "one\n  [mks_tabs]\n[/mks_tabs]"
    html = "<p>one\n[mks_tabs]\n[/mks_tabs]</p>"
    assert position(html, source, "[mks_tabs]") == (2, 3)
    assert position(html, source, "[/mks_tabs]") == (3, 1)


@pytest.mark.parametrize(
    "html",
    [
        '<p>[mks_tab_item title="A B"]</p>',
        "<p>[mks_tab_item title=&#8221;A B&#8221;]</p>",
        "<p>[mks_tab_item&nbsp;title=&ldquo;A B&rdquo;]</p>",
    ],
)
def test_ignores_typography(html: str) -> None:
    assert position(html, '\n\n[mks_tab_item title="A B"]', "[mks_tab_item") == (3, 1)


def test_skips_tags_that_only_the_source_has() -> None:
    source = "Summary: [mks_tabs][/mks_tabs]\n\nText.\n\n[mks_tab_item title=A]\n[mks_tabs]"
    html = "<p>Text.</p><p>[mks_tab_item title=A]\n[mks_tabs]</p>"
    assert position(html, source, "[mks_tab_item") == (5, 1)
    assert position(html, source, "[mks_tabs]") == (6, 1)


def test_skips_tags_that_only_the_html_has() -> None:
    html = "[mks_tabs nav=x]<p>[mks_tab_item title=A]</p>"
    assert position(html, "[mks_tab_item title=A]", "[mks_tab_item") == (1, 1)
    assert position(html, "[mks_tab_item title=A]", "[mks_tabs") is None


def test_distinguishes_equal_tags_by_their_order() -> None:
    source = "[mks_tabs]\n`[mks_tabs]`\n[mks_tabs]"
    html = "<p>[mks_tabs]\n<code>[mks_tabs]</code>\n[mks_tabs]</p>"
    assert [position(html, source, "[mks_tabs]", number) for number in range(3)] == [
        (1, 1),
        (2, 2),
        (3, 1),
    ]


def test_finds_tags_that_a_reader_has_moved() -> None:
    source = "[^1]: [mks_icon icon=a] [mks_icon icon=b]\n\n[mks_toggle title=A]"
    html = "<p>[mks_toggle title=A]</p><ol><li>[mks_icon icon=a] [mks_icon icon=b]</li></ol>"
    assert position(html, source, "[mks_toggle") == (3, 1)
    assert position(html, source, "[mks_icon", 1) == (1, 25)


def test_finds_a_tag_whose_span_begins_with_an_importer_s_backslash() -> None:
    html = r"<p>\[mks\_tabs\]</p>"
    assert position(html, r"\[mks\_tabs\]", "\\[") == (1, 2)


def test_without_source_nothing_is_found() -> None:
    assert position("[mks_tabs]", "", "[mks_tabs]") is None
