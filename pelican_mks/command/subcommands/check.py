"""`pelican-mks check`."""

from __future__ import annotations

from typing import Any

import click

from pelican_mks.command.options import shared_options


@click.command()
@shared_options
@click.option("--fix", is_flag=True, help="Fix what can be fixed safely, as pelican-mks fix does.")
@click.option("--statistics", is_flag=True, help="Count the problems of each rule.")
def check(**options: Any) -> None:
    """Report the problems in articles and pages by file and line.

    The report has the lines of a build's log and the hints that `pelican` shows only with --verbose.
    [*] marks what `pelican-mks fix` fixes in that file.

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
    """  # noqa: D301 - click keeps the lines behind this sign
    from pelican_mks.command.run import run  # noqa: PLC0415 - see the docstring of the package

    run(**options)
