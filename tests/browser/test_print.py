"""Print shows all panels under their titles."""

import pytest
from playwright.sync_api import Page

from tests.browser import look
from tests.browser.pages import tabs, three_tabs
from tests.browser.server import Site

TEXTS = ("One", "First text", "Two", "Second text", "Three", "Third text")


def are_visible(page: Page, *texts: str) -> list[bool]:
    """Whether each text is visible."""
    return [page.get_by_text(text).filter(visible=True).count() > 0 for text in texts]


@pytest.mark.parametrize("nav", ["", 'nav="vertical"'])
@pytest.mark.parametrize("theme", ["", "<style>[hidden] { display: none !important }</style>"])
@pytest.mark.parametrize("opened", ["One", "Two", "Three"])
def test_print_shows_every_panel_with_its_title(
    page: Page, site: Site, opened: str, theme: str, nav: str
) -> None:
    page.goto(site.publish(theme + three_tabs(nav)))
    look.tab(page, opened).click()
    look.emulate_print(page)
    assert are_visible(page, *TEXTS) == [True] * 6
    heights = page.locator(look.PANELS).evaluate_all("all => all.map(e => e.offsetHeight)")
    assert min(heights) > 40


@pytest.mark.parametrize("nav", ["", 'nav="vertical"'])
def test_print_gives_every_panel_the_full_width(page: Page, site: Site, nav: str) -> None:
    page.goto(site.publish(three_tabs(nav)))
    look.emulate_print(page)
    lefts = page.locator(".mks-tabs, .mks-tabs__panel").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().left)"
    )
    assert lefts == pytest.approx([lefts[0]] * 4, abs=1)


def test_a_page_break_does_not_separate_a_title_from_its_text(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    look.emulate_print(page)
    after = page.locator(".mks-tabs__title").evaluate_all(
        "all => all.map(e => getComputedStyle(e).breakAfter)"
    )
    assert after == ["avoid"] * 3


def test_print_shows_no_tablist(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    look.emulate_print(page)
    assert not page.locator(look.LISTS).is_visible()


def test_print_shows_nested_panels_too(page: Page, site: Site) -> None:
    inner = tabs(("In one", "First inner"), ("In two", "Second inner"))
    page.goto(site.publish(tabs(("Out one", "First outer"), ("Out two", inner))))
    look.emulate_print(page)
    assert (
        are_visible(page, "First outer", "In one", "First inner", "In two", "Second inner")
        == [True] * 5
    )


def test_print_shows_panels_in_engines_without_until_found(page: Page, site: Site) -> None:
    page.add_init_script(look.BOOLEAN_HIDDEN)
    page.goto(site.publish(three_tabs()))
    look.emulate_print(page)
    assert are_visible(page, *TEXTS) == [True] * 6


def test_printing_does_not_change_the_tabs(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    look.tab(page, "Two").click()
    look.emulate_print(page)
    look.emulate_screen(page)
    assert look.open_tabs(page) == ["Two"]
    assert are_visible(page, "First text", "Second text") == [False, True]
