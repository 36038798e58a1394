"""Repaired files: shown as a diff, or written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

from pelican_mks.command.checking import Checked
from pelican_mks.command.files import SourceFile, uncommitted, write_file

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
UNCOMMITTED = "it has changes that no commit holds; commit them, or use --force"


def changed(checked: Iterable[Checked]) -> list[tuple[Checked, SourceFile, str]]:
    """The files whose text is to change, and their new text."""
    return [
        (each, each.file, each.fixed.text)
        for each in checked
        if each.file and each.fixed and each.fixed.text != each.file.text
    ]


def diff(file: SourceFile, text: str) -> Iterator[str]:
    """The lines of a unified diff from a file's text to a new one, with their ends."""
    old, new = (_LINE.findall(data.decode("utf-8-sig")) for data in (file.data, file.encoded(text)))
    name = file.path.as_posix()
    for line in unified_diff(old, new, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def write(
    checked: Sequence[Checked], *, force: bool
) -> tuple[list[Checked], list[tuple[Path, str]]]:
    """Write the repaired files; gives those that were, and those that were not, with the reason.

    Without `force`, what git could not bring back is left alone.
    """
    wanted = changed(checked)
    kept = frozenset() if force else uncommitted(file.path for _, file, _ in wanted)
    written: list[Checked] = []
    refused: list[tuple[Path, str]] = []
    for each, file, text in wanted:
        if file.path in kept:
            refused.append((file.path, UNCOMMITTED))
            continue
        try:
            write_file(file, text)
        except OSError as error:
            refused.append((file.path, error.strerror or str(error)))
        else:
            written.append(each)
    return written, refused


def said(each: Checked, *, written: bool) -> str:
    """What was repaired in a file, if it was `written`, and what was left: one line, or nothing."""
    if each.fixed is None:
        return ""
    sentences = []
    if written:
        sentences.append(f"repaired {_counts(each.fixed.repaired)}")
    if each.fixed.left:
        sentences.append(f"left {_counts(each.fixed.left)}, for the page would change")
    return f"{each.path}: {'; '.join(sentences)}" if sentences else ""


def _counts(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{number} × {code}" for code, number in counts)
