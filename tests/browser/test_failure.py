"""Whatever fails, the text stays."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import look
from tests.browser.pages import ASSETS, FILLER, SCRIPT, STYLESHEET, tabs, three
from tests.browser.server import STATIC, Site

TEXTS = ("First text", "Second text", "Third text")


def source() -> str:
    return (STATIC / "tabs.js").read_text(encoding="utf-8")


def test_without_scripts_everything_is_visible(browser: Browser, site: Site) -> None:
    site.headers["Content-Security-Policy"] = "script-src 'none'"  # for drivers that cannot
    page = browser.new_page(java_script_enabled=False)
    page.goto(site.publish(three()))
    assert all(look.sees(page, text) for text in TEXTS)
    page.close()


def test_with_the_script_missing_everything_is_visible(page: Page, site: Site) -> None:
    page.goto(site.publish(three(), head=STYLESHEET + '<script src="/none.js"></script>'))
    assert all(look.sees(page, text) for text in TEXTS)


def test_with_the_script_cut_off_everything_is_visible(browser: Browser, site: Site) -> None:
    site.files["/tabs.js"] = source()[:-20]
    page = browser.new_page()
    page.goto(site.publish(three()))
    assert all(look.sees(page, text) for text in TEXTS)
    page.close()


@pytest.mark.parametrize("missing", ["Element.prototype.attachShadow", "Object.assign"])
def test_where_the_browser_is_too_old_everything_is_visible(
    browser: Browser, site: Site, missing: str
) -> None:
    page = browser.new_page()
    page.add_init_script(f"delete {missing}")
    page.goto(site.publish(three()))
    assert all(look.sees(page, text) for text in TEXTS)
    page.close()


@pytest.mark.parametrize("again", [SCRIPT, SCRIPT.replace("<script", "<script defer")])
def test_loaded_twice_it_changes_nothing(page: Page, site: Site, again: str) -> None:
    page.goto(site.publish(three(), head=ASSETS))
    once = page.locator("main").inner_html()
    page.goto(site.publish(three(), head=ASSETS + again))
    assert page.locator("main").inner_html() == once
    look.tab(page, "One").press("ArrowRight")
    assert look.open_tabs(page) == ["Two"]


def test_run_twice_it_changes_nothing(page: Page, site: Site) -> None:
    page.goto(site.publish(three()))
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


def test_a_page_saved_with_its_tabs_works_again(page: Page, site: Site) -> None:
    page.goto(site.publish(three()))
    look.tab(page, "Two").click()
    site.files["/saved.html"] = page.content()
    page.goto(site.origin + "/saved.html")
    assert page.locator(look.TABS).all_inner_texts() == ["One", "Two", "Three"]
    look.tab(page, "Three").click()
    assert [look.sees(page, text) for text in TEXTS] == [False, False, True]


THROWING = {
    "storage": "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })",
    "full storage": "Storage.prototype.setItem = () => { throw new Error('full') }",
    "history": "History.prototype.replaceState = () => { throw new Error('no') }",
}


@pytest.mark.parametrize("what", THROWING)
def test_what_throws_costs_only_the_memory(page: Page, site: Site, what: str) -> None:
    page.add_init_script(THROWING[what])
    page.goto(site.publish(three() + three()))
    look.tab(page, "Two").click()
    assert look.open_tabs(page) == ["Two", "Two"]
    assert look.focused(page) == "Two"


def test_tabs_work_in_a_sandbox(page: Page, site: Site) -> None:
    inside = site.publish(three(), path="/inside.html")
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
def test_a_themes_resets_neither_show_nor_lose_a_panel(page: Page, site: Site, rule: str) -> None:
    page.goto(site.publish(three(), head=f"{ASSETS}<style>{rule}</style>"))
    for number, title in enumerate(("One", "Two", "Three")):
        look.tab(page, title).click()
        assert [look.sees(page, text) for text in TEXTS] == [n == number for n in range(3)]


def test_a_widget_that_is_never_finished_is_usable(page: Page, site: Site) -> None:
    page.goto(site.publish(three()))
    whole = site.files["/article.html"]
    site.files["/cut.html"] = whole[: whole.index("Third text")]
    page.goto(site.origin + "/cut.html")
    look.tab(page, "Three").click()
    assert look.open_tabs(page) == ["Three"]


def test_events_that_reach_no_element_do_no_harm(page: Page, site: Site) -> None:
    page.goto(site.publish(three()))
    page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'End' }))")
    page.evaluate("document.dispatchEvent(new MouseEvent('click'))")
    assert look.open_tabs(page) == ["One"]


def test_titles_that_name_builtin_properties_do_no_harm(page: Page, site: Site) -> None:
    page.goto(site.publish(tabs(("__proto__", "a"), ("constructor", "b")) * 2 + FILLER))
    look.tab(page, "constructor").click()
    assert look.open_tabs(page) == ["constructor", "constructor"]
