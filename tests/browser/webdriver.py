"""Playwright's `Browser`, `BrowserContext` and `Page`, implemented with WebDriver for engines that Playwright cannot
drive: only the part of their interface that the tests use.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import sleep
from types import SimpleNamespace
from typing import Any, TypeVar
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from selenium.common import (
    JavascriptException,
    NoSuchElementException,
    NoSuchFrameException,
    StaleElementReferenceException,
)
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.server import FIRST
from tests.browser.webdriver_input import Keyboard, Mouse
from tests.browser.webdriver_locator import Locator, run

T = TypeVar("T")

POLL = 0.02
TRANSIENT_ERRORS = (
    JavascriptException,
    NoSuchElementException,
    NoSuchFrameException,
    StaleElementReferenceException,
)
"""Errors that the driver may raise while the page changes."""
CLEAR_STORAGE = """try {
    if (!sessionStorage.begun) localStorage.clear();
    sessionStorage.begun = true;
} catch {}"""
"""Clears the storage of earlier tests, whose site may have had the same port."""
COLLECT_ERRORS = """document.currentScript.remove();
    window.pageErrors = [];
    for (const kind of ["error", "unhandledrejection"])
        addEventListener(kind, event => pageErrors.push(String(event.reason ?? event.message)));"""
CROP = """async ([picture, { x, y, width, height }]) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    canvas.getContext("2d").drawImage(image, -x, -y);
    return canvas.toDataURL().split(",")[1];
}"""


class Browser:
    """A running engine; the environment contains its display and bus."""

    browser_type = SimpleNamespace(name="webkit")

    def __init__(
        self, driver: WebDriver, environment: dict[str, str], close: Callable[[], None]
    ) -> None:
        self.driver = driver
        self.environment = environment
        self.close = close

    def new_context(self, viewport: dict[str, int] | None = None, **_: Any) -> Context:
        """Create a context; media features were set when the engine was started."""
        return Context(self, viewport or {"width": 1280, "height": 720})

    def new_page(self, **_: Any) -> Page:
        """Create a page. The driver cannot disable JavaScript; tests do that with a policy of the site."""
        return self.new_context().new_page()


class Context:
    """Windows of the engine. Each test's site has its own origin, and thus its own storage."""

    def __init__(self, browser: Browser, viewport: dict[str, int]) -> None:
        self.browser = browser
        self.viewport = viewport
        self.timeout = 10.0
        self.pages: list[Page] = []

    def set_default_timeout(self, milliseconds: float) -> None:
        self.timeout = milliseconds / 1000

    def new_page(self) -> Page:
        driver = self.browser.driver
        driver.switch_to.window(driver.window_handles[0])
        driver.switch_to.new_window("window")
        page = Page(self, driver.current_window_handle)
        page.set_viewport_size(self.viewport)
        return page

    @contextmanager
    def expect_page(self) -> Iterator[SimpleNamespace]:
        """Expect that the block opens a page, which becomes the result's `value`."""
        driver = self.browser.driver
        before = set(driver.window_handles)
        opened = SimpleNamespace()
        yield opened
        wait = WebDriverWait(driver, self.timeout, POLL)
        (handle,) = wait.until(lambda _: set(driver.window_handles) - before)
        opened.value = Page(self, handle)
        opened.value.wait_for_function("location.href !== 'about:blank'")

    def close(self) -> None:
        for page in self.pages:
            page.close()


