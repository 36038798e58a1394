"""What the subcommands share: files and settings come in here, and messages go out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Never

import click

from pelican_mks.command.rendered import UnreadableError
from pelican_mks.command.report import colours_are_on
from pelican_mks.command.writing import as_bytes
from pelican_mks.render.settings import Settings
from pelican_mks.shortcodes.diagnostic import printable

CLEAN, PROBLEMS_FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses."""
SETTINGS = "pelicanconf.py"


def settings_path(given: str | None) -> str | None:
    """The settings file that is given, or the one in this folder or the nearest parent."""
    if given:
        return given
    here = Path.cwd()
    for folder in (here, *here.parents):
        path = folder / SETTINGS
        if path.is_file():
            return SETTINGS if folder == here else str(path)
    return None


def settings(given: str | None) -> Settings:
    """The settings of the site in this folder, the defaults where there is none."""
    path = settings_path(given)
    if path is None:
        return Settings()
    from pelican_mks.command.site import open_site  # noqa: PLC0415 - Pelican is slow to import

    try:
        return open_site(path).settings
    except UnreadableError as error:
        fail(str(error))


def fail(message: str) -> Never:
    """Say what went wrong, and end."""
    complain(message)
    sys.exit(FAILED)


def complain(message: str) -> None:
    """Say on standard error what went wrong."""
    click.echo(f"{click.style('error:', fg='red', bold=True)} {printable(message)}", err=True)


def warn(message: str) -> None:
    """Say on standard error what may be wrong."""
    click.echo(f"{click.style('warning:', fg='yellow', bold=True)} {printable(message)}", err=True)


def print_diff(lines: Iterable[str]) -> None:
    """Print a diff: in colours and harmless to a terminal, else to the letter."""
    colours = {"+": "green", "-": "red", "@": "cyan"}
    for line in lines:
        if colours_are_on():
            shown = printable(line.rstrip("\r\n"))
            click.secho(shown, fg=colours.get(line[:1]))
        else:
            click.echo(as_bytes(line), nl=False)
