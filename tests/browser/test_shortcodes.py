"""The other shortcodes in a browser: disclosures, columns, inline text, buttons, blocks and media."""

from __future__ import annotations

from itertools import takewhile
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from markdown import markdown
from playwright.sync_api import Locator, Page

from tests.browser import look
from tests.browser.pages import tabs
from tests.browser.server import STATIC, Site
from tests.browser.test_look import MEDIA, THEME
from tests.sites import PROJECT

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

PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='90'/>"
CAPTION = (
    '<p>[caption align="{}" width="200"]<img alt="A sea" src="data:image/svg+xml,'
    f'{quote(PICTURE)}"> The sea[/caption]</p>'
)
MEDIA_SHORTCODES = (
    '<p>[gallery src="/a.jpg /b.jpg" link="file"] [gallery ids="1,2"] [audio src="/a.mp3"] [video src="/a.mp4"]'
    " [video src=https://youtu.be/a] [embed]https://vimeo.com/1[/embed]</p>"
)


def show(page: Page, site: Site, source: str, fragment: str = "", head: str = "") -> Page:
    page.goto(site.publish(source, head=STYLESHEETS + head) + fragment)
    return page


def box_of(locator: Locator) -> tuple[float, float, float, float]:
    found = locator.bounding_box()
    assert found is not None
    return found["x"], found["y"], found["width"], found["height"]


def is_open(page: Page, number: int = 0) -> bool:
    return bool(page.locator("details").nth(number).evaluate("e => e.open"))


