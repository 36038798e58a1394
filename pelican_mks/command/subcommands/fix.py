"""`pelican-mks fix`."""

from __future__ import annotations

from typing import Any

import click

from pelican_mks.command.options import shared_options


@click.command()
@shared_options
@click.option(
    "--imported",
    is_flag=True,
    help="Clean up an import in Markdown, too: needless escapes, and the indentation of lists.",
)
@click.option("--statistics", is_flag=True, help="Count the problems that are left.")
def fix(**options: Any) -> None:
    """Fix the problems that can be fixed without changing a page.

    Writes missing closing tags, groups and straight quotes; removes stray closing tags, an importer's
    backslashes and WordPress's comments; corrects misspelt names and missing brackets. Only tags are
    touched. Each fix is tried first; one that would change the page is not made.

    PATH is a file, a folder or -, which writes the fixed text to standard output; by default all articles
    and pages of the site. Files with uncommitted changes are left alone.

    \b
    Exit status:
      0  no problems are left, or --exit-zero; with --diff: no file would change
      1  problems are left; with --diff: a file would change
      2  a file or the settings cannot be read or written, or the command was used wrongly

    \b
    Examples:
      pelican-mks fix --diff
      pelican-mks fix content/2014
      pelican-mks fix --select MKS020
      pelican-mks fix --imported --diff
    """  # noqa: D301 - click keeps the lines behind this sign
    from pelican_mks.command.run import run  # noqa: PLC0415 - see the docstring of the package

    run(**options, fix=True)
