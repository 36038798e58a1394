"""The stylesheets and the script, and the pages that need them."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

STATIC_FOLDER = Path(__file__).parent / "static"
"""Its content is copied into the site's theme folder as it is."""
_FOLDER = "pelican_mks"
_FILES = {
    "tabs": ("tabs.css", "tabs.js"),
    "toggle": ("disclosure.css",),
    "accordion": ("disclosure.css",),
    "columns": ("columns.css",),
    "highlight": ("phrases.css",),
    "dropcap": ("phrases.css",),
    "button": ("buttons.css",),
    "social": ("buttons.css",),
    "icon": ("buttons.css",),
    "pullquote": ("blocks.css",),
    "separator": ("blocks.css",),
    "progressbar": ("blocks.css",),
    "caption": ("wordpress.css",),
    "audio": ("wordpress.css",),
    "video": ("wordpress.css",),
    "embed": ("wordpress.css",),
    "gallery": ("wordpress.css",),
}
"""What a class of ours, its beginning `mks-` left out, needs to look as it should."""
_CLASS = re.compile(rf' class="mks-({"|".join(_FILES)})[" ]')
_HEAD_ENDS = re.compile(r"</head\b|<body\b", re.IGNORECASE)


def needed_files(page: str) -> list[str]:
    """The names of the files that the shortcodes on a page need."""
    if ' class="mks-' not in page:
        return []
    return sorted({file for name in _CLASS.findall(page) for file in _FILES[name]})


def link_assets(page: str, theme_url: str) -> str:
    """Link into `page` what the shortcodes on it need and what it does not link yet.

    The script stands in the head without `defer`, so that nothing on the page moves when it runs.
    A page without head or body comes back as it is.
    """
    needed = needed_files(page)
    if not needed:
        return page
    head_end = _HEAD_ENDS.search(page)
    if head_end is None:
        return page
    head = page[: head_end.start()]
    files = [file for file in needed if f"/{_FOLDER}/{file}" not in head]
    links = "".join(_link(f"{theme_url}/{_FOLDER}/{file}") for file in files)
    return f"{head}{links}{page[head_end.start() :]}" if links else page


def _link(address: str) -> str:
    if address.endswith(".js"):
        return f'<script src="{escape(address)}"></script>\n'
    return f'<link rel="stylesheet" href="{escape(address)}">\n'