class Page:
    """A window."""

    def __init__(self, context: Context, handle: str) -> None:
        self.context = context
        self.keyboard = Keyboard(self)
        self.mouse = Mouse(self)
        self._handle = handle
        self._is_open = True
        self._scripts = [CLEAR_STORAGE, COLLECT_ERRORS]
        self._on_error: list[Callable[[str], None]] = []
        context.pages.append(self)

    @property
    def driver(self) -> WebDriver:
        """The driver, switched to this window."""
        driver = self.context.browser.driver
        driver.switch_to.window(self._handle)
        return driver

    def document(self) -> list[WebElement]:
        return self.driver.find_elements("css selector", "html")

    def wait(self, look: Callable[[], T]) -> T:
        """Call `look` until its result is truthy, and return that."""
        wait = WebDriverWait(self.driver, self.context.timeout, POLL, TRANSIENT_ERRORS)
        return wait.until(lambda _: look())

    def evaluate(self, source: str, argument: Any = None) -> Any:
        return run(self.driver, source, argument)

    def wait_for_function(self, source: str) -> None:
        self.wait(lambda: self.evaluate(source))

    def wait_for_load_state(self) -> None:
        self.wait_for_function("document.readyState === 'complete'")

    def wait_for_timeout(self, milliseconds: float) -> None:
        sleep(milliseconds / 1000)

    def goto(self, url: str, wait_until: str = "load") -> None:
        first = Request(urljoin(url, FIRST), "\n".join(self._scripts).encode(), method="PUT")  # noqa: S310
        urlopen(first).close()  # noqa: S310 # the test's own site
        self._go(lambda: self.driver.get(url))
        if wait_until == "load":
            self.wait_for_load_state()

    def reload(self) -> None:
        self._go(self.driver.refresh)
        self.wait_for_load_state()

    def go_back(self) -> None:
        self._go(self.driver.back)

    def go_forward(self) -> None:
        self._go(self.driver.forward)

    def _go(self, leave: Callable[[], None]) -> None:
        """Go to another page or another place on this one, and wait until it is there."""
        self._report()
        place = "[performance.timeOrigin, location.href]"
        before = self.evaluate(place)
        leave()
        self.wait(lambda: self.evaluate(place) != before)

    def add_init_script(self, source: str) -> None:
        self._scripts.append(f"{source};")

    def add_script_tag(self, url: str) -> None:
        self.evaluate(
            """url => new Promise((onload, onerror) => document.head.append(
                Object.assign(document.createElement("script"), { src: url, onload, onerror })))""",
            url,
        )

    def on(self, _: str, listener: Callable[[str], None]) -> None:
        """Call the listener for each error, at the latest when the page is left."""
        self._on_error.append(listener)

    def _report(self) -> None:
        for error in self.evaluate("window.pageErrors?.splice(0)") or []:
            for listener in self._on_error:
                listener(error)

    def emulate_media(self, **_: Any) -> None:
        """Do nothing: the driver cannot emulate media, so callers do it themselves."""

    def set_viewport_size(self, size: dict[str, int]) -> None:
        """Adjust the window until its page has this size; a resize takes effect with a delay."""

        def fits() -> bool:
            driver = self.driver
            outer = driver.get_window_rect()
            wide, high = (
                size[side] - self.evaluate(f"inner{side.title()}") for side in ("width", "height")
            )
            if wide or high:
                driver.set_window_rect(width=outer["width"] + wide, height=outer["height"] + high)
            return not (wide or high)

        self.wait(fits)

    def screenshot(self, clip: dict[str, float]) -> bytes:
        picture = self.driver.get_screenshot_as_base64()
        return b64decode(self.evaluate(CROP, [picture, clip]))

    def content(self) -> str:
        return str(self.evaluate("'<!doctype html>' + document.documentElement.outerHTML"))

    def locator(self, selector: str) -> Locator:
        return self._all.locator(selector)

    def get_by_role(self, role: str, **name: Any) -> Locator:
        return self._all.get_by_role(role, **name)

    def get_by_text(self, text: str, **how: Any) -> Locator:
        return self._all.get_by_text(text, **how)

    def frame_locator(self, selector: str) -> Locator:
        def inside() -> list[WebElement]:
            driver = self.driver
            driver.switch_to.frame(driver.find_element("css selector", selector))
            return driver.find_elements("css selector", "html")

        return Locator(self, inside)

    @property
    def _all(self) -> Locator:
        return Locator(self, self.document)

    def close(self) -> None:
        if self._is_open:
            self._report()
            self.driver.close()
            self._is_open = False
