"""axe-core finds no violation in any state."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import look
from tests.browser.pages import ASSETS, STYLESHEET, article, tabs, three_tabs
from tests.browser.server import Site
from tests.browser.test_look import MEDIA, THEME

INNER = tabs(("In one", "<p>First</p>"), ("In two", '<p><a href="x">Link</a></p>'))
NESTED = f"<h2>Section</h2>{tabs(('Out one', INNER), ('Out two', '<p>Text</p>'))}"


def violations(page: Page, part: str | None = None) -> str:
    """The violations that axe reports for the page or a part of it, or an empty string."""
    results = Axe().run(page, context=part)
    return str(results.generate_report()) if results.violations_count else ""


@pytest.mark.parametrize("media", MEDIA)
@pytest.mark.parametrize("nav", ["", 'nav="vertical"'])
def test_axe_accepts_tabs_in_every_colour_scheme(page: Page, site: Site, nav: str) -> None:
    page.goto(site.publish("<h2>Section</h2>" + three_tabs(nav), head=ASSETS + THEME))
    assert violations(page) == ""


@pytest.mark.parametrize("chosen", ["In two", "Out two"])
def test_axe_accepts_nested_tabs_in_every_state(page: Page, site: Site, chosen: str) -> None:
    page.goto(site.publish(NESTED))
    assert violations(page) == ""
    look.tab(page, chosen).click()
    assert violations(page) == ""


def test_axe_accepts_tabs_on_a_narrow_screen(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 320, "height": 600})
    page.goto(site.publish(NESTED + three_tabs('nav="vertical"')))
    page.keyboard.press("Tab")
    assert violations(page) == ""


def test_axe_accepts_the_same_article_twice_on_a_page(page: Page, site: Site) -> None:
    page.goto(site.publish("<h2>Section</h2>" + article(three_tabs()) * 2))
    assert violations(page) == ""


def test_axe_accepts_the_page_without_the_script(page: Page, site: Site) -> None:
    page.goto(site.publish(NESTED, head=STYLESHEET))
    assert violations(page) == ""


def test_axe_would_find_a_violation(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    page.locator(look.LISTS).evaluate("e => e.removeAttribute('role')")
    assert "aria-required-parent" in violations(page)
