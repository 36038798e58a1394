"""The demo site in Pelican's default theme: we add no violations to those of the theme."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import chromium, look
from tests.browser.look import COLOUR_SCHEMES
from tests.browser.server import Site
from tests.shared import Shared
from tests.sites import Site as Built

THEME = "notmyidea"
FILES = ["party-branches.html", "pages/guide.html", "pages/own-shortcodes.html"]
ADD_MAIN = "document.querySelector('#content').setAttribute('role', 'main')"
"""The theme has no main landmark; with one, all our content must be inside it."""

CUT_OFF = """Array.from(document.querySelectorAll("article *, .entry-content *, #content *"))
    .filter(e => !e.closest("pre") && e.getBoundingClientRect().right > innerWidth + 1)
    .map(e => e.outerHTML.slice(0, 80))"""
"""Elements that extend outside the viewport, where the theme cuts them off; code scrolls."""


@pytest.fixture(scope="module")
def built(shared: Shared) -> tuple[Built, Built]:
    """The demo site, and the same without the plugin."""
    if chromium.is_skipped():
        pytest.skip(f"{chromium.SKIP}=1")
    return shared.demo(THEME=THEME), shared.demo(THEME=THEME, PLUGINS=[])


def go(page: Page, site: Site, built: Built, name: str) -> None:
    """Open a page of a built site."""
    site.root = built.output
    page.goto(f"{site.origin}/{name}")


def violations(page: Page) -> set[tuple[str, str]]:
    """The violations that axe reports for a page: rules and elements."""
    look.open_details(page)
    page.evaluate(ADD_MAIN)
    found = Axe().run(page).response["violations"]
    return {(rule["id"], violator(node)) for rule in found for node in rule["nodes"]}


def violator(node: dict[str, Any]) -> str:
    """The element that violates a rule; for a plain link only its colours, which come from the theme."""
    html: str = node["html"]
    checked = [check["data"] for check in node["any"] if check["id"] == "color-contrast"]
    if checked and html.startswith("<a ") and " class=" not in html:
        return f"a link in {checked[0]['fgColor']} on {checked[0]['bgColor']}"
    return html


@pytest.mark.parametrize("media", COLOUR_SCHEMES)
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", FILES)
def test_axe_finds_no_additional_violations(
    page: Page, site: Site, built: tuple[Built, Built], name: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    found = []
    for each in built:
        go(page, site, each, name)
        found.append(violations(page))
    ours, theirs = found
    assert ours - theirs == set()


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_wider_than_a_phone(
    page: Page, site: Site, built: tuple[Built, Built], name: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    go(page, site, built[0], name)
    look.open_details(page)
    assert page.evaluate(CUT_OFF) == []
