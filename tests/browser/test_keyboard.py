"""Keys on tabs, and the order of tab stops."""

import pytest
from playwright.sync_api import Page

from tests.browser import look
from tests.browser.pages import FILLER, tabs, three_tabs
from tests.browser.server import Site

BEFORE = '<p><a href="/before">Before</a></p>'
AFTER = '<p><a href="/after">After</a></p>'


def keys(page: Page, *names: str) -> str:
    """Press keys on the first tab of the first widget; return the tab that is then open."""
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
    page.goto(site.publish(three_tabs()))
    assert keys(page, *pressed.split()) == opened
    assert look.focused_text(page) == opened


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_arrows_follow_the_writing_direction(page: Page, site: Site, direction: str) -> None:
    page.goto(site.publish(three_tabs(), html=f'lang="ar" dir="{direction}"'))
    assert keys(page, "ArrowRight" if direction == "ltr" else "ArrowLeft") == "Two"


def test_up_and_down_move_in_a_vertical_list(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs('nav="vertical"')))
    assert keys(page, "ArrowDown", "ArrowDown", "ArrowUp") == "Two"


def test_left_and_right_have_no_effect_in_a_vertical_list(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs('nav="vertical"')))
    assert keys(page, "ArrowRight") == "One"


def test_left_and_right_move_in_a_vertical_list_on_a_narrow_screen(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 400, "height": 700})
    page.goto(site.publish(three_tabs('nav="vertical"')))
    assert keys(page, "ArrowDown") == "One"
    assert keys(page, "ArrowRight") == "Two"


def test_arrows_across_the_list_still_scroll(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs() + FILLER))
    assert keys(page, "ArrowDown") == "One"
    page.wait_for_function("scrollY > 0")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_enter_and_space_select_a_tab(page: Page, site: Site, key: str) -> None:
    page.goto(site.publish(three_tabs() + FILLER))
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
    page.goto(site.publish(three_tabs()))
    page.evaluate("addEventListener('keydown', e => { window.taken = e.defaultPrevented })")
    assert keys(page, f"{modifier}+{key}") == "One"
    assert page.evaluate("window.taken") is False


def test_keys_on_tabs_do_not_reach_a_theme_s_shortcuts(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    page.evaluate("document.addEventListener('keydown', event => { window.heard = event.key })")
    assert keys(page, "ArrowRight") == "Two"
    assert page.evaluate("window.heard") is None


def test_focusing_a_link_opens_nothing(page: Page, site: Site) -> None:
    page.goto(site.publish('<p><a href="#deep">Jump</a></p>' + three_tabs()))
    for key in ("Tab", "Shift", "Tab"):
        page.keyboard.press(key)
    assert look.focused_text(page) == "One"
    assert look.open_tabs(page) == ["One"]


def test_keys_inside_a_panel_are_left_alone(page: Page, site: Site) -> None:
    page.goto(site.publish(tabs(("One", '<p><input value="abc"></p>'), ("Two", "b"))))
    page.locator("input").focus()
    for key in ("Home", "ArrowRight", "x", "End", "Space"):
        page.keyboard.press(key)
    assert page.locator("input").input_value() == "axbc "
    assert look.open_tabs(page) == ["One"]


def test_the_tab_key_moves_to_the_selected_tab_then_to_its_panel_and_back(
    page: Page, site: Site
) -> None:
    page.goto(site.publish(BEFORE + three_tabs() + AFTER))
    keys(page, "ArrowRight")
    page.get_by_text("Before").focus()
    path = []
    for key in ("Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"):
        page.keyboard.press(key)
        path.append(look.focused_text(page))
    assert path == ["Two", "Second text deep.", "After", "Second text deep.", "Two", "Before"]


def next_tab_stop(page: Page, site: Site, body: str) -> str:
    """The role of the next tab stop after a tab whose panel contains `body`."""
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
def test_a_panel_that_starts_with_a_focusable_element_is_no_tab_stop(
    page: Page, site: Site, body: str, stop: str
) -> None:
    assert next_tab_stop(page, site, body) == stop


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
    assert next_tab_stop(page, site, body) == "tabpanel"


def test_hidden_elements_are_not_focusable(page: Page, site: Site) -> None:
    bodies = [(name, f'<p>Text <a href="{name}">link {name}</a></p>') for name in ("A", "B", "C")]
    page.goto(site.publish(tabs(*bodies) + AFTER))
    look.tab(page, "A").focus()
    path = []
    for _ in range(3):
        page.keyboard.press("Tab")
        path.append(look.focused_text(page))
    assert path == ["Text link A", "link A", "After"]
