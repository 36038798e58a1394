"""The text stays readable whatever fails."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import look
from tests.browser.pages import ASSETS, FILLER, SCRIPT, STYLESHEET, TEXTS, tabs, three_tabs
from tests.browser.server import STATIC, Site


def source() -> str:
    return (STATIC / "tabs.js").read_text(encoding="utf-8")


def test_without_scripts_everything_is_visible(browser: Browser, site: Site) -> None:
    site.headers["Content-Security-Policy"] = (
        "script-src 'none'"  # for drivers that cannot disable JavaScript
    )
    page = browser.new_page(java_script_enabled=False)
    page.goto(site.publish(three_tabs()))
    assert all(look.shows(page, text) for text in TEXTS)
    page.close()


def test_with_a_missing_script_everything_is_visible(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs(), head=STYLESHEET + '<script src="/none.js"></script>'))
    assert all(look.shows(page, text) for text in TEXTS)


def test_with_a_truncated_script_everything_is_visible(browser: Browser, site: Site) -> None:
    site.files["/tabs.js"] = source()[:-20]
    page = browser.new_page()
    page.goto(site.publish(three_tabs()))
    assert all(look.shows(page, text) for text in TEXTS)
    page.close()


@pytest.mark.parametrize("missing", ["Element.prototype.attachShadow", "Object.assign"])
def test_in_an_old_browser_everything_is_visible(
    browser: Browser, site: Site, missing: str
) -> None:
    page = browser.new_page()
    page.add_init_script(f"delete {missing}")
    page.goto(site.publish(three_tabs()))
    assert all(look.shows(page, text) for text in TEXTS)
    page.close()


@pytest.mark.parametrize("again", [SCRIPT, SCRIPT.replace("<script", "<script defer")])
def test_loading_the_script_twice_has_no_effect(page: Page, site: Site, again: str) -> None:
    page.goto(site.publish(three_tabs(), head=ASSETS))
    once = page.locator("main").inner_html()
    page.goto(site.publish(three_tabs(), head=ASSETS + again))
    assert page.locator("main").inner_html() == once
    look.tab(page, "One").press("ArrowRight")
    assert look.open_tabs(page) == ["Two"]


def test_running_the_script_twice_has_no_effect(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    look.tab(page, "Two").click()
    look.settle(page)
    once = page.locator("main").inner_html()
    page.evaluate(
        "() => { window.heard = 0; addEventListener('mks-tabs:change', () => { heard += 1 }) }"
    )
    page.add_script_tag(url="/tabs.js")
    look.settle(page)
    assert page.locator("main").inner_html() == once
    look.tab(page, "Two").press("ArrowRight")
    assert look.open_tabs(page) == ["Three"]
    assert page.evaluate("heard") == 1


def test_a_page_saved_with_its_tabs_works(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    look.tab(page, "Two").click()
    site.files["/saved.html"] = page.content()
    page.goto(site.origin + "/saved.html")
    assert page.locator(look.TABS).all_inner_texts() == ["One", "Two", "Three"]
    look.tab(page, "Three").click()
    assert [look.shows(page, text) for text in TEXTS] == [False, False, True]


FAILURES = {
    "storage": "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })",
    "full storage": "Storage.prototype.setItem = () => { throw new Error('full') }",
    "history": "History.prototype.replaceState = () => { throw new Error('no') }",
}


@pytest.mark.parametrize("failure", FAILURES)
def test_without_storage_and_history_tabs_work(page: Page, site: Site, failure: str) -> None:
    page.add_init_script(FAILURES[failure])
    page.goto(site.publish(three_tabs() + three_tabs()))
    look.tab(page, "Two").click()
    assert look.open_tabs(page) == ["Two", "Two"]
    assert look.focused_text(page) == "Two"


def test_tabs_work_in_a_sandboxed_frame(page: Page, site: Site) -> None:
    inside = site.publish(three_tabs(), path="/inside.html")
    page.goto(
        site.publish("<p>A frame</p>", after=f'<iframe sandbox="allow-scripts" src="{inside}">')
    )
    frame = page.frame_locator("iframe")
    frame.get_by_role("tab", name="Two").click()
    assert frame.get_by_text("Second text").is_visible()
    assert not frame.get_by_text("First text").is_visible()


@pytest.mark.parametrize(
    "rule",
    [
        "[hidden] { display: none !important }",
        "[hidden] { display: block !important }",
        "section, div { display: block !important }",
        "* { content-visibility: visible; visibility: inherit }",
        "section[hidden], div[hidden] { visibility: visible; content-visibility: visible }",
    ],
)
def test_resets_of_themes_neither_show_nor_hide_a_panel(page: Page, site: Site, rule: str) -> None:
    page.goto(site.publish(three_tabs(), head=f"{ASSETS}<style>{rule}</style>"))
    for number, title in enumerate(("One", "Two", "Three")):
        look.tab(page, title).click()
        assert [look.shows(page, text) for text in TEXTS] == [n == number for n in range(3)]


def test_an_incomplete_widget_works(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    page_html = site.files["/article.html"]
    site.files["/cut.html"] = page_html[: page_html.index("Third text")]
    page.goto(site.origin + "/cut.html")
    look.tab(page, "Three").click()
    assert look.open_tabs(page) == ["Three"]


def test_events_without_an_element_are_harmless(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'End' }))")
    page.evaluate("document.dispatchEvent(new MouseEvent('click'))")
    assert look.open_tabs(page) == ["One"]


def test_titles_with_names_of_built_in_properties_are_harmless(page: Page, site: Site) -> None:
    page.goto(site.publish(tabs(("__proto__", "a"), ("constructor", "b")) * 2 + FILLER))
    look.tab(page, "constructor").click()
    assert look.open_tabs(page) == ["constructor", "constructor"]
