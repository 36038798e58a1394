"""What the browser's search, text fragments and reader modes find."""

from playwright.sync_api import Page

from tests.browser import look
from tests.browser.pages import FILLER, tabs, three_tabs
from tests.browser.server import Site

# Counts bodies inside an element with an attribute for which reader modes drop it.
COUNT_DROPPED = """() => [...document.querySelectorAll(".mks-tabs__body")].filter(body =>
    body.closest("[hidden], [aria-hidden=true], [style*=display], [style*=visibility]")).length"""


def test_a_text_fragment_opens_the_panel_that_contains_it(page: Page, site: Site) -> None:
    page.goto(site.publish(FILLER + three_tabs() + FILLER) + "#:~:text=Third%20text")
    page.wait_for_function("scrollY > 0")
    assert look.open_tabs(page) == ["Three"]
    assert look.is_in_view(page.get_by_text("Third text"))


def test_a_text_fragment_opens_nested_panels(page: Page, site: Site) -> None:
    inner = tabs(("Inner one", "a"), ("Inner two", "<p>Far text</p>"))
    page.goto(
        site.publish(FILLER + tabs(("Outer one", "a"), ("Outer two", inner)))
        + "#:~:text=Far%20text"
    )
    page.wait_for_function("scrollY > 0")
    assert look.open_tabs(page) == ["Outer two", "Inner two"]


def test_search_works_if_a_theme_hides_hidden_elements(page: Page, site: Site) -> None:
    theme = "<style>[hidden] { display: none !important }</style>"
    page.goto(site.publish(theme + FILLER + three_tabs()) + "#:~:text=Third%20text")
    page.wait_for_function("scrollY > 0")
    assert look.open_tabs(page) == ["Three"]


def test_opening_a_search_result_is_not_remembered(page: Page, site: Site) -> None:
    page.goto(site.publish(FILLER + three_tabs()) + "#:~:text=Third%20text")
    page.wait_for_function("scrollY > 0")
    page.goto(site.publish(three_tabs(), path="/next.html"))
    assert look.open_tabs(page) == ["One"]


def test_reader_modes_drop_no_panel(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    look.tab(page, "Two").click()
    assert page.evaluate(COUNT_DROPPED) == 0


def test_closed_panels_are_hidden_if_the_engine_cannot_search_them(page: Page, site: Site) -> None:
    page.add_init_script(look.BOOLEAN_HIDDEN)
    page.goto(site.publish(three_tabs()))
    look.tab(page, "Two").click()
    assert look.shows(page, "Second text")
    assert not look.shows(page, "First text")
    assert not look.shows(page, "Third text")
