"""A browser, a site on this machine, and a fresh page for each test."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    ViewportSize,
    sync_playwright,
)

from tests.browser import chromium, firefox
from tests.browser.server import Server, Site

ENGINE = os.environ.get("MKS_ENGINE", "chromium")
TIMEOUT = 10_000
WIDE = ViewportSize(width=1280, height=720)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The engine under test; the only place that knows which."""
    if chromium.is_skipped():
        pytest.skip(f"{chromium.SKIP}=1")
    with sync_playwright() as playwright:
        browser = _firefox(playwright) if ENGINE == "firefox" else _chromium(playwright)
        yield browser
        browser.close()


def _chromium(playwright: Playwright) -> Browser:
    program = chromium.find(playwright.chromium.executable_path)
    if not program:
        pytest.fail(chromium.ADVICE)
    return playwright.chromium.launch(executable_path=program, args=chromium.arguments())


def _firefox(playwright: Playwright) -> Browser:
    program = firefox.find()
    if not program:
        pytest.fail(firefox.ADVICE)
    return playwright.firefox.launch(channel="moz-firefox", executable_path=program)


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
    context = browser.new_context(viewport=WIDE)
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
