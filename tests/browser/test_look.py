"""The appearance of tabs, in any theme and for every reader."""

from typing import Any

import pytest
from playwright.sync_api import FloatRect, Locator, Page

from tests.browser import look
from tests.browser.colours import colours, contrast
from tests.browser.look import box, style
from tests.browser.pages import ASSETS, SCRIPT, STYLESHEET, tabs, three_tabs
from tests.browser.server import Site

THEME = """<style>
  body { background: #fff; color: #555; font: 17px/1.6 Georgia, serif }
  @media (prefers-color-scheme: dark) { body { background: #15202b; color: #8f9ba8 } }
</style>"""
HOSTILE = """<style>
  body { background: #fdf6e3; color: #333; font: 14px/1.4 Verdana, sans-serif }
  #main a, main a:link { color: red; text-decoration: underline; background: #ff0; float: right;
    border-bottom: 3px double green; font: 30px fantasy; text-transform: uppercase; display: inline }
  a::before, a::after { content: "→" }
  a:focus, :focus, :focus-visible { outline: none !important }
  h2, h3 { font-size: 3em; margin: 2em }
  section { padding: 40px; margin: 30px; border: 5px solid orange; background: #eee; float: left }
  ul { list-style: square } li { margin: 1em; float: left }
  [hidden] { display: none !important }
</style>"""
MEDIA: list[dict[str, Any]] = [
    {"color_scheme": "light"},
    {"color_scheme": "dark"},
    {"forced_colors": "active", "color_scheme": "light"},
    {"forced_colors": "active", "color_scheme": "dark"},
]


def edge(tab: Locator, nav: str) -> FloatRect:
    """The strip at the side of a tab that touches the panel."""
    tab_box = box(tab)
    if nav:
        return {**tab_box, "x": tab_box["x"] + tab_box["width"] - 3, "width": 3}
    return {**tab_box, "y": tab_box["y"] + tab_box["height"] - 3, "height": 3}


@pytest.mark.parametrize("nav", ["", 'nav="vertical"'])
@pytest.mark.parametrize("media", MEDIA)
def test_the_selected_tab_has_a_bar_with_a_contrast_of_3_to_1(
    page: Page, site: Site, nav: str
) -> None:
    page.goto(site.publish(three_tabs(nav), head=ASSETS + THEME))
    (background, _), *_ = colours(page, box(look.tab(page, "Two"))).most_common(1)
    (bar, _), *_ = colours(page, edge(look.tab(page, "One"), nav)).most_common(1)
    (none, _), *_ = colours(page, edge(look.tab(page, "Two"), nav)).most_common(1)
    assert contrast(bar, background) >= 3
    assert none == background


@pytest.mark.parametrize("nav", ["", 'nav="vertical"'])
@pytest.mark.parametrize("media", MEDIA)
@pytest.mark.parametrize("theme", [THEME, HOSTILE])
def test_focus_has_a_ring_with_a_contrast_of_3_to_1(
    page: Page, site: Site, nav: str, theme: str
) -> None:
    page.goto(site.publish(three_tabs(nav), head=ASSETS + theme))
    for stop in (look.tab(page, "One"), page.get_by_role("tabpanel")):
        before = colours(page, box(stop))
        page.keyboard.press("Tab")
        ring = colours(page, box(stop)) - before
        (colour, _), *_ = ring.most_common(1)
        (background, _), *_ = before.most_common(1)
        assert contrast(colour, background) >= 3


def test_a_vertical_list_has_a_full_line_and_bars_at_its_side(page: Page, site: Site) -> None:
    theme = "<style>:root { --mks-line: #00f; --mks-accent: #f00 } main { font-size: 16px }</style>"
    source = tabs(("A", "<p>Long</p>" * 9), ("B", "b"), attributes='nav="vertical"')
    page.goto(site.publish(source, head=theme + ASSETS))
    widget, tab, other = box(page.locator(".mks-tabs")), look.tab(page, "A"), look.tab(page, "B")
    beside = widget["x"] + 1 + 12 * 16
    line = FloatRect(x=beside, y=widget["y"], width=1, height=widget["height"])
    assert colours(page, line)[0, 0, 255] >= widget["height"] - 2
    assert style(page.locator(look.LISTS), "border-bottom-width") == "0px"
    assert style(tab, "border-width") == "0px 3px 0px 0px"
    other.hover()
    assert style(other, "border-right-color") == "rgb(0, 0, 255)"


