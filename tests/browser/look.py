"""What a reader sees and hears of a page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import FloatRect, Locator, Page

from tests.browser import firefox, webkit

_TREES = {"firefox": firefox.tree, "webkit": webkit.tree}
"""What reads the accessibility tree where it is not the driver."""
TABS = "main [role=tab]"
PLAINLY_HIDDEN = """Object.defineProperty(HTMLElement.prototype, "hidden", {
    set(value) { this.toggleAttribute("hidden", Boolean(value)) } })"""
"""Makes of the engine one that knows `hidden` as a boolean only, as some do."""
SWAP_MEDIA = """() => {
    window.swapped = !window.swapped;
    const swap = { print: "screen", screen: "print" };
    const visit = (rules) => {
        for (const { media, cssRules } of rules) {
            if (media) media.mediaText = media.mediaText.replace(/print|screen/g, word => swap[word]);
            visit(cssRules ?? []);
        }
    };
    visit(document.styleSheets);
}"""
"""For an engine whose driver does not emulate print: makes the screen the paper, and back."""
WATCH_MOVES = """if (!PerformanceObserver.supportedEntryTypes.includes("layout-shift")) {
    window.moves = 0;
    const places = new Map();
    const look = () => {
        for (const element of document.querySelectorAll("main *")) {
            const { x, y } = element.getBoundingClientRect();
            const before = places.get(element);
            if (before && Math.hypot(x - before.x, y - before.y) > 3) window.moves += 1;
            if (element.checkVisibility({ visibilityProperty: true })) places.set(element, { x, y });
            else places.delete(element);
        }
        requestAnimationFrame(look);
    };
    look();
}"""
"""For an engine that does not tell layout shifts: counts what is elsewhere than a frame ago."""
LISTS = "main [role=tablist]"
OPEN_TABS = "main [role=tab][aria-selected=true]"
PANELS = "main .mks-tabs__panel"


def tab(page: Page, title: str, number: int = 0) -> Locator:
    """The tab with this title; `number` counts the tabs of that title on the page."""
    return page.get_by_role("tab", name=title, exact=True).nth(number)


def open_tabs(page: Page) -> list[str]:
    """The titles of the selected tabs of all widgets in sight."""
    return page.locator(f"{OPEN_TABS}:visible").all_inner_texts()


def sees(page: Page, text: str) -> bool:
    """Whether a text is on the page for the eye."""
    return page.get_by_text(text, exact=False).first.is_visible()


def focused(page: Page) -> str:
    """The text of what has the focus, shortened."""
    return str(page.evaluate("document.activeElement.innerText.trim().slice(0, 20)"))


def fragment(page: Page) -> str:
    """The part of the address behind `#`, decoded."""
    return str(page.evaluate("decodeURIComponent(location.hash.slice(1))"))


def in_view(locator: Locator) -> bool:
    """Whether all of it is inside the window, from top to bottom."""
    return bool(
        locator.evaluate(
            "e => { const { top, bottom } = e.getBoundingClientRect();"
            " return top >= -1 && bottom <= innerHeight + 1 && bottom > top }"
        )
    )


def box(locator: Locator) -> FloatRect:
    """Where it is in the window, and how large."""
    found = locator.bounding_box()
    assert found is not None
    return found


def style(locator: Locator, name: str) -> str:
    """The value of a property of CSS as the browser uses it."""
    return str(locator.evaluate("(e, name) => getComputedStyle(e).getPropertyValue(name)", name))


def top(locator: Locator) -> float:
    """How far it is from the upper edge of the window."""
    return float(locator.evaluate("e => e.getBoundingClientRect().top"))


def settle(page: Page) -> None:
    """Let the browser lay out, scroll and report what it has to."""
    page.evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
    )


def on_paper(page: Page) -> None:
    """Show the page as it is printed."""
    page.emulate_media(media="print")
    if not page.evaluate("matchMedia('print').matches"):
        page.evaluate(SWAP_MEDIA)


def on_screen(page: Page) -> None:
    """Undo `on_paper`."""
    page.emulate_media(media="screen")
    if page.evaluate("window.swapped"):
        page.evaluate(SWAP_MEDIA)


def watch_moves(page: Page) -> None:
    """Let the next pages keep account of what moves, for `layout_shift`."""
    page.add_init_script(WATCH_MOVES)


def layout_shift(page: Page) -> float:
    """The sum of all layout shifts since the page began, whatever caused them."""
    settle(page)
    return float(
        page.evaluate(
            """() => new Promise(done => {
                let sum = 0;
                new PerformanceObserver(list => {
                    for (const entry of list.getEntries()) sum += entry.value;
                }).observe({ type: "layout-shift", buffered: true });
                requestAnimationFrame(() => setTimeout(() => setTimeout(() => done(window.moves ?? sum)), 50));
            })"""
        )
    )


def tree(page: Page) -> list[tuple[str, str]]:
    """Role and name of everything that a screen reader is told of."""
    settle(page)
    engine = page.context.browser.browser_type.name if page.context.browser else ""
    if engine in _TREES:
        return _TREES[engine](page)
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    told = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node["ignored"]
    ]
    return [(role, name) for role, name in told if role != "InlineTextBox"]
