"""Starts Orca, the screen reader of Linux desktops, with a browser on a screen of their own, and tells
what it says; `python -m tests.browser.orca` also gets it on Debian and its kin.

Nothing is to be heard: what Orca says stands in its log.
"""

from __future__ import annotations

import json
import os
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
There is no Orca, which the tests of what a screen reader says need: it runs on Linux only.
On Debian and its kin these packages are needed: {" ".join(PACKAGES)}."""

_SAID = re.compile(r"SPEECH OUTPUT: '(?P<text>.*?)'(?: ?\{.*)?$")
_VOICE = re.compile(r"voice requested with language='(?P<language>\w*)'")
_QUIET, _PATIENCE = 1.5, 60.0
"""For how many seconds nothing is said any more before that is all, and how long to wait for a word."""
_FIREFOX = {
    "accessibility.force_disabled": -1,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
}
_SETTINGS = {"enablePositionSpeaking": True, "profile": ["Default", "default"]}


class Said(NamedTuple):
    """What Orca says in one breath, and the language of the voice that it asks for, if any."""

    text: str
    language: str = ""


@dataclass
class Orca:
    """Orca at work in a browser."""

    log: Path
    environment: dict[str, str]
    _read: int = 0

    def press(self, key: str, until: str) -> list[Said]:
        """Press a key, by its name in X11, and listen as `listen` does; the echo of the key is left out."""
        self._read = self.log.stat().st_size
        self.do("key", key)
        return self.listen(until)

    def do(self, *command: str) -> str:
        """Do something on the screen."""
        done = subprocess.run(  # noqa: S603 # what is done stands in the tests
            ["xdotool", *command],  # noqa: S607
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def listen(self, until: str = "", patience: float = _PATIENCE) -> list[Said]:
        """What Orca says from the last key on, until it is quiet, but not before it has said `until`.

        After `patience` seconds that is all: a test then shows what was said instead.
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
    """The programs that are not there."""
    return [program for program in PROGRAMS if not shutil.which(program)]


def start(stack: ExitStack, engine: str, address: str, title: str) -> Orca:
    """Open the page at `address` in `firefox` or `chromium`; Orca has said its `title` then."""
    home = Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
    places = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")
    environment = {**os.environ, **dict.fromkeys(places, str(home)), "GNOME_ACCESSIBILITY": "1"}
    screen = ["Xvfb", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-displayfd", "{}"]
    environment["DISPLAY"] = ":" + announced(stack, screen, environment)
    bus = ["dbus-daemon", "--session", "--nofork", "--print-address={}"]
    environment[BUS] = announced(stack, bus, environment)
    log = home / "orca.log"
    log.touch()
    _write_settings(home)
    _run(stack, ["orca", f"--debug-file={log}", "--replace"], environment)
    orca = Orca(log, environment)
    orca.listen(until="Screen reader on", patience=180)
    _run(stack, _browser(engine, home, address), environment)
    orca.listen(until=title, patience=180)
    window = orca.do("search", "--onlyvisible", "--name", title).splitlines()[-1:]
    orca.do("windowfocus", *window)
    orca.do("mousemove", "2", "2", "click", "1")
    orca.listen()
    return orca


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
    """Start a program and end it with the stack."""
    process = subprocess.Popen(  # noqa: S603 # what is started stands above
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    stack.callback(process.wait)
    stack.callback(process.terminate)


def main() -> int:
    """Make sure that there is an Orca, and say so."""
    if missing():
        chromium.apt_install(*PACKAGES)
    print("Screen reader tests: Orca" if not missing() else ADVICE)  # noqa: T201
    return 1 if missing() else 0


if __name__ == "__main__":
    sys.exit(main())
