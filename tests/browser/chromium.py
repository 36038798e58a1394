"""Finds a Chromium for the browser tests; `python -m tests.browser.chromium` also gets one.

What is tried, in this order: the program that `MKS_BROWSER` names, a Chromium or Chrome of this
machine, Playwright's own, and on Debian and its kin the package `chromium`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SKIP = "MKS_SKIP_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ADVICE = f"""\
There is no Chromium for the browser tests. One of these helps:
  install Chromium or Chrome with the system's package manager;
  python -m playwright install chromium;
  MKS_BROWSER=/path/to/chromium names one that stands elsewhere;
  {SKIP}=1 leaves the browser tests out."""


def is_skipped() -> bool:
    """Whether the browser tests are to be left out."""
    return os.environ.get(SKIP) == "1"


def find(own: str) -> str | None:
    """The program to start, where `own` is the place of Playwright's own browser."""
    named = os.environ.get("MKS_BROWSER")
    if named:
        return shutil.which(named)
    on_path = (shutil.which(name) for name in NAMES)
    elsewhere = (place for place in (*APPLICATIONS, own) if Path(place).exists())
    return next(filter(None, on_path), None) or next(elsewhere, None)


def arguments() -> list[str]:
    """What to start it with: Chromium refuses to run its sandbox as root."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-quic"]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*quiet, "--no-sandbox"] if is_root else quiet


def install() -> None:
    """Try to get a Chromium: Playwright's, else the distribution's."""
    if not _runs([sys.executable, "-m", "playwright", "install", "chromium"]):
        apt_install("chromium")


def apt_install(*packages: str) -> None:
    """Install packages of Debian and its kin; elsewhere nothing happens."""
    if shutil.which("apt-get"):
        apt = ["apt-get"] if os.geteuid() == 0 else ["sudo", "-n", "apt-get"]
        _runs([*apt, "update"])
        _runs([*apt, "install", "--yes", *packages])


def _runs(command: list[str]) -> bool:
    try:
        return subprocess.run(command, check=False, stdout=sys.stderr).returncode == 0  # noqa: S603
    except OSError:
        return False


def main() -> int:
    """Make sure that there is a browser, and say which."""
    if is_skipped():
        print(f"Browser tests: left out ({SKIP}=1)")  # noqa: T201
        return 0
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if not find(own) and not os.environ.get("MKS_BROWSER"):
        install()
    program = find(own)
    print(f"Browser tests: {program}" if program else ADVICE)  # noqa: T201
    return 0 if program else 1


if __name__ == "__main__":
    sys.exit(main())
