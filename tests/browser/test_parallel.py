"""Panels that are side by side if there is room for all of them, and tabs otherwise."""

import gzip
from itertools import pairwise

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser import look
from tests.browser.pages import ASSETS, FILLER, PAUSE, PROSE, STYLESHEET, TEXTS, tabs
from tests.browser.server import STATIC, Site

PARALLEL = '<link rel="stylesheet" href="/parallel.css"><script src="/parallel.js"></script>'
SIZE = "<style>html { overflow-y: scroll } main { font: 16px/1.5 sans-serif }</style>"
HEAD = PARALLEL + ASSETS + SIZE

WIDE = ViewportSize(width=1280, height=720)
NARROW = ViewportSize(width=600, height=720)


def parallel(attributes: str = "", count: int = 2, more: str = "") -> str:
    """The shortcodes of panels that are side by side if there is room."""
    items = (
        ("One", f"<p>First text.</p>{more}"),
        ("Two", '<p>Second text <b id="deep">deep</b>.</p>'),
        ("Three", "<p>Third text.</p>"),
        ("Four", "<p>Fourth text.</p>"),
    )
    return tabs(*items[:count], attributes=f'layout="parallel" {attributes}')


def are_side_by_side(page: Page) -> bool:
    """Whether all panels are visible, next to each other and of equal width."""
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
    """Whether a panel's title is visible exactly once."""
    return page.get_by_text(title, exact=True).filter(visible=True).count() == 1


def are_tabs(page: Page) -> bool:
    return page.locator(f"{look.TABS}:visible").count() > 0


