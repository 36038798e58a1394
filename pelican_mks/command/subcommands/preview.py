"""`pelican-mks preview`."""

from __future__ import annotations

from pathlib import Path

import click

from pelican_mks.command.options import color_option, settings_option


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@settings_option
@click.option(
    "-p",
    "--port",
    type=click.IntRange(0, 65535),
    default=8011,
    show_default=True,
    help="The port to use; 0 for any free one.",
)
@click.option("--browser/--no-browser", default=True, help="Whether to open a browser.")
@color_option
def preview(path: Path, settings_path: str | None, port: int, browser: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Show an article in a browser, and again after each change.

    The article is read as in a build of the site and shown without the theme. Only this machine can open
    the page. Problems are named here.

    \b
    Examples:
      pelican-mks preview content/article.md
    """  # noqa: D301 - click keeps the lines behind this sign
    from pelican_mks.command import console  # noqa: PLC0415 - see the docstring of the package
    from pelican_mks.command.preview import Preview, serve  # noqa: PLC0415
    from pelican_mks.command.rendered import UnreadableError  # noqa: PLC0415
    from pelican_mks.command.site import open_site  # noqa: PLC0415

    try:
        site = open_site(console.settings_path(settings_path))
        serve(Preview(site, path, click.echo), port, browser=browser)
    except UnreadableError as error:
        console.fail(str(error))
    except OSError as error:
        console.fail(f"port {port}: {error.strerror or error}. Choose another with --port")
