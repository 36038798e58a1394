"""The commands of CONTRIBUTING.md, as written.

What is long is not run but made by `make --dry-run`, which fails on what does not exist and shows what would
run. What leaves this machine, `git push`, is pushed to a repository beside the project's copy.
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


def test_there_are_no_other_commands() -> None:
    assert set(COMMANDS) == {
        *commands("make "),
        *commands(".venv/bin/pytest "),
        *commands("git "),
    }


@pytest.mark.parametrize("command", commands("make "))
def test_can_be_made(command: str) -> None:
    made = dry_run(command)
    for flags in re.findall(r'"(.+)"', command):
        assert flags in made


@pytest.mark.parametrize("command", commands(".venv/bin/pytest "))
def test_a_part_of_the_tests_can_be_chosen(command: str) -> None:
    """The tests are found; they are not run, as here they all are, and where no folder is named, one will do."""
    flags = f"--collect-only --quiet {command.partition(' ')[2]}"
    if "tests/" not in flags:
        flags += " tests/shortcodes"
    chosen = subprocess.run(  # noqa: S603 - the page's own words
        ["/bin/sh", "-ec", f"{BIN / 'pytest'} {flags}"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert chosen.returncode == 0, chosen.stdout


def test_a_release_is_made_and_tagged(tmp_path: Path) -> None:
    """In a copy of what a release changes, with a new version, all but the build is really done."""
    copy = tmp_path / "project"
    for name in (
        "CHANGELOG.md",
        "Makefile",
        "changes",
        "pelican_mks/__init__.py",
        "pyproject.toml",
    ):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        where = PROJECT / name
        (shutil.copytree if where.is_dir() else shutil.copy)(where, copy / name)
    version = copy / "pelican_mks/__init__.py"
    text = version.read_text(encoding="utf-8")
    version.write_text(text.replace(pelican_mks.__version__, "1.2.3"), encoding="utf-8")
    # What it needs is installed where these tests run.
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
    done = subprocess.run(  # noqa: S603 - the page's own words
        ["/bin/sh", "-ec", command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
