"""Pelican's readers with a text that differs from the file's."""

from __future__ import annotations

from pathlib import Path

import pytest
from pelican.readers import MarkdownReader
from pelican.utils import pelican_open

from pelican_mks.command.errors import UnreadableError
from pelican_mks.command.site import open_site
from tests.sites import article


def rendered(path: Path, text: str) -> str:
    return open_site(None).render(path, text)[0].html


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one.md", article("Given.")),
        ("one.rst", "One\n###\n\n:date: 2020-01-02\n\nGiven.\n"),
        (
            "one.html",
            (
                "<html><head><title>One</title><meta name='date' content='2020-01-02'></head>"
                "<body>Given.</body></html>"
            ),
        ),
    ],
)
@pytest.mark.parametrize("exists", [True, False])
def test_the_given_text_is_read(tmp_path: Path, name: str, text: str, exists: bool) -> None:  # noqa: FBT001
    path = tmp_path / name
    if exists:
        path.write_text("Something else.", encoding="utf-8")
    assert "Given." in rendered(path, text)
    assert not exists or path.read_text(encoding="utf-8") == "Something else."


def test_a_reader_that_opens_files_in_its_own_way_reads_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_: object, path: str) -> tuple[str, dict[str, str]]:
        with pelican_open(path) as text:
            return f"<p>{text}</p>", {"title": "One"}

    monkeypatch.setattr(MarkdownReader, "read", read)
    path = tmp_path / "one.md"
    path.write_text("Something else.", encoding="utf-8")
    assert rendered(path, "Given.") == "<p>Given.</p>"


def test_other_files_are_not_substituted(tmp_path: Path) -> None:
    (tmp_path / "part.inc").write_text("Included.", encoding="utf-8")
    path = tmp_path / "one.rst"
    path.write_text("", encoding="utf-8")
    text = "One\n###\n\n:date: 2020-01-02\n\n.. include:: part.inc\n"
    assert "Included." in rendered(path, text)


def test_errors_do_not_mention_a_temporary_path(tmp_path: Path) -> None:
    path = tmp_path / "missing.rst"
    with pytest.raises(UnreadableError) as raised:
        rendered(path, "One\n###\n\n.. include:: nothing.inc\n")
    assert str(path) in str(raised.value)
    assert "/pelican-mks-" not in str(raised.value)
