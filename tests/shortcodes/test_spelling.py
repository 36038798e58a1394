"""Which unknown names are certainly misspelled."""

from __future__ import annotations

import pytest

from pelican_mks.families.registry import BUILT_IN
from pelican_mks.shortcodes.spelling import meant


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("MKS_Tabs", "mks_tabs"),
        ("mks-tab-item", "mks_tab_item"),
        (r"mks\_tab\_items", "mks_tab_item"),
        ("mks_tabs_item", "mks_tab_item"),
        ("mks_togle", "mks_toggle"),
        ("mks_buttom", "mks_button"),
        ("mks_acordion", "mks_accordion"),
        ("mks_seperator", "mks_separator"),
        ("mks_spearator", "mks_separator"),
        ("mks_separato", "mks_separator"),
    ],
)
def test_a_misspelled_name_suggests_one_name(word: str, name: str) -> None:
    assert meant(word, BUILT_IN) == name


@pytest.mark.parametrize(
    "word",
    [
        "mks_tab",  # either the group or its item
        "mks_tags",
        "mks_one_",
        "mks_tooggglle",
        "mks_gallery",
        "mks_accrodixn",  # two letters are swapped, and another one is wrong
        "mks_accxxdion",  # two letters are wrong
        "mks_",
        "",
    ],
)
def test_an_ambiguous_name_suggests_nothing(word: str) -> None:
    assert meant(word, BUILT_IN) is None
