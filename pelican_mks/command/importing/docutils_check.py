"""Whether Pelican will read a text of reStructuredText: it drops an article for a single warning."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from threading import Lock

from docutils.core import publish_doctree
from docutils.utils import SystemMessage

_WARNING = 2
_SETTINGS = {
    "halt_level": _WARNING,
    "report_level": _WARNING,
    "file_insertion_enabled": False,
    "_disable_config": True,
}

_docutils = Lock()
"""Docutils filters its own warnings for the whole process, so that two threads at once undo each other's filters."""


class RstError(Exception):
    """Docutils cannot read a text."""


def check_rst(rst: str) -> None:
    """Read a text as Pelican will; raises `RstError`."""
    read: Callable[..., object] = publish_doctree
    settings = {**_SETTINGS, "warning_stream": io.StringIO()}
    try:
        with _docutils, warnings.catch_warnings():
            warnings.simplefilter("ignore", PendingDeprecationWarning)  # docutils' own
            read(f"Title\n#####\n:status: published\n\n{rst}\n", settings_overrides=settings)
    except SystemMessage as error:
        raise RstError(str(error).replace("<string>:", "line ")) from error
