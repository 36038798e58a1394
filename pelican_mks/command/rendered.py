"""What becomes of a file: its texts before and after `transform`, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pelican_mks.source.findings import Text
from pelican_mks.transform import Result


class UnreadableError(Exception):
    """A file or a site that Pelican cannot read, and why."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text of a content's before and after `transform`."""

    field: str
    """The name of the formatted field, empty for the text itself."""
    html: str
    result: Result


def texts(rendered: Iterable[Rendered]) -> list[Text]:
    """The texts with their diagnostics."""
    return [
        Text(each.field, each.html, each.result.diagnostics, each.result.html) for each in rendered
    ]
