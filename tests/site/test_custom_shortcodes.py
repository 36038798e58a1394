"""Custom shortcodes, rendered by functions and by templates."""

from __future__ import annotations

import copy
import pickle
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from pelican_mks import Attribute, Shortcode
from pelican_mks.families.registry import BUILT_IN, lexicon_of
from pelican_mks.render.context import Context
from pelican_mks.render.escape import escaped
from pelican_mks.shortcodes.attribute_types import choice, colour
from pelican_mks.shortcodes.declaration import OwnShortcodes
from pelican_mks.shortcodes.nodes import Element
from tests.sites import WIDGET, Site, article, build

CACHING = {"CACHE_CONTENT": True, "LOAD_CONTENT_CACHE": True}


def box(element: Element, context: Context) -> str:
    title = escaped(element.values["title"].text)
    return f'<div class="box" title="{title}">{context.body(element)}</div>'


BOX = Shortcode("box", "A box.", (Attribute("title", "None", ""), colour("color", "", "#000")), box)


def build_site(
    folder: Path, body: str, templates: dict[str, str] | None = None, **own: Any
) -> Site:
    """Build a site with one article, custom shortcodes, and templates."""
    for name, text in (templates or {}).items():
        path = folder / "templates" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return build(
        folder,
        {"one.md": article(body)},
        MKS_OWN_SHORTCODES=own,
        THEME_TEMPLATES_OVERRIDES=[str(folder / "templates")],
    )


def content(site: Site) -> str:
    page = BeautifulSoup(site.page("one.html"), "html.parser")
    found = page.select_one("article")
    assert found is not None
    for other in found.select("header, footer"):
        other.decompose()
    return str(found)


class TestFunction:
    def test_renders_markdown_in_its_body(self, tmp_path: Path) -> None:
        site = build_site(tmp_path, "[box title=”A & B”]\n- one\n- two\n[/box]", box=BOX)
        assert '<div class="box" title="A &amp; B"><ul>' in content(site)
        assert site.log == ()

    def test_is_parsed_recovered_and_reported_like_built_in_ones(self, tmp_path: Path) -> None:
        site = build_site(
            tmp_path, "[box colour=red color=reddish]One.\n\nTwo.\n\n[/box] [/box]", box=BOX
        )
        codes = [re.findall(r"one\.md:(\d+):\d+: (MKS\d+)", line) for line in site.log]
        assert codes == [[("5", "MKS010")], [("5", "MKS011")], [("9", "MKS005")]]

    def test_can_be_nested_with_built_in_shortcodes(self, tmp_path: Path) -> None:
        site = build_site(
            tmp_path, f"[mks_toggle]\n[box]\n{WIDGET}\n[/box]\n[/mks_toggle]", box=BOX
        )
        page = BeautifulSoup(site.page("one.html"), "html.parser")
        assert page.select_one("details > div > div.box > .mks-tabs") is not None

    def test_alone_declares_a_shortcode_without_attributes(self, tmp_path: Path) -> None:
        site = build_site(
            tmp_path, "[box]x[/box]", box=lambda element, context: context.body(element)
        )
        assert "<p>x</p>" in content(site)

    def test_replaces_a_built_in_shortcode(self, tmp_path: Path) -> None:
        def button(element: Element, _: Context) -> str:
            return f"<b>{escaped(element.values['title'].text)}</b>"

        site = build_site(tmp_path, '[mks_button title="A" size="tiny"]', mks_button=button)
        assert "<p><b>A</b></p>" in content(site)
        assert "MKS011" in site.log[0]

    def test_that_raises_an_error_keeps_the_text_and_reports_the_line(self, tmp_path: Path) -> None:
        def broken(element: Element, context: Context) -> str:
            context.body(element)
            raise RuntimeError("no luck")  # noqa: EM101, TRY003 - as in a site's code

        site = build_site(tmp_path, f"Zero.\n\n[box]\nOne.\n\n{WIDGET}\n[/box]\n\nTwo.", box=broken)
        assert len(site.log) == 1
        assert "one.md:7:1: MKS017 [box] raised an error (RuntimeError: no luck)" in site.log[0]
        page = BeautifulSoup(content(site), "html.parser")
        assert [each.get_text() for each in page.select("p")] == [
            "Zero.",
            "One.",
            "one",
            "two",
            "Two.",
        ]
        assert page.select_one("#one-tabs-1") is not None

    @pytest.mark.parametrize("inline", [True, False])
    def test_that_raises_an_error_in_a_single_tag_keeps_the_tag(
        self, tmp_path: Path, *, inline: bool
    ) -> None:
        wrong: Any = lambda *_: None  # noqa: E731
        own = Shortcode("line", "", (), wrong, single=True, inline=inline)
        site = build_site(tmp_path, "A [line] b.", line=own)
        assert "[line]" in BeautifulSoup(content(site), "html.parser").get_text()
        assert "it returned NoneType, not str" in site.log[0]

    def test_that_raises_an_error_for_a_value_makes_it_invalid(self, tmp_path: Path) -> None:
        number = Attribute("n", "1", "", "a number", lambda text: str(int(text)))
        own = Shortcode("box", "", (number,), lambda each, _: f"<p>{each.values['n'].text}</p>")
        site = build_site(tmp_path, "[box n=5]x[/box]\n\n[box n=five]x[/box]", box=own)
        assert "<p>5</p>\n<p>1</p>" in content(site)
        assert "MKS011 n=“five” is not valid in [box]" in site.log[0]


