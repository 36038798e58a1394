"""The command `pelican-mks`: its subcommands, and how it ends."""

from __future__ import annotations

import gc
import io
import sys
from typing import Any

import click

from pelican_mks import __version__
from pelican_mks.command.check import check, fix
from pelican_mks.command.errors import FAILED, INTERRUPTED, complain
from pelican_mks.command.explain import explain
from pelican_mks.command.files import reason
from pelican_mks.command.importing.subcommand import import_
from pelican_mks.command.list_ import list_
from pelican_mks.command.preview import preview
from pelican_mks.command.render import render


class _Group(click.Group):
    """Exits with 130 when it is interrupted, and with a message when output cannot be written."""

    def invoke(self, ctx: click.Context) -> Any:
        result = None
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except KeyboardInterrupt:
            _exit(ctx, INTERRUPTED)
        except BrokenPipeError:
            raise
        except OSError as error:
            complain(reason(error))
            _exit(ctx, FAILED)
        return result


def _exit(context: click.Context, status: int) -> None:
    """Exit even if standard output cannot be flushed."""
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
    """Check, fix and render the shortcodes of a Pelican site."""
    # By default, collecting garbage takes an eighth of the time of checking a file.
    gc.set_threshold(100_000)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # The encoding of a terminal or system may lack what authors write.
        sys.stdout.reconfigure(errors="backslashreplace")


for _subcommand in (check, fix, render, preview, list_, explain, import_):
    main.add_command(_subcommand)
