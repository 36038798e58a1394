"""Stylesheets and JavaScript: copy the files that a site can need, and link them into the pages that need them.

A page needs the stylesheets that mention one of its classes. A script belongs to the stylesheet of the same name.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from html import escape
from itertools import chain
from pathlib import Path

from pelican_mks.families.registry import STYLESHEETS, enabled
from pelican_mks.html.tokens import tokens
from pelican_mks.render.settings import Settings

STATIC_FOLDER = Path(__file__).parent.parent / "static"
_FOLDER = "pelican_mks"
CLASS_PREFIX = ' class="mks-'
"""Every page with a widget contains this text."""
_CLASS = re.compile(rf"{CLASS_PREFIX}([a-z]+)")
_STYLED = re.compile(r"\.mks-([a-z]+)")
_IN_HEAD = frozenset(
    "base basefont bgsound head html link meta noframes noscript script style template title".split()
)
"""Elements whose start tags do not end the head (HTML Standard, 13.2.6.4.4)."""
_WITH_CONTENT = frozenset(("noscript", "template"))
"""Those of them that may contain other elements."""
_DOCTYPE = re.compile(r"<!doctype\s+html\b", re.IGNORECASE)


@lru_cache(maxsize=16)
def site_files(settings: Settings) -> frozenset[str]:
    """Return the names of the files that a site with these settings can need."""
    shortcodes = enabled(settings.shortcodes, settings.own_shortcodes)
    sheets = {sheet for each in shortcodes for sheet in STYLESHEETS.get(each.name, ())}
    return frozenset(file for sheet in sheets for file in _with_script(sheet))


def copy_assets(files: Collection[str], folder: Path) -> None:
    """Copy files into `folder`, which contains the theme's static files."""
    target = folder / _FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for name in files:
        source = STATIC_FOLDER / _FOLDER / name
        shutil.copyfile(source, target / name)
        # Tools that upload a site compare modification times. `copy2` would also copy read-only permissions.
        times = source.stat()
        os.utime(target / name, ns=(times.st_atime_ns, times.st_mtime_ns))


def needed_files(page: str) -> list[str]:
    """Return the names of the files that the shortcodes on a page need."""
    first = page.find(CLASS_PREFIX)
    if first < 0:
        return []
    files_of = _files()
    names = set(_CLASS.findall(page, first))
    return sorted({file for name in names for file in files_of.get(name, ())})


def link_assets(page: str, theme_url: str, available: Collection[str] | None = None) -> str | None:
    """Link the files that the shortcodes on `page` need, unless its head links them already.

    Returns the same string if the page needs nothing, and `None` if it has no head to link them in. Only
    `available` files are linked, by default all. The scripts have no `defer`, so that the page does not move
    when they run.
    """
    needed = needed_files(page)
    if available is not None:
        needed = [file for file in needed if file in available]
    if not needed:
        return page
    end = end_of_head(page)
    if end is None:
        return None
    head = page[:end]
    files = [file for file in needed if f"/{_FOLDER}/{file}" not in head]
    links = "".join(_link(f"{theme_url}/{_FOLDER}/{file}") for file in files)
    return f"{head}{links}{page[end:]}" if links else page


def end_of_head(page: str) -> int | None:
    """Return the offset where the head of an HTML page ends, or `None` for a fragment of HTML.

    The tags of `head` are optional in HTML: without them, the head ends before the first text or element that it
    cannot contain. After a start tag, the end tag counts, so that our links follow those of the theme.
    """
    is_page = has_head = False
    implied_end = None
    container = ""
    text_start = 0
    for token in tokens(page):
        is_end = token.kind == "end" and token.name == "head"
        if is_end or (token.kind == "start" and token.name == "body"):
            return token.start
        if is_page and implied_end is None and not container:
            text = page[text_start : token.start]
            if text.strip():
                implied_end = token.start - len(text.lstrip())
            elif token.kind == "start" and token.name not in _IN_HEAD:
                implied_end = token.start
            if implied_end is not None and not has_head:
                return implied_end
        if token.kind == "start" and token.name in _WITH_CONTENT:
            container = container or token.name
        elif token.kind == "end" and token.name == container:
            container = ""
        has_head |= token.kind == "start" and token.name == "head"
        is_page |= has_head or (token.kind == "start" and token.name == "html")
        is_page |= _DOCTYPE.match(page, token.start) is not None
        text_start = token.end
    return implied_end


@cache
def _files() -> Mapping[str, tuple[str, ...]]:
    """Return the files for each word that can follow `CLASS_PREFIX`."""
    found = {}
    for sheet in sorted({*chain.from_iterable(STYLESHEETS.values())}):
        text = (STATIC_FOLDER / _FOLDER / f"{sheet}.css").read_text(encoding="utf-8")
        found.update(dict.fromkeys(_STYLED.findall(text), _with_script(sheet)))
    return found


@cache
def _with_script(sheet: str) -> tuple[str, ...]:
    """Return the file names of a stylesheet and of its script, if it has one."""
    names = (f"{sheet}.css", f"{sheet}.js")
    return tuple(name for name in names if (STATIC_FOLDER / _FOLDER / name).is_file())


def _link(address: str) -> str:
    if address.endswith(".js"):
        return f'<script src="{escape(address)}"></script>\n'
    return f'<link rel="stylesheet" href="{escape(address)}">\n'
