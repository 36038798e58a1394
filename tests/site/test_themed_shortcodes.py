"""Built-in shortcodes that templates of the theme replace."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.site.test_custom_shortcodes import CACHING
from tests.site.test_custom_shortcodes import content as html_of
from tests.sites import WIDGET, Site, article, build

BUTTON = '<a href="{{ url }}" title="{{ title }}" id="{{ id }}">{{ title.markup }}</a>'


def themed(
    folder: Path,
    body: str,
    theme: Mapping[str, str],
    overrides: Mapping[str, str] | None = None,
    **settings: Any,
) -> Site:
    """Build a site with one article, and templates in the folders `mks` of the theme and of its overrides."""
    for place, templates in (("theme/templates", theme), ("overrides", overrides or {})):
        (folder / place / "mks").mkdir(parents=True, exist_ok=True)
        for name, text in templates.items():
            (folder / place / "mks" / name).write_text(text, encoding="utf-8")
    return build(
        folder,
        {"one.md": article(body)},
        THEME=str(folder / "theme"),
        THEME_TEMPLATES_OVERRIDES=[str(folder / "overrides")],
        **settings,
    )


def content(site: Site) -> BeautifulSoup:
    return BeautifulSoup(html_of(site), "html.parser")


def test_a_template_needs_only_the_right_name(tmp_path: Path) -> None:
    source = 'A [mks_button title=\'"><b>B</b>\' url="javascript:x" size=tiny] c.'
    site = themed(tmp_path, source, {"mks_button.html": BUTTON})
    link = content(site).select_one("p > a")
    assert link is not None
    assert link.attrs == {"href": "#", "title": '">B', "id": "one-button-1"}
    assert link.decode_contents() == '"&gt;<b>B</b>'
    assert ["MKS011" in line for line in site.log] == [True, True]


def test_emphasis_in_a_required_title_is_kept(tmp_path: Path) -> None:
    template = "<b>{{ title.markup }}</b>{{ body }}"
    source = "[mks_toggle title='A <em>b</em>']one[/mks_toggle]"
    site = themed(tmp_path, source, {"mks_toggle.html": template})
    assert "<b>A <em>b</em></b>" in html_of(site)


def test_a_template_override_has_priority_over_the_theme(tmp_path: Path) -> None:
    theme, override = {"mks_separator.html": "<hr>"}, {"mks_separator.html": "<hr class='over'>"}
    site = themed(tmp_path, "[mks_separator]", theme, override)
    assert content(site).select("hr.over") != []


def test_a_setting_has_priority_over_both(tmp_path: Path) -> None:
    site = themed(
        tmp_path,
        "[mks_separator]",
        {"mks_separator.html": "<hr>"},
        MKS_OWN_SHORTCODES={"mks_separator": lambda *_: "<hr class='own'>"},
    )
    assert content(site).select("hr.own") != []
    assert site.log == ()


def test_the_template_of_a_group_gets_its_items(tmp_path: Path) -> None:
    template = """<ul id="{{ id }}">{% for item in items %}
        <li id="{{ item.id }}" lang="{{ item.lang }}" dir="{{ item.dir }}">
        <h{{ heading_level }}>{{ item.title.markup }}</h{{ heading_level }}>{{ item.body }}</li>
        {% endfor %}</ul>"""
    body = """## Head

[mks_tabs]
[mks_tab_item title="*A*"]对党忠诚[/mks_tab_item]
[mks_tab_item title="B" id="b" lang="ar" dir="rtl"]
[mks_toggle title=C]deep[/mks_toggle]
[/mks_tab_item]
[/mks_tabs]"""
    site = themed(tmp_path, body, {"mks_tabs.html": template})
    one, two = content(site).select("ul#one-tabs-1 > li")
    assert (one["id"], one["lang"], one["dir"]) == ("one-tabs-1-1", "zh", "")
    assert (two["id"], two["lang"], two["dir"]) == ("b", "ar", "rtl")
    assert [each.get_text() for each in content(site).select("h3")] == ["*A*", "B"]
    assert two.select_one("details.mks-toggle") is not None
    assert site.log == ()


def test_other_templates_in_the_folder_can_be_included(tmp_path: Path) -> None:
    theme = {
        "mks_tabs.html": "{% for item in items %}{% include 'mks/mks_tab_item.html' %}{% endfor %}",
        "mks_tab_item.html": "<section title='{{ item.title }}'>{{ item.body }}</section>",
        "strange.html": "{% if %}",
    }
    site = themed(tmp_path, WIDGET, theme)
    assert [each["title"] for each in content(site).select("section")] == ["A", "B"]
    assert site.log == ()


@pytest.mark.parametrize("names", [None, ["meks", "audio"]])
def test_a_template_does_not_enable_a_shortcode(tmp_path: Path, names: list[str] | None) -> None:
    theme = {"audio.html": "<b>{{ src }}</b>", "video.html": "<b>video</b>"}
    site = themed(tmp_path, '[audio src="/a.mp3"] [video]', theme, MKS_SHORTCODES=names)
    assert ("<b>/a.mp3</b>" in str(content(site))) is (names is not None)
    assert "[video]" in str(content(site))


@pytest.mark.parametrize("text", ["{% if %}", "{{ 1 / 0 }}"])
def test_an_invalid_template_keeps_the_text(tmp_path: Path, text: str) -> None:
    site = themed(tmp_path, "[mks_toggle title=A]*x*[/mks_toggle]", {"mks_toggle.html": text})
    assert [each.get_text() for each in content(site).select("p")] == ["x"]
    assert "one.md:5:1: MKS017 [mks_toggle] raised an error" in site.log[-1]
    named = "[mks_toggle] cannot be rendered with the template 'mks/mks_toggle.html': TemplateSyntaxError"
    assert [line.startswith(named) for line in site.log[:-1]] == [True] * ("%" in text)


@pytest.mark.parametrize("layer", ["reader", "generator"])
def test_caches_contain_the_rendered_text(tmp_path: Path, layer: str) -> None:
    settings: dict[str, Any] = {**CACHING, "CONTENT_CACHING_LAYER": layer}
    sites = []
    for _ in range(2):
        site = themed(tmp_path, "[mks_button title=x]", {"mks_button.html": BUTTON}, **settings)
        sites.append((site.pages(), site.log))
    assert sites[0] == sites[1]
    assert sites[0][1] == ()
    assert list((tmp_path / "cache").iterdir()) != []


@pytest.mark.parametrize(
    ("language", "text", "markup"),
    [("fr", "Titre", "Titre"), ("qaa", "Title", '<bdi lang="en">Title</bdi>')],
)
def test_a_template_gets_a_missing_title_in_the_article_s_language(
    tmp_path: Path, language: str, text: str, markup: str
) -> None:
    templates = {
        "mks_toggle.html": '<b title="{{ title }}">{{ title.markup }}</b>{{ body }}',
        "mks_accordion.html": "{% for item in items %}{{ item.body }}{% endfor %}",
    }
    inner = "[mks_accordion][mks_accordion_item lang=es][mks_toggle]x[/mks_toggle][/mks_accordion]"
    site = themed(
        tmp_path, f"[mks_toggle]x[/mks_toggle]\n\n{inner}", templates, DEFAULT_LANG=language
    )
    assert f'<b title="{text}">{markup}</b>' in html_of(site)
    assert '<b title="Título">Título</b>' in html_of(site)
