"""Many files at once: each is checked or repaired, in as many processes as are wanted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from pelican_mks.command.files import SourceFile, as_file, read_file
from pelican_mks.command.fix import Fixed, fix
from pelican_mks.command.rendered import UnreadableError
from pelican_mks.command.site import Site, open_site
from pelican_mks.source.findings import Finding
from pelican_mks.source.leftover import may_be_left

_FEWEST = 40
"""To read fewer files than these takes less time than to start a process."""
_CHUNK = 8
_INCLUDES = re.compile(r"\.\. \S*include::|--8<--|\{!|<<\[|\{%")
"""What brings the text of other files into one, in the markups and the extensions that can."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file after its check, or after a repair that is not written yet."""

    path: Path
    findings: tuple[Finding, ...] = ()
    """What is found in it; after a repair, what is still found."""
    error: str = ""
    """Why it could not be read."""
    file: SourceFile | None = None
    fixed: Fixed | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """What is done with each file of the site with these settings."""

    settings_path: str | None
    repair: bool = False
    """Whether to repair the text, or only to check it."""

    def __call__(self, path: Path) -> Checked:
        """Do it with the file at `path`."""
        try:
            return self.of_file(read_file(path), on_disk=True)
        except (OSError, UnicodeDecodeError) as error:
            return Checked(path, error=_why(error))

    def of_input(self, path: Path, data: bytes) -> Checked:
        """Do it with a file that need not exist at `path`."""
        try:
            return self.of_file(as_file(path, data), on_disk=False)
        except UnicodeDecodeError as error:
            return Checked(path, error=_why(error))

    def of_file(self, file: SourceFile, *, on_disk: bool) -> Checked:
        """Do it with the text of a file; `on_disk`: where it lies, beside what it includes."""
        path, text = file.path, file.text
        fixed = None
        try:
            site = open_site(self.settings_path)
            if self.repair:
                render = partial(site.render, path.name)
                fixed = fix(text, render, site.lexicon, markup=site.markup(path.name))
                findings = site.located(fixed.rendered, fixed.text, path)
            elif on_disk:
                findings = site.findings(path, text)
            else:
                findings = site.located(site.render(path.name, text), text, path)
        except UnreadableError as error:
            return Checked(path, error=str(error))
        findings.sort(key=lambda finding: (finding.line, finding.column))
        return Checked(path, tuple(findings), file=file, fixed=fixed)


def each(task: Task, paths: Iterable[Path], jobs: int) -> Iterator[Checked]:
    """Do `task` with each file that may hold shortcodes, in up to `jobs` processes.

    The results come as they are ready. Raises `UnreadableError` where the site cannot be read.
    """
    site = open_site(task.settings_path)
    candidates = []
    for path in paths:
        early = _without_shortcodes(site, path)
        if early:
            yield early
        else:
            candidates.append(path)
    if jobs == 1 or len(candidates) < _FEWEST:
        yield from map(task, candidates)
        return
    # A fresh process reads the settings itself: what they hold cannot always be handed over.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(task, candidates, chunksize=_CHUNK)


def _without_shortcodes(site: Site, path: Path) -> Checked | None:
    """The result for a file whose text shows that nothing can be found in it, or cannot be read."""
    try:
        text = read_file(path).text
    except (OSError, UnicodeDecodeError) as error:
        return Checked(path, error=_why(error))
    if not site.can_read(path.name):
        return Checked(path, error=f"Pelican has no reader for “{path.suffix}”")
    if site.lexicon.hint.search(text) or _INCLUDES.search(text) or may_be_left(text):
        return None
    return Checked(path)


def _why(error: OSError | UnicodeDecodeError) -> str:
    """Why a file could not be read, in a few words."""
    if isinstance(error, UnicodeDecodeError):
        return f"it is not encoded in UTF-8, as Pelican wants it (at byte {error.start + 1})"
    return error.strerror or str(error)
