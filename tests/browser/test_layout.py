"""Nothing moves or overflows, and hidden panels take no space."""

import pytest
from playwright.sync_api import Page

from tests.browser import look
from tests.browser.look import box
from tests.browser.pages import ASSETS, FILLER, PAUSE, PROSE, SCRIPT, STYLESHEET, tabs, three_tabs
from tests.browser.server import STATIC, Site

WORD = "Donaudampfschifffahrtsgesellschaftskapitän"
SPACING = (
    "<style>* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
    " word-spacing: 0.16em !important } p { margin-bottom: 2em !important }</style>"
)


@pytest.fixture(autouse=True)
def _watched(page: Page) -> None:
    look.watch_moves(page)


def overflow(page: Page) -> int:
    """By how many pixels the page, or the content of a tab or panel, is too wide."""
    return int(
        page.evaluate(
            """() => Math.max(document.documentElement.scrollWidth - innerWidth,
                ...[...document.querySelectorAll(".mks-tabs, .mks-tabs *")].filter(e => e.clientWidth)
                    .map(e => e.scrollWidth - e.clientWidth))"""
        )
    )


def load_in_pieces(page: Page, site: Site, source: str) -> None:
    """Load a page, letting the browser draw at each pause of the server."""
    page.goto(site.publish(source), wait_until="commit")
    pauses = site.files["/article.html"].count(PAUSE)
    assert pauses
    page.get_by_text("Some prose").first.wait_for()
    for _ in range(pauses):
        look.settle(page)
        site.resume()
    page.wait_for_load_state()


def test_a_layout_shift_would_be_noticed(page: Page, site: Site) -> None:
    page.goto(site.publish(PROSE + three_tabs() + PROSE))
    look.settle(page)
    page.locator("h1").evaluate("e => e.insertAdjacentText('beforebegin', 'Late news')")
    assert look.layout_shift(page) > 0


@pytest.mark.parametrize("nav", ["", 'nav="vertical"'])
def test_nothing_moves_while_the_page_loads(page: Page, site: Site, nav: str) -> None:
    load_in_pieces(page, site, (PROSE + three_tabs(nav) + PROSE + PAUSE) * 2 + PROSE)
    assert look.layout_shift(page) == 0


def test_nothing_moves_when_a_choice_is_remembered(page: Page, site: Site) -> None:
    widget = tabs(("A", PROSE * 3), ("B", "b"))
    page.goto(site.publish(widget))
    look.tab(page, "B").click()
    page.goto(site.publish((PROSE + widget) * 2 + PROSE, path="/next.html"))
    assert look.open_tabs(page) == ["B", "B"]
    assert look.layout_shift(page) == 0


@pytest.mark.parametrize("late", ["tabs.js", "tabs.css"])
def test_nothing_moves_when_an_asset_is_slow(page: Page, site: Site, late: str) -> None:
    site.files[f"/{late}"] = PAUSE + (STATIC / late).read_text(encoding="utf-8")
    page.goto(site.publish(PROSE + three_tabs() + PROSE), wait_until="commit")
    page.wait_for_timeout(400)
    site.resume()
    page.locator(look.LISTS).wait_for()
    assert look.layout_shift(page) == 0


@pytest.mark.parametrize("nav", ["", 'nav="vertical"'])
@pytest.mark.parametrize(
    "position", ["[/mks_tab_item]", "text.</p>", "\n[/mks_tabs]", "[mks_tabs "]
)
def test_a_widget_that_arrives_in_pieces_does_not_jump(
    page: Page, site: Site, nav: str, position: str
) -> None:
    source = (PROSE + three_tabs(nav)).replace(position, PAUSE + position, 2)
    load_in_pieces(page, site, source + PROSE + PAUSE + PROSE)
    assert page.locator(look.TABS).all_inner_texts() == ["One", "Two", "Three"]
    assert look.open_tabs(page) == ["One"]
    assert look.layout_shift(page) == 0


def test_a_partly_loaded_widget_is_readable_and_works(page: Page, site: Site) -> None:
    source = three_tabs().replace("<p>Third", f"{PAUSE}<p>Third")
    page.goto(site.publish(source), wait_until="commit")
    page.get_by_text("First text").wait_for()
    assert not look.shows(page, "Second text")
    look.tab(page, "Two").click()
    assert look.shows(page, "Second text")
    site.resume()
    page.wait_for_load_state()
    assert look.open_tabs(page) == ["Two"]


