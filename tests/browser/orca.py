"""Orca, the screen reader of Linux desktops, with a browser on a virtual screen.

Orca is silent here: the tests read what it says in its log. `python -m tests.browser.orca` installs it on Debian and
similar systems.
"""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.browser import chromium, firefox
from tests.browser.webkit import BUS, announced

PROGRAMS = ("orca", "Xvfb", "dbus-daemon", "xdotool")
PACKAGES = ("orca", "xvfb", "dbus", "xdotool", "at-spi2-core")
ADVICE = f"""\
The screen reader tests need Orca, which runs only on Linux.
On Debian and similar systems, install these packages: {" ".join(PACKAGES)}."""

_SAID = re.compile(r"SPEECH OUTPUT: '(?P<text>.*?)'(?: ?\{.*)?$")
_VOICE = re.compile(r"voice requested with language='(?P<language>\w*)'")
_QUIET = 1.5
"""The seconds without speech after which Orca has said everything."""
_PATIENCE = 60.0
"""The seconds to wait for a word."""
_SLOW_START = 180.0
"""The seconds to wait for a program to start on a busy machine."""
_FIREFOX = {
    "accessibility.force_disabled": -1,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
}
_SETTINGS = {"enablePositionSpeaking": True, "profile": ["Default", "default"]}


class Said(NamedTuple):
    """A phrase that Orca says, and the language of the voice it requests, if any."""

    text: str
    language: str = ""


@dataclass
class Orca:
    """Orca, running with a browser."""

    log: Path
    environment: dict[str, str]
    _read: int = 0

    def press(self, key: str, until: str) -> list[Said]:
        """Press a key, given by its X11 name, and `listen`, without the echo of the key."""
        self._read = self.log.stat().st_size
        self.do("key", key)
        return self.listen(until)

    def do(self, *command: str) -> str:
        """Run a command of xdotool and return its output."""
        done = subprocess.run(  # noqa: S603 # the tests' own command
            ["xdotool", *command],  # noqa: S607
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def listen(self, until: str = "", patience: float = _PATIENCE) -> list[Said]:
        """Wait until Orca has said `until` and is quiet; return everything since the last key.

        Return after `patience` seconds in any case: a failing test then shows the speech so far.
        """
        begin = changed = time.monotonic()
        said = self._said()
        while (
            time.monotonic() - changed < _QUIET
            or (until and not any(until in each.text for each in said))
        ) and time.monotonic() - begin < patience:
            time.sleep(0.1)
            now = self._said()
            if now != said:
                said, changed = now, time.monotonic()
        return said

    def _said(self) -> list[Said]:
        with self.log.open("rb") as file:
            file.seek(self._read)
            lines = file.read().decode(errors="replace").splitlines()
        said, language = [], ""
        for line in lines:
            if voice := _VOICE.search(line):
                language = voice["language"].replace("None", "")
            elif (found := _SAID.search(line)) and found["text"].strip() != "tab":
                said.append(Said(found["text"], language))
        return said


def missing() -> list[str]:
    """The programs that are not installed."""
    return [program for program in PROGRAMS if not shutil.which(program)]


def start(stack: ExitStack, engine: str, address: str, title: str) -> Orca:
    """Open the page at `address` in `firefox` or `chromium`, wait for its `title`, and focus it."""
    home = Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
    places = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")
    environment = {
        **os.environ,
        **dict.fromkeys(places, str(home)),
        "GNOME_ACCESSIBILITY": "1",
        # Without a sound card, Speech Dispatcher would keep Orca waiting.
        "SPEECHD_CMD": str(home / "none"),
    }
    screen = ["Xvfb", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-displayfd", "{}"]
    environment["DISPLAY"] = ":" + announced(stack, screen, environment)
    bus = ["dbus-daemon", "--session", "--nofork", "--print-address={}"]
    environment[BUS] = announced(stack, bus, environment)
    log = home / "orca.log"
    _write_settings(home)
    _run(stack, ["orca", f"--debug-file={_terminal(stack, log)}", "--replace"], environment)
    orca = Orca(log, environment)
    orca.listen(until="Screen reader on", patience=_SLOW_START)
    _run(stack, _browser(engine, home, address), environment)
    orca.do("windowfocus", _window(orca, title))
    orca.do("mousemove", "2", "2", "click", "1")
    orca.listen()
    return orca


def _terminal(stack: ExitStack, log: Path) -> str:
    """Make a terminal that writes to `log`, and return its path: Orca writes each line at once only to a terminal."""
    outer, inner = pty.openpty()
    stack.callback(os.close, inner)
    with log.open("wb") as file:
        process = subprocess.Popen(["cat"], stdin=outer, stdout=file, stderr=subprocess.DEVNULL)  # noqa: S607
    os.close(outer)
    stack.callback(process.wait)
    stack.callback(process.terminate)
    return os.ttyname(inner)


def _window(orca: Orca, title: str) -> str:
    """Wait for a window with a title; return its number, or nothing after some minutes."""
    begin = time.monotonic()
    while time.monotonic() - begin < _SLOW_START:
        if windows := orca.do("search", "--onlyvisible", "--name", title).splitlines():
            return windows[-1]
        time.sleep(0.2)
    return ""


def _write_settings(home: Path) -> None:
    folder = home / "orca"
    folder.mkdir()
    whole = {
        "general": {**_SETTINGS, "startingProfile": ["Default", "default"]},
        "profiles": {"default": {**_SETTINGS, "pronunciations": {}, "keybindings": {}}},
        "pronunciations": {},
        "keybindings": {},
    }
    (folder / "user-settings.conf").write_text(json.dumps(whole), encoding="utf-8")


def _browser(engine: str, home: Path, address: str) -> list[str]:
    if engine == "firefox":
        profile = home / "profile"
        profile.mkdir()
        lines = (
            f"user_pref({json.dumps(name)}, {json.dumps(value)});"
            for name, value in _FIREFOX.items()
        )
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        program = firefox.find() or firefox.NAMES[0]
        return [program, "--no-remote", "--profile", str(profile), "--kiosk", address]
    program = chromium.find("", chromium.NAMES) or chromium.NAMES[0]
    accessible = ["--force-renderer-accessibility", "--no-first-run", "--kiosk"]
    return [
        program,
        *chromium.arguments(),
        *accessible,
        f"--user-data-dir={home / 'data'}",
        address,
    ]


def _run(stack: ExitStack, command: list[str], environment: dict[str, str]) -> None:
    """Start a program; the stack terminates it."""
    process = subprocess.Popen(  # noqa: S603 # our own commands
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    stack.callback(process.wait)
    stack.callback(process.terminate)


def main() -> int:
    """Install Orca if it is missing, and say whether it is there."""
    if missing():
        chromium.apt_install(*PACKAGES)
    print("Screen reader tests: Orca" if not missing() else ADVICE)  # noqa: T201
    return 1 if missing() else 0


if __name__ == "__main__":
    sys.exit(main())
