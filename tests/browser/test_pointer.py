"""Mouse and touch."""

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser import look
from tests.browser.pages import ASSETS, FILLER, tabs, three_tabs
from tests.browser.server import Site


def test_a_click_opens_the_panel_and_closes_the_other(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    look.tab(page, "Two").click()
    assert look.shows(page, "Second text")
    assert not look.shows(page, "First text")


@pytest.mark.parametrize("nav", ["", 'nav="vertical"'])
@pytest.mark.parametrize("width", [320, 1280])
def test_targets_are_at_least_44_pixels_high(page: Page, site: Site, nav: str, width: int) -> None:
    small = "<style>html { font: 10px/1 sans-serif }</style>"
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(site.publish(tabs(("A", "a"), ("I", "b"), attributes=nav), head=ASSETS + small))
    for box in (tab.bounding_box() for tab in page.locator(look.TABS).all()):
        assert box is not None
        assert box["width"] >= 44
        assert box["height"] >= 44


def test_a_click_does_not_scroll(page: Page, site: Site) -> None:
    page.goto(site.publish(FILLER + three_tabs() + FILLER))
    tab = look.tab(page, "Two")
    tab.scroll_into_view_if_needed()
    before = page.evaluate("scrollY"), look.top(tab)
    tab.click()
    look.settle(page)
    assert (page.evaluate("scrollY"), look.top(tab)) == before


def test_a_click_on_a_partly_visible_tab_does_not_scroll(page: Page, site: Site) -> None:
    page.goto(site.publish(FILLER + three_tabs() + FILLER))
    tab = look.tab(page, "Two")
    tab.evaluate("e => scrollTo(0, e.getBoundingClientRect().bottom + scrollY - 10)")
    # In some browsers a click does not focus a link.
    page.evaluate("addEventListener('mousedown', event => event.preventDefault())")
    box = tab.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 20, 5)
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert tab.bounding_box() == box


def test_a_theme_that_scrolls_to_link_targets_does_not_scroll_to_panels(
    page: Page, site: Site
) -> None:
    theme = """<script>for (const a of document.links) a.addEventListener("click", () =>
        document.getElementById(a.hash.slice(1)).scrollIntoView())</script>"""
    page.goto(site.publish("<p>Prose</p>" * 5 + three_tabs() + FILLER, after=theme))
    look.tab(page, "Two").click()
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("modifier", ["Alt", "ControlOrMeta", "Shift"])
def test_modified_clicks_are_left_to_the_browser(
    page: Page, site: Site, modifier: Literal["Alt", "ControlOrMeta", "Shift"]
) -> None:
    page.goto(site.publish(three_tabs()))
    page.evaluate(
        "addEventListener('click', e => { window.taken = e.defaultPrevented; e.preventDefault() })"
    )
    look.tab(page, "Two").click(modifiers=[modifier])
    assert page.evaluate("window.taken") is False
    assert look.open_tabs(page) == ["One"]


def test_a_middle_click_opens_the_tab_in_a_new_page(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    with page.context.expect_page() as opened:
        look.tab(page, "Two").click(button="middle")
    look.tab(opened.value, "Two").wait_for()
    assert look.open_tabs(opened.value) == ["Two"]
    assert look.open_tabs(page) == ["One"]


def test_a_click_focuses_the_tab(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    look.tab(page, "Two").click()
    page.keyboard.press("ArrowRight")
    assert look.open_tabs(page) == ["Three"]
