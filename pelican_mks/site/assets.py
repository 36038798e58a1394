"""The stylesheets and the script: the files a site can need, and the pages that need them.

A stylesheet is needed where a class stands that it names; it names those of its own shortcodes only. A script
goes with the stylesheet of its name.
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

from pelican_mks.families.registry import STYLESHEETS, switched_on
from pelican_mks.html.tokens import tokens
from pelican_mks.render.settings import Settings

STATIC_FOLDER = Path(__file__).parent.parent / "static"
_FOLDER = "pelican_mks"
MARK = ' class="mks-'
"""Stands in every page that needs something of ours."""
_CLASS = re.compile(rf"{MARK}([a-z]+)")
_STYLED = re.compile(r"\.mks-([a-z]+)")
_IN_HEAD = frozenset(
    "base basefont bgsound head html link meta noframes noscript script style template title".split()
)
"""Elements whose start tags do not end the head (HTML Standard, 13.2.6.4.4)."""
_DOCTYPE = re.compile(r"<!doctype\s+html\b", re.IGNORECASE)
_WITH_CONTENT = frozenset(("noscript", "template"))
"""Those of them that may contain other elements."""


@lru_cache(maxsize=16)
def site_files(settings: Settings) -> frozenset[str]:
    """The names of the files that a site with these settings can need."""
    shortcodes = switched_on(settings.shortcodes, settings.own_shortcodes)
    sheets = {sheet for each in shortcodes for sheet in STYLESHEETS.get(each.name, ())}
    return frozenset(file for sheet in sheets for file in _with_script(sheet))


def copy_assets(files: Collection[str], folder: Path) -> None:
    """Copy files into `folder`, where a site's theme has its static files."""
    target = folder / _FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for name in files:
        source = STATIC_FOLDER / _FOLDER / name
        shutil.copyfile(source, target / name)
        # With its time, so that an upload sees whether it has changed.
        times = source.stat()
        os.utime(target / name, ns=(times.st_atime_ns, times.st_mtime_ns))


def needed_files(page: str) -> list[str]:
    """The names of the files that the shortcodes on a page need."""
    first = page.find(MARK)
    if first < 0:
        return []
    files_of = _files()
    names = set(_CLASS.findall(page, first))
    return sorted({file for name in names for file in files_of.get(name, ())})


def link_assets(page: str, theme_url: str, available: Collection[str] | None = None) -> str | None:
    """Link into `page` what the shortcodes on it need and what it does not link yet.

    Only `available` files are linked; by default all are. The script stands in the head without `defer`, so
    that nothing on the page moves when it runs. A page that needs nothing comes back as it is; `None` means
    that there is no place for the links, since `page` is no whole page.
    """
    needed = needed_files(page)
    if available is not None:
        needed = [file for file in needed if file in available]
    if not needed:
        return page
    place = end_of_head(page)
    if place is None:
        return None
    head = page[:place]
    files = [file for file in needed if f"/{_FOLDER}/{file}" not in head]
    links = "".join(_link(f"{theme_url}/{_FOLDER}/{file}") for file in files)
    return f"{head}{links}{page[place:]}" if links else page


def end_of_head(page: str) -> int | None:
    """Where the head of an HTML page ends; `None` for a text that is no whole page.

    Its tags may be left out: it then ends before the first text or element that cannot be in it. A head that
    has a start tag reaches to its end tag all the same, so that the links follow those of the theme.
    """
    is_page = has_head = False
    implied_end = None
    inside = ""
    behind = 0
    for token in tokens(page):
        is_end = token.kind == "end" and token.name == "head"
        if is_end or (token.kind == "start" and token.name == "body"):
            return token.start
        if is_page and implied_end is None and not inside:
            text = page[behind : token.start]
            if text.strip():
                implied_end = behind + len(text) - len(text.lstrip())
            elif token.kind == "start" and token.name not in _IN_HEAD:
                implied_end = token.start
            if implied_end is not None and not has_head:
                return implied_end
        if token.kind == "start" and token.name in _WITH_CONTENT:
            inside = inside or token.name
        elif token.kind == "end" and token.name == inside:
            inside = ""
        has_head |= token.kind == "start" and token.name == "head"
        is_page |= has_head or (token.kind == "start" and token.name == "html")
        is_page |= _DOCTYPE.match(page, token.start) is not None
        behind = token.end
    return implied_end


@cache
def _files() -> Mapping[str, tuple[str, ...]]:
    """For the first word of each class of ours the stylesheet that knows it, and its script."""
    found = {}
    for sheet in sorted({*chain.from_iterable(STYLESHEETS.values())}):
        text = (STATIC_FOLDER / _FOLDER / f"{sheet}.css").read_text(encoding="utf-8")
        found.update(dict.fromkeys(_STYLED.findall(text), _with_script(sheet)))
    return found


@cache
def _with_script(sheet: str) -> tuple[str, ...]:
    """A stylesheet and the script of its name, if there is one."""
    names = (f"{sheet}.css", f"{sheet}.js")
    return tuple(name for name in names if (STATIC_FOLDER / _FOLDER / name).is_file())


def _link(address: str) -> str:
    if address.endswith(".js"):
        return f'<script src="{escape(address)}"></script>\n'
    return f'<link rel="stylesheet" href="{escape(address)}">\n'
