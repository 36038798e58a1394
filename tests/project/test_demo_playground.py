"""The Python part of the demo site's playground: its results and its dependencies."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.shared import Shared
from tests.sites import WIDGET
from tools.playground import session
from tools.playground.build import write_archive


def render(source: str, markup: str = "html") -> dict[str, Any]:
    result: dict[str, Any] = json.loads(session.render(source, markup))
    return result


class TestAnswer:
    @pytest.mark.parametrize("markup", ["html", "markdown"])
    def test_contains_the_widget_and_the_files_it_needs(self, markup: str) -> None:
        result = render(WIDGET, markup)
        assert '<div class="mks-tabs"' in result["html"]
        assert result["files"] == ["tabs.css", "tabs.js"]
        assert result["problems"] == []

    def test_depends_on_the_selected_markup(self) -> None:
        text = "[mks_toggle title=A]\n**bold**\n[/mks_toggle]"
        assert "<strong>bold</strong>" in render(text, "markdown")["html"]
        assert "**bold**" in render(text, "html")["html"]

    def test_contains_shortcodes_of_wordpress(self) -> None:
        assert "<figure" in render('[caption]<img src="a.png" alt=""> A[/caption]')["html"]

    def test_does_not_contain_the_metadata_of_an_article(self) -> None:
        assert "Title" not in render("Title: A\n\ntext", "markdown")["html"]

    @pytest.mark.parametrize("before", ["", "text\n", "𝄞 text\n\n"])
    def test_counts_positions_as_javascript_does(self, before: str) -> None:
        tag = "[mks_highlight color=nonsense]"
        (problem,) = render(f"{before}𝄞 {tag}x[/mks_highlight]")["problems"]
        start = len(f"{before}𝄞 ".encode("utf-16-le")) // 2
        assert (problem["start"], problem["end"]) == (start, start + len(tag))
        assert (problem["line"], problem["column"]) == (before.count("\n") + 1, 3)

    def test_names_the_rule_and_its_severity(self) -> None:
        (problem,) = render("[/mks_tabs]")["problems"]
        assert problem["code"] == "MKS005"
        assert problem["severity"] == "warning"
        assert problem["message"].startswith("[/mks_tabs]")


def test_the_archive_needs_no_other_package(tmp_path: Path) -> None:
    write_archive(tmp_path / "packages.zip")
    with ZipFile(tmp_path / "packages.zip") as archive:
        archive.extractall(tmp_path)
    program = "import sys; sys.path.insert(0, sys.argv[1]); import session; print(session.render(*sys.argv[2:]))"
    done = subprocess.run(  # noqa: S603 - this Python, without its installed packages
        [sys.executable, "-I", "-S", "-c", program, str(tmp_path), WIDGET, "markdown"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert json.loads(done.stdout) == render(WIDGET, "markdown")


def test_a_normal_build_does_not_contain_it(shared: Shared) -> None:
    assert not (shared.demo().output / "playground").exists()
