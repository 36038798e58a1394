"""Many files at once: what is read of each, in as many processes as there are cores."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from pelican_mks.files import SourceFile, read_file
from pelican_mks.findings import Finding
from pelican_mks.fix import Fixed, fix
from pelican_mks.site import Site, UnreadableError, open_site

_FEWEST = 40
"""To read fewer files than these takes less time than to start a process."""
_CHUNK = 8
_INCLUDES = re.compile(r"\.\. *\S*include::|\.\. +raw::|--8<--|\{!|<<\[|\{%")
"""What brings the text of other files into one, in the markups and extensions that can."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file after its check."""

    path: Path
    findings: tuple[Finding, ...] = ()
    error: str = ""
    """Why it could not be read."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A file after its repair, which is not written yet."""

    file: SourceFile | None
    checked: Checked
    """What is still to be found in it."""
    fixed: Fixed | None = None


def check_file(settings_path: str | None, path: Path) -> Checked:
    """Find the faults in a file."""
    try:
        site = open_site(settings_path)
        file = read_file(path)
        if not site.can_read(path.name):
            return Checked(path, error=f"Pelican has no reader for “{path.suffix}”")
        if not _may_hold_shortcodes(site, file.text):
            return Checked(path)
        return Checked(path, tuple(site.findings(path, file.text)))
    except (OSError, UnicodeDecodeError, UnreadableError) as error:
        return Checked(path, error=_why(error))


def fix_file(settings_path: str | None, path: Path) -> Repaired:
    """Repair a file's text."""
    checked = check_file(settings_path, path)
    site = open_site(settings_path)
    ...
