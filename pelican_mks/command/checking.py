"""Many files at once: each is checked, with the fixes it could have, in as many processes as are wanted."""

from __future__ import annotations

import re
import signal
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pelican_mks.command.files import SourceFile, as_file, read_file
from pelican_mks.command.fixing.engine import Fixed, fix
from pelican_mks.command.rendered import UnreadableError
from pelican_mks.command.rules import Rules
from pelican_mks.command.site import Site, open_site
from pelican_mks.site.contents import shown_path
from pelican_mks.source.findings import Finding
from pelican_mks.source.leftover import may_be_left

_FEWEST = 40
"""To read fewer files than these takes less time than to start a process."""
_CHUNK = 8
_INCLUDES = re.compile(r"\.\. \S*include::|--8<--|\{!|<<\[|\{%")
"""What brings the text of other files into one, in the markups and the extensions that can."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file after its check."""

    path: Path
    error: str = ""
    """Why it could not be read."""
    file: SourceFile | None = None
    fixed: Fixed | None = None
    """The text with its fixes, which are not written yet."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is found in it."""
        return self.fixed.findings if self.fixed else ()

    @property
    def remaining(self) -> tuple[Finding, ...]:
        """What is found in it after the fixes."""
        return self.fixed.remaining if self.fixed else ()

    @property
    def is_changed(self) -> bool:
        """Whether the fixes change it."""
        return bool(self.file and self.fixed and self.fixed.text != self.file.text)


@dataclass(frozen=True, slots=True)
class Task:
    """What is done with each file of the site with these settings."""

    settings_path: str | None
    rules: Rules
    imported: bool = False
    """Whether to clean up after an importer, too."""

    def __call__(self, path: Path) -> Checked:
        """Do it with the file at `path`."""
        try:
            return self.of_file(read_file(path))
        except (OSError, UnicodeDecodeError) as error:
            return Checked(path, error=_why(error))

    def of_input(self, path: Path, data: bytes) -> Checked:
        """Do it with a file that need not exist at `path`."""
        try:
            return self.of_file(as_file(path, data))
        except UnicodeDecodeError as error:
            return Checked(path, error=_why(error))

    def of_file(self, file: SourceFile) -> Checked:
        """Do it with the text of a file."""
        path = file.path
        try:
            site = open_site(self.settings_path)
            fixed = fix(
                file.text,
                partial(site.render, path),
                site.lexicon,
                markup=site.markup(path.name),
                path=shown_path(path),
                codes=self.rules.for_file(path),
                imported=self.imported,
            )
        except UnreadableError as error:
            return Checked(path, error=str(error))
        return Checked(path, file=file, fixed=fixed)


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
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - few files need none
    from multiprocessing import get_context  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="pelican-mks-") as folder:
        # A fresh process reads the settings itself: what they hold cannot always be handed over.
        pool = ProcessPoolExecutor(
            jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=(folder,)
        )
        try:
            with _interrupts_ignored():
                results = pool.map(task, candidates, chunksize=_CHUNK)
            yield from results
        except BaseException:
            for process in list(pool._processes.values()):  # noqa: SLF001 - there is no other way
                process.terminate()
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(folder: str) -> None:
    """Let a process leave no files behind, and interrupts to the first one."""
    tempfile.tempdir = folder
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Processes started meanwhile ignore Ctrl+C from the beginning."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


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
        return f"it is not encoded in UTF-8, as Pelican requires (at byte {error.start + 1})"
    return error.strerror or str(error)
