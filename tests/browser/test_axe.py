"""axe-core finds no violation in any state."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import look
from tests.browser.pages import ASSETS, STYLESHEET, article, tabs, three
from tests.browser.server import Site
from tests.browser.test_look import MEDIA, THEME

INNER = tabs(("In one", "<p>First</p>"), ("In two", '<p><a href="x">Link</a></p>'))
NESTED = f"<h2>Section</h2>{tabs(('Out one', INNER), ('Out two', '<p>Text</p>'))}"


def violations(page: Page, part: str | None = None) -> str:
    """What axe reports of the page or of a part of it; nothing where all is well."""
    results = Axe().run(page, context=part)
    return str(results.generate_report()) if results.violations_count else ""


@pytest.mark.parametrize("media", MEDIA)
@pytest.mark.parametrize("nav", ["", 'nav="vertical"'])
def test_axe_accepts_tabs_in_every_colour_scheme(page: Page, site: Site, nav: str) -> None:
    page.goto(site.publish("<h2>Section</h2>" + three(nav), head=ASSETS + THEME))
    assert violations(page) == ""


@pytest.mark.parametrize("chosen", ["In two", "Out two"])
def test_axe_accepts_nested_tabs_in_every_state(page: Page, site: Site, chosen: str) -> None:
    page.goto(site.publish(NESTED))
    assert violations(page) == ""
    look.tab(page, chosen).click()
    assert violations(page) == ""


def test_axe_accepts_tabs_on_a_narrow_screen(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 320, "height": 600})
    page.goto(site.publish(NESTED + three('nav="vertical"')))
    page.keyboard.press("Tab")
    assert violations(page) == ""


def test_axe_accepts_an_article_twice_on_a_page(page: Page, site: Site) -> None:
    page.goto(site.publish("<h2>Section</h2>" + article(three()) * 2))
    assert violations(page) == ""


def test_axe_accepts_the_page_without_the_script(page: Page, site: Site) -> None:
    page.goto(site.publish(NESTED, head=STYLESHEET))
    assert violations(page) == ""


def test_axe_would_find_a_fault(page: Page, site: Site) -> None:
    page.goto(site.publish(three()))
    page.locator(look.LISTS).evaluate("e => e.removeAttribute('role')")
    assert "aria-required-parent" in violations(page)
