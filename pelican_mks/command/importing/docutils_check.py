"""A check that Pelican can read a reStructuredText file: a single warning makes it drop the article."""

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
"""Docutils changes the warning filters of the whole process, so two threads would undo each other's."""


class RstError(Exception):
    """Docutils cannot read the text."""


def check_rst(rst: str) -> None:
    """Parse a text as Pelican does; raises `RstError`."""
    read: Callable[..., object] = publish_doctree
    settings = {**_SETTINGS, "warning_stream": io.StringIO()}
    try:
        with _docutils, warnings.catch_warnings():
            warnings.simplefilter("ignore", PendingDeprecationWarning)  # docutils' own
            read(f"Title\n#####\n:status: published\n\n{rst}\n", settings_overrides=settings)
    except SystemMessage as error:
        raise RstError(str(error).replace("<string>:", "line ")) from error