@pytest.mark.parametrize("fragment", ["", "#post-tabs-1-two"])
def test_a_title_that_loads_in_pieces_becomes_a_complete_tab(
    page: Page, site: Site, fragment: str
) -> None:
    page.goto(site.publish(three_tabs()))
    site.files["/cut.html"] = site.files["/article.html"].replace(">Two<", f">T{PAUSE}wo<")
    page.goto(f"{site.origin}/cut.html{fragment}", wait_until="commit")
    look.tab(page, "One").wait_for()
    look.settle(page)
    site.resume()
    page.wait_for_load_state()
    assert page.locator(look.TABS).all_inner_texts() == ["One", "Two", "Three"]
    assert look.open_tabs(page) == ["Two" if fragment else "One"]


@pytest.mark.parametrize("who", ["author", "reader"])
def test_a_choice_applies_when_its_panel_arrives_late(page: Page, site: Site, who: str) -> None:
    widget = tabs(("A", "a"), ('B" active="on' if who == "author" else "B", "b"))
    page.goto(site.publish(PROSE + widget))
    if who == "reader":
        look.tab(page, "B").click()
    panel = '<section class="mks-tabs__panel" id="post-tabs-1-b"'
    site.files["/late.html"] = site.files["/article.html"].replace(panel, PAUSE + panel)
    page.goto(site.origin + "/late.html", wait_until="commit")
    look.tab(page, "A").wait_for()
    look.settle(page)
    assert look.open_tabs(page) == ["A"]
    site.resume()
    page.wait_for_load_state()
    assert look.open_tabs(page) == ["B"]


@pytest.mark.parametrize("engine", ["", look.BOOLEAN_HIDDEN])
def test_a_target_that_arrives_after_the_start_of_its_panel_opens_it(
    page: Page, site: Site, engine: str
) -> None:
    page.add_init_script(engine)
    source = tabs(("One", "<p>First</p>"), ("Two", f"<p>Second {PAUSE}<b id=deep>deep</b></p>"))
    page.goto(site.publish(FILLER + source) + "#deep", wait_until="commit")
    look.tab(page, "Two").wait_for()
    look.settle(page)
    site.resume()
    page.wait_for_load_state()
    look.settle(page)
    assert look.open_tabs(page) == ["Two"]
    assert look.is_in_view(page.get_by_text("Second"))


@pytest.mark.parametrize("how", ["defer", "async"])
def test_an_async_or_deferred_script_works(page: Page, site: Site, how: str) -> None:
    page.goto(
        site.publish(three_tabs(), head=STYLESHEET + SCRIPT.replace("<script", f"<script {how}"))
    )
    look.tab(page, "Two").click()
    assert look.open_tabs(page) == ["Two"]


