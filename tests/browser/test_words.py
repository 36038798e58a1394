"""The plugin's own words, as readers find them whose language runs from right to left."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.pages import tabs
from tests.browser.server import Site

NOTHING = tabs(("", ""), ("", "")).replace(' title=""', "")
SIDE_OF_THE_LAST_SIGN = """element => {
    const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
    const [first, last] = [0, text.length - 1].map(offset => {
        const sign = document.createRange();
        sign.setStart(text, offset);
        sign.setEnd(text, offset + 1);
        return sign.getBoundingClientRect().left;
    });
    return first < last ? "right" : "left";
}"""


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_an_empty_tab_speaks_the_language_of_the_article(
    page: Page, site: Site, language: str
) -> None:
    page.goto(site.publish(NOTHING, html=f'lang="{language}" dir="rtl"', language=language))
    assert page.get_by_role("tab", name="عنوان", exact=True).count() == 2
    assert not re.search("[A-Za-z]", page.locator(".mks-tabs").inner_text())
    assert page.locator(".mks-tabs__empty:visible").evaluate(SIDE_OF_THE_LAST_SIGN) == "left"


def test_english_is_set_from_left_to_right_where_it_stands_in(page: Page, site: Site) -> None:
    page.goto(site.publish(NOTHING, html='lang="qaa" dir="rtl"', language="qaa"))
    text = page.locator(".mks-tabs__empty:visible")
    assert text.inner_text() == "There is no text here."
    assert text.locator("[lang=en]").evaluate(SIDE_OF_THE_LAST_SIGN) == "right"
