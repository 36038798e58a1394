"""The settings, colours and progress that subcommands share."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import click

from pelican_mks.render.settings import Settings

_SETTINGS = "pelicanconf.py"
_T = TypeVar("_T")


def settings_path(given: str | None) -> str | None:
    """Return the given settings file, or the one in this folder or the nearest parent."""
    if given:
        return given
    here = Path.cwd()
    for folder in (here, *here.parents):
        path = folder / _SETTINGS
        if path.is_file():
            return _SETTINGS if folder == here else str(path)
    return None


def settings(given: str | None) -> Settings:
    """Return the settings of the site in this folder; the defaults if there is none."""
    path = settings_path(given)
    if path is None:
        return Settings()
    from pelican_mks.command.site import open_site  # noqa: PLC0415 - Pelican is slow to import

    return open_site(path).settings


def colours_are_on() -> bool:
    """Whether to print colours: as the options and the environment say, else on a terminal."""
    context = click.get_current_context(silent=True)
    color = context.color if context else False
    return sys.stdout.isatty() if color is None else color


def tracked(results: Iterable[_T], total: int) -> Iterator[_T]:
    """Yield `results`, and show a progress bar on a terminal."""
    if not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import, and needed only here
    from rich.progress import track  # noqa: PLC0415

    yield from track(results, "files", total, console=Console(stderr=True), transient=True)
