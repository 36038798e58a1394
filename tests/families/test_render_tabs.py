"""The HTML of tabs, as a tree; the fixtures compare it character by character."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from pelican_mks import transform
from pelican_mks.render.language import language_of_title
from pelican_mks.render.settings import Settings
from pelican_mks.site.settings import read_settings

ITEMS = '[mks_tab_item title="A"]one[/mks_tab_item][mks_tab_item title="B"]two[/mks_tab_item]'


def widget(html: str, **options: Any) -> Tag:
    """Return the first widget in the rendering of `html`."""
    found = BeautifulSoup(transform(html, **options).html, "html.parser").select_one(".mks-tabs")
    assert found is not None
    return found


def tabs(attributes: str = "", items: str = ITEMS, **options: Any) -> Tag:
    return widget(f"<p>[mks_tabs {attributes}]{items}[/mks_tabs]</p>", **options)


def item(attributes: str, **options: Any) -> Tag:
    panel = tabs("", f"[mks_tab_item {attributes}]one[/mks_tab_item]", **options).section
    assert panel is not None
    return panel


def test_each_item_is_a_section_with_a_heading() -> None:
    for panel, title, text in zip(tabs().select("section"), "AB", ("one", "two"), strict=True):
        heading, body = panel.find_all(name=True, recursive=False)
        assert (heading.name, heading.get_text()) == ("h2", title)
        assert (body.name, body.get_text()) == ("div", text)


def test_there_are_no_tab_roles_without_javascript() -> None:
    found = tabs()
    for tag in (found, *found.find_all(name=True)):
        assert not {"role", "hidden", "tabindex", "style", "onclick"} & set(tag.attrs)
        assert not [name for name in tag.attrs if name.startswith("aria-")]


@pytest.mark.parametrize(
    ("attributes", "name", "value"),
    [
        ("", "data-nav", None),
        ('nav="horizontal"', "data-nav", None),
        ('nav=" Vertical "', "data-nav", "vertical"),
        ('nav="other"', "data-nav", None),
        ("", "data-sync", None),
        ("sync=off", "data-sync", "off"),
        ('label="About"', "data-label", "About"),
        ("", "data-label", "A, B"),
        ("id=x", "id", "x"),
        ('id="1"', "id", "tabs-1"),
        ('id="x y"', "id", "tabs-1"),
        ('id="größe.1_a-b"', "id", "größe.1_a-b"),
    ],
)
def test_attributes_of_a_group_become_html_attributes(
    attributes: str, name: str, value: str | None
) -> None:
    assert tabs(attributes).get(name) == value


@pytest.mark.parametrize(
    ("attributes", "active"),
    [("", False), ("active", True), ("active=1", True), ('active="On"', True), ("active=0", False),
     ("active=no", False), ('active=""', False), ("active=perhaps", False)],
)  # fmt: skip
def test_one_tab_can_be_active(attributes: str, active: bool) -> None:  # noqa: FBT001 - a column of the table
    assert item(attributes).has_attr("data-active") is active


@pytest.mark.parametrize(
    ("attributes", "lang", "direction"),
    [
        ("lang=zh", "zh", None),
        ('lang="pt-BR" dir="auto"', "pt-BR", "auto"),
        ("dir=rtl", None, "rtl"),
        ('lang="-" dir="up"', None, None),
        ("", None, None),
    ],
)
def test_a_panel_has_a_language_and_direction(
    attributes: str, lang: str | None, direction: str | None
) -> None:
    body = item(attributes).div
    assert body is not None
    assert (body.get("lang"), body.get("dir")) == (lang, direction)


@pytest.mark.parametrize(
    ("attributes", "lang", "direction"),
    [
        ('title="Original (French)"', "fr", None),
        ('title=" original  <em>(french)</em>"', "fr", None),
        ('title="Text (Swahili)"', "sw", None),
        ('title="Original (Urdu), spoken"', "ur", None),
        ('title="Original (French)" lang="fr-CA"', "fr-CA", None),
        ('title="Original"', None, None),
        ('title="The original (French)"', None, None),
    ],
)
def test_a_setting_gives_titles_their_languages(
    attributes: str, lang: str | None, direction: str | None
) -> None:
    languages = {"Original (French)": "fr", "*(Swahili)": "sw", "Original (*)*": "ur"}
    settings, _ = read_settings({"MKS_TITLE_LANGUAGES": languages})
    body = item(attributes, settings=settings).div
    assert body is not None
    assert (body.get("lang"), body.get("dir")) == (lang, direction)


def test_the_title_sets_the_language_and_the_writing_system_the_direction() -> None:
    settings = Settings(title_languages=(("Original", "ur"),))
    tags = '[mks_tab_item title="Original"]صبر[/mks_tab_item]'
    body = tabs("", tags, settings=settings, language="en").select_one(".mks-tabs__body")
    assert body is not None
    assert (body.get("lang"), body.get("dir")) == ("ur", "rtl")


def test_the_setting_applies_to_toggles_and_accordions() -> None:
    settings = Settings(title_languages=(("Original", "fr"),))
    for name in ("toggle", "accordion_item"):
        html = f'<p>[mks_{name} title="Original"]Oui.[/mks_{name}]</p>'
        assert 'lang="fr"' in transform(html, settings=settings).html


def test_our_text_in_a_panel_is_in_its_language() -> None:
    settings = Settings(title_languages=(("Original", "fr"),))
    toggle = "<p>Oui.</p>[mks_toggle][/mks_toggle]"
    for attributes in ('title="Original"', 'title="Autre" lang="fr"'):
        tags = f"[mks_tab_item {attributes}]{toggle}[/mks_tab_item]"
        body = tabs("", tags, settings=settings, language="en").select_one(".mks-tabs__body")
        assert body is not None
        assert body["lang"] == "fr"
        assert [each.get_text() for each in body.select("summary, .mks-toggle__empty")] == [
            "Titre",
            "Il n’y a pas de texte ici.",
        ]
        assert not body.select("[lang]")


@pytest.mark.parametrize("pattern", ["*" * 50, "*a" * 30 + "*b"])
def test_a_pattern_is_matched_in_linear_time(pattern: str) -> None:
    assert language_of_title("a" * 5000, ((pattern, "fr"),)) == ("fr" if "b" not in pattern else "")


@pytest.mark.parametrize(
    "hostile", ['x" onclick="y', "<b>", "&quot;", "[mks_tabs]", "</div>", "\x00"]
)
def test_a_hostile_value_stays_in_its_attribute(hostile: str) -> None:
    quoted = hostile.replace("<", "&lt;").replace('"', "&quot;").replace("[", "&#91;")
    found = tabs(
        f"label='{quoted}' id='{quoted}' nav='{quoted}'",
        f"[mks_tab_item title='{quoted}']x[/mks_tab_item]",
    )
    assert set(found.attrs) <= {"class", "id", "data-label"}
    assert [tag.name for tag in found.find_all(name=True)] == ["section", "h2", "div", "p"]


def items(count: int) -> str:
    return "".join(f"[mks_tab_item title={n}]x[/mks_tab_item]" for n in range(count))


@pytest.mark.parametrize(
    ("attributes", "site", "parallel"),
    [
        ("", "tabs", False),
        ("", "parallel", True),
        ("layout=parallel", "tabs", True),
        ("layout=tabs", "parallel", False),
        ("nav=vertical", "parallel", False),
        ("nav=vertical layout=parallel", "tabs", True),
    ],
)
def test_the_attribute_or_the_setting_chooses_the_layout(
    attributes: str,
    site: str,
    parallel: bool,  # noqa: FBT001 - a column of the table
) -> None:
    found = tabs(attributes, items(2), settings=Settings(layout=site))
    assert found.get("data-parallel") == ("2" if parallel else None)
    assert ("mks-parallel" in found["class"]) is parallel
    assert found.get("data-nav") == (None if parallel or "nav" not in attributes else "vertical")


@pytest.mark.parametrize("count", [1, 2, 3, 4, 9])
def test_more_than_three_panels_are_never_side_by_side(count: int) -> None:
    for attributes, settings in (
        ("layout=parallel", Settings()),
        ("", Settings(layout="parallel")),
    ):
        html = f"<p>[mks_tabs {attributes}]{items(count)}[/mks_tabs]</p>"
        result = transform(html, settings=settings)
        assert ("mks-parallel" in result.html) is (count <= 3)
        found = [each.code for each in result.diagnostics]
        assert found == (["MKS011"] if attributes and count > 3 else [])


def test_the_panels_are_the_same_in_both_layouts() -> None:
    one, other = (tabs(f"layout={name}", items(2)) for name in ("tabs", "parallel"))
    assert one.decode_contents() == other.decode_contents()


@pytest.mark.parametrize("level", [2, 3, 6])
def test_a_setting_sets_the_heading_level(level: int) -> None:
    assert tabs(settings=Settings(heading_level=level)).find(f"h{level}") is not None


def test_a_setting_disables_sync() -> None:
    assert tabs(settings=Settings(sync=False)).get("data-sync") == "off"
    assert tabs("sync=on", settings=Settings(sync=False)).get("data-sync") == "off"


def test_the_placeholder_setting_is_escaped() -> None:
    settings = Settings(empty_text='<i>"&')
    (placeholder,) = tabs("", "[mks_tab_item][/mks_tab_item]", settings=settings).select(
        ".mks-tabs__empty"
    )
    assert placeholder.get_text() == '<i>"&'
    assert placeholder.find(name=True) is None