class TestDisclosures:
    @pytest.mark.parametrize("fragment", ["#body", "#deep"])
    def test_a_fragment_opens_the_disclosures_around_its_target(
        self, page: Page, site: Site, fragment: str
    ) -> None:
        text = "<p>Text</p>" * 80
        assert is_open(show(page, site, text + TOGGLE + text, fragment))
        look.settle(page)
        assert look.is_in_view(page.locator("summary" if fragment == "#body" else "#deep"))

    def test_are_closed_without_a_fragment(self, page: Page, site: Site) -> None:
        assert not is_open(show(page, site, TOGGLE))

    def test_are_opened_by_the_browser_s_search(self, page: Page, site: Site) -> None:
        assert is_open(show(page, site, TOGGLE, "#:~:text=Inside"))

    def test_of_an_accordion_are_open_one_at_a_time(self, page: Page, site: Site) -> None:
        show(page, site, ACCORDION)
        page.get_by_text("One").click()
        page.get_by_text("Two").click()
        assert [is_open(page, 0), is_open(page, 1)] == [False, True]

    def test_can_be_opened_with_the_keyboard(self, page: Page, site: Site) -> None:
        show(page, site, TOGGLE)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert is_open(page)

    def test_are_all_open_in_print(self, page: Page, site: Site) -> None:
        theme = "<style>details:not([open])::details-content { block-size: 0 }</style>"
        show(page, site, TOGGLE + ACCORDION, head=theme)
        look.emulate_print(page)
        for text in ("Inside", "First", "Second"):
            assert box_of(page.get_by_text(text))[3] > 0
        assert min(box_of(each)[3] for each in page.locator("details").all()) > 70

    def test_have_titles_that_are_large_enough_to_touch(self, page: Page, site: Site) -> None:
        show(page, site, TOGGLE + ACCORDION)
        assert all(box_of(title)[3] >= 44 for title in page.locator("summary").all())

    def test_have_titles_that_are_no_larger_than_needed(self, page: Page, site: Site) -> None:
        show(page, site, TOGGLE + ACCORDION, head="<style>main { font: 16px/1.2 serif }</style>")
        assert [box_of(title)[3] for title in page.locator("summary").all()] == [44] * 3

    def test_look_like_tabs(self, page: Page, site: Site) -> None:
        """Borders, corners and padding are the same, and the same custom properties change them."""
        theme = "<style>:root { --mks-line: #00f; --mks-radius: 9px; --mks-space: 11px }</style>"
        for head in ("", theme):
            show(page, site, tabs(("A", "a"), ("B", "b")) + TOGGLE + ACCORDION, head=head)
            widgets = page.locator(".mks-tabs, .mks-toggle, .mks-accordion")
            for name in ("border", "border-radius", "margin-block", "overflow-wrap"):
                assert len({look.style(each, name) for each in widgets.all()}) == 1
            spaced = page.locator(".mks-tabs__panel, summary, .mks-toggle__body")
            assert len({look.style(each, "padding-left") for each in spaced.all()}) == 1

    def test_have_titles_that_differ_from_texts(self, page: Page, site: Site) -> None:
        show(page, site, TOGGLE + ACCORDION)
        for title in page.locator("summary").all():
            assert look.style(title, "font-weight") == "700"
            assert look.style(title, "line-height") == "24px"
            assert look.style(title, "cursor") == "pointer"

    def test_have_titles_that_ignore_a_theme_s_rules_for_headings(
        self, page: Page, site: Site
    ) -> None:
        theme = """<style>main { font: 16px/1.5 serif; color: #123 } h2 { margin: 2em !important; padding: 9px;
            border: 1px solid; background: red; color: red; font: 40px fantasy; display: block }</style>"""
        show(page, site, "<h1>Article</h1>" + TOGGLE + ACCORDION, head=theme)
        heading, title = page.locator("summary > *").first, page.locator("summary").first
        for name in ("color", "font-size", "font-family", "font-weight"):
            assert look.style(heading, name) == look.style(title, name)
        for name in ("margin", "padding", "border-top-width"):
            assert look.style(heading, name) == "0px"
        assert look.style(heading, "background-color") == "rgba(0, 0, 0, 0)"
        assert box_of(page.locator("summary").nth(1))[3] == box_of(title)[3]

    def test_have_space_between_text_and_frame(self, page: Page, site: Site) -> None:
        theme = "<style>main { font: 16px/1.5 serif } i { float: left; height: 99px }</style>"
        text = "<p>First line.</p>" + "<i>Aside</i>" + "<p>Last line.</p>"
        source = f'[mks_toggle title="Title" state="open"]{text}[/mks_toggle]'
        show(page, site, f"<p>Before</p>{source}<p>After</p>", head=theme)
        toggle, title, body, first, aside = (
            box_of(page.locator(name).first)
            for name in (".mks-toggle", "summary", ".mks-toggle__body", ".mks-toggle p", "i")
        )
        assert first[:2] == pytest.approx((body[0] + 16, title[1] + title[3]), abs=0.1)
        assert toggle[1] + toggle[3] - aside[1] - aside[3] == pytest.approx(17, abs=1)

    def test_have_no_gap_after_the_last_paragraph(self, page: Page, site: Site) -> None:
        theme = "<style>main { font: 16px/1.5 serif }</style>"
        source = '[mks_toggle title="Title" state="open"]<p>Text</p>[/mks_toggle]'
        show(page, site, source, head=theme)
        toggle, text = box_of(page.locator("details")), box_of(page.get_by_text("Text", exact=True))
        assert toggle[1] + toggle[3] - text[1] - text[3] == pytest.approx(17, abs=0.1)

    def test_next_to_each_other_are_close(self, page: Page, site: Site) -> None:
        theme = "<style>main { font: 16px/1.5 serif }</style>"
        show(page, site, TOGGLE + TOGGLE.replace('"body"', '"other"'), head=theme)
        one, other = (box_of(each) for each in page.locator("details").all())
        assert other[1] - one[1] - one[3] == pytest.approx(8, abs=0.1)

    def test_of_an_accordion_are_separated_by_a_line(self, page: Page, site: Site) -> None:
        show(page, site, ACCORDION)
        items = page.locator(".mks-accordion__item").all()
        assert [look.style(item, "border-top-width") for item in items] == ["0px", "1px"]

    def test_show_the_focus_inside_the_frame(self, page: Page, site: Site) -> None:
        show(page, site, TOGGLE, head="<style>main { color: rgb(0 80 0) }</style>")
        page.keyboard.press("Tab")
        title = page.locator("summary")
        assert look.style(title, "outline") == "rgb(0, 80, 0) solid 2px"
        assert look.style(title, "outline-offset") == "-4px"

    def test_break_long_words(self, page: Page, site: Site) -> None:
        page.set_viewport_size({"width": 320, "height": 700})
        word = "Donaudampfschifffahrtsgesellschaftskapitän" * 2
        source = f'[mks_toggle title="{word}" state="open"]<p>{word}</p>[/mks_toggle]'
        show(page, site, source)
        assert page.evaluate("document.documentElement.scrollWidth") == 320

    def test_a_page_break_does_not_separate_a_title_from_its_text(
        self, page: Page, site: Site
    ) -> None:
        show(page, site, TOGGLE + ACCORDION)
        look.emulate_print(page)
        for title in page.locator("summary").all():
            assert look.style(title, "break-after") == "avoid"


