"""Pelican's readers, given a text that is not what the file at its path holds.

Readers take a path alone. A file elsewhere would lose what its place gives it: relative includes, and metadata
from its path. So a reader that asks for the file at that path is handed the text; one that opens it in a way of its
own gets a file in a temporary folder.
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
    """What `read` makes of a file at `path` that holds `text`; whatever it raises."""
    if path.is_file():
        with _handing_out(path, text) as taken:
            result = read(path)
        if taken:
            return result
    with tempfile.TemporaryDirectory(prefix="pelican-mks-") as folder:
        copy = Path(folder, path.name)
        copy.write_text(text, encoding="utf-8", newline="\n")
        return read(copy)


@contextmanager
def _handing_out(path: Path, text: str) -> Iterator[list[str]]:
    """Hand `text` to readers that open the file at `path`; the result fills when one has done so."""
    wanted = os.path.abspath(path)  # noqa: PTH100 - as Pelican does, without following links
    taken: list[str] = []
    inputs = _READERS.docutils.io.FileInput
    opened, initialised = _READERS.pelican_open, inputs.__init__

    def is_wanted(name: Any) -> bool:
        return isinstance(name, str | Path) and os.path.abspath(name) == wanted  # noqa: PTH100

    @contextmanager
    def pelican_open(filename: str, *arguments: Any, **keywords: Any) -> Iterator[str]:
        if is_wanted(filename):
            taken.append(text)
            yield text
            return
        with opened(filename, *arguments, **keywords) as content:
            yield content

    def initialise(self: Any, source: Any = None, source_path: Any = None, **keywords: Any) -> None:
        if source is None and is_wanted(source_path):
            taken.append(text)
            source = io.StringIO(text)
        initialised(self, source=source, source_path=source_path, **keywords)

    _READERS.pelican_open = pelican_open
    inputs.__init__ = initialise
    try:
        yield taken
    finally:
        _READERS.pelican_open = opened
        inputs.__init__ = initialised
