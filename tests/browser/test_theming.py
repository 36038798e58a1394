"""The example on the theming page works as documented."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.browser import look
from tests.browser.look import style
from tests.browser.pages import ASSETS, tabs
from tests.browser.server import Site
from tests.sites import PROJECT

PAGE = PROJECT / "docs" / "theming.md"
WIDGET = tabs(("One", "First."), ("Two", "Second."))


def test_the_example_restyles_the_widget(page: Page, site: Site) -> None:
    (example,) = re.findall(r"```css\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    page.goto(site.publish(WIDGET, head=f"{ASSETS}<style>{example}</style>"))
    widget = page.locator(".mks-tabs")
    selected = look.tab(page, "One")
    assert style(widget, "border-top-left-radius") == "16px"
    assert style(widget, "border-top-color") == "rgb(201, 184, 221)"
    assert style(selected, "border-bottom-color") == "rgb(102, 51, 153)"
    assert style(selected, "font-weight") == "700"
    assert style(look.tab(page, "Two"), "font-weight") == "400"
    assert style(page.locator(".mks-tabs__panel").first, "padding-left") == "24px"


def test_the_properties_have_the_documented_defaults(page: Page, site: Site) -> None:
    documented = dict(
        re.findall(r"^\| `(--mks-.*?)` \|.*\| (.*?) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    )
    theme = "<style>main { color: rgb(0 80 0); font-size: 20px }</style>"
    page.goto(site.publish(WIDGET, head=ASSETS + theme))
    widget, panel, tab = (
        page.locator(".mks-tabs"),
        page.get_by_role("tabpanel"),
        look.tab(page, "One"),
    )
    assert documented["--mks-accent"] == "the text colour"
    assert style(tab, "border-bottom-color") == "rgb(0, 80, 0)"
    assert documented["--mks-line"] == "the text colour, mostly transparent"
    for line in (
        style(widget, "border-top-color"),
        style(page.locator(look.LISTS), "border-bottom-color"),
    ):
        assert line.startswith("color(srgb ")
        channels = [float(number) for number in re.findall(r"[\d.]+", line)]
        assert channels == pytest.approx([0, 80 / 255, 0, 0.3], abs=1e-5)
    assert documented["--mks-radius"] == f"`{style(widget, 'border-top-left-radius')}`"
    assert documented["--mks-space"] == "`1em`"
    assert [style(each, "padding-left") for each in (panel, tab)] == ["20px"] * 2
