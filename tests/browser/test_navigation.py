"""Links to and into panels, the history, reloading, and hostile fragments."""

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser import look
from tests.browser.pages import ASSETS, FILLER, PAUSE, tabs, three_tabs
from tests.browser.server import Site

PANEL = "#post-tabs-1-two"
NESTED = tabs(
    ("Outer one", "<p>Start</p>"),
    ("Outer two", FILLER + tabs(("Inner one", "a"), ("Inner two", '<p id="far">Far text</p>'))),
)


@pytest.mark.parametrize("fragment", [PANEL, "#deep"])
def test_a_fragment_opens_its_panel_and_scrolls_there_on_load(
    page: Page, site: Site, fragment: str
) -> None:
    page.goto(site.publish(FILLER + three_tabs() + FILLER) + fragment)
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert look.is_in_view(page.get_by_text("Second text"))


def test_after_a_link_to_a_panel_its_tablist_is_in_view_too(page: Page, site: Site) -> None:
    page.goto(site.publish(FILLER + three_tabs() + FILLER) + PANEL)
    look.settle(page)
    assert look.is_in_view(page.locator(look.LISTS))


def test_a_tablist_that_wraps_on_a_phone_is_in_view_too(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    titles = (
        "A rather long first title",
        "Another rather long one",
        "One that fills its row",
        "Two",
    )
    page.goto(site.publish(FILLER + tabs(*((t, t) for t in titles)) + FILLER) + PANEL)
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert look.is_in_view(page.locator(look.LISTS))


def test_a_linked_panel_is_near_the_top_of_a_tall_window(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 800, "height": 2000})
    page.goto(site.publish(FILLER + three_tabs() + FILLER * 2) + PANEL)
    look.settle(page)
    assert 0 < look.top(page.locator(look.LISTS)) < 200


def test_a_linked_panel_with_large_text_is_in_view_in_a_low_window(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 600, "height": 300})
    large = "<style>html { font-size: 200% }</style>"
    page.goto(site.publish(large + FILLER + three_tabs() + FILLER) + PANEL)
    look.settle(page)
    assert look.is_in_view(page.get_by_text("Second text"))


def test_a_fragment_opens_every_panel_around_its_target(page: Page, site: Site) -> None:
    page.goto(site.publish(FILLER + NESTED + FILLER) + "#far")
    look.settle(page)
    assert look.open_tabs(page) == ["Outer two", "Inner two"]
    assert look.is_in_view(page.get_by_text("Far text"))


@pytest.mark.parametrize("fragment", [PANEL, "#deep"])
def test_a_link_on_the_page_opens_its_panel_and_scrolls_to_it(
    page: Page, site: Site, fragment: str
) -> None:
    link = f'<p><a href="{fragment}">Jump</a></p>'
    page.goto(site.publish(link + FILLER + three_tabs() + FILLER))
    page.get_by_text("Jump").click()
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert look.is_in_view(page.get_by_text("Second text"))


def test_a_link_to_the_current_url_works_again(page: Page, site: Site) -> None:
    link = f'<p><a href="{PANEL}">Jump</a></p>'
    page.goto(site.publish(link + FILLER + three_tabs() + FILLER) + PANEL)
    page.evaluate("() => { history.replaceState = () => { throw new Error('sandbox') } }")
    look.tab(page, "One").click()
    page.get_by_text("Jump").click()
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert look.is_in_view(page.get_by_text("Second text"))


def test_a_typed_url_opens_its_panel(page: Page, site: Site) -> None:
    long = tabs(("One", FILLER * 2), ("Two", "<p>Second text</p>"))
    page.goto(site.publish(FILLER + long + FILLER))
    page.evaluate(f"location.hash = '{PANEL}'")
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert look.is_in_view(page.get_by_text("Second text"))


