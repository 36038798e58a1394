"""Every page of the demo site in its own theme: accessibility, layout, search and playground."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.browser import chromium, look
from tests.browser.colours import Colour, colours, contrast
from tests.browser.conftest import ENGINE
from tests.browser.look import COLOUR_SCHEMES, box, style
from tests.browser.pages import tabs
from tests.browser.server import Site
from tests.browser.test_policy import POLICY, RECORD_VIOLATIONS
from tests.shared import Shared
from tests.sites import Site as Built
from tests.sites import demo_redirects
from tools.playground.build import build

ARTICLE = "party-branches.html"
GUIDE = "pages/guide.html"

PLAYGROUND = "pages/playground.html"

OVERFLOWING = """[...document.querySelectorAll("body *")].filter(e => {
    const { left, right, width } = e.getBoundingClientRect();
    return width && (left < -1 || right > innerWidth + 1) && !e.closest(".wide, .mks-unseen");
}).map(e => e.outerHTML.slice(0, 80))"""
"""Elements that extend outside the viewport, except tables that scroll."""
HIDDEN = """[...document.querySelectorAll(".mks-tabs__title, .mks-tabs__body")]
    .filter(e => !e.checkVisibility({ visibilityProperty: true }) && !e.closest("details:not([open])"))
    .map(e => e.outerHTML.slice(0, 80))"""
"""Titles and bodies of tabs that are not visible, except in closed disclosures."""
ENHANCED_CONTRAST = "color-contrast-enhanced"
"""Requires a contrast of 7 to 1; the rule that runs by default requires 4.5."""
COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""All rules of axe about colours; the results of the others do not depend on the colour scheme."""
CHARACTERS_PER_LINE = """all => {
    const { width } = all[0].getBoundingClientRect();
    const text = all.map(e => e.textContent.trim()).join(" ");
    const probe = all[0].appendChild(document.createElement("span"));
    probe.textContent = text;
    probe.style = "position: absolute; white-space: nowrap";
    const { width: whole } = probe.getBoundingClientRect();
    probe.remove();
    return width / whole * text.length;
}"""
"""The number of characters of an article's text that fit on a line, whatever the font."""
PARTS = 4
"""Slow tests are divided into parts so that several workers can share them."""
PLAYGROUND_TIMEOUT = 120_000
"""Milliseconds: Python takes seconds to start in the browser, and longer on a busy machine."""
WHITE, BLACK = (255, 255, 255), (0, 0, 0)


@pytest.fixture(scope="module")
def built(shared: Shared) -> Built:
    if chromium.is_skipped():
        pytest.skip(f"{chromium.SKIP}=1")
    return shared.demo()


@pytest.fixture(autouse=True)
def published(site: Site, built: Built) -> None:
    site.root = built.output


@pytest.fixture
def playground(built: Built, shared: Shared) -> Path:
    """The site with the files of the playground."""

    def make(folder: Path) -> Path:
        site = folder / "output"
        shutil.copytree(built.output, site)
        build(site)
        return site

    return shared.get("playground", make)


def open_pages(page: Page, site: Site, part: int | None = None) -> Iterator[str]:
    """Open every page of the site, or of one part of it, and yield its name."""
    assert site.root
    redirects = demo_redirects()
    for path in sorted(site.root.rglob("*.html"))[part :: PARTS if part is not None else 1]:
        name = path.relative_to(site.root).as_posix()
        if name not in redirects:
            page.goto(f"{site.origin}/{name}")
            yield name


def go(page: Page, site: Site, name: str, width: int = 1280) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{site.origin}/{name}")


def type_words(page: Page, text: str) -> None:
    for character in text:
        page.keyboard.press("Space" if character == " " else character)


def wait_for_url(page: Page, url: str) -> None:
    """Wait until a page whose URL ends with `url` has loaded."""
    page.wait_for_function(
        f"location.href.endsWith({json.dumps(url)}) && document.readyState === 'complete'"
    )


def loaded(page: Page) -> list[str]:
    """The URLs of the resources that the page has loaded."""
    urls: list[str] = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    return urls


