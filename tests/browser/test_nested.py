"""Tabs inside tabs and other widgets work independently."""

import pytest
from playwright.sync_api import Page

from tests.browser import look
from tests.browser.pages import tabs, three_tabs
from tests.browser.server import Site

INNER = tabs(("In one", "<p>First inner</p>"), ("In two", "<p>Second inner</p>"))
NESTED = tabs(("Out one", INNER), ("Out two", "<p>Second outer</p>"))


def test_an_inner_widget_switches_independently(page: Page, site: Site) -> None:
    page.goto(site.publish(NESTED))
    look.tab(page, "In two").click()
    assert look.open_tabs(page) == ["Out one", "In two"]


def test_an_outer_widget_does_not_change_the_inner_one(page: Page, site: Site) -> None:
    page.goto(site.publish(NESTED))
    for title in ("In two", "Out two", "Out one"):
        look.tab(page, title).click()
    assert look.open_tabs(page) == ["Out one", "In two"]


def test_each_list_has_only_its_own_tabs(page: Page, site: Site) -> None:
    page.goto(site.publish(NESTED))
    lists = page.locator(look.LISTS)
    assert [lists.nth(n).locator("[role=tab]").all_inner_texts() for n in (0, 1)] == [
        ["Out one", "Out two"],
        ["In one", "In two"],
    ]


def test_a_tablist_of_another_script_inside_a_panel_is_not_changed(page: Page, site: Site) -> None:
    other = "<div role=tablist><a role=tab tabindex=0>Other</a></div>"
    page.goto(site.publish(tabs(("One", other), ("Two", "b"))))
    lists = page.locator(look.LISTS)
    assert [each.get_by_role("tab").all_inner_texts() for each in lists.all()] == [
        ["One", "Two"],
        ["Other"],
    ]


def test_keys_stay_in_their_list(page: Page, site: Site) -> None:
    page.goto(site.publish(NESTED))
    look.tab(page, "In one").focus()
    page.keyboard.press("ArrowLeft")
    assert look.open_tabs(page) == ["Out one", "In two"]


def test_an_inner_widget_with_the_same_titles_does_not_close_itself(page: Page, site: Site) -> None:
    page.goto(site.publish(tabs(("A", tabs(("A", "a"), ("B", "b"))), ("B", "c"))))
    look.tab(page, "B", 1).click()
    assert look.open_tabs(page) == ["A", "B"]


def test_an_outer_widget_with_the_same_titles_does_not_switch_the_inner_one(
    page: Page, site: Site
) -> None:
    page.goto(site.publish(tabs(("A", tabs(("B", "b"), ("A", "a"))), ("B", "c"))))
    look.tab(page, "B", 1).click()
    look.tab(page, "B", 0).click()
    look.tab(page, "A", 0).click()
    assert look.open_tabs(page) == ["A", "B"]


def test_a_horizontal_widget_in_a_vertical_one_stays_horizontal(page: Page, site: Site) -> None:
    page.goto(site.publish(tabs(("Out one", INNER), ("Out two", "a"), attributes='nav="vertical"')))
    look.settle(page)
    orientations = page.locator(look.LISTS).evaluate_all("all => all.map(e => e.ariaOrientation)")
    assert orientations == ["vertical", "horizontal"]


@pytest.mark.parametrize(
    "around",
    [
        "[mks_one_half]{0}[/mks_one_half][mks_one_half]<p>Other column</p>[/mks_one_half]",
        '[mks_toggle title="More" state="open"]{0}[/mks_toggle]',
    ],
)
def test_tabs_work_inside_other_widgets(page: Page, site: Site, around: str) -> None:
    page.goto(site.publish(around.format(three_tabs())))
    look.tab(page, "Two").click()
    assert look.shows(page, "Second text")
    assert not look.shows(page, "First text")


def test_a_closed_accordion_inside_a_panel_stays_closed(page: Page, site: Site) -> None:
    accordion = "<details><summary>Item</summary><p>Within</p></details>"
    page.goto(site.publish(tabs(("One", "a"), ("Two", accordion))))
    look.tab(page, "Two").click()
    assert look.shows(page, "Item")
    assert not look.shows(page, "Within")
