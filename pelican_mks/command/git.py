"""Which files git could not bring back: those are not overwritten without being asked."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

UNCOMMITTED = "it has uncommitted changes; commit them, or use --force"
UNTRACKED = "git does not track it; commit it, or use --force"
_UNKNOWN = "git cannot tell whether it has uncommitted changes ({why}); use --force to fix it"


class _GitError(Exception):
    """Git gives no answer."""


def unsafe_to_write(paths: Iterable[Path]) -> dict[Path, str]:
    """Those of `paths` that are in a git work tree and not exactly as its last commit has them, and why.

    Where there is a work tree and git gives no answer, as for one that belongs to another user, all files
    in it are among them.
    """
    reasons: dict[Path, str] = {}
    by_folder: dict[Path, list[Path]] = {}
    for path in paths:
        by_folder.setdefault(path.resolve().parent, []).append(path)
    trees: dict[Path, _Tree | str] = {}
    for folder, inside in by_folder.items():
        root = _work_tree(folder)
        if root is None:
            continue
        if root not in trees:
            trees[root] = _tree(root)
        tree = trees[root]
        for path in inside:
            reason = tree if isinstance(tree, str) else tree.reason(path.resolve())
            if reason:
                reasons[path] = reason
    return reasons


class _Tree:
    """What git says about a work tree."""

    def __init__(self, root: Path) -> None:
        top = Path(os.fsdecode(_git(root, "rev-parse", "--show-toplevel").rstrip(b"\r\n")))
        status = _git(top, "status", "--porcelain", "-z", "--untracked-files=no", "--no-renames")
        self.tracked = _paths(top, _git(top, "ls-files", "-z").split(b"\0"))
        self.changed = _paths(top, (entry[3:] for entry in status.split(b"\0")))

    def reason(self, path: Path) -> str:
        """Why the file at `path` must not be overwritten; empty if it may be."""
        if path not in self.tracked:
            return UNTRACKED
        return UNCOMMITTED if path in self.changed else ""


def _paths(top: Path, names: Iterable[bytes]) -> frozenset[Path]:
    return frozenset(top / os.fsdecode(name) for name in names if name)


def _work_tree(folder: Path) -> Path | None:
    """The nearest folder from `folder` upwards that seems to be a work tree: git is not needed for that."""
    for each in (folder, *folder.parents):
        if (each / ".git").exists():
            return each
    return None


def _tree(root: Path) -> _Tree | str:
    try:
        return _Tree(root)
    except _GitError as error:
        return _UNKNOWN.format(why=error)


def _git(folder: Path, *arguments: str) -> bytes:
    """What git prints; raises `_GitError`."""
    command = ["git", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 - no shell
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode(errors="replace").strip().splitlines()
        raise _GitError(lines[0] if lines else f"exit status {error.returncode}") from error
    except OSError as error:
        raise _GitError(error.strerror or str(error)) from error