def resize(page: Page, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    look.settle(page)


@pytest.mark.parametrize(("count", "width"), [(2, 40), (3, 60)])
def test_panels_are_side_by_side_if_each_has_twenty_em(
    page: Page, site: Site, count: int, width: int
) -> None:
    page.goto(site.publish(parallel(count=count), head=HEAD))
    main = page.locator("main")
    for pixels, expected in ((width * 16 + 2, True), (width * 16 - 2, False)):
        main.evaluate("(e, pixels) => { e.style.width = `${pixels}px` }", pixels + 2)
        look.settle(page)
        assert are_side_by_side(page) is expected
        assert are_tabs(page) is not expected


def test_side_by_side_every_panel_is_visible_under_its_heading_without_tabs(
    page: Page, site: Site
) -> None:
    page.goto(site.publish(parallel(count=3), head=HEAD))
    look.settle(page)
    assert are_side_by_side(page)
    for title, text in zip(("One", "Two", "Three"), TEXTS, strict=True):
        assert has_heading(page, title)
        assert look.shows(page, text)
    assert not page.locator(look.TABS).first.is_visible()
    assert not page.locator(look.LISTS).is_visible()


@pytest.mark.needs("accessibility tree")
def test_side_by_side_each_panel_is_a_region_named_by_its_title(page: Page, site: Site) -> None:
    page.goto(site.publish(parallel(), head=HEAD))
    nodes = look.tree(page)
    assert [name for role, name in nodes if role == "region"] == ["One", "Two"]
    assert [name for role, name in nodes if role == "heading"][1:] == ["One", "Two"]
    assert not {role for role, _ in nodes} & {"tab", "tablist", "tabpanel"}


@pytest.mark.needs("accessibility tree")
def test_as_tabs_the_widget_has_the_usual_roles(page: Page, site: Site) -> None:
    page.set_viewport_size(NARROW)
    page.goto(site.publish(parallel(), head=HEAD))
    nodes = look.tree(page)
    assert [name for role, name in nodes if role == "tab"] == ["One", "Two"]
    assert [name for role, name in nodes if role == "tabpanel"] == ["One"]
    assert "Second text " not in [name for _, name in nodes]
    assert "region" not in {role for role, _ in nodes}


def test_side_by_side_panels_are_no_tab_stops(page: Page, site: Site) -> None:
    link = '<p><a href="/next.html">Next</a></p>'
    page.goto(site.publish(parallel(more="<p>More</p>") + link, head=HEAD))
    page.keyboard.press("Tab")
    assert look.focused_text(page) == "Next"


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


def test_with_less_room_it_becomes_tabs_and_with_more_it_is_side_by_side_again(
    page: Page, site: Site
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site.publish(parallel(), head=HEAD))
    for _ in range(2):
        resize(page, NARROW)
        assert look.open_tabs(page) == ["One"]
        assert [look.shows(page, text) for text in TEXTS[:2]] == [True, False]
        look.tab(page, "One").press("ArrowRight")
        assert [look.shows(page, text) for text in TEXTS[:2]] == [False, True]
        look.tab(page, "Two").press("ArrowLeft")
        resize(page, WIDE)
        assert are_side_by_side(page)
        assert [look.shows(page, text) for text in TEXTS[:2]] == [True, True]
    assert errors == []


@pytest.mark.parametrize("how", ["click", "focus"])
def test_with_less_room_the_used_panel_stays_open(page: Page, site: Site, how: str) -> None:
    link = '<a href="#end" onclick="return false">Link</a>'
    page.goto(site.publish(parallel().replace("Second", f"{link} Second"), head=HEAD))
    getattr(page.get_by_text("Link"), how)()
    resize(page, NARROW)
    assert look.open_tabs(page) == ["Two"]


def test_with_less_room_the_panel_at_the_scroll_position_stays_open(page: Page, site: Site) -> None:
    long = tabs(("One", "<p>First</p>"), ("Two", PROSE * 9), attributes='layout="parallel"')
    page.goto(site.publish(PROSE + long + FILLER, head=HEAD))
    look.settle(page)
    page.evaluate("scrollTo(0, 700)")
    look.settle(page)
    resize(page, NARROW)
    assert look.open_tabs(page) == ["Two"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("fragment", ["#post-tabs-1-two", "#deep"])
def test_a_fragment_leads_to_its_panel_on_load_and_from_a_link(
    page: Page, site: Site, fragment: str, size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    link = f'<p><a href="{fragment}">Jump</a></p>'
    source = link + FILLER + parallel() + FILLER
    page.goto(site.publish(source, head=HEAD) + fragment)
    look.settle(page)
    assert look.is_in_view(page.locator("#deep"))
    page.goto(site.publish(source, path="/again.html", head=HEAD))
    page.get_by_text("Jump").click()
    look.settle(page)
    assert look.is_in_view(page.locator("#deep"))
    resize(page, NARROW)
    assert look.open_tabs(page) == ["Two"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_browser_s_search_finds_its_text(page: Page, site: Site, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    page.goto(site.publish(FILLER + parallel() + FILLER, head=HEAD) + "#:~:text=Second%20text")
    page.wait_for_function("scrollY > 0")
    assert look.shows(page, "Second text")
    assert are_tabs(page) is (size is NARROW)


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_print_shows_every_panel_with_its_title(page: Page, site: Site, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    page.goto(site.publish(parallel(), head=HEAD))
    look.emulate_print(page)
    look.settle(page)
    for text in ("One", "First text", "Two", "Second text"):
        assert page.get_by_text(text).filter(visible=True).count() == 1
    assert are_side_by_side(page) is (size is WIDE)
    look.emulate_screen(page)
    look.settle(page)
    assert are_tabs(page) is (size is NARROW)
    assert look.shows(page, "Second text") is (size is WIDE)


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_without_javascript_everything_is_visible(
    page: Page, site: Site, size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    head = '<link rel="stylesheet" href="/parallel.css">' + STYLESHEET + SIZE
    page.goto(site.publish(parallel(), head=head))
    assert are_side_by_side(page) is (size is WIDE)
    assert [look.shows(page, text) for text in ("One", "Two", *TEXTS[:2])] == [True] * 4


def test_nested_widgets_are_independent(page: Page, site: Site) -> None:
    inner = tabs(("In one", "<p>First inner</p>"), ("In two", "<p>Second inner</p>"))
    page.goto(site.publish(parallel(more=inner), head=HEAD))
    look.settle(page)
    assert look.open_tabs(page) == ["In one"]
    look.tab(page, "In two").click()
    assert look.shows(page, "Second inner")
    assert look.shows(page, "Second text")
    page.goto(site.publish(tabs(("Out", "<p>Out</p>"), ("In", parallel())), head=HEAD))
    look.tab(page, "In").click()
    look.settle(page)
    assert [look.shows(page, text) for text in TEXTS[:2]] == [True, True]
    assert look.open_tabs(page) == ["In"]


@pytest.mark.parametrize(
    "hide", ["display: none", "visibility: hidden", "content-visibility: hidden"]
)
def test_a_widget_that_is_hidden_at_first_adapts_when_it_appears(
    page: Page, site: Site, hide: str
) -> None:
    page.goto(site.publish(f'<div id="box" style="{hide}">{parallel()}</div>', head=HEAD))
    look.settle(page)
    page.locator("#box").evaluate("e => { e.removeAttribute('style') }")
    look.settle(page)
    assert are_side_by_side(page)
    assert [look.shows(page, text) for text in TEXTS[:2]] == [True, True]
    assert has_heading(page, "One")


def test_a_page_saved_side_by_side_works(page: Page, site: Site) -> None:
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


def test_the_additional_files_weigh_less_than_a_kilobyte() -> None:
    files = (STATIC / name for name in ("parallel.js", "parallel.css"))
    assert sum(len(gzip.compress(file.read_bytes(), 9, mtime=0)) for file in files) < 1024
