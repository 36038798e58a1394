"""Playwright's keyboard and mouse, implemented with WebDriver."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from selenium.webdriver import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

if TYPE_CHECKING:
    from tests.browser.webdriver import Page

KEYS = {
    "Alt": Keys.ALT,
    "ArrowDown": Keys.ARROW_DOWN,
    "ArrowLeft": Keys.ARROW_LEFT,
    "ArrowRight": Keys.ARROW_RIGHT,
    "ArrowUp": Keys.ARROW_UP,
    "Control": Keys.CONTROL,
    "ControlOrMeta": Keys.CONTROL,
    "End": Keys.END,
    "Enter": Keys.ENTER,
    "Home": Keys.HOME,
    "Meta": Keys.META,
    "Shift": Keys.SHIFT,
    "Space": Keys.SPACE,
    "Tab": Keys.TAB,
}


class Keyboard:
    """A keyboard that types into the focused element."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def press(self, keys: str) -> None:
        """Press a key while holding those before it: `Shift+Tab`."""
        *held, key = (KEYS.get(name, name) for name in keys.split("+"))
        actions = ActionChains(self._page.driver)
        for name in held:
            actions.key_down(name)
        actions.send_keys(key)
        for name in held:
            actions.key_up(name)
        actions.perform()


class Mouse:
    """The mouse in a page's window."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def click(self, x: float, y: float) -> None:
        pointer: Any = ActionBuilder(self._page.driver, duration=0)
        pointer.pointer_action.move_to_location(int(x), int(y)).click()
        pointer.perform()

    def wheel(self, x: int, y: int) -> None:
        ActionChains(self._page.driver).scroll_by_amount(x, y).perform()

    def move_to(self, element: WebElement) -> None:
        ActionChains(self._page.context.browser.driver, duration=0).move_to_element(
            element
        ).perform()

    def click_on(self, element: WebElement, held: Iterable[str]) -> None:
        actions = ActionChains(self._page.context.browser.driver, duration=0)
        for name in held:
            actions.key_down(KEYS[name])
        actions.click(element)
        for name in held:
            actions.key_up(KEYS[name])
        actions.perform()

    def middle_click(self, x: float, y: float) -> None:
        """Click with the middle button, through X11: the driver releases the left button instead.

        Windows are at the top left of the screen.
        """
        bar = self._page.driver.get_window_rect()["height"] - self._page.evaluate("innerHeight")
        place = str(int(x)), str(int(y + bar))
        subprocess.run(  # noqa: S603
            ["xdotool", "mousemove", *place, "click", "2"],  # noqa: S607
            env=self._page.context.browser.environment,
            check=True,
        )
