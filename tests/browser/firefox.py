"""Finds the Firefox of this machine, which speaks WebDriver BiDi; `python -m tests.browser.firefox`
also gets one on Debian and its kin.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from tests.browser.chromium import apt_install

NAMES = ("firefox-esr", "firefox")
APPLICATION = "/Applications/Firefox.app/Contents/MacOS/firefox"
ADVICE = "There is no Firefox: install it with the system's package manager."

FORCED = {"browser.display.document_color_use": 2, "browser.display.use_system_colors": False}
"""Firefox shows the colours of its settings only, whatever the page says."""


def find() -> str | None:
    """The program to start."""
    on_path = (shutil.which(name) for name in NAMES)
    return next(filter(None, on_path), APPLICATION if Path(APPLICATION).exists() else None)


def preferences(media: dict[str, Any]) -> dict[str, Any]:
    """Settings of the browser for what Playwright emulates in Chromium alone."""
    is_dark = media.get("color_scheme") == "dark"
    chosen: dict[str, Any] = {
        "layout.css.prefers-color-scheme.content-override": 0 if is_dark else 1,
        "ui.prefersReducedMotion": int(media.get("reduced_motion") == "reduce"),
    }
    if media.get("forced_colors") == "active":
        back, front = ("#000000", "#ffffff") if is_dark else ("#ffffff", "#000000")
        chosen |= FORCED
        for scheme in ("", ".dark"):
            chosen[f"browser.display.background_color{scheme}"] = back
            chosen[f"browser.display.foreground_color{scheme}"] = front
    return chosen


def main() -> int:
    """Make sure that there is a Firefox, and say which."""
    if not find():
        apt_install("firefox-esr")
    program = find()
    print(f"Browser tests: {program}" if program else ADVICE)  # noqa: T201
    return 0 if program else 1


if __name__ == "__main__":
    sys.exit(main())
