"""The check of many files, in several processes."""

from __future__ import annotations

import gc
import re
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pelican_mks.command.errors import UnreadableError
from pelican_mks.command.files import SourceFile, read_file
from pelican_mks.command.fixing.engine import NOTHING_FIXED, Fixed, fix
from pelican_mks.command.rules import Rules
from pelican_mks.command.site import Site, open_site
from pelican_mks.site.contents import shown_path
from pelican_mks.source.leftover import may_be_left

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_MIN_FILES = 40
"""Fewer files take less time than starting a process."""
_INCLUDES = re.compile(r"\.\. \S*include::|--8<--|\{!|<<\[|\{%")
"""How the markups and their extensions include other files."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of checking a file."""

    path: Path
    error: str = ""
    """Why it could not be read."""
    file: SourceFile | None = None
    fixed: Fixed = NOTHING_FIXED
    """The fixes, which are not written yet."""

    @property
    def is_changed(self) -> bool:
        """Whether the fixes change the file."""
        return self.file is not None and self.fixed.text != self.file.text


@dataclass(frozen=True, slots=True)
class Check:
    """The check of a file, with these settings."""

    settings_path: str | None
    rules: Rules
    imported: bool = False
    """Whether to clean up after an importer as well."""

    def __call__(self, path: Path) -> Checked:
        """Check the file at `path`."""
        try:
            return self.text(read_file(path))
        except UnreadableError as error:
            return Checked(path, str(error))

    def text(self, file: SourceFile) -> Checked:
        """Check a file that has been read; raise `UnreadableError`."""
        site = open_site(self.settings_path)
        fixed = fix(
            file.text,
            partial(site.render, file.path),
            site.lexicon,
            markup=site.markup(file.path.name),
            path=shown_path(file.path),
            codes=self.rules.for_file(file.path),
            imported=self.imported,
        )
        return Checked(file.path, file=file, fixed=fixed)


def check_all(check: Check, paths: Iterable[Path], jobs: int) -> Iterator[Checked]:
    """Check the files, in up to `jobs` processes; yield the results as they are ready.

    Skip files without shortcodes. Raise `UnreadableError` if the site cannot be read.
    """
    site = open_site(check.settings_path)
    candidates = []
    for path in paths:
        skipped = _skipped(site, path)
        if skipped:
            yield skipped
        else:
            candidates.append(path)
    if jobs == 1 or len(candidates) < _MIN_FILES:
        yield from map(check, candidates)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - slow to import, and
    from multiprocessing import get_context  # noqa: PLC0415 - needed only for many files

    with ExitStack() as stack:
        with _interrupts_delayed():
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="pelican-mks-"))
            # Settings cannot always be pickled, so each process reads them itself.
            pool = ProcessPoolExecutor(
                jobs, get_context("spawn"), _initialize, (folder, gc.get_threshold())
            )
            stack.enter_context(_terminated_on_error(pool))
            # Not `pool.map`: it cancels its futures, and the pool's thread fails if it then finds
            # its processes terminated.
            futures = [pool.submit(check, path) for path in candidates]
        for future in futures:
            yield future.result()


@contextmanager
def _terminated_on_error(pool: ProcessPoolExecutor) -> Iterator[None]:
    """Shut down a pool; after an error, without waiting for its processes."""
    try:
        yield
    except BaseException:
        for process in list(pool._processes.values()):  # noqa: SLF001 - there is no public way
            process.terminate()
        raise
    finally:
        pool.shutdown()


def _initialize(folder: str, thresholds: tuple[int, int, int]) -> None:
    """Set up a process as this one; if it is terminated, this one removes its temporary files."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder
    gc.set_threshold(*thresholds)


@contextmanager
def _interrupts_delayed() -> Iterator[None]:
    """Delay Ctrl+C until the processes have started, which inherit that they do not receive it.

    Python drops an interrupt that arrives in a callback, such as those of imports.
    """
    if sys.platform == "win32":
        yield
        return
    from multiprocessing.resource_tracker import ensure_running  # noqa: PLC0415 - not on Windows

    # The pool would start it, which unblocks SIGINT.
    ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _skipped(site: Site, path: Path) -> Checked | None:
    """Return the result for a file that cannot be read or cannot contain shortcodes."""
    try:
        text = read_file(path).text
    except UnreadableError as error:
        return Checked(path, str(error))
    if not site.can_read(path.name):
        return Checked(path, f"Pelican has no reader for “{path.suffix}”")
    if site.lexicon.hint.search(text) or _INCLUDES.search(text) or may_be_left(text):
        return None
    return Checked(path)
