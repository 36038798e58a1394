"""Pelican's readers with another text than that of the file they read.

Readers accept only a path. A copy elsewhere would break relative includes and metadata from the path. So a reader
that opens the file gets the text instead; one that opens files in its own way reads a copy in a temporary folder.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from pelican import readers

_READERS: Any = readers
_T = TypeVar("_T")


def read_as(path: Path, text: str, read: Callable[[Path], _T]) -> _T:
    """Call `read` with a path where it finds `text`: `path`, or a copy; raise what it raises."""
    if path.is_file():
        with _substituted(path, text) as used:
            result = read(path)
        if used:
            return result
    with tempfile.TemporaryDirectory(prefix="pelican-mks-") as folder:
        copy = Path(folder, path.name)
        copy.write_text(text, encoding="utf-8", newline="\n")
        return read(copy)


@contextmanager
def _substituted(path: Path, text: str) -> Iterator[list[str]]:
    """Give `text` to readers that open the file at `path`; yield a list that is empty until one does."""
    wanted = os.path.abspath(path)  # noqa: PTH100 - like Pelican, without following links
    used: list[str] = []
    inputs = _READERS.docutils.io.FileInput
    opened, initialised = _READERS.pelican_open, inputs.__init__

    def is_wanted(name: Any) -> bool:
        return isinstance(name, str | Path) and os.path.abspath(name) == wanted  # noqa: PTH100

    @contextmanager
    def pelican_open(filename: str, *arguments: Any, **keywords: Any) -> Iterator[str]:
        if is_wanted(filename):
            used.append(text)
            yield text
            return
        with opened(filename, *arguments, **keywords) as content:
            yield content

    def initialise(self: Any, source: Any = None, source_path: Any = None, **keywords: Any) -> None:
        if source is None and is_wanted(source_path):
            used.append(text)
            source = io.StringIO(text)
        initialised(self, source=source, source_path=source_path, **keywords)

    _READERS.pelican_open = pelican_open
    inputs.__init__ = initialise
    try:
        yield used
    finally:
        _READERS.pelican_open = opened
        inputs.__init__ = initialised
