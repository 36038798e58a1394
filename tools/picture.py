"""Take the README's screenshots of the widget from the demo site: `make picture`."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium

PROJECT = Path(__file__).parent.parent
PAGE = PROJECT / "output" / "party-branches.html"
WIDGET = ".mks-tabs >> nth=1"
MARGIN = 10


def main() -> None:
    """Write `docs/widget-light.png` and `docs/widget-dark.png`."""
    with sync_playwright() as playwright:
        program = chromium.find(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=program, args=chromium.arguments())
        for scheme in ("light", "dark"):
            page = browser.new_page(
                color_scheme=scheme, device_scale_factor=2, viewport={"width": 820, "height": 900}
            )
            page.goto(PAGE.as_uri())
            widget = page.locator(WIDGET)
            widget.get_by_role("tab", name="Original Quote").click()
            page.mouse.move(0, 0)
            lead_in = widget.locator("xpath=preceding-sibling::p[1]").bounding_box()
            box = widget.bounding_box()
            assert lead_in is not None
            assert box is not None
            page.screenshot(
                path=PROJECT / "docs" / f"widget-{scheme}.png",
                full_page=True,
                clip={
                    "x": box["x"] - MARGIN,
                    "y": lead_in["y"] - MARGIN + page.evaluate("scrollY"),
                    "width": box["width"] + 2 * MARGIN,
                    "height": box["y"] + box["height"] - lead_in["y"] + 2 * MARGIN,
                },
            )
        browser.close()


if __name__ == "__main__":
    main()
