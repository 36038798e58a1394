"""Finds the Firefox of this machine, which speaks WebDriver BiDi; `python -m tests.browser.firefox`
also gets one on Debian and its kin.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.browser.chromium import apt_install

NAMES = ("firefox-esr", "firefox")
APPLICATION = "/Applications/Firefox.app/Contents/MacOS/firefox"
ADVICE = "There is no Firefox: install it with the system's package manager."


def find() -> str | None:
    """The program to start."""
    on_path = (shutil.which(name) for name in NAMES)
    return next(filter(None, on_path), APPLICATION if Path(APPLICATION).exists() else None)


def main() -> int:
    """Make sure that there is a Firefox, and say which."""
    if not find():
        apt_install("firefox-esr")
    program = find()
    print(f"Browser tests: {program}" if program else ADVICE)  # noqa: T201
    return 0 if program else 1


if __name__ == "__main__":
    sys.exit(main())
