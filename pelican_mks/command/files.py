"""The author's files: read with their line ends, and written whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import tempfile
from bisect import bisect_left
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pelican_mks.source.revision import Revision

BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n?|\n")
_LARGEST = 50_000_000
"""More bytes than this are no article, but a device or a mistake."""
_WRITE = 0o222


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text file in UTF-8, as Pelican requires it."""

    path: Path
    data: bytes
    """As it is on the disk."""
    text: str
    """Without a byte order mark; every line ends with a line feed."""

    def encoded(self, revision: Revision) -> bytes:
        """A revision of its text, with its byte order mark and the line ends it has."""
        mark = BOM if self.data.startswith(BOM) else b""
        ends = [found[0] for found in _LINE_END.finditer(self.data.removeprefix(BOM).decode())]
        counts = Counter(ends)
        usual = max(counts, key=lambda end: counts[end], default="\n")
        if len(counts) <= 1:
            return mark + revision.text.replace("\n", usual).encode()
        places = [found.start() for found in re.finditer("\n", self.text)]

        def end_of(found: re.Match[str]) -> str:
            origin, kept = revision.origin(found.start())
            return ends[bisect_left(places, origin)] if kept else usual

        return mark + re.sub("\n", end_of, revision.text).encode()


def read_file(path: Path) -> SourceFile:
    """Read a regular file; raises `OSError` or `UnicodeDecodeError`."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        message = "it is not a regular file"
        raise OSError(message)
    return as_file(path, path.read_bytes())


def read_stdin() -> bytes:
    """All of standard input; raises `OSError` if that is closed or never ends."""
    if sys.stdin is None:
        message = "it is closed"
        raise OSError(message)
    data = sys.stdin.buffer.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        message = f"it is larger than {_LARGEST // 1_000_000} MB"
        raise OSError(message)
    return data


def as_file(path: Path, data: bytes) -> SourceFile:
    """A file with this content; raises `UnicodeDecodeError`."""
    return SourceFile(path, data, _LINE_END.sub("\n", data.removeprefix(BOM).decode()))


def write_file(file: SourceFile, revision: Revision) -> None:
    """Write a revision into a file that was read before; its mode, owner and hard links stay.

    Raises `OSError`, also if the file is read-only or has changed since; a file that has this content
    by now, since a link to it was written, is left as it is.
    """
    path = file.path.resolve()
    data = file.encoded(revision)
    if path.read_bytes() == data:
        return
    status = path.stat()
    if not status.st_mode & _WRITE or not os.access(path, os.W_OK):
        message = "it is read-only"
        raise PermissionError(message)
    if status.st_nlink > 1 or not _can_replace(path, status):
        _overwrite(file, path, data)
    else:
        _replace(file, path, data)


def _can_replace(path: Path, status: os.stat_result) -> bool:
    """Whether a new file can take the place of the one at `path` and have its owner and group."""
    if not os.access(path.parent, os.W_OK):
        return False
    if not hasattr(os, "geteuid"):
        return True
    user = os.geteuid()
    is_own = user == status.st_uid and status.st_gid in {os.getegid(), *os.getgroups()}
    return user == 0 or is_own


def _replace(file: SourceFile, path: Path, data: bytes) -> None:
    """Put a new file in the place of the old one, at one stroke."""
    handle, name = tempfile.mkstemp(prefix=".pelican-mks-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copystat(path, name)
        if hasattr(os, "chown"):
            kept = path.stat()
            os.chown(name, kept.st_uid, kept.st_gid)
        os.utime(name)
        _check_unchanged(file)
        os.replace(name, path)  # noqa: PTH105 - the temporary file is a name
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _overwrite(file: SourceFile, path: Path, data: bytes) -> None:
    """Write into the file itself, as another file could not have its owner or its hard links."""
    _check_unchanged(file)
    with path.open("r+b") as stream:
        try:
            _write_all(stream.fileno(), data)
        except BaseException:
            with suppress(OSError):
                _write_all(stream.fileno(), file.data)
            raise


def _write_all(descriptor: int, data: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.ftruncate(descriptor, len(data))
    os.fsync(descriptor)


def _check_unchanged(file: SourceFile) -> None:
    if file.path.read_bytes() != file.data:
        message = "it has changed meanwhile"
        raise OSError(message)
