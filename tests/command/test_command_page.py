"""The commands, settings and recipes in docs/command.md."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from pelican_mks.command.check import check, fix
from pelican_mks.command.cli import main
from pelican_mks.command.config import FORMATS, KEYS
from pelican_mks.command.errors import CLEAN as CLEAN_STATUS
from pelican_mks.command.errors import FAILED, INTERRUPTED, PROBLEMS_FOUND
from pelican_mks.command.site import open_site
from pelican_mks.source.suppression import suppressions
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
EDITORS = {
    language: [text for found, text in BLOCKS if found == language]
    for language in ("json", "vim", "elisp", "toml", "html", "rst")
}
CLEAN = ("render", "list", "explain")


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
    """Run a command with its redirections; return its output, with nothing on standard error."""
    arguments, _, target = command.partition(" > ")
    arguments, _, source = arguments.partition(" < ")
    stdin = (folder / source).read_bytes() if source else None
    result = CliRunner().invoke(main, shlex.split(arguments), input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return ("" if target else result.stdout), result.exit_code


def test_the_page_contains_commands() -> None:
    assert len(COMMANDS) == 13
    assert sum(bool(printed) for _, printed in COMMANDS) == 4


@pytest.mark.parametrize(("command", "printed"), COMMANDS, ids=[each for each, _ in COMMANDS])
def test_every_command_prints_the_documented_output(
    folder: Path, command: str, printed: str
) -> None:
    output, status = run(command, folder)
    assert output.startswith(printed)
    assert status == (0 if command.startswith(CLEAN) else 1)


def test_the_whole_diff_is_shown() -> None:
    (shown,) = (printed for command, printed in COMMANDS if command == "fix --diff")
    assert shown.endswith(" More text.\n")


def test_the_hooks_are_defined_by_the_project() -> None:
    hooks = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repo,) = yaml.safe_load(FIXES[0])["repos"]
    assert [hook["id"] for hook in repo["hooks"]] == [hook["id"] for hook in hooks]


def test_the_hooks_fix_and_check(folder: Path) -> None:
    hooks = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    entries = [hook["entry"].removeprefix("pelican-mks ") for hook in hooks]
    statuses = [run(f"{entry} content/party.md", folder)[1] for entry in entries]
    assert statuses == [0, 0]
    assert "[/mks_tabs]" in (folder / "content/party.md").read_text(encoding="utf-8")


def test_the_second_hook_fails_on_remaining_problems(folder: Path) -> None:
    (folder / "content/party.md").write_text("[mks_toggle title=A][/mks_toggle]", encoding="utf-8")
    assert run("check --min-severity warning content/party.md", folder)[1] == 1


def test_the_job_runs_an_existing_command(folder: Path) -> None:
    steps = yaml.safe_load(FIXES[1])["jobs"]["check"]["steps"]
    output, status = run(steps[-1]["run"].removeprefix("pelican-mks "), folder)
    assert output.startswith("::warning file=content/party.md,line=4,")
    assert status == 1


def test_the_configuration_is_valid_and_has_all_settings(folder: Path) -> None:
    (folder / "pyproject.toml").write_text(EDITORS["toml"][0], encoding="utf-8")
    read = tomllib.loads(EDITORS["toml"][0])["tool"]["pelican-mks"]
    assert set(read) == set(KEYS)
    assert "MKS020" not in run("check", folder)[0]


@pytest.mark.parametrize(("suffix", "language"), [("md", "html"), ("html", "html"), ("rst", "rst")])
def test_the_comments_suppress_diagnostics(suffix: str, language: str) -> None:
    (text,) = EDITORS[language]
    page = "" if suffix == "rst" else text
    found = suppressions(text, [page])
    assert [(each.codes, each.line > 0) for each in found] == [
        (("MKS006",), True),
        (("MKS020", "MKS021"), False),
    ]


def test_all_options_are_described() -> None:
    _, _, rest = PAGE.partition("## Options\n")
    documented = set(re.findall(r"`(--[\w-]+)", rest.partition("\n## ")[0]))
    shared = {
        option
        for command in (check, fix)
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--")
    }
    elsewhere = {"--force", "--settings", "--jobs", "--fix", "--imported"}
    assert shared - elsewhere == documented - elsewhere


def test_exit_statuses_formats_and_fields_are_described(folder: Path) -> None:
    _, _, documented = PAGE.partition("## What programs can rely on\n")
    assert re.findall(r"^\| (\d+) \|", documented, re.MULTILINE) == [
        str(status) for status in (CLEAN_STATUS, PROBLEMS_FOUND, FAILED, INTERRUPTED)
    ]
    fields = json.loads(run("check --output-format json", folder)[0])[0]
    assert re.findall(
        r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \|", documented, re.MULTILINE))
    ) == list(fields)
    options, _, _ = PAGE.partition("## Configuration")
    (row,) = re.findall(r"^\| `--output-format` \| (.*) \|$", options, re.MULTILINE)
    assert tuple(re.findall(r"`(\w+)`", row)) == FORMATS


class TestEditors:
    """Each recipe works with the output of the command."""

    COMMAND = "check --output-format concise --quiet content/party.md"
    FIRST = ("content/party.md", "4", "1")

    def test_vs_code(self, folder: Path) -> None:
        (task,) = json.loads(EDITORS["json"][0])["tasks"]
        output, _ = run(task["command"].removeprefix("pelican-mks "), folder)
        pattern = task["problemMatcher"]["pattern"]
        for line in output.splitlines():
            found = re.fullmatch(pattern["regexp"], line)
            assert found, line
        found = re.fullmatch(pattern["regexp"], output.splitlines()[0])
        assert found
        assert found.group(pattern["file"], pattern["line"], pattern["column"]) == self.FIRST
        assert found[pattern["code"]] == "MKS001"
        assert found[pattern["message"]].startswith("[mks_tabs] is never closed")

    def test_sublime_text(self, folder: Path) -> None:
        build = json.loads(EDITORS["json"][1])
        command = [*build["cmd"][1:-1], "content/party.md"]
        output, _ = run(shlex.join(command), folder)
        found = [re.match(build["file_regex"], line) for line in output.splitlines()]
        assert all(found)
        assert found[0]
        assert found[0].groups()[:3] == self.FIRST

    def test_vim(self, folder: Path) -> None:
        vim = shutil.which("nvim") or shutil.which("vim")
        if vim is None:
            pytest.skip("there is no Vim")
        output, _ = run(self.COMMAND, folder)
        (folder / "found").write_text(output, encoding="utf-8")
        (folder / "recipe.vim").write_text(EDITORS["vim"][0], encoding="utf-8")
        script = (
            "source recipe.vim | cgetfile found |"
            " call writefile(map(getqflist(), {_, each ->"
            " join([bufname(each.bufnr), each.lnum, each.col], ' ')}), 'list') | qall!"
        )
        subprocess.run(  # noqa: S603
            [vim, "-u", "NONE", "-es", "-c", script], cwd=folder, check=False, timeout=60
        )
        read = (folder / "list").read_text(encoding="utf-8").splitlines()
        assert read[0] == " ".join(self.FIRST)
        assert len(read) == len(output.splitlines())

    def test_vim_runs_an_existing_command(self, folder: Path) -> None:
        makeprg = re.search(r"makeprg=pelican-mks\\ (.*)\\ %:S", EDITORS["vim"][0])
        assert makeprg
        command = makeprg[1].replace("\\ ", " ")
        assert run(f"{command} content/party.md", folder)[0]

    def test_emacs(self, folder: Path) -> None:
        emacs = shutil.which("emacs")
        if emacs is None:
            pytest.skip("Emacs is not installed")
        (folder / "recipe.el").write_text(EDITORS["elisp"][0], encoding="utf-8")
        script = """(progn (require 'flymake) (load-file "recipe.el") (find-file "content/party.md")
            (pelican-mks-flymake (lambda (found) (with-current-buffer "party.md"
            (dolist (each (reverse found)) (princ (format "%d: %s\n"
            (line-number-at-pos (flymake-diagnostic-beg each)) (flymake-diagnostic-text each))))))))"""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(  # noqa: S603
            [emacs, "-Q", "--batch", "--eval", script],
            cwd=folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=True,
        )
        output, _ = run(self.COMMAND, folder)
        lines = [line.split(":", 3) for line in output.splitlines()]
        assert done.stdout.splitlines() == [f"{line}:{text}" for _, line, _, text in lines]
