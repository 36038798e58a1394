"""WordPress exports, and the files that `pelican-import` writes from them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pypandoc

from tests.wxr import category, post, wxr


def export(posts: Mapping[str, str]) -> str:
    """A WordPress export file of posts, given by slug."""
    return wxr(
        post(
            number,
            content,
            title=slug,
            slug=slug,
            date=f"2017-09-{number % 28 + 1:02} 08:00:00",
            more=category("News"),
        )
        for number, (slug, content) in enumerate(posts.items(), 1)
    )


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command from this Python's environment, with pandoc in `PATH`; it must succeed."""
    folders = [str(Path(sys.executable).parent), str(Path(pypandoc.get_pandoc_path()).parent)]
    path = os.pathsep.join([*folders, os.environ["PATH"]])
    return subprocess.run(  # noqa: S603 - the tests' own commands
        command,
        cwd=folder,
        # A wide terminal, because Pelican wraps its log at the terminal's width.
        env={**os.environ, "PATH": path, "COLUMNS": "300"},
        check=True,
        capture_output=True,
        text=True,
    )


def shell(command: str, folder: Path) -> str:
    """Run a shell command like `run`; return what it prints."""
    done = run(["bash", "-e", "-c", command], folder)
    return done.stdout + done.stderr


def imported(posts: Mapping[str, str], folder: Path, markup: str) -> dict[str, str]:
    """The files, by name, that `pelican-import` writes for these posts."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "export.xml").write_text(export(posts), encoding="utf-8")
    run(
        ["pelican-import", "--wpfile", "-m", markup, "-o", "content", "export.xml"],
        folder,
    )
    files = sorted((folder / "content").iterdir())
    return {file.name: file.read_text(encoding="utf-8") for file in files}