def test_a_widget_inserted_by_another_script_works(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    page.evaluate(
        "() => document.querySelector('main').insertAdjacentHTML('beforeend', `<div class=mks-tabs"
        " data-label=L><section class=mks-tabs__panel id=x><h2 class=mks-tabs__title>New</h2>"
        "<div class=mks-tabs__body>n</div></section></div>`)"
    )
    assert look.open_tabs(page) == ["One", "New"]


@pytest.mark.parametrize("nav", ["", 'nav="vertical"'])
@pytest.mark.parametrize("extra", ["", SPACING, "<style>html { font-size: 200% }</style>"])
def test_nothing_overflows_a_narrow_screen(page: Page, site: Site, nav: str, extra: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    inner = tabs((WORD, WORD), ("B", "b"))
    source = tabs((WORD, f"<p>{WORD}</p>{inner}"), (f"A {WORD}", "b"), ("C", "c"), attributes=nav)
    page.goto(site.publish(source, head=ASSETS + extra))
    assert overflow(page) == 0


@pytest.mark.parametrize("extra", ["", SPACING, "<style>html { font-size: 200% }</style>"])
def test_nothing_overflows_a_narrow_column(page: Page, site: Site, extra: str) -> None:
    column = "<div style='width: 200px; float: left'>"
    source = f"{column}{tabs((WORD, WORD), ('B', 'b'), attributes='nav=vertical')}</div>"
    page.goto(site.publish(source, head=ASSETS + extra))
    assert overflow(page) == 0


def test_vertical_tabs_are_beside_their_panel_if_there_is_room(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs('nav="vertical"')))
    tab, text = (
        look.tab(page, "Three").bounding_box(),
        page.get_by_text("First text").bounding_box(),
    )
    assert tab is not None
    assert text is not None
    assert tab["x"] + tab["width"] <= text["x"]
    assert text["y"] < tab["y"]


@pytest.mark.parametrize("font", ["14px/1.4 serif", "16px/1.5 serif", "24px/2 serif"])
def test_the_first_vertical_tab_is_aligned_with_the_text(page: Page, site: Site, font: str) -> None:
    theme = f"<style>body {{ font: {font} }}</style>"
    page.goto(site.publish(three_tabs('nav="vertical"'), head=ASSETS + theme))
    tops = page.evaluate(
        """() => ["[role=tab]", "[data-active] p"].map(name => {
            const range = document.createRange();
            range.selectNodeContents(document.querySelector(name));
            return range.getBoundingClientRect().top;
        })"""
    )
    assert tops[0] == pytest.approx(tops[1], abs=1)


def test_a_long_title_does_not_overlap_the_text_beside_it(page: Page, site: Site) -> None:
    title = "A title of so many words that no list is as wide as all of them"
    page.goto(site.publish(tabs((title, "First"), ("B", "b"), attributes='nav="vertical"')))
    tablist, text = box(page.locator(look.LISTS)), box(page.get_by_text("First"))
    assert tablist["x"] + tablist["width"] <= text["x"]


def test_vertical_tabs_are_on_the_right_of_a_page_from_right_to_left(
    page: Page, site: Site
) -> None:
    page.goto(site.publish(three_tabs('nav="vertical"'), html='lang="ar" dir="rtl"'))
    tablist, text = box(page.locator(look.LISTS)), box(page.get_by_text("First text"))
    assert tablist["x"] >= text["x"] + text["width"]


@pytest.mark.parametrize("text", ["Short", "<p>Long</p>" * 20])
@pytest.mark.parametrize("nav", ["", 'nav="vertical"'])
def test_the_widget_encloses_its_list_and_its_text(
    page: Page, site: Site, text: str, nav: str
) -> None:
    theme = "<style>.mks-tabs__body { float: left }</style>"
    page.goto(site.publish(tabs(("A", text), ("B", "b"), attributes=nav), head=ASSETS + theme))
    widget = box(page.locator(".mks-tabs"))
    for part in (look.LISTS, ".mks-tabs__body"):
        inner = box(page.locator(part).first)
        assert widget["y"] <= inner["y"]
        assert inner["y"] + inner["height"] <= widget["y"] + widget["height"]


@pytest.mark.parametrize("nav", ["", 'nav="vertical"'])
def test_the_space_around_a_text_is_even_and_the_widget_has_margins(
    page: Page, site: Site, nav: str
) -> None:
    theme = "<style>html { font: 16px/1.5 serif }</style>"
    text = "<p>First line.</p>" + "<p>More.</p>" * 9 + "<p>Last line.</p>"
    source = f"<p>Before</p>{tabs(('A', text), ('B', 'b'), attributes=nav)}<p>After</p>"
    page.goto(site.publish(source, head=ASSETS + theme))
    panel, widget = box(page.get_by_role("tabpanel")), box(page.locator(".mks-tabs"))
    first, last, before, after = (
        box(page.get_by_text(each, exact=True))
        for each in ("First line.", "Last line.", "Before", "After")
    )
    assert first["y"] - panel["y"] == pytest.approx(16, abs=0.1)
    assert first["x"] - panel["x"] == pytest.approx(16, abs=0.1)
    assert panel["y"] + panel["height"] - last["y"] - last["height"] == pytest.approx(16, abs=0.1)
    assert widget["y"] - before["y"] - before["height"] == pytest.approx(24, abs=0.1)
    assert after["y"] - widget["y"] - widget["height"] == pytest.approx(24, abs=0.1)


def test_tabs_are_in_one_row_that_is_no_higher_than_needed(page: Page, site: Site) -> None:
    theme = "<style>html { font: 16px/1.5 serif }</style>"
    page.goto(site.publish(three_tabs(), head=ASSETS + theme))
    heights = [box(tab)["height"] for tab in page.locator(look.TABS).all()]
    assert heights == pytest.approx([46.2] * 3, abs=1)
    assert box(page.locator(look.LISTS))["height"] == pytest.approx(47, abs=1)


@pytest.mark.parametrize("nav", ["", 'nav="vertical"'])
def test_hidden_panels_take_no_space(page: Page, site: Site, nav: str) -> None:
    theme = "<style>section { padding: 40px; margin: 30px; min-height: 100px; border: 5px solid }</style>"
    page.goto(site.publish(three_tabs(nav), head=ASSETS + theme))
    heights = page.locator(look.PANELS).evaluate_all("all => all.map(e => e.offsetHeight)")
    assert [height > 0 for height in heights] == [True, False, False]
    widget, open_panel = page.locator(".mks-tabs").bounding_box(), heights[0]
    tablist = page.locator(look.LISTS).bounding_box()
    assert widget is not None
    assert tablist is not None
    filled = max(open_panel, tablist["height"]) if nav else open_panel + tablist["height"]
    assert widget["height"] <= filled + 2


def test_opening_other_panels_does_not_move_the_tabs(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    before = page.locator(look.TABS).evaluate_all("all => all.map(e => e.offsetLeft)")
    look.tab(page, "Two").click()
    assert page.locator(look.TABS).evaluate_all("all => all.map(e => e.offsetLeft)") == before
