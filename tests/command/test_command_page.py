"""The page about the command does what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from pelican_mks.command.cli import main
from pelican_mks.command.site import open_site
from tests.sites import PROJECT, WIDGET

PAGE = (PROJECT / "docs/command.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = [
    (command, printed)
    for language, text in BLOCKS
    if language == "console"
    for command, printed in re.findall(
        r"^\$ pelican-mks (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE
    )
]
FIXES = [text for language, text in BLOCKS if language == "yaml"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "content/party.md").write_text(dict(BLOCKS[:1])["text"], encoding="utf-8")
    conf = "PATH = 'content'\nTHEME = 'simple'\nTIMEZONE = 'UTC'\n"
    (tmp_path / "pelicanconf.py").write_text(conf, encoding="utf-8")
    (tmp_path / "article.html").write_text(WIDGET, encoding="utf-8")
    open_site.cache_clear()
    return tmp_path


def run(command: str, folder: Path) -> tuple[str, int]:
    """What a command prints, with its redirections; nothing goes to standard error."""
    arguments, _, target = command.partition(" > ")
    arguments, _, source = arguments.partition(" < ")
    stdin = (folder / source).read_bytes() if source else None
    result = CliRunner().invoke(main, shlex.split(arguments), input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return ("" if target else result.stdout), result.exit_code


def test_there_are_commands() -> None:
    assert len(COMMANDS) == 9
    assert sum(bool(printed) for _, printed in COMMANDS) == 3


@pytest.mark.parametrize(("command", "printed"), COMMANDS, ids=[each for each, _ in COMMANDS])
def test_every_command_prints_what_is_shown(folder: Path, command: str, printed: str) -> None:
    output, status = run(command, folder)
    assert output.startswith(printed)
    assert status == (0 if command.startswith(("render", "list")) else 1)


def test_what_is_shown_of_the_diff_is_all() -> None:
    (shown,) = (printed for command, printed in COMMANDS if command == "fix --diff")
    assert shown.endswith(" More text.\n")


def test_the_hooks_are_those_of_the_project() -> None:
    hooks = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repo,) = yaml.safe_load(FIXES[0])["repos"]
    assert [hook["id"] for hook in repo["hooks"]] == [hook["id"] for hook in hooks]


def test_the_hooks_do_what_they_are_named_for(folder: Path) -> None:
    hooks = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    entries = [hook["entry"].removeprefix("pelican-mks ") for hook in hooks]
    statuses = [run(f"{entry} content/party.md", folder)[1] for entry in entries]
    assert statuses == [1, 1]
    assert "[/mks_tabs]" in (folder / "content/party.md").read_text(encoding="utf-8")


def test_the_job_runs_a_command_that_exists(folder: Path) -> None:
    steps = yaml.safe_load(FIXES[1])["jobs"]["check"]["steps"]
    output, status = run(steps[-1]["run"].removeprefix("pelican-mks "), folder)
    assert output.startswith("::warning file=content/party.md,line=4,")
    assert status == 1
