"""Files that git could not restore: `fix` leaves them alone unless it is forced."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

UNCOMMITTED = "it has uncommitted changes; commit them, or use --force"
UNTRACKED = "git does not track it; commit it, or use --force"
_UNKNOWN = "git cannot tell whether it has uncommitted changes ({why}); use --force to fix it"
_STATUS = (
    "git",
    "-c",
    "core.fsmonitor=false",
    "status",
    "--porcelain",
    "-z",
    "--ignored",
    "--no-renames",
)


def unsafe_to_write(paths: Iterable[Path]) -> dict[Path, str]:
    """Return those of `paths` in a git work tree that differ from its last commit, and why.

    If git gives no answer for a work tree, all files in it are unsafe.
    """
    found: dict[Path, str] = {}
    reasons: dict[Path, Mapping[Path, str]] = {}
    for path in paths:
        parents = path.resolve().parents
        root = next((folder for folder in parents if (folder / ".git").exists()), None)
        if root is None:
            continue
        if root not in reasons:
            reasons[root] = _reasons(root)
        for each in (path.resolve(), *parents):
            if each in reasons[root]:
                found[path] = reasons[root][each]
    return found


def _reasons(root: Path) -> dict[Path, str]:
    """Return the files and folders of a work tree that are unsafe to write, and why."""
    try:
        status = subprocess.run(_STATUS, cwd=root, capture_output=True, check=True).stdout  # noqa: S603 - no shell
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode(errors="replace").strip().splitlines()
        return {root: _UNKNOWN.format(why=lines[0] if lines else error)}
    except OSError as error:
        return {root: _UNKNOWN.format(why=error.strerror or error)}
    return {
        root / os.fsdecode(entry[3:]): UNTRACKED if entry[:2] in (b"??", b"!!") else UNCOMMITTED
        for entry in status.split(b"\0")
        if entry
    }
