"""A browser, a local site and a new page for each test."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    ViewportSize,
    sync_playwright,
)

from tests.browser import chromium, firefox, webkit
from tests.browser.server import Server, Site

ENGINE = os.environ.get("MKS_ENGINE", "chromium")
"""`chromium`, `firefox` or `webkit`."""
MISSING_FEATURES = {
    "webkit": {
        "pages from disk": "its driver puts a script of its own into pages, on the test's site",
        "forced colours": "WebKitGTK forces no colours upon pages, even in a high-contrast theme",
    },
}
"""Features that an engine lacks, and why. Tests that need them, see `needs(…)`, are skipped."""
TIMEOUT = 30_000
WIDE = ViewportSize(width=1280, height=720)
Launch = Callable[[dict[str, Any]], Browser]
MediaSettings = Callable[[dict[str, Any]], dict[str, Any]]
Start = Callable[[Playwright, dict[str, Any]], Browser]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(feature): skip the test if the engine lacks it")


def pytest_runtest_setup(item: pytest.Item) -> None:
    missing = MISSING_FEATURES.get(ENGINE, {})
    for marker in item.iter_markers("needs"):
        if marker.args[0] in missing:
            pytest.skip(missing[marker.args[0]])


@pytest.fixture(scope="session")
def launch() -> Iterator[Launch]:
    """A function that starts the engine under test, once for all contexts that can share it."""
    if chromium.is_skipped():
        pytest.skip(f"{chromium.SKIP}=1")
    started: dict[str, Browser] = {}
    with sync_playwright() as playwright:

        def launch(media: dict[str, Any]) -> Browser:
            settings, start = ENGINES[ENGINE]
            chosen = settings(media)
            key = str(chosen)
            if key not in started:
                started[key] = start(playwright, chosen)
            return started[key]

        yield launch
        for browser in started.values():
            browser.close()


def _chromium(playwright: Playwright, _: dict[str, Any]) -> Browser:
    program = chromium.find(playwright.chromium.executable_path)
    if not program:
        pytest.fail(chromium.ADVICE)
    return playwright.chromium.launch(executable_path=program, args=chromium.arguments())


def _firefox(playwright: Playwright, preferences: dict[str, Any]) -> Browser:
    program = firefox.find()
    if not program:
        pytest.fail(firefox.ADVICE)
    return firefox.start(playwright, program, preferences)


def _webkit(_: Playwright, settings: dict[str, Any]) -> Browser:
    program = webkit.find()
    if not program:
        pytest.fail(webkit.ADVICE)
    return cast(Browser, webkit.start(program, settings))


ENGINES: dict[str, tuple[MediaSettings, Start]] = {
    "chromium": (lambda _: {}, _chromium),
    "firefox": (firefox.preferences, _firefox),
    "webkit": (webkit.settings, _webkit),
}
"""For each engine: the settings that emulate media features, and the function that starts it with them."""


@pytest.fixture
def media() -> dict[str, Any]:
    """The reader's colour scheme and similar media features; tests set them with `parametrize`."""
    return {}


@pytest.fixture
def browser(launch: Launch, media: dict[str, Any]) -> Browser:
    """The engine under test."""
    return launch(media)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    server = Server(site)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def context(browser: Browser, media: dict[str, Any]) -> Iterator[BrowserContext]:
    """A browser context without cookies, storage and history, as on a first visit."""
    context = browser.new_context(viewport=WIDE, **media)
    context.set_default_timeout(TIMEOUT)
    _skip_without_forced_colours(context, media)
    yield context
    context.close()


def _skip_without_forced_colours(context: BrowserContext, media: dict[str, Any]) -> None:
    """Skip the test if the engine is known to lack forced colours, and does lack them."""
    reason = MISSING_FEATURES.get(ENGINE, {}).get("forced colours")
    if reason and media.get("forced_colors") == "active":
        page = context.new_page()
        is_lacking = not page.evaluate("matchMedia('(forced-colors: active)').matches")
        page.close()
        if is_lacking:
            pytest.skip(reason)


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page in which any error in JavaScript fails the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    # Firefox reports a theme's missing font as a JavaScript error.
    assert [error for error in errors if not error.startswith("The Same Origin Policy")] == []
