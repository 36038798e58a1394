"""Values in templates of custom and built-in shortcodes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pytest
from jinja2 import Environment, Template

from pelican_mks import Attribute, Shortcode, transform
from pelican_mks.families.registry import BUILT_IN
from pelican_mks.shortcodes.attribute_types import classes, colour, flag, label, length, url
from pelican_mks.site.custom import read_own
from tests.settings import ALL_ENABLED
from tests.shortcodes.test_values import HOSTILE, check_value, source


@dataclass(frozen=True, slots=True)
class Templates:
    """Templates whose name is their text."""

    compiled: Callable[[str], Template]

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        return self.compiled(name).render(values)


NOTE = {
    "attributes": [
        "text",
        label("title", ""),
        url("link", "", "#"),
        url("picture", "", ""),
        colour("tint", "", "#000000"),
        length("wide", "", 10, 1, 99),
        classes("kind", ""),
        flag("open", ""),
        Attribute("number", "1", "", "a number", lambda text: str(int(text))),
    ],
    "template": """<div class="note {{ kind }}" style="--mks-color:{{ tint }};--mks-width:{{ wide }}px" {%
        if open %}data-active{% endif %} title="{{ title }}"><a href="{{ link }}">{{ title.markup }}</a>
        <img src="{{ picture }}" alt='{{ text }}'>{{ number }} {{ text.markup }}{{ body }}</div>""",
}
TABS = """<div id="{{ id }}" data-label='{{ label }}' class="{{ nav }} {{ sync }}">{{ label.markup }}
{% for item in items %}<section id="{{ item.id }}" lang="{{ item.lang }}" dir="{{ item.dir }}" title='{{ item.title }}'>
<h{{ heading_level }}>{{ item.title.markup }} {{ item.title }} {{ item.active }}</h{{ heading_level }}>{{ item.body }}
</section>{% endfor %}</div>"""
OWN, ERRORS = read_own(
    {"note": NOTE, "mks_tabs": TABS},
    BUILT_IN,
    Templates(cache(Environment(autoescape=True).from_string)),
)
SETTINGS = replace(ALL_ENABLED, own_shortcodes=OWN)
RENDERED = (*OWN.values(), BUILT_IN["mks_tab_item"])
ALL = [(shortcode, attribute) for shortcode in RENDERED for attribute in shortcode.attributes]


def test_the_declarations_are_valid() -> None:
    assert ERRORS == ()


@pytest.mark.parametrize(
    ("shortcode", "attribute"), ALL, ids=[f"{tag.name}-{each.name}" for tag, each in ALL]
)
def test_hostile_values_have_no_effect(shortcode: Shortcode, attribute: Attribute) -> None:
    for value in HOSTILE.values():
        written = value.replace("<", "&lt;")
        for quote in ('"', "&quot;"):
            check_value(source(shortcode, f"{attribute.name}={quote}{written}{quote}"), SETTINGS)


def test_valid_values_reach_the_template() -> None:
    attributes = 'title="<b>A</b>" link="/a?b&c" tint=teal wide=20px kind="x y" open number=" 7"'
    html = transform(f"<p>[note {attributes}]Text[/note]</p>", settings=SETTINGS).html
    for part in (
        '<div class="note x y" style="--mks-color:#008080;--mks-width:20px" data-active',
        'title="A"',
        '<a href="/a?b&amp;c"><b>A</b></a>',
        ">7 ",
        "<p>Text</p></div>",
    ):
        assert part in html
