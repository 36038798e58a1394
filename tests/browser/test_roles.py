"""The accessibility tree of tabs."""

import pytest
from playwright.sync_api import Page

from tests.browser import look
from tests.browser.pages import article, tabs, three_tabs
from tests.browser.server import Site


def test_titles_become_tabs_of_a_named_list(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs('label="Branches"')))
    tablist = page.get_by_role("tablist", name="Branches", exact=True)
    assert tablist.get_by_role("tab").all_inner_texts() == ["One", "Two", "Three"]


def test_exactly_one_tab_is_selected(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    assert look.open_tabs(page) == ["One"]
    assert page.locator(f"{look.TABS}[aria-selected=false]").count() == 2


@pytest.mark.needs("accessibility tree")
def test_only_the_open_panel_is_in_the_accessibility_tree(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    look.tab(page, "Two").click()
    assert [name for role, name in look.tree(page) if role == "tabpanel"] == ["Two"]


@pytest.mark.needs("accessibility tree")
def test_the_text_of_a_closed_panel_is_not_read(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    names = [name for _, name in look.tree(page)]
    assert "First text." in names
    assert "Third text." not in names


@pytest.mark.needs("accessibility tree")
def test_a_title_is_not_read_twice(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    roles = {role for role, name in look.tree(page) if name == "One"}
    assert roles == {"tab", "tabpanel", "StaticText"}
    assert page.get_by_text("One", exact=True).filter(visible=True).count() == 1


def test_every_tab_controls_and_names_a_panel(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs() + three_tabs()))
    wrong = page.evaluate(
        """() => [...document.querySelectorAll("[role=tab]")].filter(tab => {
            const panel = document.getElementById(tab.getAttribute("aria-controls"));
            return panel?.role !== "tabpanel" || panel.getAttribute("aria-labelledby").split(" ")[0] !== tab.id;
        }).length"""
    )
    assert wrong == 0


@pytest.mark.needs("accessibility tree")
def test_panels_with_the_same_title_include_the_name_of_their_list(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs('label="Quote"') * 2))
    panels = [name for role, name in look.tree(page) if role == "tabpanel"]
    assert panels == ["One", "One Quote 2"]


def test_a_tab_is_a_link_to_its_panel(page: Page, site: Site) -> None:
    page.goto(site.publish(tabs(("Größe", "a"), ("原文", "b"))))
    for title in ("Größe", "原文"):
        address = look.tab(page, title).evaluate("e => decodeURIComponent(e.hash.slice(1))")
        assert page.locator(f"[id='{address}']").evaluate("e => e.role") == "tabpanel"


def test_tablists_with_the_same_name_are_numbered(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs('label="Quote"') * 3))
    names = page.locator(look.LISTS).evaluate_all("lists => lists.map(e => e.ariaLabel)")
    assert names == ["Quote", "Quote 2", "Quote 3"]


def test_a_tab_keeps_the_emphasis_in_its_title(page: Page, site: Site) -> None:
    page.goto(site.publish(tabs(("Original <em>Quote</em>", "a"), ("B", "b"))))
    tab = look.tab(page, "Original Quote")
    assert tab.locator("em").inner_text() == "Quote"
    assert tab.inner_text() == "Original Quote"


def test_the_author_chooses_the_tab_that_is_initially_open(page: Page, site: Site) -> None:
    page.goto(site.publish(tabs(("A", "a"), ('B" active="on', "b"))))
    assert look.open_tabs(page) == ["B"]


def test_a_horizontal_list_has_a_horizontal_orientation(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    look.settle(page)
    assert page.locator(look.LISTS).get_attribute("aria-orientation") == "horizontal"


def test_a_single_tab_is_a_list_of_one(page: Page, site: Site) -> None:
    page.goto(site.publish(tabs(("Only", "Text"))))
    look.settle(page)
    assert look.open_tabs(page) == ["Only"]
    assert page.locator(look.LISTS).get_attribute("aria-orientation") == "horizontal"


def test_a_list_has_a_vertical_orientation_only_while_it_is_vertical(
    page: Page, site: Site
) -> None:
    page.goto(site.publish(three_tabs('nav="vertical"')))
    tablist = page.locator(look.LISTS)
    look.settle(page)
    assert tablist.get_attribute("aria-orientation") == "vertical"
    page.set_viewport_size({"width": 400, "height": 700})
    look.settle(page)
    assert tablist.get_attribute("aria-orientation") == "horizontal"


def test_a_row_that_wraps_into_a_column_has_a_vertical_orientation(page: Page, site: Site) -> None:
    long = "A title so long that it fills a row"
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(site.publish(tabs((f"{long} 1", "a"), (f"{long} 2", "b"))))
    look.settle(page)
    assert page.locator(look.LISTS).get_attribute("aria-orientation") == "vertical"


def test_the_same_article_twice_on_a_page_keeps_its_panels_apart(page: Page, site: Site) -> None:
    page.goto(site.publish(article(three_tabs('sync="off"')) * 2))
    look.tab(page, "Two", 1).click()
    assert look.open_tabs(page) == ["One", "Two"]
    ids = page.locator("[role][id]").evaluate_all("all => all.map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_a_text_keeps_its_direction_and_language(page: Page, site: Site) -> None:
    page.goto(site.publish(tabs(("Translation", "Text"), ('Original" lang="zh', "原文"))))
    assert page.get_by_text("原文").evaluate("e => e.closest('[lang]').lang") == "zh"
    assert look.tab(page, "Original").evaluate("e => e.closest('[lang]').lang") == "en"
