"""Fixing single tags."""

from __future__ import annotations

import pytest

from pelican_mks.command.fixing.rewrite import HTML, MARKDOWN, rewritten
from pelican_mks.families.registry import lexicon_of
from pelican_mks.source.tags import source_tags

OPENING = lexicon_of(None).opening


def tidy(tag: str, markup: str = MARKDOWN) -> str | None:
    (found,) = source_tags(tag, OPENING)
    return rewritten(found, tag, markup)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("[mks_tabs nav=”vertical”]", '[mks_tabs nav="vertical"]'),
        ("[mks_tab_item title=„A“ lang='zh']", "[mks_tab_item title=\"A\" lang='zh']"),
        ("[mks_tab_item title=‘A’]", '[mks_tab_item title="A"]'),
        ('[mks_tab_item title="A”]', '[mks_tab_item title="A"]'),
        ("[mks_tab_item title=&#8221;A&#8221;]", '[mks_tab_item title="A"]'),
        ("[mks_tab_item title=&quot;A&quot;]", '[mks_tab_item title="A"]'),
        ("[mks_tab_item title=”it’s “so””]", '[mks_tab_item title="it’s “so”"]'),
        ('[mks_tab_item title=”say "x" now”]', "[mks_tab_item title='say \"x\" now']"),
        ("[mks_tab_item title=”A]", '[mks_tab_item title="A"]'),
        ("[mks_tab_item\n  title=”A”\n]", '[mks_tab_item\n  title="A"\n]'),
        (r"\[mks\_tab\_item title=“A”\]", '[mks_tab_item title="A"]'),
        (r'\[mks\_tab\_item title="\*A\*"\]', '[mks_tab_item title="*A*"]'),
        (r'\[mks\_tab\_item title="**A**"\]', '[mks_tab_item title="<strong>A</strong>"]'),
        (r"\[/mks\_tabs\]", "[/mks_tabs]"),
    ],
)
def test_quotes_become_straight_and_backslashes_disappear(tag: str, expected: str) -> None:
    assert tidy(tag) == expected
    assert tidy(expected) is None


@pytest.mark.parametrize(
    "tag",
    [
        "[mks_tabs]",
        '[mks_tab_item title="The “real” story"]',
        "[mks_tab_item title='A' active]",
        "[mks_tab_item title=it’s]",
        '[mks_tab_item title="A',
        "[mks_tab_item title=A",
    ],
)
def test_correct_and_unterminated_tags_stay(tag: str) -> None:
    assert tidy(tag) is None


def test_in_html_only_backslashes_are_removed() -> None:
    assert tidy(r"\[mks\_tab\_item title=*A*\]", HTML) == "[mks_tab_item title=*A*]"


def test_restructuredtext_has_no_character_references() -> None:
    assert tidy("[mks_tab_item title=&#8221;A&#8221;]", "rst") is None
    assert tidy("[mks_tab_item title=”A”]", "rst") == '[mks_tab_item title="A"]'
