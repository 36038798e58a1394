"""Panels side by side where there is room for all of them, tabs where there is not."""

import gzip
from itertools import pairwise

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser import look
from tests.browser.pages import ASSETS, FILLER, PAUSE, STYLESHEET, tabs
from tests.browser.server import STATIC, Site

PARALLEL = '<link rel="stylesheet" href="/parallel.css"><script src="/parallel.js"></script>'
SIZE = "<style>html { overflow-y: scroll } main { font: 16px/1.5 sans-serif }</style>"
HEAD = PARALLEL + ASSETS + SIZE
PROSE = "<p>Some prose round the widget, enough for any engine to draw at once.</p>" * 6
TEXTS = ("First text", "Second text", "Third text")
WIDE = ViewportSize(width=1280, height=720)
NARROW = ViewportSize(width=600, height=720)


def parallel(attributes: str = "", count: int = 2, more: str = "") -> str:
    """A widget of two or three panels, side by side where there is room."""
    items = (
        ("One", f"<p>First text.</p>{more}"),
        ("Two", '<p>Second text <b id="deep">deep</b>.</p>'),
        ("Three", "<p>Third text.</p>"),
        ("Four", "<p>Fourth text.</p>"),
    )
    return tabs(*items[:count], attributes=f'layout="parallel" {attributes}')


def are_side_by_side(page: Page) -> bool:
    """Whether all panels are in sight, one beside the other, each as wide as the others."""
    boxes = page.locator(look.PANELS).evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().toJSON())"
    )
    return all(
        one["y"] == other["y"]
        and other["x"] == pytest.approx(one["x"] + one["width"], abs=1)
        and other["width"] == pytest.approx(one["width"], abs=1)
        for one, other in pairwise(boxes)
    )


def has_heading(page: Page, title: str) -> bool:
    """Whether a panel's title is in sight, and that once."""
    return page.get_by_text(title, exact=True).filter(visible=True).count() == 1


def are_tabs(page: Page) -> bool:
    return page.locator(f"{look.TABS}:visible").count() > 0


