"""What the browser's own search, text fragments and reader modes find."""

from playwright.sync_api import Page

from tests.browser import look
from tests.browser.pages import FILLER, tabs, three
from tests.browser.server import Site

# Whether an element can be in sight, by the attributes that reader modes go by.
DROPPED = """() => [...document.querySelectorAll(".mks-tabs__body")].filter(body =>
    body.closest("[hidden], [aria-hidden=true], [style*=display], [style*=visibility]")).length"""


def test_a_text_fragment_opens_the_panel_that_holds_it(page: Page, site: Site) -> None:
    page.goto(site.publish(FILLER + three() + FILLER) + "#:~:text=Third%20text")
    page.wait_for_function("scrollY > 0")
    assert look.open_tabs(page) == ["Three"]
    assert look.in_view(page.get_by_text("Third text"))


def test_a_text_fragment_reaches_into_nested_panels(page: Page, site: Site) -> None:
    inner = tabs(("Inner one", "a"), ("Inner two", "<p>Far text</p>"))
    page.goto(
        site.publish(FILLER + tabs(("Outer one", "a"), ("Outer two", inner)))
        + "#:~:text=Far%20text"
    )
    page.wait_for_function("scrollY > 0")
    assert look.open_tabs(page) == ["Outer two", "Inner two"]


def test_a_theme_that_hides_hidden_elements_by_force_does_not_stop_the_search(
    page: Page, site: Site
) -> None:
    theme = "<style>[hidden] { display: none !important }</style>"
    page.goto(site.publish(theme + FILLER + three()) + "#:~:text=Third%20text")
    page.wait_for_function("scrollY > 0")
    assert look.open_tabs(page) == ["Three"]


def test_what_is_found_is_no_choice_for_other_pages(page: Page, site: Site) -> None:
    page.goto(site.publish(FILLER + three()) + "#:~:text=Third%20text")
    page.wait_for_function("scrollY > 0")
    page.goto(site.publish(three(), path="/next.html"))
    assert look.open_tabs(page) == ["One"]


def test_no_panel_carries_what_makes_reader_modes_drop_it(page: Page, site: Site) -> None:
    page.goto(site.publish(three()))
    look.tab(page, "Two").click()
    assert page.evaluate(DROPPED) == 0


def test_where_the_engine_cannot_search_closed_panels_they_are_simply_hidden(
    page: Page, site: Site
) -> None:
    page.add_init_script(look.PLAINLY_HIDDEN)
    page.goto(site.publish(three()))
    look.tab(page, "Two").click()
    assert look.sees(page, "Second text")
    assert not look.sees(page, "First text")
    assert not look.sees(page, "Third text")
