"""The shortcodes there are, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rich.table import Table
from rich.text import Text

from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.diagnostic import printable


def as_table(shortcodes: Iterable[Shortcode]) -> Table:
    """A table with a row for each attribute."""
    table = Table("shortcode", "attribute", "default", "allowed", "what it is for")
    for shortcode in shortcodes:
        table.add_row(*_cells(f"[{shortcode.name}]", "", "", "", shortcode.about))
        for attribute in shortcode.attributes:
            table.add_row(
                *_cells("", attribute.name, attribute.default, attribute.allowed, attribute.about)
            )
        table.add_section()
    return table


def as_json(shortcodes: Iterable[Shortcode]) -> str:
    """A list of objects."""
    return json.dumps([_object(each) for each in shortcodes], indent=2, ensure_ascii=False)


def _cells(*texts: str) -> Iterable[Text]:
    # A text as it is: in a string, rich would read the name in brackets as a style.
    return (Text(printable(text)) for text in texts)


def _object(shortcode: Shortcode) -> dict[str, Any]:
    return {
        "name": shortcode.name,
        "about": shortcode.about,
        "holds_text": not shortcode.single,
        "inline": shortcode.inline,
        "item": shortcode.item,
        "group": shortcode.group,
        "attributes": [
            {
                "name": attribute.name,
                "default": attribute.default,
                "allowed": attribute.allowed,
                "about": attribute.about,
            }
            for attribute in shortcode.attributes
        ],
    }