def resize(page: Page, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    look.settle(page)


@pytest.mark.parametrize(("count", "width"), [(2, 40), (3, 60)])
def test_panels_stand_side_by_side_from_twenty_em_for_each_on(
    page: Page, site: Site, count: int, width: int
) -> None:
    page.goto(site.publish(parallel(count=count), head=HEAD))
    main = page.locator("main")
    for pixels, expected in ((width * 16 + 2, True), (width * 16 - 2, False)):
        main.evaluate("(e, pixels) => { e.style.width = `${pixels}px` }", pixels + 2)
        look.settle(page)
        assert are_side_by_side(page) is expected
        assert are_tabs(page) is not expected


def test_side_by_side_all_is_in_sight_under_its_heading_and_nothing_is_a_tab(
    page: Page, site: Site
) -> None:
    page.goto(site.publish(parallel(count=3), head=HEAD))
    look.settle(page)
    assert are_side_by_side(page)
    for title, text in zip(("One", "Two", "Three"), TEXTS, strict=True):
        assert has_heading(page, title)
        assert look.sees(page, text)
    assert not page.locator(look.TABS).first.is_visible()
    assert not page.locator(look.LISTS).is_visible()


@pytest.mark.needs("accessibility tree")
def test_side_by_side_each_panel_is_a_region_with_its_title_as_name(page: Page, site: Site) -> None:
    page.goto(site.publish(parallel(), head=HEAD))
    told = look.tree(page)
    assert [name for role, name in told if role == "region"] == ["One", "Two"]
    assert [name for role, name in told if role == "heading"][1:] == ["One", "Two"]
    assert not {role for role, _ in told} & {"tab", "tablist", "tabpanel"}


@pytest.mark.needs("accessibility tree")
def test_as_tabs_it_is_what_every_tabs_widget_is(page: Page, site: Site) -> None:
    page.set_viewport_size(NARROW)
    page.goto(site.publish(parallel(), head=HEAD))
    told = look.tree(page)
    assert [name for role, name in told if role == "tab"] == ["One", "Two"]
    assert [name for role, name in told if role == "tabpanel"] == ["One"]
    assert "Second text " not in [name for _, name in told]
    assert "region" not in {role for role, _ in told}


def test_the_tab_key_passes_panels_that_are_in_sight(page: Page, site: Site) -> None:
    link = '<p><a href="/next.html">Next</a></p>'
    page.goto(site.publish(parallel(more="<p>More</p>") + link, head=HEAD))
    page.keyboard.press("Tab")
    assert look.focused(page) == "Next"


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_nothing_moves_while_the_page_loads(page: Page, site: Site, size: ViewportSize) -> None:
    look.watch_moves(page)
    page.set_viewport_size(size)
    page.goto(
        site.publish((PROSE + parallel() + PROSE + PAUSE) * 2 + PROSE, head=HEAD),
        wait_until="commit",
    )
    page.get_by_text("Some prose").first.wait_for()
    for _ in range(2):
        look.settle(page)
        site.resume()
    page.wait_for_load_state()
    assert are_tabs(page) is (size is NARROW)
    assert look.layout_shift(page) == 0


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("place", ["[/mks_tab_item]", "text.</p>", "\n[/mks_tabs]"])
def test_a_widget_that_arrives_in_pieces_does_not_jump(
    page: Page, site: Site, place: str, size: ViewportSize
) -> None:
    look.watch_moves(page)
    page.set_viewport_size(size)
    source = PROSE + parallel().replace(place, PAUSE + place, 1) + PROSE
    page.goto(site.publish(source, head=HEAD), wait_until="commit")
    page.get_by_text("Some prose").first.wait_for()
    look.settle(page)
    site.resume()
    page.wait_for_load_state()
    assert are_tabs(page) is (size is NARROW)
    assert look.layout_shift(page) == 0


def test_with_less_room_it_becomes_tabs_and_with_more_it_is_as_before(
    page: Page, site: Site
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site.publish(parallel(), head=HEAD))
    for _ in range(2):
        resize(page, NARROW)
        assert look.open_tabs(page) == ["One"]
        assert [look.sees(page, text) for text in TEXTS[:2]] == [True, False]
        look.tab(page, "One").press("ArrowRight")
        assert [look.sees(page, text) for text in TEXTS[:2]] == [False, True]
        look.tab(page, "Two").press("ArrowLeft")
        resize(page, WIDE)
        assert are_side_by_side(page)
        assert [look.sees(page, text) for text in TEXTS[:2]] == [True, True]
    assert errors == []


@pytest.mark.parametrize("how", ["click", "focus"])
def test_with_less_room_the_panel_stays_open_that_is_used(page: Page, site: Site, how: str) -> None:
    link = '<a href="#end" onclick="return false">Link</a>'
    page.goto(site.publish(parallel().replace("Second", f"{link} Second"), head=HEAD))
    getattr(page.get_by_text("Link"), how)()
    resize(page, NARROW)
    assert look.open_tabs(page) == ["Two"]


def test_with_less_room_the_panel_stays_open_that_reaches_to_where_is_read(
    page: Page, site: Site
) -> None:
    long = tabs(("One", "<p>First</p>"), ("Two", PROSE * 9), attributes='layout="parallel"')
    page.goto(site.publish(PROSE + long + FILLER, head=HEAD))
    look.settle(page)
    page.evaluate("scrollTo(0, 700)")
    look.settle(page)
    resize(page, NARROW)
    assert look.open_tabs(page) == ["Two"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("fragment", ["#post-tabs-1-two", "#deep"])
def test_a_fragment_leads_there_on_load_and_by_a_link(
    page: Page, site: Site, fragment: str, size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    link = f'<p><a href="{fragment}">Jump</a></p>'
    source = link + FILLER + parallel() + FILLER
    page.goto(site.publish(source, head=HEAD) + fragment)
    look.settle(page)
    assert look.in_view(page.locator("#deep"))
    page.goto(site.publish(source, path="/again.html", head=HEAD))
    page.get_by_text("Jump").click()
    look.settle(page)
    assert look.in_view(page.locator("#deep"))
    resize(page, NARROW)
    assert look.open_tabs(page) == ["Two"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_browsers_search_finds_it(page: Page, site: Site, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    page.goto(site.publish(FILLER + parallel() + FILLER, head=HEAD) + "#:~:text=Second%20text")
    page.wait_for_function("scrollY > 0")
    assert look.sees(page, "Second text")
    assert are_tabs(page) is (size is NARROW)


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_print_shows_every_panel_with_its_title(page: Page, site: Site, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    page.goto(site.publish(parallel(), head=HEAD))
    look.on_paper(page)
    look.settle(page)
    for text in ("One", "First text", "Two", "Second text"):
        assert page.get_by_text(text).filter(visible=True).count() == 1
    assert are_side_by_side(page) is (size is WIDE)
    look.on_screen(page)
    look.settle(page)
    assert are_tabs(page) is (size is NARROW)
    assert look.sees(page, "Second text") is (size is WIDE)


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_without_a_script_all_is_in_sight(page: Page, site: Site, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    head = '<link rel="stylesheet" href="/parallel.css">' + STYLESHEET + SIZE
    page.goto(site.publish(parallel(), head=head))
    assert are_side_by_side(page) is (size is WIDE)
    assert [look.sees(page, text) for text in ("One", "Two", *TEXTS[:2])] == [True] * 4


def test_nested_each_minds_only_its_own(page: Page, site: Site) -> None:
    inner = tabs(("In one", "<p>First inner</p>"), ("In two", "<p>Second inner</p>"))
    page.goto(site.publish(parallel(more=inner), head=HEAD))
    look.settle(page)
    assert look.open_tabs(page) == ["In one"]
    look.tab(page, "In two").click()
    assert look.sees(page, "Second inner")
    assert look.sees(page, "Second text")
    page.goto(site.publish(tabs(("Out", "<p>Out</p>"), ("In", parallel())), head=HEAD))
    look.tab(page, "In").click()
    look.settle(page)
    assert [look.sees(page, text) for text in TEXTS[:2]] == [True, True]
    assert look.open_tabs(page) == ["In"]


@pytest.mark.parametrize(
    "hide", ["display: none", "visibility: hidden", "content-visibility: hidden"]
)
def test_in_a_part_that_is_hidden_at_first_it_finds_out_later(
    page: Page, site: Site, hide: str
) -> None:
    page.goto(site.publish(f'<div id="box" style="{hide}">{parallel()}</div>', head=HEAD))
    look.settle(page)
    page.locator("#box").evaluate("e => { e.removeAttribute('style') }")
    look.settle(page)
    assert are_side_by_side(page)
    assert [look.sees(page, text) for text in TEXTS[:2]] == [True, True]
    assert has_heading(page, "One")


def test_a_page_saved_side_by_side_works_again(page: Page, site: Site) -> None:
    page.goto(site.publish(parallel(), head=HEAD))
    look.settle(page)
    site.files["/saved.html"] = page.content()
    page.goto(site.origin + "/saved.html")
    look.settle(page)
    assert are_side_by_side(page)
    resize(page, NARROW)
    assert page.locator(look.TABS).all_inner_texts() == ["One", "Two"]


def test_four_panels_are_tabs_at_any_width(page: Page, site: Site) -> None:
    page.goto(site.publish(parallel(count=4), head=HEAD))
    assert look.open_tabs(page) == ["One"]


def test_beside_what_it_needs_else_it_weighs_less_than_a_kilobyte() -> None:
    files = (STATIC / name for name in ("parallel.js", "parallel.css"))
    assert sum(len(gzip.compress(file.read_bytes(), 9, mtime=0)) for file in files) < 1024
