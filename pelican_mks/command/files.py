"""The author's files: read and written in UTF-8 with their own line ends."""

from __future__ import annotations

import os
import re
import stat
import sys
from bisect import bisect_left
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copystat
from tempfile import TemporaryDirectory

from pelican_mks.command.errors import UnreadableError
from pelican_mks.source.revision import Revision

BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n?|\n")
_MAX_BYTES = 50_000_000
"""Standard input that is larger than this is no article."""
_WRITABLE = 0o222


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text file in UTF-8, as Pelican requires it."""

    path: Path
    data: bytes
    text: str
    """Without a byte order mark; every line ends with a line feed."""

    def encoded(self, revision: Revision) -> bytes:
        """Encode a revision of the text with the byte order mark and the line ends of the file."""
        mark = BOM if self.data.startswith(BOM) else b""
        ends = [found[0] for found in _LINE_END.finditer(self.data.removeprefix(BOM).decode())]
        usual, _ = Counter(ends or ["\n"]).most_common(1)[0]
        places = [found.start() for found in re.finditer("\n", self.text)]

        def end_of(found: re.Match[str]) -> str:
            origin, kept = revision.origin(found.start())
            return ends[bisect_left(places, origin)] if kept else usual

        return mark + re.sub("\n", end_of, revision.text).encode()


def read_file(path: Path) -> SourceFile:
    """Read a file; raise `UnreadableError`."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
            return as_file(path, path.read_bytes())
    except OSError as error:
        raise UnreadableError(reason(error)) from error
    message = "not a regular file"
    raise UnreadableError(message)


def read_stdin(path: Path) -> SourceFile:
    """Read standard input as the file at `path`; raise `UnreadableError`."""
    if sys.stdin is None:
        message = "standard input is closed"
        raise UnreadableError(message)
    data = sys.stdin.buffer.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        message = f"standard input is larger than {_MAX_BYTES // 1_000_000} MB"
        raise UnreadableError(message)
    return as_file(path, data)


def as_file(path: Path, data: bytes) -> SourceFile:
    """A file with this content; raise `UnreadableError`."""
    try:
        return SourceFile(path, data, _LINE_END.sub("\n", data.removeprefix(BOM).decode()))
    except UnicodeDecodeError as error:
        message = f"not encoded in UTF-8, as Pelican requires (at byte {error.start + 1})"
        raise UnreadableError(message) from error


def reason(error: OSError) -> str:
    """Why a file cannot be read or written."""
    return error.strerror or str(error)


def write_file(file: SourceFile, revision: Revision) -> None:
    """Write a revision into its file, whose mode, owner and links stay; raise `OSError`.

    The file must not have changed since it was read, unless to the same text through another link. A copy
    replaces it, so that an interrupt cannot leave half a text. A file with hard links, with another owner
    or in a read-only folder cannot be replaced and is overwritten.
    """
    data, present = file.encoded(revision), file.path.read_bytes()
    if present == data:
        return
    if present != file.data:
        message = "it changed after it was read"
        raise OSError(message)
    path = file.path.resolve()
    status = path.stat()
    if not status.st_mode & _WRITABLE:
        message = "it is read-only"
        raise PermissionError(message)
    if status.st_nlink == 1:
        with suppress(PermissionError), TemporaryDirectory(".tmp", ".", path.parent) as folder:
            copy = Path(folder, "copy")
            copy.write_bytes(data)
            owner = copy.stat()
            if (owner.st_uid, owner.st_gid) == (status.st_uid, status.st_gid):
                copystat(path, copy)
                os.utime(copy)
                copy.replace(path)
                return
    try:
        path.write_bytes(data)
    except BaseException:
        with suppress(OSError):
            path.write_bytes(file.data)
        raise
