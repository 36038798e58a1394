"""The declarations of a site's own shortcodes."""

from __future__ import annotations

from pelican_mks import Shortcode
from pelican_mks.families.registry import BUILT_IN
from pelican_mks.site.custom import read_own

GROUP = Shortcode("stack", "A stack.", (), lambda *_: "", item="sheet")
ITEM = Shortcode("sheet", "One of its sheets.", group="stack")


def no_template(_name: str) -> None:
    raise AssertionError


def test_a_group_is_declared_together_with_its_item() -> None:
    own, errors = read_own({"stack": GROUP, "sheet": ITEM}, BUILT_IN, no_template)
    assert errors == ()
    assert own.keys() == {"stack", "sheet"}
