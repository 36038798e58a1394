"""The demo site in Pelican's default theme: nothing comes to what that theme does wrong by itself."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import chromium
from tests.browser.server import Site
from tests.shared import Shared
from tests.sites import Site as Built

THEME = "notmyidea"
FILES = ["party-branches.html", "pages/guide.html", "pages/own-shortcodes.html"]
GIVE_MAIN = "document.querySelector('#content').setAttribute('role', 'main')"
"""The theme has no main landmark; in one, all that is ours must stand in it."""
OPEN_ALL = """all => all.forEach(details => {
    details.removeAttribute("name");  // else one would close the other
    details.open = true;
})"""
CUT_OFF = """Array.from(document.querySelectorAll("article *, .entry-content *, #content *"))
    .filter(e => !e.closest("pre") && e.getBoundingClientRect().right > innerWidth + 1)
    .map(e => e.outerHTML.slice(0, 80))"""
"""What reaches out of the window, which the theme cuts; code is scrolled to."""
MEDIA = [{"color_scheme": "light"}, {"color_scheme": "dark"}]


@pytest.fixture(scope="module")
def built(shared: Shared) -> tuple[Built, Built]:
    """The demo site, and the same without the plugin."""
    if chromium.is_skipped():
        pytest.skip(f"{chromium.SKIP}=1")
    return shared.demo(THEME=THEME), shared.demo(THEME=THEME, PLUGINS=[])


def go(page: Page, site: Site, built: Built, name: str) -> None:
    """Look at a page of a built site."""
    site.root = built.output
    page.goto(f"{site.origin}/{name}")


def violations(page: Page) -> set[tuple[str, str]]:
    """What axe reports of a page: the rule and the element."""
    page.locator("details").evaluate_all(OPEN_ALL)
    page.evaluate(GIVE_MAIN)
    found = Axe().run(page).response["violations"]
    return {(rule["id"], what(node)) for rule in found for node in rule["nodes"]}


def what(node: dict[str, Any]) -> str:
    """What breaks a rule: the element; of a plain link its colours, which are the theme's for every link."""
    html: str = node["html"]
    checked = [check["data"] for check in node["any"] if check["id"] == "color-contrast"]
    if checked and html.startswith("<a ") and " class=" not in html:
        return f"a link in {checked[0]['fgColor']} on {checked[0]['bgColor']}"
    return html


@pytest.mark.parametrize("media", MEDIA)
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", FILES)
def test_axe_finds_no_fault_of_ours(
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
    page.locator("details").evaluate_all(OPEN_ALL)
    assert page.evaluate(CUT_OFF) == []
