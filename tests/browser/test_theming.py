"""The theming page's example does what the page says."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

from tests.browser import look
from tests.browser.pages import ASSETS, tabs
from tests.browser.server import Site
from tests.site import PROJECT

PAGE = PROJECT / "content" / "pages" / "theming.md"
WIDGET = tabs(("One", "First."), ("Two", "Second."))


def style(locator: Locator, name: str) -> str:
    return str(locator.evaluate("(e, name) => getComputedStyle(e).getPropertyValue(name)", name))


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
