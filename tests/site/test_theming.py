"""The theming page matches the stylesheets."""

from __future__ import annotations

import re

from pelican_mks.site.assets import STATIC_FOLDER
from tests.sites import PROJECT

PAGE = (PROJECT / "docs/theming.md").read_text(encoding="utf-8")
FOLDER = STATIC_FOLDER / "pelican_mks"


def used_properties(*names: str) -> set[str]:
    """Return the custom properties that these stylesheets use."""
    css = "".join((FOLDER / name).read_text(encoding="utf-8") for name in names)
    return set(re.findall(r"var\((--mks-[a-z-]+)", css))


def test_lists_the_custom_properties() -> None:
    listed = set(re.findall(r"^\| `(--mks-[a-z-]+)`", PAGE, re.MULTILINE))
    assert listed == used_properties("tabs.css", "disclosure.css")


def test_names_the_classes_of_the_widget() -> None:
    named = set(re.findall(r"`(mks-tabs[a-z_]*)`", PAGE))
    source = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("tabs.*"))
    assert named == set(re.findall(r"mks-tabs(?:__[a-z]+)?(?![\w-])", source)) - {"mks-tabs__empty"}


def test_names_the_event_of_the_widget() -> None:
    (event,) = re.findall(r"`(mks-tabs:\w+)`", PAGE)
    assert f'"{event}"' in (FOLDER / "tabs.js").read_text(encoding="utf-8")
