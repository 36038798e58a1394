"""The stylesheets and the script, and the pages that need them.

A stylesheet is needed where a class stands that it names; it names those of its own shortcodes only. A script
goes with the stylesheet of its name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

STATIC_FOLDER = Path(__file__).parent.parent / "static"
"""Its content is copied into the site's theme folder as it is."""
_FOLDER = "pelican_mks"
MARK = ' class="mks-'
"""Stands in every page that needs something of ours."""
_CLASS = re.compile(rf"{MARK}([a-z]+)")
_STYLED = re.compile(r"\.mks-([a-z]+)")
_HEAD_ENDS = re.compile(r"</head\b|<body\b", re.IGNORECASE)


def needed_files(page: str) -> list[str]:
    """The names of the files that the shortcodes on a page need."""
    first = page.find(MARK)
    if first < 0:
        return []
    files_of = _files()
    names = set(_CLASS.findall(page, first))
    return sorted({file for name in names for file in files_of.get(name, ())})


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


@cache
def _files() -> Mapping[str, tuple[str, ...]]:
    """For the first word of each class of ours the stylesheet that knows it, and its script."""
    found = {}
    for sheet in sorted((STATIC_FOLDER / _FOLDER).glob("*.css")):
        script = sheet.with_suffix(".js")
        files = (sheet.name, script.name) if script.is_file() else (sheet.name,)
        styled = set(_STYLED.findall(sheet.read_text(encoding="utf-8")))
        found.update(dict.fromkeys(styled, files))
    return found


def _link(address: str) -> str:
    if address.endswith(".js"):
        return f'<script src="{escape(address)}"></script>\n'
    return f'<link rel="stylesheet" href="{escape(address)}">\n'