class TestTemplate:
    def test_gets_values_body_and_id(self, tmp_path: Path) -> None:
        text = '<div id="{{ id }}" title="{{ title }}"{% if kind == "wide" %} class="w"{% endif %}>{{ body }}</div>'
        own = {
            "template": "box.html",
            "attributes": ["title", choice("kind", "", ("slim", "wide"))],
        }
        site = build_site(
            tmp_path,
            '[box title=\'" onclick="x"><i>y</i>\' kind=wide]*x*[/box]',
            {"box.html": text},
            box=own,
        )
        found = BeautifulSoup(content(site), "html.parser").select_one("div.w")
        assert found is not None
        assert found["id"] == "one-box-1"
        assert str(found["title"]).startswith('" onclick="x"')
        assert "onclick" not in found.attrs
        assert found.decode_contents() == "<p><em>x</em></p>"
        assert site.log == ()

    def test_is_loaded_from_the_folders_of_the_theme(self, tmp_path: Path) -> None:
        text = "{% from '!simple/translations.html' import translations_for %}<hr title='{{ 'x'|twice }}'>"
        (tmp_path / "templates").mkdir()
        (tmp_path / "templates/line.html").write_text(text, encoding="utf-8")
        site = build(
            tmp_path,
            {"one.md": article("[line]")},
            MKS_OWN_SHORTCODES={"line": {"template": "line.html", "single": True}},
            THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "templates")],
            JINJA_FILTERS={"twice": lambda text: text * 2},
        )
        assert '<hr title="xx"/>' in content(site)

    def test_replaces_a_built_in_shortcode(self, tmp_path: Path) -> None:
        text = '<a href="{{ url }}" title="{{ title }}">{{ title.markup }}</a>'
        site = build_site(
            tmp_path,
            'A [mks_button title="<b>B</b>" url="javascript:x"] c.',
            {"b.html": text},
            mks_button="b.html",
        )
        assert '<p>A <a href="#" title="B"><b>B</b></a> c.</p>' in content(site)

    def test_renders_a_group_with_its_items(self, tmp_path: Path) -> None:
        text = (
            "<ul>{% for each in items %}<li>{{ each.title }}: {{ each.body }}</li>{% endfor %}</ul>"
        )
        site = build_site(tmp_path, WIDGET, {"t.html": text}, mks_tabs="t.html")
        assert "<ul><li>A: <p>one</p></li><li>B: <p>two</p></li></ul>" in content(site)

    @pytest.mark.parametrize("text", ["{{ x.y.z }}", "{{ 1 / 0 }}"])
    def test_that_raises_an_error_keeps_the_text(self, tmp_path: Path, text: str) -> None:
        site = build_site(
            tmp_path,
            f"[box]*x*[/box]\n\n{WIDGET}",
            {"b.html": text},
            box="b.html",
            mks_tabs="b.html",
        )
        assert ["MKS017" in line for line in site.log] == [True, True]
        page = BeautifulSoup(content(site), "html.parser")
        assert [each.get_text() for each in page.select("p")] == ["x", "one", "two"]

    def test_that_raises_an_error_falls_back_to_the_built_in_renderer(self, tmp_path: Path) -> None:
        failing = build_site(tmp_path, WIDGET, {"b.html": "{{ 1 / 0 }}"}, mks_tabs="b.html")
        titles = BeautifulSoup(content(failing), "html.parser").select(".mks-tabs__title")
        assert [title.get_text() for title in titles] == ["A", "B"]

    def test_that_raises_an_error_passes_no_unchecked_values_to_a_built_in_renderer(
        self, tmp_path: Path
    ) -> None:
        names = [attribute.name for attribute in BUILT_IN["mks_button"].attributes]
        button = {"template": "b.html", "attributes": names}
        colours = "bg_color=#000000 txt_color=#ffffff"
        unsafe = f'[mks_button title="x" url="javascript:alert(1)" {colours}]'
        text = f"A {unsafe} b. [mks_button] {WIDGET}"
        site = build_site(tmp_path, text, {"b.html": "{{ 1 / 0 }}"}, mks_button=button)
        page = BeautifulSoup(content(site), "html.parser")
        assert page.select("a") == []
        assert unsafe in page.get_text()
        assert page.select(".mks-tabs")

    def test_that_raises_an_error_keeps_the_title(self, tmp_path: Path) -> None:
        box = {"template": "b.html", "attributes": ["title"]}
        site = build_site(
            tmp_path, '[box title="A & B"]x[/box]', {"b.html": "{{ 1 / 0 }}"}, box=box
        )
        assert "<p>A &amp; B</p>" in content(site)

    @pytest.mark.parametrize("text", [None, "{% if %}"])
    def test_that_is_missing_or_invalid_is_reported_once(
        self, tmp_path: Path, text: str | None
    ) -> None:
        site = build_site(tmp_path, "No tag.", {"b.html": text} if text else {}, box="b.html")
        (error,) = site.log
        assert error.startswith("[box] cannot be rendered with the template 'b.html': Template")


