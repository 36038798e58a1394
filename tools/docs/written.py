"""The generated parts of the documentation."""

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
"""The functions that generate each part of a page."""


def files() -> dict[str, str]:
    """Return the files that are generated, in whole or in part, with their content."""
    found = {}
    for page, parts in PARTS.items():
        text = (FOLDER / f"{page}.md").read_text(encoding="utf-8")
        for name, made in parts.items():
            text = put(text, name, made())
        found[f"{page}.md"] = text
    return {**found, "architecture.svg": architecture.picture()}
