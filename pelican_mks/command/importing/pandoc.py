"""Conversion of HTML by pandoc."""

from __future__ import annotations

import re
import shutil
import subprocess

_OLDEST = 2
INSTALL = (
    'Markdown and reStructuredText require pandoc 2 or newer: pip install "pelican-mks[import]", '
    "or see https://pandoc.org/installing.html. Without it: --markup html"
)
_READER = "html-auto_identifiers-smart+raw_html"
_WRITERS = {
    # Python-Markdown's `extra`, which Pelican enables by default, follows PHP Markdown Extra.
    "markdown": "markdown_phpextra-smart-space_in_atx_header+four_space_rule+startnum",
    "rst": "rst-smart",
}


class PandocError(Exception):
    """Pandoc is missing or failed."""


def find_pandoc() -> str:
    """Return the path of pandoc, from the PATH or pypandoc_binary; raises `PandocError`."""
    for path in (shutil.which("pandoc"), _bundled()):
        if path and _version(path) >= _OLDEST:
            return path
    raise PandocError(INSTALL)


def convert(pandoc: str, html: str, markup: str) -> str:
    """Convert HTML to `markup`, which is markdown or rst; raises `PandocError`."""
    command = [pandoc, "--from", _READER, "--to", _WRITERS[markup], "--wrap=none", "--eol=lf"]
    try:
        done = subprocess.run(command, input=html.encode(), capture_output=True, check=True)  # noqa: S603 - no shell
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode(errors="replace").strip()
        message = f"pandoc failed: {reason or f'exit status {error.returncode}'}"
        raise PandocError(message) from error
    except OSError as error:
        message = f"pandoc failed: {error.strerror}"
        raise PandocError(message) from error
    return done.stdout.decode().strip("\n")


def _bundled() -> str | None:
    try:
        import pypandoc  # noqa: PLC0415 - an optional dependency
    except ImportError:
        return None
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        return None


def _version(path: str) -> int:
    """Return pandoc's major version; 0 if it cannot be run."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, check=True, text=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.match(r"\S+ (\d+)", done.stdout)
    return int(found[1]) if found else 0