def violations(page: Page, *rules: str) -> str:
    """The violations that axe reports for the page, of all rules or of these, or an empty string."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": [*rules]}
    results = Axe().run(page, options=options)
    return str(results.generate_report()) if results.violations_count else ""


def main_colours(page: Page) -> tuple[Colour, Colour]:
    """The most common colour in the viewport, and the one with the highest contrast to it."""
    found = colours(page, {"x": 0, "y": 0, "width": 800, "height": 600})
    (background, _), *_ = found.most_common(1)
    return background, max(found, key=lambda colour: contrast(colour, background))


class TestEveryPage:
    @pytest.mark.parametrize("width", [320, 1280])
    @pytest.mark.parametrize("part", range(PARTS))
    def test_has_no_axe_violations(self, page: Page, site: Site, width: int, part: int) -> None:
        page.set_viewport_size({"width": width, "height": 700})
        for name in open_pages(page, site, part):
            look.open_details(page)
            assert violations(page) == "", name
            page.emulate_media(color_scheme="dark")
            look.settle(page)
            assert violations(page, *COLOUR_RULES) == "", name
            page.emulate_media(color_scheme="light")

    @pytest.mark.parametrize("width", [320, 768, 1280])
    def test_fits_the_viewport(self, page: Page, site: Site, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 700})
        for name in open_pages(page, site):
            look.open_details(page)
            assert page.evaluate(OVERFLOWING) == [], name
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    def test_shows_its_heading_on_the_first_screen_of_a_phone(self, page: Page, site: Site) -> None:
        page.set_viewport_size({"width": 320, "height": 568})
        for name in open_pages(page, site):
            assert box(page.locator("h1"))["y"] < 160, name

    def test_works_under_a_strict_policy(self, page: Page, site: Site, shared: Shared) -> None:
        site.root = shared.demo(MKS_INLINE_STYLE=False).output
        site.headers["Content-Security-Policy"] = POLICY
        page.add_init_script(RECORD_VIOLATIONS)
        for name in open_pages(page, site):
            assert page.evaluate("violations") == [], name


@pytest.mark.parametrize("media", COLOUR_SCHEMES)
@pytest.mark.parametrize("name", ["index.html", ARTICLE])
def test_long_texts_have_enhanced_contrast(page: Page, site: Site, name: str) -> None:
    go(page, site, name)
    assert violations(page, ENHANCED_CONTRAST) == ""


@pytest.mark.parametrize(
    ("media", "paper"), [({"color_scheme": "light"}, WHITE), ({"color_scheme": "dark"}, BLACK)]
)
def test_the_page_uses_the_reader_s_colour_scheme(page: Page, site: Site, paper: Colour) -> None:
    go(page, site, ARTICLE)
    background, _ = main_colours(page)
    assert contrast(background, paper) < 1.3


class TestFront:
    def test_shows_the_author_s_text_beside_the_widget(self, page: Page, site: Site) -> None:
        go(page, site, "index.html")
        code, widget = box(page.locator("pre").first), box(page.locator(".mks-tabs"))
        assert code["x"] + code["width"] < widget["x"]
        assert code["y"] == pytest.approx(widget["y"], abs=2)
        assert look.is_in_view(page.locator(look.LISTS))
        text = page.get_by_role("tabpanel").locator("p")
        assert box(text)["y"] + float(style(text, "font-size").removesuffix("px")) < 700

    def test_shows_the_text_above_the_widget_on_a_phone(self, page: Page, site: Site) -> None:
        go(page, site, "index.html", 320)
        code, widget = box(page.locator("pre").first), box(page.locator(".mks-tabs"))
        assert code["x"] == pytest.approx(widget["x"], abs=2)
        assert code["y"] + code["height"] < widget["y"]

    def test_shows_a_widget_that_works(self, page: Page, site: Site) -> None:
        go(page, site, "index.html")
        assert "To be loyal" in page.get_by_role("tabpanel").inner_text()
        look.tab(page, "Original Quote").click()
        assert (
            page.get_by_role("tabpanel").inner_text().strip()
            == "对党忠诚、为党分忧、为党担责、为党尽责"
        )


class TestMenu:
    @pytest.mark.parametrize("width", [320, 1280])
    def test_can_be_opened_and_used_with_the_keyboard(
        self, page: Page, site: Site, width: int
    ) -> None:
        go(page, site, ARTICLE, width)
        link = page.locator(".menu a").first
        assert not link.is_visible()
        page.locator(".menu > summary").focus()
        page.keyboard.press("Enter")
        assert link.is_visible()
        href = str(link.get_attribute("href"))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_function(f"location.pathname.endsWith('{href.removeprefix('.')}')")

    def test_is_open_beside_documentation_in_a_wide_viewport(self, page: Page, site: Site) -> None:
        go(page, site, GUIDE)
        menu, text = box(page.locator(".menu a").first), box(page.locator("h1"))
        assert menu["x"] + menu["width"] < text["x"]
        assert not page.locator(".menu > summary").is_visible()
        contents, words = box(page.locator(".contents a").first), box(page.locator(".text"))
        assert words["x"] + words["width"] < contents["x"]

    def test_beside_documentation_is_in_the_tab_order_and_the_accessibility_tree(
        self, page: Page, site: Site
    ) -> None:
        go(page, site, GUIDE)
        first = page.locator(".menu a").first.inner_text().strip()
        for _ in ("skip link", "name of the site", "search", "first page"):
            page.keyboard.press("Tab")
        if look.focused_text(page) != first[:20]:
            page.keyboard.press("Tab")  # some engines stop at scroll containers, here the menu
        assert look.focused_text(page) == first[:20]
        assert ("link", first) in look.tree(page)

    def test_marks_the_current_page_not_only_with_colour(self, page: Page, site: Site) -> None:
        go(page, site, GUIDE)
        here, other = (
            page.locator(".menu a[aria-current]"),
            page.locator(".menu a:not([aria-current])").first,
        )
        assert style(here, "font-weight") == "600"
        assert style(other, "font-weight") == "400"

    def test_links_the_sections_of_a_long_page_on_a_phone(self, page: Page, site: Site) -> None:
        go(page, site, GUIDE, 320)
        page.locator(".contents > summary").click()
        page.locator(".contents a[href='#pull-quotes']").click()
        look.settle(page)
        assert look.is_in_view(page.locator("#pull-quotes"))


def test_the_first_tab_stop_skips_the_menu(page: Page, site: Site) -> None:
    go(page, site, GUIDE)
    link = page.locator(".skip")
    assert style(link, "clip-path") != "none"
    page.keyboard.press("Tab")
    assert look.focused_text(page) == "Skip to content"
    assert style(link, "clip-path") == "none"
    page.keyboard.press("Enter")
    look.settle(page)
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("media", COLOUR_SCHEMES)
def test_focus_is_visible(page: Page, site: Site) -> None:
    go(page, site, "index.html")
    link = page.locator(".hero a").nth(1)
    area = box(link)
    area = {
        "x": area["x"] - 6,
        "y": area["y"] - 6,
        "width": area["width"] + 12,
        "height": area["height"] + 12,
    }
    before = colours(page, area)
    page.locator(".hero a").first.focus()
    page.keyboard.press("Tab")
    (ring, _), *_ = (colours(page, area) - before).most_common(1)
    assert contrast(ring, before.most_common(1)[0][0]) >= 3


def test_chinese_text_has_its_own_fonts_and_larger_line_height(page: Page, site: Site) -> None:
    go(page, site, ARTICLE)
    chinese, latin = page.locator("[lang=zh]").first, page.locator(".text > p").first
    assert "Noto Serif CJK SC" in style(chinese, "font-family")
    heights = [
        float(style(open_pages, "line-height").removesuffix("px"))
        for open_pages in (chinese, latin)
    ]
    assert heights[0] > heights[1]


def test_lines_have_a_readable_length(page: Page, site: Site) -> None:
    for name in (ARTICLE, GUIDE):
        go(page, site, name)
        count = page.locator(".text > p").evaluate_all(CHARACTERS_PER_LINE)
        assert 45 <= count <= 90, name


@pytest.mark.parametrize("name", ["index.html", ARTICLE, GUIDE])
def test_everything_is_readable_without_javascript(page: Page, site: Site, name: str) -> None:
    go(page, site, name)
    assert page.locator("[role=tab]").count() > 0
    site.files["/theme/pelican_mks/tabs.js"] = ""
    go(page, site, name)
    assert page.locator("[role=tab]").count() == 0
    assert page.locator(".mks-tabs__title").count() > 0
    assert page.evaluate(HIDDEN) == []
    assert violations(page) == ""


@pytest.mark.parametrize("media", [{"color_scheme": "dark"}])
@pytest.mark.parametrize("name", [ARTICLE, GUIDE])
def test_print_shows_only_the_text_in_black_on_white(page: Page, site: Site, name: str) -> None:
    go(page, site, name)
    look.emulate_print(page)
    for part in (".skip", ".menu", ".contents", ".turn", ".end"):
        assert not [
            open_pages for open_pages in page.locator(part).all() if open_pages.is_visible()
        ], part
    assert main_colours(page) == (WHITE, BLACK)


class TestSearch:
    def test_leads_to_a_section_with_only_the_keyboard(self, page: Page, site: Site) -> None:
        go(page, site, GUIDE)
        page.locator(".to-search").press("Enter")
        wait_for_url(page, "/search.html")
        type_words(page, "curly quotes")
        assert page.get_by_role("status").inner_text().endswith("results.")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        first = page.locator(".search li a").first
        assert look.focused_text(page) == first.inner_text()[:20]
        url = first.evaluate("link => link.href")
        page.keyboard.press("Enter")
        wait_for_url(page, url)

    def test_follows_the_first_result_on_enter(self, page: Page, site: Site) -> None:
        go(page, site, "search.html")
        type_words(page, "mks006")
        page.keyboard.press("Enter")
        wait_for_url(page, "/pages/rules.html#mks006")

    @pytest.mark.parametrize(
        ("query", "url"),
        [
            ("closed tags", "pages/rules.html#mks005"),  # “a closing tag”
            ("MKS_SYNC", "pages/settings.html#mks_sync"),
            ("SIDE by side", "pages/guide.html#side-by-side"),
            ("党员", ARTICLE),  # no spaces between words
        ],
    )
    def test_finds_sections_and_articles(
        self, page: Page, site: Site, query: str, url: str
    ) -> None:
        go(page, site, f"search.html?q={query}")
        found = page.locator(".search li a").evaluate_all("all => all.map(link => link.href)")
        assert f"{site.origin}/{url}" in found[:5]

    @pytest.mark.parametrize("query", ["xyzzy", "-", "(", "<xyzzy>", "\\"])
    def test_without_results_says_so(self, page: Page, site: Site, query: str) -> None:
        go(page, site, "search.html")
        type_words(page, query)
        assert page.get_by_role("status").inner_text() == "No results."
        assert page.locator(".search li").count() == 0

    def test_escapes_the_text_around_results(self, page: Page, site: Site) -> None:
        site.files["/search-index.js"] = 'window.searchIndex = [["a.html", "A", "<i>", "<b>É</b>"]]'
        go(page, site, "search.html?q=e")
        assert page.locator(".search li p").inner_text() == "<b>É</b>"
        assert page.locator("mark").all_inner_texts() == ["É"]

    def test_keeps_the_query_for_the_back_button(self, page: Page, site: Site) -> None:
        go(page, site, "search.html")
        type_words(page, "theme")
        page.locator(".search li a").first.click()
        page.wait_for_function("location.pathname.startsWith('/pages/')")
        page.go_back()
        wait_for_url(page, "/search.html?q=theme")
        assert page.locator(".search li a").count() > 0

    @pytest.mark.parametrize("media", COLOUR_SCHEMES)
    @pytest.mark.parametrize("width", [320, 1280])
    def test_has_no_axe_violations_and_fits_the_viewport(
        self, page: Page, site: Site, width: int
    ) -> None:
        go(page, site, "search.html?q=tabs", width)
        assert violations(page) == ""
        assert page.evaluate(OVERFLOWING) == []

    def test_works_under_a_strict_policy(self, page: Page, site: Site) -> None:
        site.headers["Content-Security-Policy"] = POLICY
        page.add_init_script(RECORD_VIOLATIONS)
        go(page, site, "search.html?q=tabs")
        assert page.locator(".search li").count() > 0
        assert page.evaluate("violations") == []

    @pytest.mark.needs("pages from disk")
    def test_works_from_disk(self, page: Page, built: Built) -> None:
        page.goto((built.output / "search.html").as_uri())
        type_words(page, "mks006")
        page.keyboard.press("Enter")
        wait_for_url(page, "/pages/rules.html#mks006")

    def test_shows_no_field_without_an_index(self, page: Page, site: Site) -> None:
        site.files["/search-index.js"] = ""
        go(page, site, "search.html")
        assert not page.locator("#words").is_visible()
        assert page.locator(".needs-script").is_visible()


@pytest.mark.parametrize("fragment", ["", "#mks011"])
def test_a_redirect_keeps_the_fragment(page: Page, site: Site, fragment: str) -> None:
    (name,) = demo_redirects()
    page.goto(f"{site.origin}/{name}{fragment}", wait_until="commit")
    wait_for_url(page, f"/pages/rules.html{fragment}")


class TestPlayground:
    def test_that_was_not_built_says_how_to_build_it(
        self, context: BrowserContext, site: Site
    ) -> None:
        page = context.new_page()  # errors in this page do not fail the test
        go(page, site, PLAYGROUND)
        page.locator("[name=start]").click()
        page.get_by_text("make playground").wait_for()
        assert page.locator("[name=start]").is_visible()

    def test_loads_nothing_until_it_is_started(self, page: Page, site: Site) -> None:
        go(page, site, PLAYGROUND)
        page.locator(".playground textarea").press("a")
        assert f"{site.origin}/theme/js/playground.js" in loaded(page)
        assert not [url for url in loaded(page) if "/playground/" in url]

    @pytest.mark.skipif(ENGINE != "chromium", reason="reads the preview, a page inside the page")
    def test_shows_the_widget_and_the_diagnostics(
        self, page: Page, site: Site, playground: Path
    ) -> None:
        site.root = playground
        requested: list[str] = []
        page.on("request", lambda request: requested.append(request.url))
        go(page, site, PLAYGROUND)
        page.locator("[name=start]").click()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.insert_text(f"<p>𝄞</p>{tabs(('One', 'first'), ('Two', 'second'))}[mks_x]")
        status = page.locator(".playground [role=status]")
        page.wait_for_function(
            "status => status.textContent === '1 problem.'",
            arg=status.element_handle(),
            timeout=PLAYGROUND_TIMEOUT,
        )
        preview = page.frame_locator("iframe:not(.loading)")
        preview.get_by_role("tab", name="Two").click()
        assert preview.get_by_role("tabpanel").inner_text().strip() == "second"
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == "", scheme
        assert page.evaluate(OVERFLOWING) == []
        page.get_by_role("button", name="Line 9, column 1").click()
        assert page.evaluate("String(getSelection())") == "[mks_x"
        assert {urlsplit(url).netloc for url in requested if url != "about:srcdoc"} == {
            urlsplit(site.origin).netloc
        }

        page.get_by_label("Markup").select_option("markdown")
        page.get_by_label("Your text").fill("[mks_toggle title=A]\n**b**\n[/mks_toggle]")
        preview.locator("details strong").wait_for(state="attached")
        page.get_by_text("No problems.").wait_for()
        # Pasted text is displayed, not run.
        page.get_by_label("Your text").fill(
            "<img src=x onerror='parent.x = 1'><script>parent.x = 1</script>[mks_separator]"
        )
        preview.locator(".mks-separator").wait_for()
        assert page.evaluate("window.x") is None