class TestColumns:
    @pytest.mark.parametrize(("width", "beside"), [(1280, True), (320, False)])
    def test_are_side_by_side_if_there_is_room(
        self, page: Page, site: Site, width: int, *, beside: bool
    ) -> None:
        page.set_viewport_size({"width": width, "height": 700})
        show(page, site, COLUMNS)
        left, right = (box_of(page.get_by_text(text)) for text in ("Left", "Right"))
        assert (left[1] == right[1]) is beside
        assert (left[0] == right[0]) is not beside

    def test_depend_on_the_width_of_their_container(self, page: Page, site: Site) -> None:
        show(page, site, f'<div style="width: 20em">{COLUMNS}</div>')
        left, right = (box_of(page.get_by_text(text)) for text in ("Left", "Right"))
        assert left[0] == right[0]

    @pytest.mark.parametrize(
        "names",
        [
            ("one_quarter", "one_quarter", "one_half"),
            ("one_half", "one_quarter", "one_quarter"),
            ("one_quarter", "one_quarter", "one_quarter", "one_quarter"),
        ],
    )
    def test_of_a_quarter_fit_on_one_row_of_a_text_column(
        self, page: Page, site: Site, names: tuple[str, ...]
    ) -> None:
        columns = "".join(f"[mks_{name}]{name}[/mks_{name}]" for name in names)
        show(page, site, f'<div style="width: 660px; font-size: 16px"><p>{columns}</p></div>')
        places = [box_of(each) for each in page.locator(".mks-column").all()]
        assert len({top for _, top, *_ in places}) == 1
        assert min(width for _, _, width, *_ in places) >= 140

    def test_in_a_narrow_column_are_stacked(self, page: Page, site: Site) -> None:
        show(page, site, f"[mks_one_third]{COLUMNS}[/mks_one_third]")
        left, right = (box_of(page.get_by_text(text)) for text in ("Left", "Right"))
        assert left[0] == right[0]

    def test_of_any_width_fill_the_row(self, page: Page, site: Site) -> None:
        show(
            page, site, "<p>[mks_one_third]A[/mks_one_third][mks_two_thirds]B[/mks_two_thirds]</p>"
        )
        row, one, two = (box_of(each) for each in page.locator(".mks-columns, .mks-column").all())
        assert one[1] == two[1]
        assert two[0] + two[2] == pytest.approx(row[0] + row[2], abs=1)
        assert two[2] > 1.9 * one[2]


