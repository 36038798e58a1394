"""Find Firefox on this machine and start it with WebDriver BiDi; `python -m tests.browser.firefox` also installs
it on Debian and similar systems.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright

from tests.browser import debugger
from tests.browser.chromium import apt_install

NAMES = ("firefox-esr", "firefox")
APPLICATION = "/Applications/Firefox.app/Contents/MacOS/firefox"
ADVICE = "There is no Firefox: install it with the system's package manager."

FORCED_COLOURS = {
    "browser.display.document_color_use": 2,
    "browser.display.use_system_colors": False,
}
"""Makes Firefox use the colours in its settings instead of those of the page."""

_DEBUGGER_PORTS: dict[Browser, int] = {}
"""The port of each started browser's debugger server."""


def find() -> str | None:
    """Return the program to start."""
    on_path = (shutil.which(name) for name in NAMES)
    return next(filter(None, on_path), APPLICATION if Path(APPLICATION).exists() else None)


def preferences(media: dict[str, Any]) -> dict[str, Any]:
    """The browser preferences for media features that Playwright emulates only in Chromium."""
    is_dark = media.get("color_scheme") == "dark"
    chosen: dict[str, Any] = {
        "layout.css.prefers-color-scheme.content-override": 0 if is_dark else 1,
        "ui.prefersReducedMotion": int(media.get("reduced_motion") == "reduce"),
    }
    if media.get("forced_colors") == "active":
        back, front = ("#000000", "#ffffff") if is_dark else ("#ffffff", "#000000")
        link_colour = "#ffff00" if is_dark else "#0000ee"
        chosen |= FORCED_COLOURS
        for scheme in ("", ".dark"):
            chosen[f"browser.display.background_color{scheme}"] = back
            chosen[f"browser.display.foreground_color{scheme}"] = front
            for link in ("active_color", "anchor_color", "visited_color"):
                chosen[f"browser.{link}{scheme}"] = link_colour
    return chosen


def start(playwright: Playwright, program: str, preferences: dict[str, Any]) -> Browser:
    """Start Firefox with these preferences, and with the debugger server that `tree` needs."""
    port = debugger.free_port()
    browser = playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=program,
        args=[f"--start-debugger-server={port}"],
        firefox_user_prefs=debugger.PREFERENCES | preferences,
    )
    _DEBUGGER_PORTS[browser] = port
    return browser


def tree(page: Page) -> debugger.Tree:
    """The role and name of everything in the accessibility tree."""
    assert page.context.browser is not None
    return debugger.tree(_DEBUGGER_PORTS[page.context.browser], page.url)


def main() -> int:
    """Install Firefox if there is none, and print its path."""
    if not find():
        apt_install("firefox-esr")
    program = find()
    print(f"Browser tests: {program}" if program else ADVICE)  # noqa: T201
    return 0 if program else 1


if __name__ == "__main__":
    sys.exit(main())
