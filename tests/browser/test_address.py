"""Links to panels and into them, history, reload, and hostile fragments."""

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser import look
from tests.browser.pages import ASSETS, FILLER, PAUSE, tabs, three
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
    page.goto(site.publish(FILLER + three() + FILLER) + fragment)
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert look.in_view(page.get_by_text("Second text"))


def test_after_a_link_to_a_panel_its_tablist_is_in_view_too(page: Page, site: Site) -> None:
    page.goto(site.publish(FILLER + three() + FILLER) + PANEL)
    look.settle(page)
    assert look.in_view(page.locator(look.LISTS))


def test_so_it_is_on_a_phone_where_the_tablist_wraps(page: Page, site: Site) -> None:
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
    assert look.in_view(page.locator(look.LISTS))


def test_it_stands_near_the_top_of_a_tall_window(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 800, "height": 2000})
    page.goto(site.publish(FILLER + three() + FILLER * 2) + PANEL)
    look.settle(page)
    assert 0 < look.top(page.locator(look.LISTS)) < 200


def test_large_text_in_a_low_window_leaves_the_panel_in_view(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 600, "height": 300})
    large = "<style>html { font-size: 200% }</style>"
    page.goto(site.publish(large + FILLER + three() + FILLER) + PANEL)
    look.settle(page)
    assert look.in_view(page.get_by_text("Second text"))


def test_a_fragment_opens_every_panel_round_its_target(page: Page, site: Site) -> None:
    page.goto(site.publish(FILLER + NESTED + FILLER) + "#far")
    look.settle(page)
    assert look.open_tabs(page) == ["Outer two", "Inner two"]
    assert look.in_view(page.get_by_text("Far text"))


@pytest.mark.parametrize("fragment", [PANEL, "#deep"])
def test_a_link_in_the_page_opens_its_panel_and_goes_there(
    page: Page, site: Site, fragment: str
) -> None:
    link = f'<p><a href="{fragment}">Jump</a></p>'
    page.goto(site.publish(link + FILLER + three() + FILLER))
    page.get_by_text("Jump").click()
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert look.in_view(page.get_by_text("Second text"))


def test_a_link_to_the_address_already_shown_works_again(page: Page, site: Site) -> None:
    link = f'<p><a href="{PANEL}">Jump</a></p>'
    page.goto(site.publish(link + FILLER + three() + FILLER) + PANEL)
    page.evaluate("() => { history.replaceState = () => { throw new Error('sandbox') } }")
    look.tab(page, "One").click()
    page.get_by_text("Jump").click()
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert look.in_view(page.get_by_text("Second text"))


def test_an_address_typed_in_goes_there_too(page: Page, site: Site) -> None:
    long = tabs(("One", FILLER * 2), ("Two", "<p>Second text</p>"))
    page.goto(site.publish(FILLER + long + FILLER))
    page.evaluate(f"location.hash = '{PANEL}'")
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert look.in_view(page.get_by_text("Second text"))


def test_what_another_script_adds_later_does_not_open_it_again(page: Page, site: Site) -> None:
    page.goto(site.publish(three()) + PANEL)
    page.evaluate("() => { history.replaceState = () => { throw new Error('sandbox') } }")
    look.tab(page, "One").click()
    page.evaluate("() => { document.querySelector('main').append('News') }")
    look.settle(page)
    assert look.open_tabs(page) == ["One"]


def test_also_where_the_engine_does_not_reach_into_closed_panels(page: Page, site: Site) -> None:
    page.add_init_script(look.PLAINLY_HIDDEN)
    page.goto(site.publish(FILLER + three() + FILLER))
    page.evaluate("location.hash = '#deep'")
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert look.in_view(page.get_by_text("Second text"))


def test_back_and_forward_open_what_they_lead_to(page: Page, site: Site) -> None:
    link = '<p><a href="#deep">Jump</a></p>'
    page.goto(site.publish(link + FILLER + three() + FILLER))
    look.tab(page, "Three").click()
    page.get_by_text("Jump").click()
    look.settle(page)
    page.go_back()
    look.settle(page)
    assert look.open_tabs(page) == ["Three"]
    page.go_forward()
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert look.in_view(page.get_by_text("Second text"))


def test_back_restores_what_was_open_and_the_place(page: Page, site: Site) -> None:
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
    assert look.in_view(page.get_by_text("Short text"))


def test_back_after_a_reload_restores_it_too(page: Page, site: Site) -> None:
    link = '<p><a href="#deep">Jump</a></p>'
    page.goto(site.publish(link + three('sync="off"')))
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
def test_another_scripts_state_does_no_harm(page: Page, site: Site, state: str) -> None:
    page.goto(site.publish(three()))
    look.tab(page, "Two").click()
    page.evaluate(f"history.replaceState({state}, '')")
    page.evaluate("location.hash = '#top'")
    look.settle(page)
    page.go_back()
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]


LOW = ViewportSize(width=800, height=500)
IMAGE = '<p><img src="/late.svg" alt=""></p>'


@pytest.mark.parametrize("behind", ["", FILLER])
@pytest.mark.parametrize("fragment", [PANEL, "#deep", "#far"])
def test_a_target_is_in_view_however_little_stands_behind_it(
    page: Page, site: Site, fragment: str, behind: str
) -> None:
    page.set_viewport_size(LOW)
    body = f'<p><b id="deep">Deep</b></p>{FILLER}<p id="far">Far</p>'
    page.goto(site.publish(FILLER + tabs(("One", FILLER), ("Two", body)) + behind) + fragment)
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
    "behind": FILLER + WIDGET + IMAGE,
}


