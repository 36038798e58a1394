"""A browser, a site on this machine, and a fresh page for each test."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import chromium
from tests.browser.server import Server, Site

TIMEOUT = 10_000
WIDE = {"width": 1280, "height": 720}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The engine under test; the only place that knows which."""
    if chromium.is_skipped():
        pytest.skip(f"{chromium.SKIP}=1")
    with sync_playwright() as playwright:
        program = chromium.find(playwright.chromium.executable_path)
        if not program:
            pytest.fail(chromium.ADVICE)
        browser = playwright.chromium.launch(executable_path=program, args=chromium.arguments())
        yield browser
        browser.close()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    server = Server(site)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Cookies, storage and history of a reader who comes for the first time."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.set_default_timeout(TIMEOUT)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab of the browser, in which no script may fail."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []
