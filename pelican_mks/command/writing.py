"""Fixed files as a diff or on disk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path

import click

from pelican_mks.command.checking import Checked
from pelican_mks.command.console import colours_are_on
from pelican_mks.command.files import SourceFile, reason, write_file
from pelican_mks.command.git import unsafe_to_write
from pelican_mks.shortcodes.diagnostic import printable
from pelican_mks.site.contents import shown_path
from pelican_mks.source.revision import Revision

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_QUOTED = re.compile(r'[\x00-\x1f\x7f"\\]')
_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def diff(file: SourceFile, revision: Revision) -> Iterator[str]:
    """Return the lines of a unified diff from a file to a revision; `patch -p1` can apply it."""
    old, new = (
        _LINE.findall(data.decode("utf-8-sig")) for data in (file.data, file.encoded(revision))
    )
    name = Path(shown_path(file.path)).as_posix().lstrip("/")
    for line in unified_diff(old, new, _header("a", name), _header("b", name)):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _header(side: str, name: str) -> str:
    """Return a file's name as GNU diff writes it: quoted if necessary, with a tab after spaces."""
    path = f"{side}/{name}"
    if _QUOTED.search(path):
        quoted = _QUOTED.sub(lambda found: _ESCAPES.get(found[0], f"\\{ord(found[0]):03o}"), path)
        return f'"{quoted}"'
    return f"{path}\t" if " " in path else path


def print_diff(lines: Iterable[str]) -> None:
    """Print a diff: in colours and escaped on a terminal, else as it is."""
    for line in lines:
        if colours_are_on():
            click.secho(printable(line.rstrip("\r\n")), fg=_COLOURS.get(line[:1]))
        else:
            # The name of a file may not be UTF-8.
            click.echo(line.encode("utf-8", "surrogateescape"), nl=False)


def write(checked: Iterable[Checked], *, force: bool) -> dict[Path, str]:
    """Write the fixed files; return those that could not be written, and why.

    Without `force`, files that git could not restore are not written.
    """
    changed = {each.path: each for each in checked if each.is_changed}
    refused = {} if force else unsafe_to_write(changed)
    for path, each in changed.items():
        if each.file and path not in refused:
            try:
                write_file(each.file, each.fixed.revision)
            except OSError as error:
                refused[path] = reason(error)
    return refused
