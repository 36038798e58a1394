"""Default titles and placeholders on pages whose text runs from right to left."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.pages import tabs
from tests.browser.server import Site

EMPTY_TABS = tabs(("", ""), ("", "")).replace(' title=""', "")
SIDE_OF_THE_LAST_CHARACTER = """element => {
    const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
    const [first, last] = [0, text.length - 1].map(offset => {
        const character = document.createRange();
        character.setStart(text, offset);
        character.setEnd(text, offset + 1);
        return character.getBoundingClientRect().left;
    });
    return first < last ? "right" : "left";
}"""


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_the_text_of_an_empty_tab_is_in_the_language_of_the_article(
    page: Page, site: Site, language: str
) -> None:
    page.goto(site.publish(EMPTY_TABS, html=f'lang="{language}" dir="rtl"', language=language))
    assert page.get_by_role("tab", name="عنوان", exact=True).count() == 2
    assert not re.search("[A-Za-z]", page.locator(".mks-tabs").inner_text())
    assert page.locator(".mks-tabs__empty:visible").evaluate(SIDE_OF_THE_LAST_CHARACTER) == "left"


def test_an_english_placeholder_runs_from_left_to_right(page: Page, site: Site) -> None:
    page.goto(site.publish(EMPTY_TABS, html='lang="qaa" dir="rtl"', language="qaa"))
    text = page.locator(".mks-tabs__empty:visible")
    assert text.inner_text() == "There is no text here."
    assert text.locator("[lang=en]").evaluate(SIDE_OF_THE_LAST_CHARACTER) == "right"
