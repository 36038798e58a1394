"""What a page shows to readers and to screen readers."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import FloatRect, Locator, Page

from tests.browser import firefox, webkit

_TREES = {"firefox": firefox.tree, "webkit": webkit.tree}
"""The functions that read the accessibility tree in engines whose driver does not provide it."""
TABS = "main [role=tab]"
BOOLEAN_HIDDEN = """Object.defineProperty(HTMLElement.prototype, "hidden", {
    set(value) { this.toggleAttribute("hidden", Boolean(value)) } })"""
"""Makes `hidden` a boolean attribute, as in engines without `hidden="until-found"`."""
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
"""Emulates print, and undoes it, in engines whose driver does not: swaps the media in the stylesheets."""
COUNT_MOVES = """if (!PerformanceObserver.supportedEntryTypes.includes("layout-shift")) {
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
"""Counts elements that moved since the previous frame, in engines that do not report layout shifts."""
OPEN_DETAILS = """all => all.forEach(details => {
    details.removeAttribute("name");  // otherwise opening one closes another
    details.open = true;
})"""
COLOUR_SCHEMES: list[dict[str, Any]] = [{"color_scheme": "light"}, {"color_scheme": "dark"}]
"""Values for the fixture `media`."""
LISTS = "main [role=tablist]"
OPEN_TABS = "main [role=tab][aria-selected=true]"
PANELS = "main .mks-tabs__panel"


def tab(page: Page, title: str, number: int = 0) -> Locator:
    """The tab with this title; `number` selects one of several with the same title."""
    return page.get_by_role("tab", name=title, exact=True).nth(number)


def open_tabs(page: Page) -> list[str]:
    """The titles of the selected tabs of all visible widgets."""
    return page.locator(f"{OPEN_TABS}:visible").all_inner_texts()


def shows(page: Page, text: str) -> bool:
    """Whether a text is visible on the page."""
    return page.get_by_text(text, exact=False).first.is_visible()


def focused_text(page: Page) -> str:
    """The beginning of the text of the focused element."""
    return str(page.evaluate("document.activeElement.innerText.trim().slice(0, 20)"))


def fragment(page: Page) -> str:
    """The decoded fragment of the page's URL."""
    return str(page.evaluate("decodeURIComponent(location.hash.slice(1))"))


def is_in_view(locator: Locator) -> bool:
    """Whether the whole height of an element is in the viewport."""
    return bool(
        locator.evaluate(
            "e => { const { top, bottom } = e.getBoundingClientRect();"
            " return top >= -1 && bottom <= innerHeight + 1 && bottom > top }"
        )
    )


def box(locator: Locator) -> FloatRect:
    """The position and size of an element in the viewport."""
    found = locator.bounding_box()
    assert found is not None
    return found


def style(locator: Locator, name: str) -> str:
    """The computed value of a CSS property."""
    return str(locator.evaluate("(e, name) => getComputedStyle(e).getPropertyValue(name)", name))


def top(locator: Locator) -> float:
    """The distance of an element from the top of the viewport."""
    return float(locator.evaluate("e => e.getBoundingClientRect().top"))


def open_details(page: Page) -> None:
    """Open all disclosures."""
    page.locator("details").evaluate_all(OPEN_DETAILS)


def settle(page: Page) -> None:
    """Wait until the browser has done layout, scrolling and callbacks."""
    page.evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
    )


def emulate_print(page: Page) -> None:
    """Show the page as it would be printed."""
    page.emulate_media(media="print")
    if not page.evaluate("matchMedia('print').matches"):
        page.evaluate(SWAP_MEDIA)


def emulate_screen(page: Page) -> None:
    """Undo `emulate_print`."""
    page.emulate_media(media="screen")
    if page.evaluate("window.swapped"):
        page.evaluate(SWAP_MEDIA)


def watch_moves(page: Page) -> None:
    """Record movements on the pages that are opened next, for `layout_shift`."""
    page.add_init_script(COUNT_MOVES)


def layout_shift(page: Page) -> float:
    """The sum of all layout shifts since the page was opened, whatever caused them."""
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
    """The role and name of everything in the accessibility tree."""
    settle(page)
    engine = page.context.browser.browser_type.name if page.context.browser else ""
    if engine in _TREES:
        return _TREES[engine](page)
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    found = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node["ignored"]
    ]
    return [(role, name) for role, name in found if role != "InlineTextBox"]
