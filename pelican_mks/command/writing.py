"""Fixed files: shown as a diff, or written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff
from pathlib import Path

from pelican_mks.command.checking import Checked
from pelican_mks.command.files import SourceFile, write_file
from pelican_mks.command.git import unsafe_to_write
from pelican_mks.site.contents import shown_path
from pelican_mks.source.revision import Revision

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_QUOTED = re.compile(r'[\x00-\x1f\x7f"\\]')
_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def diff(file: SourceFile, revision: Revision) -> Iterator[str]:
    """The lines of a unified diff from a file's text to a revision, with their ends; `patch -p1` takes it."""
    old, new = (
        _LINE.findall(data.decode("utf-8-sig")) for data in (file.data, file.encoded(revision))
    )
    name = Path(shown_path(file.path)).as_posix().lstrip("/")
    for line in unified_diff(old, new, _header("a", name), _header("b", name)):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _header(side: str, name: str) -> str:
    """A file's name as GNU diff writes it: quoted if it must be, with a tab behind blanks."""
    path = f"{side}/{name}"
    if _QUOTED.search(path):
        quoted = _QUOTED.sub(lambda found: _ESCAPES.get(found[0], f"\\{ord(found[0]):03o}"), path)
        return f'"{quoted}"'
    return f"{path}\t" if " " in path else path


def write(checked: Iterable[Checked], *, force: bool) -> Mapping[Path, str]:
    """Write the fixed files; gives those that were not written, and why.

    Without `force`, what git could not bring back is left alone.
    """
    wanted = [each for each in checked if each.is_changed]
    refused = {} if force else unsafe_to_write(each.path for each in wanted)
    for each in wanted:
        if each.path in refused:
            continue
        assert each.file, "it has changed"
        assert each.fixed, "it has changed"
        try:
            write_file(each.file, each.fixed.revision)
        except OSError as error:
            refused[each.path] = error.strerror or str(error)
    return refused


def as_bytes(line: str) -> bytes:
    """A line in UTF-8; what is not UTF-8 in a file's name as it is."""
    return line.encode("utf-8", "surrogateescape")
