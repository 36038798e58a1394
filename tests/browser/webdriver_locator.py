"""Playwright's locators, implemented with WebDriver: only the part of their interface that the tests use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

if TYPE_CHECKING:
    from tests.browser.webdriver import Page

Elements = list[WebElement]

IMPLICIT_ROLES = {"link": "a[href]", "meter": "meter"}
"""Elements that have a role by default."""
SELECT = (
    """(roots, selector) => [...new Set(roots.flatMap(e => [...e.querySelectorAll(selector)]))]"""
)
VISIBLE = """elements => elements.filter(e => {
    const { width, height } = e.getBoundingClientRect();
    return width && height && e.checkVisibility({ visibilityProperty: true });
})"""
BY_TEXT = """(roots, [text, exact]) => {
    const normal = text => text.replace(/\\s+/g, " ").trim();
    const has = exact ? e => normal(e.textContent) === text
        : e => normal(e.textContent).toLowerCase().includes(text.toLowerCase());
    return roots.flatMap(root => [...root.querySelectorAll("body *:not(script, style)")])
        .filter(e => has(e) && ![...e.children].some(has));
}"""
BOX = """e => {
    const { x, y, width, height } = e.getBoundingClientRect();
    return width && height ? { x, y, width, height } : null;
}"""


def run(driver: WebDriver, source: str, *arguments: Any) -> Any:
    """Evaluate a JavaScript expression; if it is a function, call it with the arguments."""
    script = f"const it = ({source.strip().rstrip(';')}\n)"
    return driver.execute_script(
        f"{script}; return typeof it === 'function' ? it(...arguments) : it", *arguments
    )


class Locator:
    """Elements that are found again for each use.

    `find` also switches the driver to their window and frame.
    """

    def __init__(self, page: Page, find: Callable[[], Elements]) -> None:
        self._page = page
        self._find = find

    def _then(self, step: Callable[[Elements], Elements]) -> Locator:
        return Locator(self._page, lambda: step(self._find()))

    def _map(self, source: str, argument: Any = None) -> Locator:
        return self._then(lambda elements: list(self._run(source, argument, elements)))

    def _run(self, source: str, argument: Any, elements: Elements) -> Any:
        """Call a function with the elements; the driver accepts them only as separate arguments."""
        call = f"(argument, ...elements) => ({source})(elements, argument)"
        return run(self._page.context.browser.driver, call, argument, *elements)

    # Find elements.

    def locator(self, selector: str) -> Locator:
        plain = selector.removesuffix(":visible")
        found = self._map(SELECT, plain)
        return found if plain == selector else found.filter(visible=True)

    def filter(self, *, visible: bool) -> Locator:
        assert visible
        return self._map(VISIBLE)

    def get_by_text(self, text: str, *, exact: bool = False) -> Locator:
        return self._map(BY_TEXT, [text, exact])

    def get_by_role(self, role: str, *, name: str = "", exact: bool = False) -> Locator:
        """The elements with this role and name in the engine's accessibility tree."""

        def is_named(element: WebElement) -> bool:
            given = element.accessible_name.lower()  # `text-transform` changes it
            return given == name.lower() if exact else name.lower() in given

        selector = f"[role={role}], {IMPLICIT_ROLES.get(role, '_')}:not([role])"
        found = self.locator(selector).filter(visible=True)
        return found._then(
            lambda all_: [e for e in all_ if e.aria_role == role and (not name or is_named(e))]
        )

    def nth(self, number: int) -> Locator:
        return self._then(lambda elements: elements[number : number + 1])

    @property
    def first(self) -> Locator:
        return self.nth(0)

    def all(self) -> list[Locator]:
        return [self.nth(number) for number in range(self.count())]

    # Read from the page.

    def count(self) -> int:
        return len(self._find())

    def element(self) -> WebElement:
        """Wait for the element, of which there must be only one."""
        (element,) = self._page.wait(self._find)
        return element

    def wait_for(self) -> None:
        self.filter(visible=True).element()

    def evaluate(self, source: str, argument: Any = None) -> Any:
        return self._run(f"([e], argument) => ({source})(e, argument)", argument, [self.element()])

    def evaluate_all(self, source: str) -> Any:
        return self._run(source, None, self._find())

    def all_inner_texts(self) -> list[str]:
        return list(self.evaluate_all("all => all.map(e => e.innerText)"))

    def inner_text(self) -> str:
        return str(self.evaluate("e => e.innerText"))

    def inner_html(self) -> str:
        return str(self.evaluate("e => e.innerHTML"))

    def input_value(self) -> str:
        return str(self.evaluate("e => e.value"))

    def get_attribute(self, name: str) -> Any:
        return self.evaluate("(e, name) => e.getAttribute(name)", name)

    def bounding_box(self) -> Any:
        return self.evaluate(BOX)

    def is_visible(self) -> bool:
        return self.filter(visible=True).count() > 0

    # Act on the page.

    def focus(self) -> None:
        self.evaluate("e => e.focus()")

    def press(self, key: str) -> None:
        self.focus()
        self._page.keyboard.press(key)

    def scroll_into_view_if_needed(self) -> None:
        self.evaluate("e => e.scrollIntoViewIfNeeded()")

    def hover(self) -> None:
        self._page.mouse.move_to(self._scrolled_into_view())

    def click(self, *, button: str = "left", modifiers: Sequence[str] = ()) -> None:
        element = self._scrolled_into_view()
        if button == "left":
            self._page.mouse.click_on(element, modifiers)
        else:
            box = self.bounding_box()
            self._page.mouse.middle_click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def _scrolled_into_view(self) -> WebElement:
        """The visible element, scrolled into view."""
        visible = self.filter(visible=True)
        visible.scroll_into_view_if_needed()
        return visible.element()
