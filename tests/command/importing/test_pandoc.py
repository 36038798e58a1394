"""Finding pandoc, and its errors."""

from __future__ import annotations

from pathlib import Path

import pypandoc
import pytest

from pelican_mks.command.importing.docutils_check import RstError, check_rst
from pelican_mks.command.importing.pandoc import PandocError, convert, find_pandoc


def program(folder: Path, output: str) -> str:
    """Put a pandoc with a given version on the PATH."""
    path = folder / "pandoc"
    path.write_text(f"#!/bin/sh\necho '{output}'\n")
    path.chmod(0o755)
    return str(path)


def test_pandoc_on_the_path_has_priority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = program(tmp_path, "pandoc 2.9.2")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert find_pandoc() == path


@pytest.mark.parametrize("output", ["pandoc 1.19", "no pandoc", ""])
def test_an_old_pandoc_is_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    program(tmp_path, output)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert find_pandoc() == pypandoc.get_pandoc_path()


def test_a_failure_includes_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "pandoc"
    path.write_text("#!/bin/sh\ncat >/dev/null\necho 'out of memory' >&2\nexit 3\n")
    path.chmod(0o755)
    with pytest.raises(PandocError, match="pandoc failed: out of memory"):
        convert(str(path), "x", "markdown")
    with pytest.raises(PandocError, match="pandoc failed: No such file"):
        convert(str(tmp_path / "nothing"), "x", "markdown")


@pytest.mark.parametrize(
    "rst", ["*a", "A\n---\n\nB\n===\n\nC\n~~~\n\nD\n---\n\nE\n^^^", "|a|", ".. x::"]
)
def test_text_with_docutils_warnings_is_rejected(rst: str) -> None:
    with pytest.raises(RstError, match="line"):
        check_rst(rst)


def test_text_without_docutils_warnings_is_accepted() -> None:
    check_rst("*a*\n\n.. raw:: html\n\n   <b>x</b>")
