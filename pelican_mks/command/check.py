"""`pelican-mks check` and `pelican-mks fix`."""

from __future__ import annotations

from typing import Any

import click

from pelican_mks.command.options import shared_options


@click.command()
@shared_options
@click.option("--fix", is_flag=True, help="Fix what can be fixed safely, as pelican-mks fix does.")
@click.option("--statistics", is_flag=True, help="Count the problems by rule.")
def check(**options: Any) -> None:
    """Report problems in articles and pages by file and line.

    A build logs the same problems, but shows hints only with --verbose. [*] marks problems that
    `pelican-mks fix` can fix.

    PATH is a file, a folder or - for standard input; by default all articles and pages of the site.

    \b
    Exit status:
      0  no problems, or --exit-zero
      1  problems
      2  a file or the settings cannot be read, or the command was used wrongly

    \b
    Examples:
      pelican-mks check
      pelican-mks check content/2014 --ignore MKS020
      pelican-mks check --output-format github
      pelican-mks check - --stdin-filename content/article.md < article.md
    """  # noqa: D301 - \b keeps click from joining the lines
    from pelican_mks.command.run import run  # noqa: PLC0415 - Pelican is slow to import

    run(**options)


@click.command()
@shared_options
@click.option(
    "--imported",
    is_flag=True,
    help="Also clean up imported Markdown: needless escapes, and the indentation of lists.",
)
@click.option("--statistics", is_flag=True, help="Count the remaining problems by rule.")
def fix(**options: Any) -> None:
    """Fix the problems that can be fixed safely.

    Adds missing closing tags and groups, and replaces curly quotes. Removes stray closing tags, backslashes
    from an importer, and WordPress comments. Only tags are edited, and each fix is kept only if the page
    stays the same. Also corrects misspelt names and adds missing brackets, which turns the text of a tag into
    a widget.

    PATH is a file, a folder or -, which writes the fixed text to standard output; by default all articles
    and pages of the site. Files with uncommitted changes are skipped.

    \b
    Exit status:
      0  no problems remain, or --exit-zero; with --diff: no file would change
      1  problems remain; with --diff: a file would change
      2  a file or the settings cannot be read or written, or the command was used wrongly

    \b
    Examples:
      pelican-mks fix --diff
      pelican-mks fix content/2014
      pelican-mks fix --select MKS020
      pelican-mks fix --imported --diff
    """  # noqa: D301 - \b keeps click from joining the lines
    from pelican_mks.command.run import run  # noqa: PLC0415 - Pelican is slow to import

    run(**options, fix=True)
