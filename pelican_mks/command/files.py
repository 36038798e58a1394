"""The author's files: read with their line ends and written whole or not at all."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of text, encoded in UTF-8 as Pelican wants it."""

    path: Path
    data: bytes
    """As it lies on the disk."""
    text: str
    """Without a byte order mark; every line ends with a line feed."""

    def encoded(self, text: str) -> bytes:
        """`text` instead of its own, with its byte order mark and the line ends it has."""
        mark = BOM if self.data.startswith(BOM) else b""
        written = self.data.removeprefix(BOM).decode()
        return mark + _with_line_ends(text, written).encode()


def read_file(path: Path) -> SourceFile:
    """Read a file; raises `OSError` or `UnicodeDecodeError`."""
    return as_file(path, path.read_bytes())


def as_file(path: Path, data: bytes) -> SourceFile:
    """A file with this content; raises `UnicodeDecodeError`."""
    return SourceFile(path, data, _unified(data.removeprefix(BOM).decode()))


def write_file(file: SourceFile, text: str) -> None:
    """Write `text` into a file that was read before, at one stroke; its mode and owner stay.

    Raises `OSError`, also where the file has changed since; a file that holds `text` by now, for a
    link to it was written, is left as it is.
    """
    path = file.path.resolve()
    data = file.encoded(text)
    if path.read_bytes() == data:
        return
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copystat(path, name)
        _keep_owner(path, name)
        os.utime(name)
        _check_unchanged(file)
        os.replace(name, path)  # noqa: PTH105 - the temporary file is a name
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _check_unchanged(file: SourceFile) -> None:
    if file.path.read_bytes() != file.data:
        message = "it has changed meanwhile"
        raise OSError(message)


def uncommitted(paths: Iterable[Path]) -> set[Path]:
    """Those of `paths` that lie in a work tree of git and are not as its last commit holds them."""
    found = set()
    by_folder: dict[Path, list[Path]] = {}
    for path in paths:
        by_folder.setdefault(path.resolve().parent, []).append(path)
    trees: dict[Path, frozenset[Path]] = {}
    for folder, inside in by_folder.items():
        tree = _git(folder, "rev-parse", "--show-toplevel").decode(errors="replace").strip()
        if tree:
            root = Path(tree)
            if root not in trees:
                trees[root] = _changed(root)
            found |= {path for path in inside if path.resolve() in trees[root]}
    return found


def _changed(tree: Path) -> frozenset[Path]:
    """The files of a work tree that no commit holds as they are."""
    status = _git(tree, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames")
    return frozenset(tree / os.fsdecode(entry[3:]) for entry in status.split(b"\0") if entry)


def _git(folder: Path, *arguments: str) -> bytes:
    """What git prints, nothing where it fails or is missing."""
    command = ["git", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 - no shell
    except (OSError, subprocess.CalledProcessError):
        return b""


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _with_line_ends(text: str, model: str) -> str:
    """`text` with the line ends that the same lines have in `model`."""
    old = list(io.StringIO(model, newline=""))
    bare = [line.rstrip("\r\n") for line in old]
    ends = [line[len(kept) :] for line, kept in zip(old, bare, strict=True)]
    kinds = Counter(end for end in ends if end)
    usual = max(kinds, key=lambda end: kinds[end], default="\n")
    if len(kinds) <= 1:
        return text.replace("\n", usual)
    new = text.split("\n")
    new_ends = [usual] * len(new)
    for here, there, size in SequenceMatcher(None, bare, new, autojunk=False).get_matching_blocks():
        for step in range(size):
            new_ends[there + step] = ends[here + step] or usual
    new_ends[-1] = ""
    return "".join(line + end for line, end in zip(new, new_ends, strict=True))


def _keep_owner(path: Path, copy: str) -> None:
    """Give a copy the owner and the group of the original, as far as the system lets us."""
    if hasattr(os, "chown"):
        kept = path.stat()
        with suppress(PermissionError):
            os.chown(copy, kept.st_uid, kept.st_gid)
