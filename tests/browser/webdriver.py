"""Playwright's browser, contexts and pages for an engine that only WebDriver drives: as much
of their interface as the tests use.
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
PASSING = (
    JavascriptException,
    NoSuchElementException,
    NoSuchFrameException,
    StaleElementReferenceException,
)
"""What the driver may say of a page that is being left."""
FORGET = """try {
    if (!sessionStorage.begun) localStorage.clear();
    sessionStorage.begun = true;
} catch {}"""
"""A window begins without what earlier tests left, whose site may have had the same port."""
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
    """A running engine; the environment tells where its screen and its bus are."""

    browser_type = SimpleNamespace(name="webkit")

    def __init__(
        self, driver: WebDriver, environment: dict[str, str], close: Callable[[], None]
    ) -> None:
        self.driver = driver
        self.environment = environment
        self.close = close

    def new_context(self, viewport: dict[str, int] | None = None, **_: Any) -> Context:
        """Media were settled when the engine was started."""
        return Context(self, viewport or {"width": 1280, "height": 720})

    def new_page(self, **_: Any) -> Page:
        """Without scripts only where the site forbids them: the driver cannot."""
        return self.new_context().new_page()


class Context:
    """Windows of the engine. Each test's site has an origin, thus a storage, of its own."""

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
        """What is done within opens a page, which is then the result's `value`."""
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
        self._scripts = [FORGET, COLLECT_ERRORS]
        self._on_error: list[Callable[[str], None]] = []
        context.pages.append(self)

    @property
    def driver(self) -> WebDriver:
        """The driver, which minds this window."""
        driver = self.context.browser.driver
        driver.switch_to.window(self._handle)
        return driver

    def document(self) -> list[WebElement]:
        return self.driver.find_elements("css selector", "html")

    def wait(self, look: Callable[[], T]) -> T:
        """Look until there is something."""
        wait = WebDriverWait(self.driver, self.context.timeout, POLL, PASSING)
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
        """Go to another page, or another place of this one, and be there."""
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
        """Tell the listener of errors; it is told when the page is left."""
        self._on_error.append(listener)

    def _report(self) -> None:
        for error in self.evaluate("window.pageErrors?.splice(0)") or []:
            for listener in self._on_error:
                listener(error)

    def emulate_media(self, **_: Any) -> None:
        """The driver does not; who asks has to see to it."""

    def set_viewport_size(self, size: dict[str, int]) -> None:
        """Mend the window's size until the page in it has this one, which it has a bit later."""

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
