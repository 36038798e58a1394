"""The texts that a reader makes of an author's file."""

from __future__ import annotations

from typing import NamedTuple

from pelican_mks.transform import Result


class Text(NamedTuple):
    """HTML that a reader made of a part of the author's file, and its rendering."""

    field: str
    """The name of the metadata field; empty for the body."""
    html: str
    result: Result