def test_later_content_of_another_script_does_not_open_the_target_again(
    page: Page, site: Site
) -> None:
    page.goto(site.publish(three_tabs()) + PANEL)
    page.evaluate("() => { history.replaceState = () => { throw new Error('sandbox') } }")
    look.tab(page, "One").click()
    page.evaluate("() => { document.querySelector('main').append('News') }")
    look.settle(page)
    assert look.open_tabs(page) == ["One"]


def test_a_fragment_opens_a_panel_that_the_engine_cannot_search(page: Page, site: Site) -> None:
    page.add_init_script(look.BOOLEAN_HIDDEN)
    page.goto(site.publish(FILLER + three_tabs() + FILLER))
    page.evaluate("location.hash = '#deep'")
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert look.is_in_view(page.get_by_text("Second text"))


def test_back_and_forward_open_their_panels(page: Page, site: Site) -> None:
    link = '<p><a href="#deep">Jump</a></p>'
    page.goto(site.publish(link + FILLER + three_tabs() + FILLER))
    look.tab(page, "Three").click()
    page.get_by_text("Jump").click()
    look.settle(page)
    page.go_back()
    look.settle(page)
    assert look.open_tabs(page) == ["Three"]
    page.go_forward()
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert look.is_in_view(page.get_by_text("Second text"))


def test_back_restores_open_panels_and_scroll_position(page: Page, site: Site) -> None:
    long = tabs(
        ("Long", FILLER), ("Short", '<p id="short">Short text</p>'), attributes='sync="off"'
    )
    inner = tabs(("In one", "<p>In text</p>"), ("In two", "<p>Other</p>"))
    link = '<p><a href="#short">Jump</a></p>'
    nested = tabs(("Out one", inner), ("Out two", "<p>Out text</p>"))
    page.goto(site.publish(FILLER + long + nested + link + FILLER))
    for title in ("In two", "Out two"):
        look.tab(page, title).click()
    jump = page.get_by_text("Jump")
    jump.scroll_into_view_if_needed()
    look.settle(page)
    before = page.evaluate("[scrollY, history.length]")
    jump.click()
    look.settle(page)
    assert look.open_tabs(page) == ["Short", "Out two"]
    page.go_back()
    look.settle(page)
    assert look.open_tabs(page) == ["Long", "Out two"]
    assert page.evaluate("[scrollY, history.length]") == pytest.approx(
        [before[0], before[1] + 1], abs=1
    )
    page.go_forward()
    look.settle(page)
    assert look.open_tabs(page) == ["Short", "Out two"]
    assert look.is_in_view(page.get_by_text("Short text"))


def test_back_after_a_reload_restores_open_panels(page: Page, site: Site) -> None:
    link = '<p><a href="#deep">Jump</a></p>'
    page.goto(site.publish(link + three_tabs('sync="off"')))
    page.evaluate("history.replaceState({ theme: 'state' }, '')")
    look.tab(page, "Three").click()
    page.get_by_text("Jump").click()
    look.settle(page)
    page.reload()
    assert look.open_tabs(page) == ["Two"]
    page.go_back()
    look.settle(page)
    assert look.open_tabs(page) == ["Three"]
    assert page.evaluate("history.state.theme") == "state"


@pytest.mark.parametrize("state", ["1", "'mks'", "{ mks: 1 }", "{ mks: ['none', null, {}] }"])
def test_the_history_state_of_other_scripts_is_harmless(page: Page, site: Site, state: str) -> None:
    page.goto(site.publish(three_tabs()))
    look.tab(page, "Two").click()
    page.evaluate(f"history.replaceState({state}, '')")
    page.evaluate("location.hash = '#top'")
    look.settle(page)
    page.go_back()
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]


LOW = ViewportSize(width=800, height=500)
IMAGE = '<p><img src="/late.svg" alt=""></p>'


