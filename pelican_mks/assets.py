"""The stylesheet and the script, and the pages that need them."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

STATIC_FOLDER = Path(__file__).parent / "static"
"""Its content is copied into the site's theme folder as it is."""
_FOLDER = "pelican_mks"
_WIDGET = '<div class="mks-tabs"'
_HEAD_ENDS = re.compile(r"</head\b|<body\b", re.IGNORECASE)


def link_assets(page: str, theme_url: str) -> str:
    """Link stylesheet and script into `page` if it holds a widget and does not link them yet.

    The script stands in the head without `defer`, so that nothing on the page moves when it runs.
    A page without head or body comes back as it is.
    """
    stylesheet = f"{theme_url}/{_FOLDER}/tabs.css"
    script = f"{theme_url}/{_FOLDER}/tabs.js"
    if _WIDGET not in page:
        return page
    head_end = _HEAD_ENDS.search(page)
    if head_end is None or f"/{_FOLDER}/tabs.js" in page[: head_end.start()]:
        return page
    links = (
        f'<link rel="stylesheet" href="{escape(stylesheet)}">\n'
        f'<script src="{escape(script)}"></script>\n'
    )
    return page[: head_end.start()] + links + page[head_end.start() :]
