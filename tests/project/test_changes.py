"""The notes from which a release generates the changelog."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.sites import PROJECT

NOTES = PROJECT / "changes"


def draft(folder: Path) -> subprocess.CompletedProcess[str]:
    """Generate a draft of the changelog of the project in `folder`."""
    return subprocess.run(  # noqa: S603 - our own command
        [
            sys.executable,
            "-m",
            "towncrier",
            "build",
            "--draft",
            "--version",
            "9.9",
            "--dir",
            folder,
        ],
        capture_output=True,
        text=True,
        check=False,
    )


def project(folder: Path, note: str) -> Path:
    """Create a project with our settings and one note with this name."""
    shutil.copy(PROJECT / "pyproject.toml", folder)
    (folder / "changes").mkdir()
    shutil.copy(NOTES / "README.md", folder / "changes")
    (folder / "changes" / note).write_text("Something is new.\n", encoding="utf-8")
    return folder


def test_every_note_appears_in_the_changelog() -> None:
    generated = draft(PROJECT)
    assert generated.returncode == 0, generated.stderr
    lines = {line.strip() for line in generated.stdout.splitlines()}
    missing = [
        path.name
        for path in NOTES.glob("*.md")
        if path.name != "README.md"
        and not {line.removeprefix("- ") for line in lines}.issuperset(
            path.read_text(encoding="utf-8").splitlines()
        )
    ]
    assert missing == []


def test_a_note_appears_under_its_type_and_version(tmp_path: Path) -> None:
    generated = draft(project(tmp_path, "+quick.fixed.md")).stdout
    assert generated.partition("## 9.9 – ")[2].split("\n", 1)[1].strip() == (
        "### Fixed\n\n- Something is new."
    )


def test_the_readme_of_the_notes_explains_all_types() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    types = [kind["directory"] for kind in settings["tool"]["towncrier"]["type"]]
    explained = re.findall(r"`([a-z]+)`", (NOTES / "README.md").read_text(encoding="utf-8"))
    assert explained == types


def test_a_note_of_an_unknown_type_is_rejected(tmp_path: Path) -> None:
    rejected = draft(project(tmp_path, "+quick.shiny.md"))
    assert rejected.returncode != 0
    assert "+quick.shiny.md" in rejected.stderr