@pytest.mark.parametrize("after", ["", FILLER])
@pytest.mark.parametrize("fragment", [PANEL, "#deep", "#far"])
def test_a_target_is_in_view_however_little_follows_it(
    page: Page, site: Site, fragment: str, after: str
) -> None:
    page.set_viewport_size(LOW)
    body = f'<p><b id="deep">Deep</b></p>{FILLER}<p id="far">Far</p>'
    page.goto(site.publish(FILLER + tabs(("One", FILLER), ("Two", body)) + after) + fragment)
    look.settle(page)
    assert -1 <= look.top(page.locator(fragment)) < LOW["height"] - 20


BODY = f'<p><b id="deep">Deep</b></p>{FILLER}<p id="far">Far</p>'
WIDGET = tabs(("One", FILLER), ("Two", BODY))
AROUND_IMAGES = {
    "far and right above": IMAGE + FILLER + IMAGE + WIDGET,
    "far above": IMAGE + FILLER + WIDGET,
    "right above": FILLER + IMAGE + WIDGET,
    "at the top": IMAGE + WIDGET,
    "in the panel": FILLER + tabs(("One", FILLER), ("Two", IMAGE + BODY)),
    "in the panel that closes": FILLER + tabs(("One", IMAGE + FILLER), ("Two", BODY)),
    "after the widget": FILLER + WIDGET + IMAGE,
}


COUNT_SCROLLS = """window.scrolls = 0;
    const { scrollIntoView } = Element.prototype;
    Element.prototype.scrollIntoView = function (...options) {
        scrolls += 1;
        scrollIntoView.apply(this, options);
    }"""


def open_with_a_late_image(page: Page, site: Site, source: str, fragment: str) -> None:
    """Show the second tab of a page whose image, of unknown size, arrives when the site resumes."""
    page.set_viewport_size(LOW)
    size = 'xmlns="http://www.w3.org/2000/svg" width="300" height="700"'
    site.files["/late.svg"] = f"{PAUSE}<svg {size}/>"
    page.goto(site.publish(source) + fragment, wait_until="commit")
    page.wait_for_function("document.querySelector('[aria-selected=true]')?.innerText === 'Two'")
    look.settle(page)


@pytest.mark.parametrize("source", AROUND_IMAGES.values(), ids=AROUND_IMAGES)
@pytest.mark.parametrize("fragment", [PANEL, "#deep", "#far"])
def test_a_target_is_in_view_after_late_images(
    page: Page, site: Site, fragment: str, source: str
) -> None:
    open_with_a_late_image(page, site, source, fragment)
    site.resume()
    page.wait_for_load_state()
    look.settle(page)
    assert -1 <= look.top(page.locator(fragment)) < LOW["height"] - 20


@pytest.mark.parametrize("style", ["", "<style>html { scroll-behavior: smooth }</style>"])
def test_late_images_do_not_scroll_a_reader_who_has_scrolled(
    page: Page, site: Site, style: str
) -> None:
    open_with_a_late_image(page, site, style + FILLER + IMAGE + WIDGET, PANEL)
    page.evaluate("scrollTo({ top: 50, behavior: 'instant' })")
    look.settle(page)
    site.resume()
    page.wait_for_load_state()
    look.settle(page)
    assert page.evaluate("scrollY") == pytest.approx(50, abs=1)


def test_late_images_do_not_scroll_a_reader_who_has_moved_the_focus(page: Page, site: Site) -> None:
    # Chromium also scrolls to the target until the page has loaded, so count only our calls.
    page.add_init_script(COUNT_SCROLLS)
    button = '<p><button id="own">Own</button></p>'
    open_with_a_late_image(page, site, FILLER + button + IMAGE + WIDGET, PANEL)
    page.locator("#own").evaluate("e => e.focus({ preventScroll: true })")
    before = page.evaluate("scrolls")
    site.resume()
    page.wait_for_load_state()
    look.settle(page)
    assert before > 0
    assert page.evaluate("scrolls") == before


