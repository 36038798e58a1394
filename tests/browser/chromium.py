"""Find a Chromium for the browser tests; `python -m tests.browser.chromium` also installs one.

The first of these is used: the program that `MKS_BROWSER` names, a headless shell, Chromium or Chrome on this
machine, Playwright's own. A headless shell is Chromium without windows, toolbars and menus: it opens a page in a
quarter of the time. If there is none, Debian's package is installed, unless that requires a password.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SKIP = "MKS_SKIP_BROWSER"
HEADLESS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ADVICE = f"""\
There is no Chromium for the browser tests. Do one of these:
  install Chromium or Chrome with the system's package manager;
  run python -m playwright install chromium;
  set MKS_BROWSER=/path/to/chromium if it is in another place;
  set {SKIP}=1 to skip the browser tests."""


def is_skipped() -> bool:
    """Whether to skip the browser tests."""
    return os.environ.get(SKIP) == "1"


def find(own: str, names: tuple[str, ...] = (*HEADLESS, *NAMES)) -> str | None:
    """Return the program to start; `own` is the path of Playwright's own browser."""
    named = os.environ.get("MKS_BROWSER")
    if named:
        return shutil.which(named)
    on_path = (shutil.which(name) for name in names)
    elsewhere = (place for place in (*APPLICATIONS, own) if Path(place).exists())
    return next(filter(None, on_path), None) or next(elsewhere, None)


def arguments() -> list[str]:
    """The command-line arguments; as root, Chromium runs only without its sandbox."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-quic"]
    return [*quiet, "--no-sandbox"] if _is_root() else quiet


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install() -> None:
    """Try to install a Chromium: Debian's headless shell, else Playwright's, else Debian's."""
    apt_install(HEADLESS[0])
    if not find("") and not _runs([sys.executable, "-m", "playwright", "install", "chromium"]):
        apt_install("chromium")


def apt_install(*packages: str) -> None:
    """Install packages on Debian and similar systems; do nothing elsewhere."""
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
    """Install a browser if there is none, and print its path."""
    if is_skipped():
        print(f"Browser tests: skipped ({SKIP}=1)")  # noqa: T201
        return 0
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if not os.environ.get("MKS_BROWSER"):
        if not find(own):
            install()
        elif _is_root() and not any(map(shutil.which, HEADLESS)):
            apt_install(HEADLESS[0])
    program = find(own)
    print(f"Browser tests: {program}" if program else ADVICE)  # noqa: T201
    return 0 if program else 1


if __name__ == "__main__":
    sys.exit(main())
