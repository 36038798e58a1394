"""The changelog as a page of the documentation."""

from __future__ import annotations

import subprocess
import sys

from tools.docs.modules import PROJECT

_DRAFT = (
    "-m",
    "towncrier",
    "build",
    "--draft",
    "--version=Next version",
    "--date=not yet released",
)
_MARK = "<!-- towncrier release notes start -->"
"""towncrier inserts new releases after this line."""


def changes() -> str:
    """Return the changes of the next version, and everything below the changelog's title."""
    told, _, released = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8").partition(_MARK)
    introduction = told.split("\n\n")[1]
    return "\n\n".join(filter(None, (introduction, _next(), released.strip())))


def _next() -> str:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *_DRAFT], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
