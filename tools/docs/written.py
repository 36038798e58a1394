"""What the documentation takes from the code, and where it stands."""

from __future__ import annotations

from collections.abc import Callable

from tools.docs import architecture, changelog, reference, rules
from tools.docs.marked import put
from tools.docs.modules import PROJECT

FOLDER = PROJECT / "docs"
PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "shortcodes": {
        "overview": reference.overview,
        "meks": reference.meks,
        "wordpress": reference.wordpress,
    },
    "settings": {"settings": reference.settings},
    "rules": {"rules": rules.explained},
    "architecture": {"layers": architecture.layers},
    "changelog": {"changes": changelog.changes},
}
"""The pages with such parts, and what writes each part."""


def files() -> dict[str, str]:
    """The files that a program writes, or writes in, and what is to stand there."""
    found = {}
    for page, parts in PARTS.items():
        text = (FOLDER / f"{page}.md").read_text(encoding="utf-8")
        for name, made in parts.items():
            text = put(text, name, made())
        found[f"{page}.md"] = text
    return {**found, "architecture.svg": architecture.picture()}
