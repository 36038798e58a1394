"""The command `pelican-mks`: its subcommands, and how it ends."""

from __future__ import annotations

import io
import sys
from typing import Any

import click

from pelican_mks import __version__
from pelican_mks.command.importing.subcommand import import_
from pelican_mks.command.subcommands.check import check
from pelican_mks.command.subcommands.explain import explain
from pelican_mks.command.subcommands.fix import fix
from pelican_mks.command.subcommands.list_ import list_
from pelican_mks.command.subcommands.preview import preview
from pelican_mks.command.subcommands.render import render

_FAILED, _INTERRUPTED = 2, 130


class _Group(click.Group):
    """Ends with 130 when it is interrupted, and with a message when nothing can be written."""

    def invoke(self, ctx: click.Context) -> Any:
        result = None
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except KeyboardInterrupt:
            _leave(ctx, _INTERRUPTED)
        except BrokenPipeError:
            raise
        except OSError as error:
            click.echo(f"error: {error.strerror or error}", err=True)
            _leave(ctx, _FAILED)
        return result


def _leave(context: click.Context, status: int) -> None:
    """End, even if what is still to be written to standard output cannot be."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        sys.stdout = io.StringIO()
    context.exit(status)


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="pelican-mks")
def main() -> None:
    """Check and fix the shortcodes in the articles of a Pelican site."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal's or a system's encoding may lack what authors write.
        sys.stdout.reconfigure(errors="backslashreplace")


for _subcommand in (check, fix, render, preview, list_, explain, import_):
    main.add_command(_subcommand)
