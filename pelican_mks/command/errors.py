"""Errors, warnings and exit statuses."""

from __future__ import annotations

from typing import IO, Any, Never

import click

from pelican_mks.shortcodes.diagnostic import printable

CLEAN, PROBLEMS_FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses."""


class CommandError(click.ClickException):
    """An error that ends the command with its message."""

    exit_code = FAILED

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - click names it
        """Print the message."""
        complain(self.message)


class UnreadableError(CommandError):
    """A file or a site that cannot be read, and why."""


def fail(message: str) -> Never:
    """End the command with a message."""
    raise CommandError(message)


def complain(message: str) -> None:
    """Print an error."""
    click.echo(f"{click.style('error:', fg='red', bold=True)} {printable(message)}", err=True)


def warn(message: str) -> None:
    """Print a warning."""
    click.echo(f"{click.style('warning:', fg='yellow', bold=True)} {printable(message)}", err=True)
