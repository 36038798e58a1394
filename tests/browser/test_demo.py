"""The demo site in its own theme, every page of it: for every reader, on every screen."""

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
from tests.browser.look import box, style
from tests.browser.pages import tabs
from tests.browser.server import Site
from tests.browser.test_policy import LISTEN, POLICY
from tests.shared import Shared
from tests.sites import Site as Built
from tools.playground.build import build

MEDIA: list[dict[str, Any]] = [{"color_scheme": "light"}, {"color_scheme": "dark"}]
ARTICLE = "party-branches.html"
GUIDE = "pages/guide.html"
MOVED = "pages/faults.html"
PLAYGROUND = "pages/playground.html"
OPEN_ALL = """all => all.forEach(details => {
    details.removeAttribute("name");  // else one would close the other
    details.open = true;
})"""
OUTSIDE = """[...document.querySelectorAll("body *")].filter(e => {
    const { left, right, width } = e.getBoundingClientRect();
    return width && (left < -1 || right > innerWidth + 1) && !e.closest(".wide, .mks-unseen");
}).map(e => e.outerHTML.slice(0, 80))"""
"""What reaches out of the window, but for tables that are scrolled to."""
HIDDEN = """[...document.querySelectorAll(".mks-tabs__title, .mks-tabs__body")]
    .filter(e => !e.checkVisibility({ visibilityProperty: true }) && !e.closest("details:not([open])"))
    .map(e => e.outerHTML.slice(0, 80))"""
"""What of the widgets is not seen, but for those in something that the reader has not opened."""
ENHANCED = "color-contrast-enhanced"
"""Asks for 7 to 1 where the rule that always runs is content with 4.5."""
ON_COLOURS = ("color-contrast", "link-in-text-block")
"""All rules of axe that ask for colours; the others find the same in both colour schemes."""
LONGEST_LINE = """all => {
    const { width } = all[0].getBoundingClientRect();
    const text = all.map(e => e.textContent.trim()).join(" ");
    const probe = all[0].appendChild(document.createElement("span"));
    probe.textContent = text;
    probe.style = "position: absolute; white-space: nowrap";
    const { width: whole } = probe.getBoundingClientRect();
    probe.remove();
    return width / whole * text.length;
}"""
"""How many characters of its own text a full line holds, whatever the font."""
PARTS = 4
"""What takes long is divided, so that several workers share it."""
SLOW = 120_000
"""Python takes seconds to start, and longer on a busy machine."""
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
    """The site with all that the playground needs."""

    def make(folder: Path) -> Path:
        site = folder / "output"
        shutil.copytree(built.output, site)
        build(site)
        return site

    return shared.get("playground", make)


def each(page: Page, site: Site, part: int | None = None) -> Iterator[str]:
    """Go to every page of the site, or of a part of it, one after another; yield its name."""
    assert site.root
    for path in sorted(site.root.rglob("*.html"))[part :: PARTS if part is not None else 1]:
        name = path.relative_to(site.root).as_posix()
        if name != MOVED:
            page.goto(f"{site.origin}/{name}")
            yield name


def go(page: Page, site: Site, name: str, width: int = 1280) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{site.origin}/{name}")


def type_words(page: Page, text: str) -> None:
    for character in text:
        page.keyboard.press("Space" if character == " " else character)


def arrive(page: Page, address: str) -> None:
    """Wait until the page is one whose URL ends with `address`."""
    page.wait_for_function(
        f"location.href.endsWith({json.dumps(address)}) && document.readyState === 'complete'"
    )


def loaded(page: Page) -> list[str]:
    """The URLs of what the page has loaded."""
    urls: list[str] = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    return urls


