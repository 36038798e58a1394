"""The bar for those who wait."""

from __future__ import annotations

import sys

import pytest

from pelican_mks.command import progress


@pytest.mark.parametrize("patience", [0.0, 1e9])
def test_it_shows_itself_to_those_who_wait(
    patience: float, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    assert list(progress.tracked(["a", "b"], 2)) == ["a", "b"]
    printed = capsys.readouterr()
    assert printed.out == ""
    assert ("2/2" in printed.err) is (patience == 0)


def test_nothing_is_shown_where_nobody_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    assert list(progress.tracked(["a"], 1)) == ["a"]
    assert capsys.readouterr() == ("", "")
