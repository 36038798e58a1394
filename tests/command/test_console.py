"""The progress bar of the command."""

from __future__ import annotations

import sys

import pytest

from pelican_mks.command.console import tracked


def test_a_terminal_shows_a_bar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert list(tracked(["a", "b"], 2)) == ["a", "b"]
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "files" in printed.err


def test_without_a_terminal_there_is_no_bar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert list(tracked(["a"], 1)) == ["a"]
    assert capsys.readouterr() == ("", "")
