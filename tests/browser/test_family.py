"""What the rest of the family does in a browser: disclosures, columns, words, buttons, measures."""

from __future__ import annotations

from itertools import takewhile

import pytest
from axe_playwright_python.sync_playwright import Axe
from markdown import markdown
from playwright.sync_api import Locator, Page

from tests.browser import look
from tests.browser.server import STATIC, Site
from tests.browser.test_look import MEDIA, THEME
from tests.site import PROJECT

STYLESHEETS = "".join(
    f'<link rel="stylesheet" href="/{path.name}">' for path in sorted(STATIC.glob("*.css"))
)
HEAD = f"{STYLESHEETS}<script src=/tabs.js></script>{THEME}<style>:root {{ color-scheme: light dark }}</style>"
TOGGLE = '<p>[mks_toggle title="Title" id="body"]<b id="deep">Inside</b>[/mks_toggle]</p>'
ACCORDION = (
    '<p>[mks_accordion][mks_accordion_item title="One"]First[/mks_accordion_item]'
    '[mks_accordion_item title="Two"]Second[/mks_accordion_item][/mks_accordion]</p>'
)
COLUMNS = "<p>[mks_one_half]Left[/mks_one_half][mks_one_half]Right[/mks_one_half]</p>"


def show(page: Page, site: Site, source: str, fragment: str = "", head: str = "") -> Page:
    page.goto(site.publish(source, head=STYLESHEETS + head) + fragment)
    return page


def place(locator: Locator) -> tuple[float, float, float, float]:
    found = locator.bounding_box()
    assert found is not None
    return found["x"], found["y"], found["width"], found["height"]


def is_open(page: Page, number: int = 0) -> bool:
    return bool(page.locator("details").nth(number).evaluate("e => e.open"))


class TestDisclosures:
    @pytest.mark.parametrize("fragment", ["#body", "#deep"])
    def test_an_address_opens_what_it_leads_into(
        self, page: Page, site: Site, fragment: str
    ) -> None:
        assert is_open(show(page, site, "<p>Text</p>" * 80 + TOGGLE, fragment))
        assert look.in_view(page.locator("summary"))

    def test_without_one_they_are_closed(self, page: Page, site: Site) -> None:
        assert not is_open(show(page, site, TOGGLE))

    def test_search_opens_them(self, page: Page, site: Site) -> None:
        assert is_open(show(page, site, TOGGLE, "#:~:text=Inside"))

    def test_one_of_an_accordion_is_open_at_a_time(self, page: Page, site: Site) -> None:
        show(page, site, ACCORDION)
        page.get_by_text("One").click()
        page.get_by_text("Two").click()
        assert [is_open(page, 0), is_open(page, 1)] == [False, True]

    def test_the_keyboard_opens_them(self, page: Page, site: Site) -> None:
        show(page, site, TOGGLE)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert is_open(page)

    def test_all_are_open_on_paper(self, page: Page, site: Site) -> None:
        show(page, site, TOGGLE + ACCORDION)
        look.on_paper(page)
        for text in ("Inside", "First", "Second"):
            assert place(page.get_by_text(text))[3] > 0

    def test_titles_are_large_enough_to_touch(self, page: Page, site: Site) -> None:
        show(page, site, TOGGLE + ACCORDION)
        assert all(place(title)[3] >= 44 for title in page.locator("summary").all())


class TestColumns:
    @pytest.mark.parametrize(("width", "beside"), [(1280, True), (320, False)])
    def test_stand_beside_each_other_where_there_is_room(
        self, page: Page, site: Site, width: int, *, beside: bool
    ) -> None:
        page.set_viewport_size({"width": width, "height": 700})
        show(page, site, COLUMNS)
        left, right = (place(page.get_by_text(text)) for text in ("Left", "Right"))
        assert (left[1] == right[1]) is beside
        assert (left[0] == right[0]) is not beside

    def test_ask_for_the_room_that_they_have(self, page: Page, site: Site) -> None:
        show(page, site, f'<div style="width: 20em">{COLUMNS}</div>')
        left, right = (place(page.get_by_text(text)) for text in ("Left", "Right"))
        assert left[0] == right[0]

    def test_stand_below_each_other_in_a_column(self, page: Page, site: Site) -> None:
        show(page, site, f"[mks_one_third]{COLUMNS}[/mks_one_third]")
        left, right = (place(page.get_by_text(text)) for text in ("Left", "Right"))
        assert left[0] == right[0]

    def test_of_any_kind_fill_the_row(self, page: Page, site: Site) -> None:
        show(
            page, site, "<p>[mks_one_third]A[/mks_one_third][mks_two_thirds]B[/mks_two_thirds]</p>"
        )
        row, one, two = (place(each) for each in page.locator(".mks-columns, .mks-column").all())
        assert one[1] == two[1]
        assert two[0] + two[2] == pytest.approx(row[0] + row[2], abs=1)
        assert two[2] > 1.9 * one[2]


