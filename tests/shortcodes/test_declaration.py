"""Everything that a built-in shortcode declares affects the page, wherever its tags are in an article."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pelican_mks import transform
from pelican_mks.families.registry import BUILT_IN
from pelican_mks.shortcodes.attribute_types import is_label
from pelican_mks.shortcodes.declaration import Attribute, Shortcode
from tests.cases import check_each
from tests.settings import ALL_ENABLED
from tests.strategies import valid_values

DECLARED = [(tag, each) for tag in BUILT_IN.values() for each in tag.attributes]
FORMS = {
    "in a sentence": "<p>Before {open}{inside}{close} after.</p>",
    "alone in a paragraph": "<p>{open}{inside}{close}</p>",
    "each tag in a paragraph": "<p>{open}</p>\n<p>{inside}</p>\n<p>{close}</p>",
    "each tag on its own line": "<p>{open}<br />\n{inside}<br />\n{close}</p>",
    "without a closing tag": "<p>{open}{inside}</p>\n<p>After.</p>",
    "in a list": "<ul>\n<li>{open}{inside}{close}</li>\n</ul>",
    "in a tab": "<p>[mks_tabs][mks_tab_item title=T]</p>\n<p>{open}{inside}{close}</p>\n"
    "<p>[/mks_tab_item][/mks_tabs]</p>",
}
_USED = [(tag, each) for tag, each in DECLARED if not each.about.startswith("Has no effect")]
_INLINE_FORMS = {
    name: form for name, form in FORMS.items() if "{inside}</p>\n<p>{close}" not in form
}


def forms(shortcode: Shortcode) -> dict[str, tuple[str]]:
    """The forms to try: an inline shortcode must begin and end in the same paragraph."""
    chosen = _INLINE_FORMS if shortcode.inline and not shortcode.single else FORMS
    return {name: (form,) for name, form in chosen.items()}


def page(shortcode: Shortcode, form: str, attributes: dict[str, str]) -> str:
    """Render a page with a shortcode: an item in its group, and a group with two items."""
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    tag, end = f"[{shortcode.name}{written}]", f"[/{shortcode.name}]"
    inside = "" if shortcode.single or shortcode.name == "embed" else "Text"
    if shortcode.item:
        inside = f"[{shortcode.item}]Text[/{shortcode.item}]" * 2
    if shortcode.group:
        tag, end = f"[{shortcode.group}]{tag}", f"{end}[{shortcode.name}]Text[/{shortcode.name}]"
        end += f"[/{shortcode.group}]"
    source = form.format(open=tag, inside=inside, close="" if shortcode.single else end)
    return transform(source, settings=ALL_ENABLED).html


def companions(shortcode: Shortcode, attribute: Attribute) -> Iterator[dict[str, str]]:
    """None, one or two of the other attributes, since some have an effect only together."""
    others = {
        each.name: value
        for each in shortcode.attributes
        if each != attribute
        for value in [companion(each)]
    }
    yield {}
    for name, value in others.items():
        yield {name: value}
    for name, value in others.items():
        for second, other in others.items():
            if second > name:
                yield {name: value, second: other}


def companion(attribute: Attribute) -> str:
    values = valid_values(attribute)
    return next((value for value in values if "rocket" in value), values[0])


@pytest.mark.parametrize(
    ("shortcode", "attribute"), _USED, ids=[f"{tag.name}-{each.name}" for tag, each in _USED]
)
def test_every_attribute_changes_the_page(shortcode: Shortcode, attribute: Attribute) -> None:
    values = valid_values(attribute)

    def check(form: str) -> None:
        assert any(
            page(shortcode, form, others)
            != page(shortcode, form, {**others, attribute.name: value})
            for others in companions(shortcode, attribute)
            for value in values
        ), f"{attribute.name} of [{shortcode.name}] is declared, but no renderer uses it."

    check_each(check, forms(shortcode))


_LABELS = [(tag, each) for tag, each in _USED if is_label(each)]


@pytest.mark.parametrize(
    ("shortcode", "attribute"), _LABELS, ids=[f"{tag.name}-{each.name}" for tag, each in _LABELS]
)
def test_the_page_shows_every_label(shortcode: Shortcode, attribute: Attribute) -> None:
    def check(form: str) -> None:
        assert any(
            "Zanzibar" in page(shortcode, form, {**others, attribute.name: "Zanzibar"})
            for others in companions(shortcode, attribute)
        ), f"The page does not show the text of {attribute.name} of [{shortcode.name}]."

    check_each(check, forms(shortcode))


def test_attribute_names_are_unique() -> None:
    for shortcode in BUILT_IN.values():
        names = [attribute.name for attribute in shortcode.attributes]
        assert len(set(names)) == len(names), shortcode.name


@pytest.mark.parametrize("shortcode", BUILT_IN.values(), ids=lambda each: each.name)
def test_groups_and_items_name_each_other(shortcode: Shortcode) -> None:
    if shortcode.item:
        assert BUILT_IN[shortcode.item].group == shortcode.name
    if shortcode.group:
        assert BUILT_IN[shortcode.group].item == shortcode.name
        assert shortcode.render is None
