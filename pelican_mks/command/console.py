"""What the subcommands share: files and settings come in here, and messages go out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pelican_mks.command.progress import tracked
from pelican_mks.command.rendered import UnreadableError
from pelican_mks.render.settings import Settings
from pelican_mks.shortcodes.diagnostic import printable

if TYPE_CHECKING:
    from pelican_mks.command.checking import Checked, Task

CLEAN, FAULTY, FAILED = 0, 1, 2
"""Exit statuses."""
SETTINGS = "pelicanconf.py"
STDIN = Path("-")


def results(task: Task, paths: Sequence[Path], stdin_name: str, jobs: int) -> list[Checked]:
    """Do a task with all files that are meant by `paths`, and give the results by path."""
    from pelican_mks.command import checking  # noqa: PLC0415 - Pelican is slow to import
    from pelican_mks.command.site import open_site  # noqa: PLC0415

    try:
        site = open_site(task.settings_path)
    except UnreadableError as error:
        complain(str(error))
        sys.exit(FAILED)
    found = [] if paths else site.contents()
    for path in paths:
        if path != STDIN:
            found += site.below(path) if path.is_dir() else [path]
    files = list(dict.fromkeys(found))
    checked = list(tracked(checking.each(task, files, jobs), len(files)))
    if STDIN in paths:
        data = sys.stdin.buffer.read()
        checked.append(task.of_input(Path(stdin_name), data))
    for result in checked:
        if result.error:
            complain(f"{result.path}: {result.error}")
    return sorted(checked, key=lambda result: str(result.path))


def settings_path(given: str | None) -> str | None:
    """The settings file that is given, or the one in this folder."""
    return given or (SETTINGS if Path(SETTINGS).is_file() else None)


def settings(given: str | None) -> Settings:
    """The settings of the site in this folder, the defaults where there is none."""
    path = settings_path(given)
    if path is None:
        return Settings()
    from pelican_mks.command.site import open_site  # noqa: PLC0415

    try:
        return open_site(path).settings
    except UnreadableError as error:
        complain(str(error))
        sys.exit(FAILED)


def status(checked: Iterable[Checked], found: Sequence[object]) -> int:
    """The exit status where something was found, or nothing."""
    if any(each.error for each in checked):
        return FAILED
    return FAULTY if found else CLEAN


def complain(message: str) -> None:
    """Say on standard error what went wrong."""
    click.echo(f"{click.style('error:', fg='red', bold=True)} {printable(message)}", err=True)


def print_diff(lines: Iterable[str]) -> None:
    """Print a diff: on a terminal in colours and harmless, else to the letter."""
    colours = {"+": "green", "-": "red", "@": "cyan"}
    for line in lines:
        if sys.stdout.isatty():
            shown = printable(line.rstrip("\r\n"))
            click.secho(shown, fg=colours.get(line[:1]))
        else:
            click.echo(line.encode(), nl=False)
