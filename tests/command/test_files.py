"""Reading and writing files."""

from __future__ import annotations

import os
import subprocess
import sys
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from pelican_mks.command.errors import UnreadableError
from pelican_mks.command.files import BOM, SourceFile, as_file, read_file, write_file
from pelican_mks.command.git import UNCOMMITTED, UNTRACKED, unsafe_to_write
from pelican_mks.shortcodes.lexer import Edit
from pelican_mks.source.revision import Revision


def file(folder: Path, data: bytes, name: str = "a.md") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607


def write(path: Path, text: str) -> None:
    read = read_file(path)
    write_file(read, revised(read, text))


def revised(file: SourceFile, text: str) -> Revision:
    """The file's text with the edits by line that turn it into `text`."""
    revision = Revision.of(file.text)
    edits = [
        Edit(sum(map(len, old[:a])), sum(map(len, old[:b])), "".join(new[c:d]))
        for old, new in [(file.text.splitlines(True), text.splitlines(True))]
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if kind != "equal"
    ]
    edited = revision.edited(edits)
    assert edited is not None
    assert edited.text == text
    return edited


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
def test_all_line_ends_are_normalized(tmp_path: Path, data: bytes, text: str) -> None:
    read = read_file(file(tmp_path, data))
    assert read.text == text
    assert read.encoded(Revision.of(text)) == data


def test_a_file_that_is_not_utf_8_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="UTF-8"):
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
def test_line_ends_and_byte_order_mark_stay(
    tmp_path: Path, data: bytes, new: str, written: bytes
) -> None:
    path = file(tmp_path, data)
    write(path, new)
    assert path.read_bytes() == written
    assert list(tmp_path.iterdir()) == [path]


def test_the_mode_stays(tmp_path: Path) -> None:
    path = file(tmp_path, b"a")
    path.chmod(0o640)
    write(path, "b")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path = file(tmp_path, b"a")
    link = tmp_path / "link.md"
    link.symlink_to(path)
    write(link, "b")
    assert link.is_symlink()
    assert path.read_bytes() == b"b"


def test_a_file_and_a_link_to_it_are_written_once(tmp_path: Path) -> None:
    path = file(tmp_path, b"a")
    link = tmp_path / "link.md"
    link.symlink_to(path)
    for each in [read_file(path), read_file(link)]:
        write_file(each, revised(each, "b"))
    assert path.read_bytes() == b"b"


def test_a_file_that_changed_after_it_was_read_is_not_written(tmp_path: Path) -> None:
    path = file(tmp_path, b"a")
    read = read_file(path)
    path.write_bytes(b"someone else's")
    with pytest.raises(OSError, match="changed after it was read"):
        write_file(read, revised(read, "b"))
    assert path.read_bytes() == b"someone else's"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("mode", [0o444, 0o400])
def test_a_read_only_file_is_not_written(tmp_path: Path, mode: int) -> None:
    path = file(tmp_path, b"a")
    path.chmod(mode)
    with pytest.raises(PermissionError, match="read-only"):
        write(path, "b")
    assert path.read_bytes() == b"a"


def test_hard_links_stay(tmp_path: Path) -> None:
    path = file(tmp_path, b"a long text")
    link = tmp_path / "link.md"
    link.hardlink_to(path)
    write(path, "b")
    assert link.read_bytes() == b"b"
    assert path.stat().st_ino == link.stat().st_ino


def test_an_error_keeps_the_old_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file(tmp_path, b"a long text")
    write_bytes = Path.write_bytes
    failing = iter([True])

    def full(self: Path, data: bytes) -> int:
        if next(failing, False):
            write_bytes(self, data[:1])
            problem = "no space left"
            raise OSError(problem)
        return write_bytes(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="no space"):
        write(path, "b\nc")
    assert path.read_bytes() == b"a long text"
    assert list(tmp_path.iterdir()) == [path]


def test_a_killed_process_keeps_the_old_text(tmp_path: Path) -> None:
    """This also holds if the process ends during the write, before the text can be restored."""
    path = file(tmp_path, b"a long text")
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from pelican_mks.command.files import read_file, write_file\n"
        "from pelican_mks.source.revision import Revision\n"
        "Path.write_bytes = lambda path, data: (path.open('wb').close(), os._exit(3))\n"
        "write_file(read_file(Path(sys.argv[1])), Revision.of('b'))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, path], check=False)  # noqa: S603
    assert done.returncode == 3
    assert path.read_bytes() == b"a long text"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can change owners")
def test_the_owner_stays(tmp_path: Path) -> None:
    path = file(tmp_path, b"a long text")
    os.chown(path, 1234, 4321)
    write(path, "b")
    assert path.read_bytes() == b"b"
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes into every folder")
def test_a_file_in_a_read_only_folder_is_written(tmp_path: Path) -> None:
    path = file(tmp_path, b"a long text")
    tmp_path.chmod(0o555)
    write(path, "b")
    tmp_path.chmod(0o755)
    assert path.read_bytes() == b"b"


def test_devices_and_pipes_are_not_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableError, match="not a regular file"):
        read_file(pipe)
    with pytest.raises(UnreadableError, match="not a regular file"):
        read_file(Path(os.devnull))


def test_mixed_line_ends_stay() -> None:
    data = b"a\n\r\n\r\n\n" * 3000 + b"[end]"
    read = as_file(Path("a.md"), data)
    revision = Revision.of(read.text).edited(
        [Edit(0, 1, "b\nb"), Edit(len(read.text), len(read.text), "!")]
    )
    assert revision
    assert read.encoded(revision) == b"b\nb" + data[1:] + b"!"


def tree(folder: Path, *names: str) -> dict[str, Path]:
    """Create a work tree with committed files."""
    git(folder, "init")
    paths = {name: file(folder, b"a", name) for name in names}
    git(folder, "add", ".")
    git(folder, "commit", "--message", "a")
    return paths


def test_files_that_git_could_not_restore_are_unsafe(tmp_path: Path) -> None:
    folder = tmp_path / "tree"
    (folder / "sub folder").mkdir(parents=True)
    names = ("clean.md", "changed.md", "staged.md", "sub folder/é “x”.md")
    paths = tree(folder, *names)
    for name in names[1:]:
        paths[name].write_bytes(b"b")
    git(folder, "add", "staged.md")
    file(folder, b"ignored.md", ".gitignore")
    new, ignored = file(folder, b"a", "new.md"), file(folder, b"a", "ignored.md")
    outside = file(tmp_path, b"a", "outside.md")
    found = unsafe_to_write([*paths.values(), new, ignored, outside])
    assert found == {
        **dict.fromkeys((paths[name] for name in names[1:]), UNCOMMITTED),
        new: UNTRACKED,
        ignored: UNTRACKED,
    }


def test_files_in_a_linked_worktree_are_unsafe(tmp_path: Path) -> None:
    paths = tree(tmp_path, "a.md")
    git(tmp_path, "worktree", "add", "other")
    other = tmp_path / "other/a.md"
    other.write_bytes(b"b")
    assert unsafe_to_write([paths["a.md"], other]) == {other: UNCOMMITTED}


def test_without_an_answer_from_git_no_file_is_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = tree(tmp_path, "a.md")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("HOME", str(tmp_path))
    (reason,) = unsafe_to_write(paths.values()).values()
    assert "git cannot tell" in reason
    assert "dubious ownership" in reason
    monkeypatch.setenv("PATH", "")
    (reason,) = unsafe_to_write(paths.values()).values()
    assert "git cannot tell" in reason


def test_outside_a_work_tree_git_is_not_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert unsafe_to_write([file(tmp_path, b"a")]) == {}
