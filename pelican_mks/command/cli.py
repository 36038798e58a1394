"""The command `pelican-mks`: its subcommands, and how it ends."""

from __future__ import annotations

import gc
import io
import sys
from importlib import import_module
from typing import Any

import click

from pelican_mks import __version__
from pelican_mks.command.errors import FAILED, INTERRUPTED, complain

_COMMANDS = {
    "check": "check.check",
    "explain": "explain.explain",
    "fix": "check.fix",
    "import": "importing.subcommand.import_",
    "list": "list_.list_",
    "preview": "preview.preview",
    "render": "render.render",
}
"""The functions of the subcommands, by module."""


class _Group(click.Group):
    """Imports a subcommand when it is needed, and exits with a status of ours on interrupts."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click names it
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, _, function = _COMMANDS[cmd_name].rpartition(".")
        command: click.Command = getattr(import_module(f"{__package__}.{module}"), function)
        return command

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
            complain(error.strerror or str(error))
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
