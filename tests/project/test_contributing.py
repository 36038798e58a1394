"""The commands in CONTRIBUTING.md.

Long commands are only checked with `make --dry-run`, which fails if a target does not exist. `git push` pushes to a
local repository beside a copy of the project.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import pelican_mks
from tests.make import dry_run
from tests.sites import PROJECT

TEXT = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
COMMANDS = [
    line.partition(" #")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
    for line in block.strip().splitlines()
]
BIN = Path(sys.executable).parent


def commands(program: str) -> list[str]:
    return [command for command in COMMANDS if command.startswith(program)]


def test_all_commands_are_tested() -> None:
    assert set(COMMANDS) == {
        *commands("make "),
        *commands(".venv/bin/pytest "),
        *commands("git "),
    }


@pytest.mark.parametrize("command", commands("make "))
def test_make_targets_exist(command: str) -> None:
    commands_run = dry_run(command)
    for flags in re.findall(r'"(.+)"', command):
        assert flags in commands_run


@pytest.mark.parametrize("command", commands(".venv/bin/pytest "))
def test_some_of_the_tests_can_be_selected(command: str) -> None:
    """The command finds tests; it does not run them. If it names no folder, a single folder is enough."""
    flags = f"--collect-only --quiet {command.partition(' ')[2]}"
    if "tests/" not in flags:
        flags += " tests/shortcodes"
    selected = subprocess.run(  # noqa: S603 - commands from the page
        ["/bin/sh", "-ec", f"{BIN / 'pytest'} {flags}"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert selected.returncode == 0, selected.stdout


def test_a_release_updates_the_changelog_and_pushes_a_tag(tmp_path: Path) -> None:
    """Everything except the build runs in a copy of the files that a release changes, with a new version."""
    copy = tmp_path / "project"
    for name in (
        "CHANGELOG.md",
        "Makefile",
        "changes",
        "pelican_mks/__init__.py",
        "pyproject.toml",
    ):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        original = PROJECT / name
        (shutil.copytree if original.is_dir() else shutil.copy)(original, copy / name)
    version = copy / "pelican_mks/__init__.py"
    text = version.read_text(encoding="utf-8")
    version.write_text(text.replace(pelican_mks.__version__, "1.2.3"), encoding="utf-8")
    # The packages that a release needs are installed in the environment of these tests.
    make = f"make --old-file=.venv/release BIN={BIN}"
    run(
        copy,
        f"git init -q && git init -q --bare {tmp_path}/origin && git remote add origin ../origin",
    )
    run(copy, "git add --all && git -c user.name=A -c user.email=a@e.org commit -qm Begin")
    for command in COMMANDS[COMMANDS.index("make changelog") :]:
        if command != "make dist":
            run(copy, command.replace("make", make, 1))
    changelog = (copy / "CHANGELOG.md").read_text(encoding="utf-8")
    assert len(re.findall(r"^## 1\.2\.3 – \d{4}-\d\d-\d\d$", changelog, re.MULTILINE)) == 1
    assert [path.name for path in (copy / "changes").iterdir()] == ["README.md"]
    assert run(tmp_path / "origin", "git tag").split() == ["v1.2.3"]


def run(folder: Path, command: str) -> str:
    done = subprocess.run(  # noqa: S603 - commands from the page
        ["/bin/sh", "-ec", command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