def test_a_line_separates_tabs_and_text(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    widget, tablist = page.locator(".mks-tabs"), page.locator(look.LISTS)
    for side in ("top", "right", "bottom", "left"):
        assert style(widget, f"border-{side}-width") == "1px"
    assert style(tablist, "border-bottom-width") == "1px"
    assert style(tablist, "border-bottom-color") == style(widget, "border-top-color")


def test_a_tab_looks_clickable(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    tab = look.tab(page, "Two")
    before = style(tab, "border-bottom-color")
    tab.hover()
    assert style(tab, "cursor") == "pointer"
    assert style(tab, "border-bottom-color") != before


def test_a_title_is_centred_in_its_tab(page: Page, site: Site) -> None:
    theme = "<style>html { font: 10px/1 serif }</style>"
    page.goto(site.publish(three_tabs('nav="vertical"'), head=ASSETS + theme))
    tab_box, title = look.tab(page, "One").evaluate(
        """e => {
            const range = document.createRange();
            range.selectNodeContents(e);
            return [e, range].map(each => each.getBoundingClientRect().top
                + each.getBoundingClientRect().bottom);
        }"""
    )
    assert title == pytest.approx(tab_box, abs=2)


def test_a_click_shows_no_focus_ring(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    look.tab(page, "Two").click()
    assert style(look.tab(page, "Two"), "outline-style") == "none"


@pytest.mark.parametrize("theme", [THEME, HOSTILE])
def test_tabs_use_the_theme_s_font_and_colour(page: Page, site: Site, theme: str) -> None:
    page.goto(site.publish(three_tabs(), head=ASSETS + theme))
    for name in ("color", "font-family", "font-size", "line-height"):
        assert style(look.tab(page, "One"), name) == style(page.locator("main"), name)


@pytest.mark.parametrize("head", [ASSETS + HOSTILE, HOSTILE + ASSETS])
def test_a_theme_s_rules_for_links_and_sections_do_not_apply(
    page: Page, site: Site, head: str
) -> None:
    page.goto(site.publish(three_tabs(), head=head))
    page.locator("main").evaluate("e => { e.id = 'main' }")
    tab, panel = look.tab(page, "Two"), page.get_by_role("tabpanel")
    assert style(tab, "border-bottom") == "3px solid rgba(0, 0, 0, 0)"
    tab.hover()
    assert style(tab, "text-decoration-line") == "none"
    assert style(tab, "background-color") == "rgba(0, 0, 0, 0)"
    assert style(tab, "border-top-width") == "0px"
    assert style(tab, "color") == style(page.locator("main"), "color")
    assert style(panel, "float") == "none"
    assert style(panel, "border-top-width") == "0px"
    assert style(panel, "padding-top") == style(panel, "font-size")


def test_custom_properties_restyle_the_widget(page: Page, site: Site) -> None:
    theme = "<style>:root { --mks-accent: #a00; --mks-line: #0a0; --mks-space: 7px; --mks-radius: 0 }</style>"
    page.goto(site.publish(three_tabs(), head=theme + ASSETS))
    widget, panel = page.locator(".mks-tabs"), page.get_by_role("tabpanel")
    assert style(look.tab(page, "One"), "border-bottom-color") == "rgb(170, 0, 0)"
    assert style(widget, "border-top-color") == "rgb(0, 170, 0)"
    assert style(panel, "padding-left") == "7px"
    assert style(look.tab(page, "One"), "padding-left") == "7px"
    assert style(widget, "border-top-left-radius") == "0px"


@pytest.mark.parametrize(
    "media", [{"reduced_motion": "reduce"}, {"reduced_motion": "no-preference"}]
)
def test_nothing_is_animated(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs()))
    look.tab(page, "Two").click()
    assert page.evaluate("document.getAnimations().length") == 0


def test_a_panel_starts_right_below_its_tablist(page: Page, site: Site) -> None:
    page.goto(site.publish(three_tabs(), head=ASSETS + HOSTILE))
    tablist, panel = box(page.locator(look.LISTS)), box(page.get_by_role("tabpanel"))
    assert panel["y"] == pytest.approx(tablist["y"] + tablist["height"], abs=1)


@pytest.mark.parametrize("nav", ["", 'nav="vertical"'])
def test_without_javascript_each_title_is_above_its_text(page: Page, site: Site, nav: str) -> None:
    page.goto(site.publish(three_tabs(nav), head=STYLESHEET))
    assert box(page.get_by_text("One"))["x"] == box(page.locator(".mks-tabs"))["x"] + 17
    places = [
        box(page.get_by_text(text, exact=False).first)["y"]
        for text in ("One", "First text", "Two", "Second text", "Three", "Third text")
    ]
    assert places == sorted(places)


def test_each_title_is_prominent_and_close_to_its_text(page: Page, site: Site) -> None:
    theme = "<style>main { font: 20px/1.5 serif } h2 { margin: 3em; font-size: 1em }</style>"
    page.goto(site.publish(three_tabs(), head=STYLESHEET + theme))
    title, text = page.get_by_text("One", exact=True), page.get_by_text("First text")
    assert style(title, "font-size") == "24px"
    assert box(text)["y"] - box(title)["y"] - box(title)["height"] == pytest.approx(12, abs=0.1)
    assert box(title)["y"] - box(page.locator(look.PANELS).first)["y"] == pytest.approx(20, abs=0.1)


def test_without_a_stylesheet_the_script_still_works(page: Page, site: Site) -> None:
    page.goto(site.publish(tabs(("A", "First"), ("B", "Second")), head=SCRIPT))
    look.tab(page, "B").click()
    assert look.shows(page, "Second")
    assert not look.shows(page, "First")