def violations(page: Page, *rules: str) -> str:
    """What axe reports of the page, by all rules or by these; nothing where all is well."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": [*rules]}
    results = Axe().run(page, options=options)
    return str(results.generate_report()) if results.violations_count else ""


def shown(page: Page) -> tuple[Colour, Colour]:
    """The commonest colour of the window, and that which stands out most from it."""
    seen = colours(page, {"x": 0, "y": 0, "width": 800, "height": 600})
    (background, _), *_ = seen.most_common(1)
    return background, max(seen, key=lambda colour: contrast(colour, background))


class TestEveryPage:
    @pytest.mark.parametrize("width", [320, 1280])
    @pytest.mark.parametrize("part", range(PARTS))
    def test_has_no_violations_for_axe(self, page: Page, site: Site, width: int, part: int) -> None:
        page.set_viewport_size({"width": width, "height": 700})
        for name in each(page, site, part):
            page.locator("details").evaluate_all(OPEN_ALL)
            assert violations(page) == "", name
            page.emulate_media(color_scheme="dark")
            look.settle(page)
            assert violations(page, *ON_COLOURS) == "", name
            page.emulate_media(color_scheme="light")

    @pytest.mark.parametrize("width", [320, 768, 1280])
    def test_fits_the_window(self, page: Page, site: Site, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 700})
        for name in each(page, site):
            page.locator("details").evaluate_all(OPEN_ALL)
            assert page.evaluate(OUTSIDE) == [], name
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    def test_shows_its_heading_on_the_first_screen_of_a_phone(self, page: Page, site: Site) -> None:
        page.set_viewport_size({"width": 320, "height": 568})
        for name in each(page, site):
            assert box(page.locator("h1"))["y"] < 160, name

    def test_keeps_to_a_strict_policy(self, page: Page, site: Site, shared: Shared) -> None:
        site.root = shared.demo(MKS_INLINE_STYLE=False).output
        site.headers["Content-Security-Policy"] = POLICY
        page.add_init_script(LISTEN)
        for name in each(page, site):
            assert page.evaluate("violations") == [], name


@pytest.mark.parametrize("media", MEDIA)
@pytest.mark.parametrize("name", ["index.html", ARTICLE])
def test_what_is_read_at_length_has_the_better_contrast(page: Page, site: Site, name: str) -> None:
    go(page, site, name)
    assert violations(page, ENHANCED) == ""


@pytest.mark.parametrize(
    ("media", "paper"), [({"color_scheme": "light"}, WHITE), ({"color_scheme": "dark"}, BLACK)]
)
def test_the_page_is_as_light_or_dark_as_the_reader_s_screen(
    page: Page, site: Site, paper: Colour
) -> None:
    go(page, site, ARTICLE)
    background, _ = shown(page)
    assert contrast(background, paper) < 1.3


class TestFront:
    def test_shows_the_text_of_an_author_beside_the_widget(self, page: Page, site: Site) -> None:
        go(page, site, "index.html")
        code, widget = box(page.locator("pre").first), box(page.locator(".mks-tabs"))
        assert code["x"] + code["width"] < widget["x"]
        assert code["y"] == pytest.approx(widget["y"], abs=2)
        assert look.in_view(page.locator(look.LISTS))
        text = page.get_by_role("tabpanel").locator("p")
        assert box(text)["y"] + float(style(text, "font-size").removesuffix("px")) < 700

    def test_shows_one_below_the_other_on_a_phone(self, page: Page, site: Site) -> None:
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
    def test_opens_by_keys_and_leads_to_a_page(self, page: Page, site: Site, width: int) -> None:
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

    def test_stands_open_beside_documentation_where_there_is_room(
        self, page: Page, site: Site
    ) -> None:
        go(page, site, GUIDE)
        menu, text = box(page.locator(".menu a").first), box(page.locator("h1"))
        assert menu["x"] + menu["width"] < text["x"]
        assert not page.locator(".menu > summary").is_visible()
        contents, words = box(page.locator(".contents a").first), box(page.locator(".text"))
        assert words["x"] + words["width"] < contents["x"]

    def test_can_be_reached_by_keys_and_heard_beside_documentation(
        self, page: Page, site: Site
    ) -> None:
        go(page, site, GUIDE)
        first = page.locator(".menu a").first.inner_text().strip()
        for _ in ("skip link", "name of the site", "search", "first page"):
            page.keyboard.press("Tab")
        if look.focused(page) != first[:20]:
            page.keyboard.press("Tab")  # some engines stop at what scrolls, too: here the menu
        assert look.focused(page) == first[:20]
        assert ("link", first) in look.tree(page)

    def test_marks_this_page_in_other_than_colour(self, page: Page, site: Site) -> None:
        go(page, site, GUIDE)
        here, other = (
            page.locator(".menu a[aria-current]"),
            page.locator(".menu a:not([aria-current])").first,
        )
        assert style(here, "font-weight") == "600"
        assert style(other, "font-weight") == "400"

    def test_leads_to_the_parts_of_a_long_page_on_a_phone(self, page: Page, site: Site) -> None:
        go(page, site, GUIDE, 320)
        page.locator(".contents > summary").click()
        page.locator(".contents a[href='#pull-quotes']").click()
        look.settle(page)
        assert look.in_view(page.locator("#pull-quotes"))


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(page: Page, site: Site) -> None:
    go(page, site, GUIDE)
    link = page.locator(".skip")
    assert style(link, "clip-path") != "none"
    page.keyboard.press("Tab")
    assert look.focused(page) == "Skip to content"
    assert style(link, "clip-path") == "none"
    page.keyboard.press("Enter")
    look.settle(page)
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("media", MEDIA)
def test_focus_can_be_seen(page: Page, site: Site) -> None:
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


def test_chinese_text_has_its_own_fonts_and_more_air(page: Page, site: Site) -> None:
    go(page, site, ARTICLE)
    chinese, latin = page.locator("[lang=zh]").first, page.locator(".text > p").first
    assert "Noto Serif CJK SC" in style(chinese, "font-family")
    heights = [float(style(each, "line-height").removesuffix("px")) for each in (chinese, latin)]
    assert heights[0] > heights[1]


def test_a_line_is_not_too_long_to_read(page: Page, site: Site) -> None:
    for name in (ARTICLE, GUIDE):
        go(page, site, name)
        longest = page.locator(".text > p").evaluate_all(LONGEST_LINE)
        assert 45 <= longest <= 90, name


@pytest.mark.parametrize("name", ["index.html", ARTICLE, GUIDE])
def test_all_can_be_read_without_a_script(page: Page, site: Site, name: str) -> None:
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
def test_paper_shows_the_text_alone_black_on_white(page: Page, site: Site, name: str) -> None:
    go(page, site, name)
    look.on_paper(page)
    for part in (".skip", ".menu", ".contents", ".turn", ".end"):
        assert not [each for each in page.locator(part).all() if each.is_visible()], part
    assert shown(page) == (WHITE, BLACK)


class TestSearch:
    def test_leads_to_a_section_by_keys_alone(self, page: Page, site: Site) -> None:
        go(page, site, GUIDE)
        page.locator(".to-search").press("Enter")
        arrive(page, "/search.html")
        type_words(page, "curly quotes")
        assert page.get_by_role("status").inner_text().endswith("results.")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        first = page.locator(".search li a").first
        assert look.focused(page) == first.inner_text()[:20]
        address = first.evaluate("link => link.href")
        page.keyboard.press("Enter")
        arrive(page, address)

    def test_follows_the_first_result_on_enter(self, page: Page, site: Site) -> None:
        go(page, site, "search.html")
        type_words(page, "mks006")
        page.keyboard.press("Enter")
        arrive(page, "/pages/rules.html#mks006")

    @pytest.mark.parametrize(
        ("query", "address"),
        [
            ("closed tags", "pages/rules.html#mks005"),  # “a closing tag”
            ("MKS_SYNC", "pages/settings.html#mks_sync"),
            ("SIDE by side", "pages/guide.html#side-by-side"),
            ("党员", ARTICLE),  # no spaces between words
        ],
    )
    def test_finds(self, page: Page, site: Site, query: str, address: str) -> None:
        go(page, site, f"search.html?q={query}")
        found = page.locator(".search li a").evaluate_all("all => all.map(link => link.href)")
        assert f"{site.origin}/{address}" in found[:5]

    @pytest.mark.parametrize("query", ["xyzzy", "-", "(", "<xyzzy>", "\\"])
    def test_finds_nothing_without_failing(self, page: Page, site: Site, query: str) -> None:
        go(page, site, "search.html")
        type_words(page, query)
        assert page.get_by_role("status").inner_text() == "No results."
        assert page.locator(".search li").count() == 0

    def test_shows_the_text_around_what_was_found_as_text(self, page: Page, site: Site) -> None:
        site.files["/search-index.js"] = 'window.searchIndex = [["a.html", "A", "<i>", "<b>É</b>"]]'
        go(page, site, "search.html?q=e")
        assert page.locator(".search li p").inner_text() == "<b>É</b>"
        assert page.locator("mark").all_inner_texts() == ["É"]

    def test_keeps_the_words_for_the_way_back(self, page: Page, site: Site) -> None:
        go(page, site, "search.html")
        type_words(page, "theme")
        page.locator(".search li a").first.click()
        page.wait_for_function("location.pathname.startsWith('/pages/')")
        page.go_back()
        arrive(page, "/search.html?q=theme")
        assert page.locator(".search li a").count() > 0

    @pytest.mark.parametrize("media", MEDIA)
    @pytest.mark.parametrize("width", [320, 1280])
    def test_has_no_fault_for_axe_and_fits(self, page: Page, site: Site, width: int) -> None:
        go(page, site, "search.html?q=tabs", width)
        assert violations(page) == ""
        assert page.evaluate(OUTSIDE) == []

    def test_keeps_to_a_strict_policy(self, page: Page, site: Site) -> None:
        site.headers["Content-Security-Policy"] = POLICY
        page.add_init_script(LISTEN)
        go(page, site, "search.html?q=tabs")
        assert page.locator(".search li").count() > 0
        assert page.evaluate("violations") == []

    @pytest.mark.needs("pages from disk")
    def test_works_from_disk(self, page: Page, built: Built) -> None:
        page.goto((built.output / "search.html").as_uri())
        type_words(page, "mks006")
        page.keyboard.press("Enter")
        arrive(page, "/pages/rules.html#mks006")

    def test_shows_no_field_without_its_index(self, page: Page, site: Site) -> None:
        site.files["/search-index.js"] = ""
        go(page, site, "search.html")
        assert not page.locator("#words").is_visible()
        assert page.locator(".needs-script").is_visible()


@pytest.mark.parametrize("fragment", ["", "#mks011"])
def test_an_old_address_leads_to_the_same_place(page: Page, site: Site, fragment: str) -> None:
    page.goto(f"{site.origin}/{MOVED}{fragment}", wait_until="commit")
    arrive(page, f"/pages/rules.html{fragment}")


class TestPlayground:
    def test_says_what_is_missing_where_it_was_not_built(
        self, context: BrowserContext, site: Site
    ) -> None:
        page = context.new_page()  # where errors do not count
        go(page, site, PLAYGROUND)
        page.locator("[name=start]").click()
        page.get_by_text("make playground").wait_for()
        assert page.locator("[name=start]").is_visible()

    def test_loads_nothing_before_it_is_started(self, page: Page, site: Site) -> None:
        go(page, site, PLAYGROUND)
        page.locator(".playground textarea").press("a")
        assert f"{site.origin}/theme/js/playground.js" in loaded(page)
        assert not [url for url in loaded(page) if "/playground/" in url]

    @pytest.mark.skipif(
        ENGINE != "chromium", reason="it looks into the preview, a page in the page"
    )
    def test_shows_the_widget_and_the_problems(
        self, page: Page, site: Site, playground: Path
    ) -> None:
        site.root = playground
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        go(page, site, PLAYGROUND)
        page.locator("[name=start]").click()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.insert_text(f"<p>𝄞</p>{tabs(('One', 'first'), ('Two', 'second'))}[mks_x]")
        status = page.locator(".playground [role=status]")
        page.wait_for_function(
            "status => status.textContent === '1 problem.'",
            arg=status.element_handle(),
            timeout=SLOW,
        )
        preview = page.frame_locator("iframe:not(.loading)")
        preview.get_by_role("tab", name="Two").click()
        assert preview.get_by_role("tabpanel").inner_text().strip() == "second"
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == "", scheme
        assert page.evaluate(OUTSIDE) == []
        page.get_by_role("button", name="Line 9, column 1").click()
        assert page.evaluate("String(getSelection())") == "[mks_x"
        assert {urlsplit(url).netloc for url in asked if url != "about:srcdoc"} == {
            urlsplit(site.origin).netloc
        }

        page.get_by_label("Markup").select_option("markdown")
        page.get_by_label("Your text").fill("[mks_toggle title=A]\n**b**\n[/mks_toggle]")
        preview.locator("details strong").wait_for(state="attached")
        page.get_by_text("No problems.").wait_for()
        # What somebody pastes is looked at, not run.
        page.get_by_label("Your text").fill(
            "<img src=x onerror='parent.x = 1'><script>parent.x = 1</script>[mks_separator]"
        )
        preview.locator(".mks-separator").wait_for()
        assert page.evaluate("window.x") is None
