"""The command line of `pelican-mks import`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from pelican_mks.command.options import jobs_option, settings_option


@click.command("import")
@click.argument(
    "export", metavar="EXPORT.XML", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "-o",
    "--output",
    default="content",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write into.",
)
@click.option(
    "-m",
    "--markup",
    type=click.Choice(("markdown", "rst", "html")),
    default="markdown",
    show_default=True,
    help="The markup of the files; html needs no pandoc.",
)
@click.option("--dir-cat", is_flag=True, help="Use a folder for each category.")
@click.option(
    "--dir-page/--no-dir-page",
    default=True,
    show_default=True,
    help="Write pages into the folder `pages`, where Pelican looks for them.",
)
@click.option("--wp-custpost", is_flag=True, help="Use a folder for each custom post type.")
@click.option("--wp-attach", is_flag=True, help="Download the files uploaded to WordPress.")
@click.option("--filter-author", metavar="LOGIN", help="Import only this author's posts.")
@click.option("--disable-slugs", is_flag=True, help="Let Pelican derive the slugs from the titles.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@settings_option
@jobs_option
def import_(settings_path: str | None, **options: Any) -> None:
    """Convert a WordPress export into content for Pelican.

    To create the export in WordPress, choose Tools, Export, All content. Shortcodes of all plugins are kept;
    galleries and captions become images. The report at the end names every shortcode that nothing renders.

    Options that pelican-import has too do the same here.

    \b
    Exit status:
      0  everything was imported
      1  some posts were not imported, or not in the requested markup
      2  the export cannot be read, pandoc is missing, or the arguments are invalid

    \b
    Examples:
      pelican-mks import export.xml
      pelican-mks import export.xml --markup html --output content/imported
    """  # noqa: D301 - click keeps the lines after this character
    # Pelican is slow to import.
    from pelican_mks.command.importing.command import import_export  # noqa: PLC0415
    from pelican_mks.command.importing.writing import Options  # noqa: PLC0415

    sys.exit(import_export(Options(**options), settings_path))