@pytest.mark.parametrize(
    ("name", "declaration", "problem"),
    [
        ("a b", box, "a name consists of letters"),
        (1, box, "a name consists of letters"),
        ("box", 1, "1 is not valid"),
        ("box", Shortcode("other", "", (), box), "the name of its Shortcode is 'other'"),
        ("box", Shortcode("box", ""), "its Shortcode has no render function"),
        ("box", {}, "the template None is not a name"),
        ("box", {"template": "b.html", "inlin": True}, "the key 'inlin' is unknown"),
        ("box", {"template": "b.html", "inline": 1}, "inline is 1, not True or False"),
        ("box", {"template": "b.html", "attributes": "title"}, "attributes is 'title'"),
        ("box", {"template": "b.html", "attributes": [1]}, "the attribute 1 is neither"),
        (
            "box",
            {"template": "b.html", "attributes": ["body"]},
            "the attribute name body is reserved",
        ),
        ("mks_tab_item", "b.html", "[mks_tabs] renders [mks_tab_item]"),
        ("box", Shortcode("box", "", (), box, item="thing"), "its group or item is missing"),
    ],
)
def test_an_invalid_declaration_is_reported_and_ignored(
    tmp_path: Path, name: Any, declaration: Any, problem: str
) -> None:
    site = build(
        tmp_path,
        {"one.md": article(f"[box]x[/box]\n\n{WIDGET}\n\n[good]y[/good]")},
        MKS_OWN_SHORTCODES={name: declaration, "good": lambda *_: "<p>good</p>"},
    )
    (error,) = site.log
    assert error.startswith(f"MKS_OWN_SHORTCODES[{name!r}] is ignored: ")
    assert problem in error
    assert "Valid values: a dictionary" in error
    assert "[box]x[/box]" in content(site)
    assert "mks-tabs" in content(site)
    assert "<p>good</p>" in content(site)


def test_a_setting_that_is_not_a_dictionary_is_reported(tmp_path: Path) -> None:
    (error,) = build(tmp_path, {"one.md": article("x")}, MKS_OWN_SHORTCODES=["box"]).log
    assert error.startswith("MKS_OWN_SHORTCODES = ['box'] is not valid; {} is used instead.")


def test_custom_shortcodes_are_always_enabled(tmp_path: Path) -> None:
    site = build(
        tmp_path,
        {"one.md": article(f"[box]x[/box]\n\n{WIDGET}")},
        MKS_SHORTCODES=[],
        MKS_OWN_SHORTCODES={"box": BOX},
    )
    assert 'class="box"' in content(site)
    assert "[mks_tabs]" in content(site)


@pytest.mark.parametrize("layer", ["reader", "generator"])
def test_functions_do_not_prevent_caching(tmp_path: Path, layer: str) -> None:
    files = {"one.md": article("[box]\n*x*\n[/box]")}
    settings: dict[str, Any] = {**CACHING, "CONTENT_CACHING_LAYER": layer}
    sites = []
    for _ in range(2):
        own = {"box": lambda each, context: f"<div>{context.body(each)}</div>"}
        site = build(tmp_path, files, **settings, MKS_OWN_SHORTCODES=own)
        sites.append((site.pages(), site.log))
    assert sites[0] == sites[1]
    assert sites[0][1] == ()
    assert list((tmp_path / "cache").iterdir()) != []


def test_declarations_are_copied_but_not_pickled() -> None:
    own = OwnShortcodes((BOX,))
    assert copy.deepcopy(own) is own
    assert dict(pickle.loads(pickle.dumps(own))) == {}  # noqa: S301 - what was just written
    assert lexicon_of((), own).shortcodes == {"box": BOX}