class TestWords:
    @pytest.mark.needs("accessibility tree")
    def test_a_drop_cap_is_read_with_its_word(self, page: Page, site: Site) -> None:
        show(page, site, "<p>[mks_dropcap]O[/mks_dropcap]nce upon a time</p>")
        tree = look.tree(page)
        begin = next(n for n, (_, name) in enumerate(tree) if name.startswith("O"))
        texts = takewhile(lambda told: told[0] == "StaticText", tree[begin:])
        assert "".join(name for _, name in texts) == "Once upon a time"
        assert "generic" not in [role for role, _ in tree[:begin]]
        assert page.locator("main p").inner_text() == "Once upon a time"

    def test_a_drop_cap_is_large(self, page: Page, site: Site) -> None:
        show(page, site, "<p>[mks_dropcap size=80]O[/mks_dropcap]nce</p>")
        size = page.locator(".mks-dropcap").evaluate(
            "e => getComputedStyle(e, '::before').fontSize"
        )
        assert size == "80px"

    def test_what_one_shortcode_chose_does_not_reach_those_inside(
        self, page: Page, site: Site
    ) -> None:
        show(
            page,
            site,
            '<p>[mks_pullquote bg_color="#fc0" txt_color="#000"]a [mks_button title="b" url="/b"][/mks_pullquote]</p>',
        )
        style = page.locator(".mks-button").evaluate(
            "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
        )
        assert style == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


class TestButtons:
    @pytest.mark.needs("accessibility tree")
    def test_icons_have_names_for_those_who_do_not_see_them(self, page: Page, site: Site) -> None:
        show(
            page,
            site,
            '<p>[mks_button icon="fa-user" url="/a"] [mks_social icon="github" url="/b"]'
            ' [mks_button title="Go" icon="fa-user" url="/c"] [mks_icon icon="fa-star"]</p>',
        )
        names = [name.strip() for role, name in look.tree(page) if role == "link"]
        assert names == ["User", "GitHub", "Go"]
        assert "image" not in [role for role, _ in look.tree(page)]

    def test_are_large_enough_to_touch(self, page: Page, site: Site) -> None:
        show(
            page,
            site,
            '<p>[mks_button title="x" size="small" url="/"][mks_social icon="rss" url="/" size="8"]</p>',
        )
        button, sign = (place(link) for link in page.get_by_role("link").all())
        assert min(button[2:]) >= 44
        assert min(sign[2:]) >= 24


class TestBlocks:
    def test_a_bar_is_a_meter_with_name_and_value(self, page: Page, site: Site) -> None:
        show(page, site, '<p>[mks_progressbar name="Done" level="Nearly" value="90"]</p>')
        assert page.get_by_role("meter", name="Done Nearly").count() == 1

    def test_a_bar_is_as_high_as_its_author_says(self, page: Page, site: Site) -> None:
        show(page, site, '<p>[mks_progressbar name="Done" height="12"]</p>')
        assert place(page.locator("meter"))[3] == 12

    @pytest.mark.parametrize("side", ["left", "right"])
    def test_a_pull_quote_stands_beside_the_text(self, page: Page, site: Site, side: str) -> None:
        show(
            page,
            site,
            f'<p>[mks_pullquote align="{side}"]Quoted[/mks_pullquote]</p><p>{"Text " * 300}</p>',
        )
        quote, text = (place(page.locator(name).first) for name in ("aside", "main > p"))
        assert quote[2] == 300
        edge = quote[0] if side == "left" else quote[0] + quote[2]
        assert edge == pytest.approx(text[0] if side == "left" else text[0] + text[2], abs=1)

    def test_a_pull_quote_leaves_no_narrow_strip_of_text(self, page: Page, site: Site) -> None:
        page.set_viewport_size({"width": 400, "height": 700})
        show(page, site, f"<p>[mks_pullquote]Quoted[/mks_pullquote]</p><p>{'Text ' * 300}</p>")
        assert place(page.locator("aside"))[2] > 370

    @pytest.mark.needs("accessibility tree")
    def test_quotes_are_no_landmarks(self, page: Page, site: Site) -> None:
        show(page, site, "<p>[mks_pullquote]Quoted[/mks_pullquote]</p>")
        roles = [role for role, _ in look.tree(page)]
        assert "doc-pullquote" in roles
        assert "complementary" not in roles


def guide() -> str:
    """The guide as HTML with its shortcodes still in it."""
    source = (PROJECT / "content/pages/guide.md").read_text(encoding="utf-8").partition("\n\n")[2]
    return markdown(source, extensions=["pelican_mks.markdown", "tables", "fenced_code"])


@pytest.mark.parametrize("media", MEDIA)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_accepts_the_guide(page: Page, site: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(site.publish(guide(), head=HEAD))
    page.locator("details").evaluate_all("all => all.forEach(e => e.open = true)")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.querySelectorAll('.mks-button, .mks-columns').length") > 3
