"""Tabs in Pelican's own themes and in themes by others, light and dark."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import bulrush
import pelican_engineering_theme
import pytest
from bs4 import BeautifulSoup
from minchin.pelican.themes import minchindotca
from pelican.themes import reflex
from playwright.sync_api import FloatRect, Locator, Page

from tests.browser import look
from tests.browser.colours import colours, contrast
from tests.browser.look import box
from tests.browser.pages import three_tabs
from tests.browser.server import Site
from tests.browser.test_axe import violations
from tests.browser.test_look import edge
from tests.shared import Shared
from tests.sites import REFERENCE_ARTICLE, build


def folder_of(package: str) -> str:
    """The folder of a package, found without importing it, since it may depend on something that no longer exists."""
    spec = find_spec(package)
    assert spec is not None
    return next(iter(spec.submodule_search_locations or ()))


THEMES: dict[str, dict[str, Any]] = {
    "notmyidea": {"THEME": "notmyidea"},
    "simple": {"THEME": "simple"},
    "reflex": {
        "CC_LICENSE": {},
        "THEME": reflex.path(),
        "THEME_COLOR_AUTO_DETECT_BROWSER_PREFERENCE": True,
        "USE_GOOGLE_FONTS": False,
    },
    "engineering": {"THEME": str(pelican_engineering_theme.get_theme_path())},
    "bulrush": {
        "AUTHOR": "An author",
        "JINJA_ENVIRONMENT": bulrush.ENVIRONMENT,
        "JINJA_FILTERS": bulrush.FILTERS,
        "PLUGINS": ["pelican_mks", "webassets"],
        "THEME": bulrush.PATH,
    },
    "minchindotca": {
        "PLUGINS": ["pelican_mks", "jinja_filters"],
        "THEME": minchindotca.get_path(),
    },
    "smallweb": {"THEME": folder_of("pelican.themes.smallweb")},
}
DARK = "try { localStorage.setItem('pelican-engineering-theme', 'dark') } catch {}"
"""JavaScript that selects a theme's dark mode, if the theme ignores the browser's preference."""
WITHOUT_DARK = {"bulrush", "minchindotca", "smallweb"}
"""Themes that have only one colour scheme."""
CASES = [
    (theme, scheme)
    for theme in THEMES
    for scheme in ("light", "dark")
    if scheme == "light" or theme not in WITHOUT_DARK
]
NAVS = ["horizontal", "vertical"]


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def case(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A theme, and the reader's colour scheme."""
    theme, scheme = request.param
    return theme, scheme


@pytest.fixture(scope="module")
def built(case: tuple[str, str], shared: Shared) -> Path:
    """A site with the article and a vertical widget below it."""
    theme, _ = case
    source = f"{REFERENCE_ARTICLE.read_text(encoding='utf-8')}\n\n" + three_tabs('nav="vertical"')
    settings = {"RELATIVE_URLS": True, "SITEURL": "", **THEMES[theme]}
    files = {"article.md": source}
    return shared.get(f"theme-{theme}", lambda folder: build(folder, files, **settings).output)


@pytest.fixture
def media(case: tuple[str, str]) -> dict[str, Any]:
    _, scheme = case
    return {"color_scheme": scheme}


@pytest.fixture
def article(page: Page, site: Site, built: Path, media: dict[str, Any]) -> Page:
    if media["color_scheme"] == "dark":
        page.add_init_script(DARK)
    site.root = built
    page.goto(f"{site.origin}/party-branches.html")
    return page


def widget(page: Page, nav: str) -> Locator:
    """The article's first widget, or the vertical one below it."""
    found = page.locator(".mks-tabs[data-nav]" if nav == "vertical" else ".mks-tabs").first
    found.evaluate("e => e.scrollIntoView({ block: 'center', behavior: 'instant' })")
    look.settle(page)
    return found


def main_colour(page: Page, area: FloatRect) -> tuple[int, int, int]:
    return colours(page, area).most_common(1)[0][0]


def test_the_assets_are_linked_once(article: Page) -> None:
    assert article.locator("link[href$='/tabs.css']").count() == 1
    assert article.locator("script[src$='/tabs.js']").count() == 1


def test_the_article_is_complete_on_its_page_and_in_the_feed(built: Path) -> None:
    soup = BeautifulSoup((built / "party-branches.html").read_text(encoding="utf-8"), "html.parser")
    assert soup.title is not None
    assert "China pushes to extend Communist Party influence" in soup.title.get_text()
    assert len(soup.select(".mks-tabs > .mks-tabs__panel > .mks-tabs__title")) == 2 * 4 + 3
    feed = BeautifulSoup((built / "feeds/all.atom.xml").read_text(encoding="utf-8"), "xml")
    assert feed.get_text().count('class="mks-tabs__title"') == 2 * 4 + 3


@pytest.mark.parametrize("nav", NAVS)
def test_tabs_work_with_mouse_and_keyboard(article: Page, nav: str) -> None:
    tabs = widget(article, nav).get_by_role("tab")
    tabs.nth(1).click()
    assert tabs.nth(1).get_attribute("aria-selected") == "true"
    article.keyboard.press("Home")
    assert tabs.nth(0).get_attribute("aria-selected") == "true"
    assert widget(article, nav).get_by_role("tabpanel").count() == 1


@pytest.mark.parametrize("nav", NAVS)
def test_the_widget_fits_its_container_on_a_narrow_screen(article: Page, nav: str) -> None:
    article.set_viewport_size({"width": 320, "height": 700})
    outside = widget(article, nav).evaluate(
        """widget => [widget, ...widget.querySelectorAll("*")].filter(e => {
            const inner = e.getBoundingClientRect(), outer = widget.parentNode.getBoundingClientRect();
            return e.checkVisibility() && (inner.left < outer.left - 1
                || inner.right > outer.right + 1 || e.clientWidth && e.scrollWidth > e.clientWidth);
        }).map(e => e.className)"""
    )
    assert outside == []


@pytest.mark.parametrize("nav", NAVS)
def test_the_selected_tab_and_the_focus_are_visible(article: Page, nav: str) -> None:
    chosen, other = widget(article, nav).get_by_role("tab").all()[:2]
    background = main_colour(article, box(chosen))
    side = nav if nav == "vertical" else ""
    assert contrast(main_colour(article, edge(chosen, side)), background) >= 3
    assert contrast(main_colour(article, edge(other, side)), background) < 1.1
    before = colours(article, box(other))
    chosen.focus()
    article.keyboard.press("ArrowDown" if nav == "vertical" else "ArrowRight")
    look.settle(article)
    (ring, _), *_ = (colours(article, box(other)) - before).most_common(1)
    assert contrast(ring, background) >= 3


@pytest.mark.parametrize("nav", NAVS)
def test_the_titles_are_readable(article: Page, nav: str) -> None:
    for tab in widget(article, nav).get_by_role("tab").all()[:2]:
        area = box(tab)
        counts = colours(
            article, {**area, "width": area["width"] - 4, "height": area["height"] - 4}
        )
        (background, _), *_ = counts.most_common(1)
        assert max(contrast(colour, background) for colour in counts) >= 4.5


def test_axe_finds_no_violation_in_the_widgets(article: Page) -> None:
    assert violations(article, ".mks-tabs") == ""
