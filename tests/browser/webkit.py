"""Find WebKitGTK and its driver, and start it on a virtual display; `python -m tests.browser.webkit` also installs
it on Debian and similar systems.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from playwright.sync_api import Page
from selenium.webdriver import Remote, WebKitGTKOptions, WebKitGTKService
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection

from tests.browser import accessibility
from tests.browser.chromium import apt_install
from tests.browser.webdriver import Browser

PROGRAMS = ("WebKitWebDriver", "Xvfb", "dbus-daemon", "xdotool")
PACKAGES = ("webkit2gtk-driver", "xvfb", "dbus", "xdotool", "at-spi2-core")
BROWSERS = ("lib/*/webkit2gtk-4.1", "lib*/webkit2gtk-4.1", "libexec/webkit2gtk-4.1")
ADVICE = f"""\
The tests in WebKit require WebKitGTK and its driver, which run only on Linux.
On Debian and similar systems, install {" ".join(PACKAGES)};
on others, install the packages of {", ".join(PROGRAMS)} and of WebKitGTK's MiniBrowser."""

BUS = "DBUS_SESSION_BUS_ADDRESS"
NARROW = "* { min-width: 0; min-height: 0; margin: 0; padding: 0; border-width: 0; font-size: 1px }"
"""Makes the window's buttons take no space, so that it can be as narrow as a phone. Pages are not affected."""


def find() -> Path | None:
    """Return the browser to start, if all programs that it needs are installed."""
    found = (path for place in BROWSERS for path in Path("/usr").glob(f"{place}/MiniBrowser"))
    return next(found, None) if all(map(shutil.which, PROGRAMS)) else None


def settings(media: dict[str, Any]) -> dict[str, Any]:
    """The desktop settings for media features that Playwright emulates in other engines."""
    theme = "HighContrast" if media.get("forced_colors") == "active" else "Adwaita"
    dark = ":dark" if media.get("color_scheme") == "dark" else ""
    return {
        "theme": theme + dark,
        "animations": int(media.get("reduced_motion") != "reduce"),
    }


def start(program: Path, settings: dict[str, Any]) -> Browser:
    """Start WebKit with its own display, settings, and bus for its accessibility tree."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
        for toolkit in ("gtk-3.0", "gtk-4.0"):
            (home / toolkit).mkdir()
            (home / toolkit / "gtk.css").write_text(NARROW, encoding="utf-8")
            (home / toolkit / "settings.ini").write_text(
                f"[Settings]\ngtk-enable-animations={settings['animations']}\n", encoding="utf-8"
            )
        environment = {
            **os.environ,
            **dict.fromkeys(("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"), str(home)),
            "GTK_THEME": settings["theme"],
        }
        screen = ["Xvfb", "-screen", "0", "1600x1200x24", "-nolisten", "tcp", "-displayfd", "{}"]
        environment["DISPLAY"] = ":" + announced(stack, screen, environment)
        bus = ["dbus-daemon", "--session", "--nofork", "--print-address={}"]
        environment[BUS] = announced(stack, bus, environment)
        options = WebKitGTKOptions()
        options.binary_location = str(program)
        options.add_argument("--automation")
        options.page_load_strategy = "none"
        service = WebKitGTKService(shutil.which(PROGRAMS[0]), env=environment)
        service.start()
        stack.callback(service.stop)
        driver = Remote(
            RemoteConnection(client_config=ClientConfig(service.service_url)), options=options
        )
        stack.callback(driver.quit)
        return Browser(driver, environment, stack.pop_all().close)


def announced(stack: ExitStack, command: list[str], environment: dict[str, str]) -> str:
    """Start a program that writes where it listens to the file descriptor `{}`; return that."""
    read, write = os.pipe()
    process = subprocess.Popen(  # noqa: S603 - our own commands
        [argument.format(write) for argument in command],
        env=environment,
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    stack.callback(process.wait)
    stack.callback(process.terminate)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as answer:
        return answer.readline().strip()


def tree(page: Page) -> list[tuple[str, str]]:
    """The role and name of everything in the accessibility tree."""
    browser = cast(Browser, page.context.browser)
    return accessibility.tree(browser.environment[BUS])


def main() -> int:
    """Install WebKit if there is none, and print its path."""
    if not find():
        apt_install(*PACKAGES)
    program = find()
    print(f"Browser tests: {program}" if program else ADVICE)  # noqa: T201
    return 0 if program else 1


if __name__ == "__main__":
    sys.exit(main())