class TestInlineText:
    @pytest.mark.needs("accessibility tree")
    def test_a_drop_cap_is_read_with_its_word(self, page: Page, site: Site) -> None:
        show(page, site, "<p>[mks_dropcap]O[/mks_dropcap]nce upon a time</p>")
        tree = look.tree(page)
        position = next(n for n, (_, name) in enumerate(tree) if name.startswith("O"))
        texts = takewhile(lambda node: node[0] == "StaticText", tree[position:])
        assert "".join(name for _, name in texts) == "Once upon a time"
        assert "generic" not in [role for role, _ in tree[:position]]
        assert page.locator("main p").inner_text() == "Once upon a time"

    def test_a_drop_cap_is_large(self, page: Page, site: Site) -> None:
        show(page, site, "<p>[mks_dropcap size=80]O[/mks_dropcap]nce</p>")
        size = page.locator(".mks-dropcap").evaluate(
            "e => getComputedStyle(e, '::before').fontSize"
        )
        assert size == "80px"

    def test_colours_of_a_shortcode_do_not_affect_those_inside_it(
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
    def test_with_only_an_icon_have_an_accessible_name(self, page: Page, site: Site) -> None:
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
        button, icon_link = (box_of(link) for link in page.get_by_role("link").all())
        assert min(button[2:]) >= 44
        assert min(icon_link[2:]) >= 24


class TestBlocks:
    def test_a_progress_bar_is_a_meter_with_a_name_and_a_value(
        self, page: Page, site: Site
    ) -> None:
        show(page, site, '<p>[mks_progressbar name="Done" level="Nearly" value="90"]</p>')
        assert page.get_by_role("meter", name="Done Nearly").count() == 1

    def test_a_progress_bar_has_the_height_that_its_author_set(
        self, page: Page, site: Site
    ) -> None:
        show(page, site, '<p>[mks_progressbar name="Done" height="12"]</p>')
        assert box_of(page.locator("meter"))[3] == 12

    @pytest.mark.parametrize("side", ["left", "right"])
    def test_a_pull_quote_is_beside_the_text(self, page: Page, site: Site, side: str) -> None:
        show(
            page,
            site,
            f'<p>[mks_pullquote align="{side}"]Quoted[/mks_pullquote]</p><p>{"Text " * 300}</p>',
        )
        quote, text = (box_of(page.locator(name).first) for name in ("aside", "main > p"))
        assert quote[2] == 300
        edge = quote[0] if side == "left" else quote[0] + quote[2]
        assert edge == pytest.approx(text[0] if side == "left" else text[0] + text[2], abs=1)

    def test_a_pull_quote_leaves_no_narrow_column_of_text(self, page: Page, site: Site) -> None:
        page.set_viewport_size({"width": 400, "height": 700})
        show(page, site, f"<p>[mks_pullquote]Quoted[/mks_pullquote]</p><p>{'Text ' * 300}</p>")
        assert box_of(page.locator("aside"))[2] > 370

    @pytest.mark.needs("accessibility tree")
    def test_a_pull_quote_is_no_landmark(self, page: Page, site: Site) -> None:
        show(page, site, "<p>[mks_pullquote]Quoted[/mks_pullquote]</p>")
        roles = [role for role, _ in look.tree(page)]
        assert "doc-pullquote" in roles
        assert "complementary" not in roles


class TestMedia:
    @pytest.mark.parametrize("side", ["left", "right"])
    def test_an_image_with_a_caption_is_beside_the_text(
        self, page: Page, site: Site, side: str
    ) -> None:
        show(page, site, CAPTION.format(side) + f"<p>{'Text ' * 300}</p>")
        figure, text = (box_of(page.locator(name)) for name in ("figure", "main > p"))
        assert figure[2] == 200
        edge = figure[0] if side == "left" else figure[0] + figure[2]
        assert edge == pytest.approx(text[0] if side == "left" else text[0] + text[2], abs=1)
        assert figure[1] == pytest.approx(text[1], abs=20)

    def test_an_image_with_a_caption_leaves_no_narrow_column_of_text(
        self, page: Page, site: Site
    ) -> None:
        page.set_viewport_size({"width": 320, "height": 700})
        show(page, site, CAPTION.format("left") + f"<p>{'Text ' * 300}</p>")
        assert box_of(page.locator("figure"))[2] == box_of(page.locator("main > p"))[2]

    @pytest.mark.parametrize(("width", "rows"), [(1280, 1), (320, 3)])
    def test_images_of_a_gallery_are_side_by_side_if_there_is_room(
        self, page: Page, site: Site, width: int, rows: int
    ) -> None:
        page.set_viewport_size({"width": width, "height": 700})
        show(
            page,
            site,
            '<p>[gallery src="/a.jpg /b.jpg /c.jpg"]</p>',
            head="<style>li { margin: 9px }</style>",
        )
        items = [box_of(item) for item in page.locator("li").all()]
        assert len({top for _, top, _, _ in items}) == rows
        assert all(left >= 0 and left + wide <= width for left, _, wide, _ in items)

    def test_players_fit_a_phone(self, page: Page, site: Site) -> None:
        page.set_viewport_size({"width": 320, "height": 700})
        show(
            page, site, '<p>[video src="/a.mp4" width="640" height="360"] [audio src="/a.mp3"]</p>'
        )
        video, audio = (box_of(page.locator(name)) for name in ("video", "audio"))
        assert video[2] <= 320
        assert video[2] / video[3] == pytest.approx(640 / 360, rel=0.02)
        assert audio[2] <= 320

    def test_a_video_s_url_looks_like_a_player_and_loads_nothing_from_other_sites(
        self, page: Page, site: Site
    ) -> None:
        page.set_viewport_size({"width": 320, "height": 700})
        addresses = ("https://youtu.be/aqz-KE-bpKQ", "https://vimeo.com/76979871")
        page.goto(
            site.publish("".join(f"<p>{address}</p>" for address in addresses), head=HEAD),
            wait_until="load",
        )
        resources = page.evaluate(
            "performance.getEntriesByType('resource').map(entry => entry.name)"
        )
        assert resources
        assert all(address.startswith(site.origin) for address in resources)
        for address in addresses:
            left, _, width, height = box_of(page.locator(f"main a[href='{address}']"))
            assert left + width <= 320
            assert width / height == pytest.approx(16 / 9, rel=0.02)
        assert page.locator("iframe, video, img").count() == 0

    @pytest.mark.parametrize("media", MEDIA)
    @pytest.mark.parametrize("width", [320, 1280])
    def test_axe_accepts_all_shortcodes(self, page: Page, site: Site, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(site.publish(f"{CAPTION.format('left')}{MEDIA_SHORTCODES}", head=HEAD))
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        assert page.locator("figure, .mks-gallery, audio, video, .mks-embed").count() == 6


def guide() -> str:
    """The guide as HTML, before its shortcodes are rendered."""
    source = (PROJECT / "docs/guide.md").read_text(encoding="utf-8").partition("\n\n")[2]
    return markdown(source, extensions=["pelican_mks.markdown", "extra"])


@pytest.mark.parametrize("media", MEDIA)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_accepts_the_guide(page: Page, site: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(site.publish(guide(), head=HEAD))
    page.locator("details").evaluate_all("all => all.forEach(e => e.open = true)")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.querySelectorAll('.mks-button, .mks-columns').length") > 3