def test_a_link_inside_a_panel_leads_to_its_target(page: Page, site: Site) -> None:
    link = '<p><a href="#end">Jump</a></p>'
    page.goto(site.publish(tabs(("One", link), ("Two", "b")) + FILLER + '<p id="end">Behind</p>'))
    page.get_by_text("Jump").press("End")
    assert look.open_tabs(page) == ["One"]
    look.settle(page)
    page.get_by_text("Jump").click()
    look.settle(page)
    assert look.fragment(page) == "end"
    assert look.is_in_view(page.get_by_text("Behind"))


def test_a_link_to_another_page_opens_nothing_here(page: Page, site: Site) -> None:
    link = f'<p><a href="/next.html{PANEL}" target="_blank">Next</a></p>'
    site.publish(three_tabs(), path="/next.html")
    page.goto(site.publish(link + three_tabs()))
    with page.context.expect_page() as opened:
        page.get_by_text("Next").click()
    look.tab(opened.value, "Two").wait_for()
    assert look.open_tabs(opened.value) == ["Two"]
    assert look.open_tabs(page) == ["One"]


def test_switching_puts_the_panel_into_the_url(page: Page, site: Site) -> None:
    page.goto(site.publish(tabs(("Größe", "a"), ("原文", "b"))) + "?q=1")
    look.tab(page, "原文").click()
    assert look.fragment(page) == "post-tabs-1-原文"
    assert page.evaluate("location.search") == "?q=1"


def test_switching_adds_no_history_entry(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    page.evaluate("history.replaceState({ theme: 'state' }, '')")
    before = page.evaluate("history.length")
    for title in ("Two", "Three", "One"):
        look.tab(page, title).click()
    assert page.evaluate("history.length") == before
    assert page.evaluate("history.state") == {"theme": "state"}


@pytest.mark.parametrize("sync", ["on", "off"])
def test_a_reload_keeps_the_tab(page: Page, site: Site, sync: str) -> None:
    page.goto(site.publish(three_tabs(f'sync="{sync}"')))
    look.tab(page, "Three").click()
    page.reload()
    assert look.open_tabs(page) == ["Three"]


def test_a_fragment_may_contain_letters_of_any_script(page: Page, site: Site) -> None:
    page.goto(site.publish(tabs(("Größe", "a"), ("原文", "b"))) + "#post-tabs-1-原文")
    assert look.open_tabs(page) == ["原文"]


def test_a_reload_keeps_the_scroll_position(page: Page, site: Site) -> None:
    page.goto(site.publish(FILLER + three_tabs() + FILLER * 2))
    look.tab(page, "Three").click()
    page.mouse.wheel(0, 1500)
    look.settle(page)
    page.wait_for_function("scrollY > 1500")
    look.settle(page)
    before = page.evaluate("scrollY")
    page.reload()
    look.settle(page)
    assert page.evaluate("scrollY") == pytest.approx(before, abs=1)


HOSTILE = ["#%", '#"]', "#__proto__", "#constructor", "#*", "#%E0%A4%A", "#<img>", "#'", "#]", "#"]


@pytest.mark.parametrize("fragment", HOSTILE)
def test_a_hostile_fragment_has_no_effect(page: Page, site: Site, fragment: str) -> None:
    url = site.publish(three_tabs())
    page.goto(url + fragment)
    assert look.open_tabs(page) == ["One"]
    look.tab(page, "Two").click()
    page.evaluate("hash => { location.hash = hash }", fragment)
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]


@pytest.mark.parametrize("how", ["defer", "async"])
def test_a_deferred_script_still_goes_to_the_fragment(page: Page, site: Site, how: str) -> None:
    head = ASSETS.replace("<script", f"<script {how}")
    page.goto(site.publish(FILLER + three_tabs() + FILLER, head=head) + "#deep")
    page.locator(look.LISTS).wait_for()
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert look.is_in_view(page.get_by_text("Second text"))