COUNT_SCROLLS = """window.scrolls = 0;
    const { scrollIntoView } = Element.prototype;
    Element.prototype.scrollIntoView = function (...options) {
        scrolls += 1;
        scrollIntoView.apply(this, options);
    }"""


def begin_with_a_late_image(page: Page, site: Site, source: str, fragment: str) -> None:
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
    begin_with_a_late_image(page, site, source, fragment)
    site.resume()
    page.wait_for_load_state()
    look.settle(page)
    assert -1 <= look.top(page.locator(fragment)) < LOW["height"] - 20


@pytest.mark.parametrize("style", ["", "<style>html { scroll-behavior: smooth }</style>"])
def test_late_images_do_not_scroll_a_reader_who_has_scrolled(
    page: Page, site: Site, style: str
) -> None:
    begin_with_a_late_image(page, site, style + FILLER + IMAGE + WIDGET, PANEL)
    page.evaluate("scrollTo({ top: 50, behavior: 'instant' })")
    look.settle(page)
    site.resume()
    page.wait_for_load_state()
    look.settle(page)
    assert page.evaluate("scrollY") == pytest.approx(50, abs=1)


def test_late_images_do_not_scroll_a_reader_who_has_moved_the_focus(page: Page, site: Site) -> None:
    # Chromium scrolls to the target by itself until the page has loaded, so only our calls count.
    page.add_init_script(COUNT_SCROLLS)
    button = '<p><button id="own">Own</button></p>'
    begin_with_a_late_image(page, site, FILLER + button + IMAGE + WIDGET, PANEL)
    page.locator("#own").evaluate("e => e.focus({ preventScroll: true })")
    before = page.evaluate("scrolls")
    site.resume()
    page.wait_for_load_state()
    look.settle(page)
    assert before > 0
    assert page.evaluate("scrolls") == before


def test_a_link_inside_a_panel_goes_where_it_leads(page: Page, site: Site) -> None:
    link = '<p><a href="#end">Jump</a></p>'
    page.goto(site.publish(tabs(("One", link), ("Two", "b")) + FILLER + '<p id="end">Behind</p>'))
    page.get_by_text("Jump").press("End")
    assert look.open_tabs(page) == ["One"]
    look.settle(page)
    page.get_by_text("Jump").click()
    look.settle(page)
    assert look.fragment(page) == "end"
    assert look.in_view(page.get_by_text("Behind"))


def test_a_link_to_another_page_opens_nothing_here(page: Page, site: Site) -> None:
    link = f'<p><a href="/next.html{PANEL}" target="_blank">Next</a></p>'
    site.publish(three(), path="/next.html")
    page.goto(site.publish(link + three()))
    with page.context.expect_page() as opened:
        page.get_by_text("Next").click()
    look.tab(opened.value, "Two").wait_for()
    assert look.open_tabs(opened.value) == ["Two"]
    assert look.open_tabs(page) == ["One"]


def test_switching_puts_the_panel_into_the_address(page: Page, site: Site) -> None:
    page.goto(site.publish(tabs(("Größe", "a"), ("原文", "b"))) + "?q=1")
    look.tab(page, "原文").click()
    assert look.fragment(page) == "post-tabs-1-原文"
    assert page.evaluate("location.search") == "?q=1"


def test_switching_adds_nothing_to_the_history(page: Page, site: Site) -> None:
    page.goto(site.publish(three()))
    page.evaluate("history.replaceState({ theme: 'state' }, '')")
    before = page.evaluate("history.length")
    for title in ("Two", "Three", "One"):
        look.tab(page, title).click()
    assert page.evaluate("history.length") == before
    assert page.evaluate("history.state") == {"theme": "state"}


@pytest.mark.parametrize("sync", ["on", "off"])
def test_a_reload_keeps_the_tab(page: Page, site: Site, sync: str) -> None:
    page.goto(site.publish(three(f'sync="{sync}"')))
    look.tab(page, "Three").click()
    page.reload()
    assert look.open_tabs(page) == ["Three"]


def test_a_fragment_may_hold_letters_of_any_script(page: Page, site: Site) -> None:
    page.goto(site.publish(tabs(("Größe", "a"), ("原文", "b"))) + "#post-tabs-1-原文")
    assert look.open_tabs(page) == ["原文"]


def test_a_reload_keeps_the_place(page: Page, site: Site) -> None:
    page.goto(site.publish(FILLER + three() + FILLER * 2))
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
def test_a_hostile_fragment_does_nothing(page: Page, site: Site, fragment: str) -> None:
    url = site.publish(three())
    page.goto(url + fragment)
    assert look.open_tabs(page) == ["One"]
    look.tab(page, "Two").click()
    page.evaluate("hash => { location.hash = hash }", fragment)
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]


@pytest.mark.parametrize("how", ["defer", "async"])
def test_a_script_that_comes_late_still_goes_to_the_fragment(
    page: Page, site: Site, how: str
) -> None:
    head = ASSETS.replace("<script", f"<script {how}")
    page.goto(site.publish(FILLER + three() + FILLER, head=head) + "#deep")
    page.locator(look.LISTS).wait_for()
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert look.in_view(page.get_by_text("Second text"))
