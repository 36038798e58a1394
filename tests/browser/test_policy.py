"""Strict content security policies, and the size of the files."""

import gzip

from playwright.sync_api import BrowserContext, Page

from tests.browser import look
from tests.browser.pages import FILLER, article, tabs, three_tabs
from tests.browser.server import STATIC, Site

POLICY = "default-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
RECORD_VIOLATIONS = """window.violations = [];
    addEventListener("securitypolicyviolation", event => violations.push(event.violatedDirective))"""


def test_tabs_work_under_a_strict_policy(page: Page, site: Site) -> None:
    site.headers["Content-Security-Policy"] = POLICY
    page.add_init_script(RECORD_VIOLATIONS)
    page.goto(site.publish(FILLER + three_tabs() + three_tabs('nav="vertical"') + FILLER) + "#deep")
    look.tab(page, "Three").click()
    look.tab(page, "Three").press("ArrowLeft")
    look.settle(page)
    assert look.open_tabs(page) == ["Two", "Two"]
    assert page.evaluate("violations") == []


def test_the_policy_is_enforced_in_that_test(context: BrowserContext, site: Site) -> None:
    page = context.new_page()  # errors in this page do not fail the test
    site.headers["Content-Security-Policy"] = POLICY
    page.add_init_script(RECORD_VIOLATIONS)
    page.goto(site.publish("<p style='color: red'>Prose</p>"))
    page.evaluate("() => { try { document.body.innerHTML = '' } catch {} }")
    page.wait_for_function("violations.length > 1")


def test_there_is_no_inline_script_or_style(page: Page, site: Site) -> None:
    assert "<script" not in article(three_tabs())
    page.goto(
        site.publish(three_tabs() + tabs(("A", "a"), ("B", "b"), attributes='nav="vertical"'))
    )
    look.tab(page, "Two").click()
    assert page.locator("main [style], main style, main script").count() == 0


def test_ids_with_names_of_global_objects_are_harmless(page: Page, site: Site) -> None:
    names = ("location", "history", "localStorage", "document", "getElementById", "widgets", "x")
    items = tuple((f'T{name}" id="{name}', f"<p>{name}</p>") for name in names)
    page.goto(site.publish(tabs(*items)) + "#history")
    look.settle(page)
    assert look.open_tabs(page) == ["Thistory"]
    look.tab(page, "TlocalStorage").click()
    assert look.open_tabs(page) == ["TlocalStorage"]
    assert look.fragment(page) == "localStorage"


def test_script_and_stylesheet_weigh_less_than_three_and_a_half_kilobytes() -> None:
    files = (STATIC / name for name in ("tabs.js", "tabs.css"))
    assert sum(len(gzip.compress(file.read_bytes(), 9, mtime=0)) for file in files) < 3584
