"""Declarations of custom shortcodes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pelican_mks import Shortcode
from pelican_mks.families.registry import BUILT_IN
from pelican_mks.site.custom import read_own

GROUP = Shortcode("stack", "A stack.", (), lambda *_: "", item="sheet")
ITEM = Shortcode("sheet", "One of its sheets.", group="stack")


class NoTemplates:
    def render(self, name: str, values: Mapping[str, Any]) -> str:
        raise AssertionError(name, values)


def test_a_group_is_declared_together_with_its_item() -> None:
    own, errors = read_own({"stack": GROUP, "sheet": ITEM}, BUILT_IN, NoTemplates())
    assert errors == ()
    assert own.keys() == {"stack", "sheet"}
