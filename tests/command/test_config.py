"""`[tool.pelican-mks]` in `pyproject.toml`, and the options that override it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pelican_mks.command.config import KEYS
from tests.command.sites import found, run, write
from tests.sites import article

BODY = "[mks_separator style=”dotted”] [/mks_tabs] [mks_toggle title=A][/mks_toggle]"


def configure(site: Path, text: str) -> None:
    (site / "pyproject.toml").write_text(f"[tool.pelican-mks]\n{text}\n", encoding="utf-8")


def codes(*options: str) -> list[str]:
    lines = found(run("check", "--output-format", "concise", *options))
    return sorted(line.split(": ")[1].split()[0] for line in lines)


@pytest.fixture
def _article(site: Path) -> None:
    write(site, "one.md", article(BODY))


@pytest.mark.usefixtures("_article")
class TestSelection:
    @pytest.mark.parametrize(
        ("config", "options", "expected"),
        [
            ("", (), ["MKS005", "MKS006", "MKS020"]),
            ("select = ['MKS005']", (), ["MKS005"]),
            ("ignore = ['MKS02']", (), ["MKS005", "MKS006"]),
            ("select = ['MKS005']\nextend-select = ['MKS020']", (), ["MKS005", "MKS020"]),
            ("min-severity = 'warning'", (), ["MKS005", "MKS006"]),
            ("select = ['ALL']\nignore = ['MKS00']", (), ["MKS020"]),
            ("ignore = ['MKS']\nextend-select = ['MKS006']", (), ["MKS006"]),
            ("select = ['MKS005']", ("--select", "MKS006"), ["MKS006"]),
            ("ignore = ['MKS005']", ("--ignore", "MKS006"), ["MKS020"]),
            ("select = ['MKS005']", ("--extend-select", "MKS006"), ["MKS005", "MKS006"]),
            ("min-severity = 'error'", ("--min-severity", "info"), ["MKS005", "MKS006", "MKS020"]),
            ("", ("--per-file-ignores", "*.md:MKS00,other/*:MKS"), ["MKS020"]),
            ("per-file-ignores = { 'content/*.md' = ['MKS00'] }", (), ["MKS020"]),
            (
                "per-file-ignores = { 'content/x/*' = ['MKS00'] }",
                (),
                ["MKS005", "MKS006", "MKS020"],
            ),
            ("exclude = ['content']", (), []),
            ("exclude = ['one.md']", (), []),
            ("exclude = ['content/o*.md']", ("content/one.md",), []),
            ("exclude = ['two.md']", (), ["MKS005", "MKS006", "MKS020"]),
            ("", ("--exclude", "content/"), []),
        ],
    )
    def test_of_rules(
        self, site: Path, config: str, options: tuple[str, ...], expected: list[str]
    ) -> None:
        configure(site, config)
        assert codes(*options) == expected

    def test_applies_to_fix(self, site: Path) -> None:
        configure(site, "ignore = ['MKS00']")
        run("fix")
        text = (site / "content/one.md").read_text(encoding="utf-8")
        assert text == article(BODY.replace("”", '"'))

    def test_applies_in_subfolders(self, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        configure(site, "per-file-ignores = { 'content/*.md' = ['MKS00'] }")
        monkeypatch.chdir(site / "content")
        assert codes() == ["MKS020"]

    def test_of_a_format(self, site: Path) -> None:
        configure(site, "output-format = 'json'")
        assert len(json.loads(run("check").stdout)) == 3
        assert ": MKS005" in run("check", "--output-format", "full").stdout


@pytest.mark.parametrize(
    ("config", "problem"),
    [
        ("selct = []", "has no setting “selct”; did you mean “select”?"),
        ("zzz = []", f"has no setting “zzz”; use one of {', '.join(KEYS)}"),
        ("select = ['MKS1']", "select: Unknown rule MKS1; did you mean MKS0"),
        ("ignore = ['E501']", "ignore: Unknown rule E501; the last rule is MKS"),
        ("select = 'MKS001'", "select: must be a list of strings"),
        ("exclude = [1]", "exclude: must be a list of strings"),
        ("min-severity = 'warn'", "min-severity: 'warn' is not valid; did you mean “warning”?"),
        ("output-format = 3", "output-format: 3 is not valid; use one of full, concise"),
        ("per-file-ignores = []", "per-file-ignores: must be a table"),
        ("per-file-ignores = { x = ['MKS999'] }", "Unknown rule MKS999; did you mean MKS0"),
        ("select = [", "Invalid value"),
    ],
)
def test_a_mistake_is_an_error_with_a_suggestion(site: Path, config: str, problem: str) -> None:
    configure(site, config)
    result = run("check")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"error: {site / 'pyproject.toml'}: ")
    assert problem in result.stderr


def test_a_project_without_the_table_has_the_defaults(site: Path) -> None:
    (site / "pyproject.toml").write_text("[tool.other]\nx = 1\n", encoding="utf-8")
    write(site, "one.md", article(BODY))
    assert len(codes()) == 3


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("option", ["--select", "--ignore", "--extend-select"])
def test_an_unknown_code_on_the_command_line_is_an_error(option: str) -> None:
    result = run("check", option, "MKS02O")
    assert result.exit_code == 2
    assert "Unknown rule MKS02O; did you mean MKS02" in result.stderr


@pytest.mark.usefixtures("site")
def test_a_pattern_without_a_code_is_an_error() -> None:
    result = run("check", "--per-file-ignores", "drafts")
    assert result.exit_code == 2
    assert "write drafts/*:MKS006" in result.stderr
