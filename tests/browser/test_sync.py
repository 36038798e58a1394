"""Widgets with the same titles switch together and remember the choice."""

import pytest
from playwright.sync_api import Page

from tests.browser import look
from tests.browser.pages import FILLER, tabs, three_tabs
from tests.browser.server import Site

LONG = "<p>Long.</p>" * 40


def pair(first: str, second: str, attributes: str = "") -> str:
    return tabs(("Translation", first), ("Original", second), attributes=attributes)


def test_widgets_with_the_same_titles_switch_together(page: Page, site: Site) -> None:
    page.goto(site.publish(pair("a", "b") + three_tabs() + pair("c", "d")))
    look.tab(page, "Original").click()
    assert look.open_tabs(page) == ["Original", "One", "Original"]


def test_the_order_of_the_titles_does_not_matter(page: Page, site: Site) -> None:
    page.goto(site.publish(pair("a", "b") + tabs(("Original", "d"), ("Translation", "c"))))
    look.tab(page, "Original").click()
    look.tab(page, "Translation").click()
    assert look.open_tabs(page) == ["Translation", "Translation"]


def test_keys_switch_all_widgets_too(page: Page, site: Site) -> None:
    page.goto(site.publish(pair("a", "b") * 2))
    look.tab(page, "Translation").focus()
    page.keyboard.press("End")
    assert look.open_tabs(page) == ["Original", "Original"]


@pytest.mark.parametrize("chosen", ["click", "key"])
@pytest.mark.parametrize(("before", "after"), [(LONG, "Short."), ("Short.", LONG)])
def test_the_text_being_read_does_not_move(
    page: Page, site: Site, before: str, after: str, chosen: str
) -> None:
    page.goto(site.publish(FILLER + pair(before, after) * 3 + FILLER * 2))
    tab = look.tab(page, "Original", 2)
    tab.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 300)")
    look.settle(page)
    tab.hover()  # some drivers scroll before a click
    position = look.top(tab)
    if chosen == "click":
        tab.click()
    else:
        look.tab(page, "Translation", 2).press("ArrowRight")
    look.settle(page)
    assert look.open_tabs(page) == ["Original"] * 3
    assert abs(look.top(tab) - position) <= 1


def test_nothing_moves_in_a_theme_with_its_own_smooth_scroll_container(
    page: Page, site: Site
) -> None:
    theme = (
        "<style>html { scroll-behavior: smooth } body { margin: 0 }"
        "main { height: 100vh; overflow: auto; scroll-behavior: smooth; overflow-anchor: none }</style>"
    )
    page.goto(site.publish(theme + FILLER + pair(LONG, "Short.") * 2 + FILLER * 2))
    tab = look.tab(page, "Original", 1)
    tab.evaluate("e => e.scrollIntoView({ block: 'center', behavior: 'instant' })")
    position = look.top(tab)
    tab.click()
    look.settle(page)
    assert abs(look.top(tab) - position) <= 1


def test_the_choice_is_remembered_on_the_next_page(page: Page, site: Site) -> None:
    page.goto(site.publish(pair("a", "b")))
    look.tab(page, "Original").click()
    page.goto(site.publish(pair("c", "d") + three_tabs(), path="/next.html"))
    assert look.open_tabs(page) == ["Original", "One"]


def test_the_storage_key_contains_the_widget_s_name(page: Page, site: Site) -> None:
    page.goto(site.publish(pair("a", "b")))
    look.tab(page, "Original").click()
    keys = page.evaluate("Object.keys(localStorage)")
    assert [key.partition(":")[0] for key in keys] == ["mks-tabs"]


def test_a_link_to_a_panel_has_priority_over_the_remembered_choice(page: Page, site: Site) -> None:
    page.goto(site.publish(pair("a", "b")))
    look.tab(page, "Original").click()
    page.goto(site.publish(pair("c", "d"), path="/next.html") + "#post-tabs-1-translation")
    assert look.open_tabs(page) == ["Translation"]


def test_opening_a_panel_by_a_link_is_not_remembered(page: Page, site: Site) -> None:
    page.goto(site.publish(pair("a", "b")) + "#post-tabs-1-original")
    page.goto(site.publish(pair("c", "d"), path="/next.html"))
    assert look.open_tabs(page) == ["Translation"]


def test_sync_off_makes_a_widget_independent(page: Page, site: Site) -> None:
    page.goto(site.publish(pair("a", "b") + pair("c", "d", 'sync="off"')))
    look.tab(page, "Original", 0).click()
    assert look.open_tabs(page) == ["Original", "Translation"]
    look.tab(page, "Original", 1).click()
    look.tab(page, "Translation", 1).click()
    assert look.open_tabs(page) == ["Original", "Translation"]


def test_sync_off_neither_stores_nor_restores_a_choice(page: Page, site: Site) -> None:
    page.goto(site.publish(pair("a", "b") + pair("c", "d", 'sync="off"')))
    look.tab(page, "Original", 1).click()
    page.goto(site.publish(pair("a", "b"), path="/next.html"))
    assert look.open_tabs(page) == ["Translation"]
    look.tab(page, "Original").click()
    page.goto(site.publish(pair("a", "b", 'sync="off"'), path="/last.html"))
    assert look.open_tabs(page) == ["Translation"]


def test_a_change_event_contains_tab_and_panel(page: Page, site: Site) -> None:
    page.goto(site.publish(pair("a", "b") * 2))
    page.evaluate(
        """() => { window.heard = []; document.addEventListener("mks-tabs:change", event => heard.push(
            [event.detail.tab.innerText, event.detail.panel.id, event.target.id])) }"""
    )
    look.tab(page, "Original").click()
    look.tab(page, "Original").click()
    assert page.evaluate("heard") == [
        ["Original", "post-tabs-1-original", "post-tabs-1"],
        ["Original", "post-tabs-2-original", "post-tabs-2"],
    ]


def test_opening_a_page_sends_no_change_event(page: Page, site: Site) -> None:
    page.add_init_script(
        "window.heard = 0; document.addEventListener('mks-tabs:change', () => { heard += 1 })"
    )
    page.goto(site.publish(tabs(("A", "a"), ('B" active="on', "b"))))
    assert page.evaluate("heard") == 0
