"""Keys on a tab, and the Tab key through the page."""

import pytest
from playwright.sync_api import Page

from tests.browser import look
from tests.browser.pages import FILLER, tabs, three
from tests.browser.server import Site

BEFORE = '<p><a href="/before">Before</a></p>'
AFTER = '<p><a href="/after">After</a></p>'


def keys(page: Page, *names: str) -> str:
    """Press keys on the first tab of the first widget; the tab that is open then."""
    look.tab(page, "One").focus()
    look.settle(page)
    for name in names:
        page.keyboard.press(name)
    return look.open_tabs(page)[0]


@pytest.mark.parametrize(
    ("pressed", "opened"),
    [
        ("ArrowRight", "Two"),
        ("ArrowRight ArrowRight ArrowRight", "One"),
        ("ArrowLeft", "Three"),
        ("End", "Three"),
        ("End Home", "One"),
        ("ArrowRight ArrowLeft", "One"),
    ],
)
def test_keys_move_selection_and_focus(page: Page, site: Site, pressed: str, opened: str) -> None:
    page.goto(site.publish(three()))
    assert keys(page, *pressed.split()) == opened
    assert look.focused(page) == opened


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_arrows_follow_the_writing_direction(page: Page, site: Site, direction: str) -> None:
    page.goto(site.publish(three(), html=f'lang="ar" dir="{direction}"'))
    assert keys(page, "ArrowRight" if direction == "ltr" else "ArrowLeft") == "Two"


def test_up_and_down_move_in_a_vertical_list(page: Page, site: Site) -> None:
    page.goto(site.publish(three('nav="vertical"')))
    assert keys(page, "ArrowDown", "ArrowDown", "ArrowUp") == "Two"


def test_left_and_right_do_nothing_in_a_vertical_list(page: Page, site: Site) -> None:
    page.goto(site.publish(three('nav="vertical"')))
    assert keys(page, "ArrowRight") == "One"


def test_a_vertical_list_on_a_narrow_screen_takes_left_and_right(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 400, "height": 700})
    page.goto(site.publish(three('nav="vertical"')))
    assert keys(page, "ArrowDown") == "One"
    assert keys(page, "ArrowRight") == "Two"


def test_the_cross_axis_still_scrolls(page: Page, site: Site) -> None:
    page.goto(site.publish(three() + FILLER))
    assert keys(page, "ArrowDown") == "One"
    page.wait_for_function("scrollY > 0")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_enter_and_space_select(page: Page, site: Site, key: str) -> None:
    page.goto(site.publish(three() + FILLER))
    look.tab(page, "Two").focus()
    page.keyboard.press(key)
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("modifier", ["Alt", "Control", "Meta", "Shift"])
@pytest.mark.parametrize("key", ["ArrowRight", "End", "Space"])
def test_keys_with_a_modifier_are_left_to_the_browser(
    page: Page, site: Site, modifier: str, key: str
) -> None:
    page.goto(site.publish(three()))
    page.evaluate("addEventListener('keydown', e => { window.taken = e.defaultPrevented })")
    assert keys(page, f"{modifier}+{key}") == "One"
    assert page.evaluate("window.taken") is False


def test_a_themes_own_keys_stay_out_of_the_tabs(page: Page, site: Site) -> None:
    page.goto(site.publish(three()))
    page.evaluate("document.addEventListener('keydown', event => { window.heard = event.key })")
    assert keys(page, "ArrowRight") == "Two"
    assert page.evaluate("window.heard") is None


def test_passing_a_link_opens_nothing(page: Page, site: Site) -> None:
    page.goto(site.publish('<p><a href="#deep">Jump</a></p>' + three()))
    for key in ("Tab", "Shift", "Tab"):
        page.keyboard.press(key)
    assert look.focused(page) == "One"
    assert look.open_tabs(page) == ["One"]


def test_keys_inside_a_panel_are_left_alone(page: Page, site: Site) -> None:
    page.goto(site.publish(tabs(("One", '<p><input value="abc"></p>'), ("Two", "b"))))
    page.locator("input").focus()
    for key in ("Home", "ArrowRight", "x", "End", "Space"):
        page.keyboard.press(key)
    assert page.locator("input").input_value() == "axbc "
    assert look.open_tabs(page) == ["One"]


def test_tab_enters_on_the_selected_tab_then_the_panel_and_goes_back(
    page: Page, site: Site
) -> None:
    page.goto(site.publish(BEFORE + three() + AFTER))
    keys(page, "ArrowRight")
    page.get_by_text("Before").focus()
    path = []
    for key in ("Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"):
        page.keyboard.press(key)
        path.append(look.focused(page))
    assert path == ["Two", "Second text deep.", "After", "Second text deep.", "Two", "Before"]


def after_the_tab(page: Page, site: Site, body: str) -> str:
    """The role of what the Tab key goes to from a tab whose panel holds `body`."""
    page.goto(site.publish(tabs(("One", body), ("Last", "b"))))
    look.tab(page, "One").focus()
    page.keyboard.press("Tab")
    return str(page.evaluate("document.activeElement.role || document.activeElement.tagName"))


@pytest.mark.parametrize(
    ("body", "stop"),
    [
        ("<p><a href=x>A link</a> first</p>", "A"),
        ("<p>\n<a href=x>A link</a> on a line of its own</p>", "A"),
        ("<!-- wp:paragraph --><p><a href=x>A link</a> behind a comment</p>", "A"),
        ("<p><button>Button</button></p>", "BUTTON"),
        ("<details><summary>More</summary>Text</details>", "SUMMARY"),
        (tabs(("Inner", "a"), ("Other", "b")), "tab"),
        (tabs(("Inner", "a"), ('Other" active="on', "b")), "tab"),
    ],
)
def test_a_panel_that_begins_with_what_takes_focus_is_no_tab_stop(
    page: Page, site: Site, body: str, stop: str
) -> None:
    assert after_the_tab(page, site, body) == stop


@pytest.mark.parametrize(
    "body",
    [
        "<p>Text, then <a href=x>a link</a></p>",
        "<p><button disabled>Button</button> <a href=x>link</a></p>",
        '<p><img alt="A picture" src="/none.png"> <a href=x>link</a></p>',
        '<p><a id="mark"></a>Text</p>',
    ],
)
def test_any_other_panel_is_a_tab_stop(page: Page, site: Site, body: str) -> None:
    assert after_the_tab(page, site, body) == "tabpanel"


def test_nothing_hidden_takes_focus(page: Page, site: Site) -> None:
    bodies = [(name, f'<p>Text <a href="{name}">link {name}</a></p>') for name in ("A", "B", "C")]
    page.goto(site.publish(tabs(*bodies) + AFTER))
    look.tab(page, "A").focus()
    path = []
    for _ in range(3):
        page.keyboard.press("Tab")
        path.append(look.focused(page))
    assert path == ["Text link A", "link A", "After"]
