"""Which shortcodes a site enables."""

from __future__ import annotations

import pytest

from pelican_mks.families.registry import lexicon_of
from pelican_mks.shortcodes.lexer import lex


@pytest.mark.parametrize("tag", ["[mks_tabs]", "[/mks_tabs]", r"[mks\_tabs]"])
def test_a_disabled_shortcode_is_text_and_the_message_names_the_setting(tag: str) -> None:
    (diagnostic,) = lex(tag, lexicon_of(("mks_icon",))).diagnostics
    assert diagnostic.code == "MKS008"
    assert diagnostic.message.endswith("Add it to MKS_SHORTCODES, or remove it.")
