"""`transform` as a whole."""

from __future__ import annotations

import pytest

import pelican_mks
from pelican_mks import Diagnostic, Result, transform
from pelican_mks.render.settings import Settings


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>a</p>",
        "[1] [b](c)",
        "mks_tabs",
        "&#91;mks_tabs&#93;",
        "<code>[mks_tabs]</code>",
        "\x00\ud800",
    ],
)
def test_text_without_shortcodes_is_returned_unchanged(html: str) -> None:
    assert transform(html) == Result(html)
    assert transform(html).html is html


def test_diagnostics_are_in_the_order_of_the_text() -> None:
    found = transform(
        "[/mks_tabs] [mks_foo] [mks_tab_item title=”A”] [/mks_tab_item] [/mks_tabs]"
    ).diagnostics
    assert [diagnostic.code for diagnostic in found] == [
        "MKS005", "MKS008", "MKS003", "MKS006", "MKS020", "MKS005",
    ]  # fmt: skip


@pytest.mark.parametrize("names", [("mks_tabs",), ("mks_tab_item",)])
def test_enabling_a_group_or_its_items_enables_both(names: tuple[str, ...]) -> None:
    html = "[mks_tabs][mks_tab_item]a[/mks_tab_item][/mks_tabs]"
    assert 'class="mks-tabs"' in transform(html, settings=Settings(shortcodes=names)).html


def test_disabled_shortcodes_stay_text() -> None:
    html = "[mks_tabs][mks_tab_item]a[/mks_tab_item][/mks_tabs]"
    assert transform(html, settings=Settings(shortcodes=())).html == html


def test_the_package_exports_its_public_names() -> None:
    assert {"Diagnostic", "Result", "register", "transform", "__version__"} <= set(
        pelican_mks.__all__
    )
    assert isinstance(transform("[/mks_tabs]").diagnostics[0], Diagnostic)


@pytest.mark.parametrize("written", ['{}=""', "{}=''", "{}=", "{}", '{}=" "', "{}='' class=\"\""])
def test_attributes_of_html_may_be_empty(written: str) -> None:
    names = (
        "class id style lang dir title href src alt name color size role data-x xml:lang".split()
    )
    for element in "a p span div i b font svg math table td h2 ul li form button".split():
        for name in names:
            tag = f"<{element} {written.format(name)}>"
            html = f"{tag}x</{element}><p>[mks_toggle title=A]{tag}x[/mks_toggle]</{element}></p>"
            assert "mks-toggle" in transform(html).html, tag
