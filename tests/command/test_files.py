"""Files as they are read and written."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from pelican_mks.command.files import BOM, read_file, uncommitted, write_file


def file(folder: Path, data: bytes, name: str = "a.md") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\nb", "a\nb"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb\r\nc\n", "a\nb\nc\n"),
        (BOM + "é\n".encode(), "é\n"),
        (b"a\x0cb\xe2\x80\xa8c\n", "a\x0cb\u2028c\n"),
        (b"", ""),
    ],
)
def test_every_line_ends_alike_in_the_text(tmp_path: Path, data: bytes, text: str) -> None:
    read = read_file(file(tmp_path, data))
    assert read.text == text
    assert read.encoded(text) == data


def test_what_is_not_utf_8_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(UnicodeDecodeError):
        read_file(file(tmp_path, b"caf\xe9"))


@pytest.mark.parametrize(
    ("data", "new", "written"),
    [
        (b"a\r\nb\r\n", "a\nnew\nb\n", b"a\r\nnew\r\nb\r\n"),
        (b"a\r\nb", "a\nb\nnew", b"a\r\nb\r\nnew"),
        (b"a\nb\r\nc\n", "a\nnew\nb\nc\n", b"a\nnew\nb\r\nc\n"),
        (b"a\r\nb\nc\r\n", "a\nB\nc\n", b"a\r\nB\r\nc\r\n"),
        (BOM + b"a\n", "b\n", BOM + b"b\n"),
    ],
)
def test_line_ends_and_mark_stay(tmp_path: Path, data: bytes, new: str, written: bytes) -> None:
    path = file(tmp_path, data)
    write_file(read_file(path), new)
    assert path.read_bytes() == written
    assert list(tmp_path.iterdir()) == [path]


def test_the_mode_stays(tmp_path: Path) -> None:
    path = file(tmp_path, b"a")
    path.chmod(0o640)
    write_file(read_file(path), "b")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path = file(tmp_path, b"a")
    link = tmp_path / "link.md"
    link.symlink_to(path)
    write_file(read_file(link), "b")
    assert link.is_symlink()
    assert path.read_bytes() == b"b"


def test_a_file_and_a_link_to_it_are_written_once(tmp_path: Path) -> None:
    path = file(tmp_path, b"a")
    link = tmp_path / "link.md"
    link.symlink_to(path)
    for each in [read_file(path), read_file(link)]:
        write_file(each, "b")
    assert path.read_bytes() == b"b"


def test_a_file_that_has_changed_meanwhile_is_left(tmp_path: Path) -> None:
    path = file(tmp_path, b"a")
    read = read_file(path)
    path.write_bytes(b"someone else's")
    with pytest.raises(OSError, match="changed meanwhile"):
        write_file(read, "b")
    assert path.read_bytes() == b"someone else's"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_text_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        problem = "no space left"
        raise OSError(problem)

    path = file(tmp_path, b"a")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        write_file(read_file(path), "b")
    assert path.read_bytes() == b"a"
    assert list(tmp_path.iterdir()) == [path]


def test_git_knows_what_it_could_not_bring_back(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / "sub folder").mkdir(parents=True)
    git(tree, "init")
    names = ("clean.md", "changed.md", "staged.md", "sub folder/é “x”.md")
    paths = {name: file(tree, b"a", name) for name in names}
    git(tree, "add", ".")
    git(tree, "commit", "--message", "a")
    for name in names[1:]:
        paths[name].write_bytes(b"b")
    git(tree, "add", "staged.md")
    new, outside = file(tree, b"a", "new.md"), file(tmp_path, b"a", "outside.md")
    found = uncommitted([*paths.values(), new, outside])
    assert found == {*(paths[name] for name in names[1:]), new}


def test_without_git_nothing_is_uncommitted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init")
    path = file(tmp_path, b"a")
    monkeypatch.setenv("PATH", "")
    assert uncommitted([path]) == set()
