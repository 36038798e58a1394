"""`pelican-mks render`."""

from __future__ import annotations

from pathlib import Path

import click

from pelican_mks.command.options import color_option, settings_option, stdin_option
from pelican_mks.shortcodes.diagnostic import printable


@click.command()
@click.argument(
    "path",
    required=False,
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
)
@settings_option
@click.option("--standalone", is_flag=True, help="Write a whole page that needs no other file.")
@click.option("--title", help="The title of that page.  [default: the article's]")
@click.option("--language", metavar="TAG", help="The language of the text, such as pt-BR.")
@click.option("--prefix", default="", metavar="TEXT", help="The beginning of all ids.")
@stdin_option
@color_option
def render(
    path: Path | None,
    settings_path: str | None,
    standalone: bool,  # noqa: FBT001 - click passes it by name
    title: str | None,
    language: str | None,
    prefix: str,
    stdin_name: str | None,
) -> None:
    """Turn shortcodes into HTML.

    PATH is an article in Markdown, reStructuredText or HTML, which is read as in a build of the site. Without
    one, HTML is read from standard input, or an article if --stdin-filename names its markup. HTML goes to
    standard output, problems to standard error.

    \b
    Examples:
      pelican-mks render content/article.md
      pelican-mks render < article.html > rendered.html
      pelican-mks render --standalone --title Quotes < article.html > page.html
    """  # noqa: D301 - click keeps the lines behind this sign
    from pelican_mks.command import console  # noqa: PLC0415 - see the docstring of the package
    from pelican_mks.command.page import standalone as page  # noqa: PLC0415
    from pelican_mks.command.rendering import (  # noqa: PLC0415
        render_article,
        render_html,
        text_of,
    )

    text = text_of(path)
    if path and path.name != "-":
        stdin_name = str(path)
    if stdin_name:
        result = render_article(text, Path(stdin_name), console.settings_path(settings_path))
    else:
        result = render_html(text, console.settings(settings_path), prefix, language)
    for finding in result.findings:
        click.echo(printable(str(finding)), err=True)
    html = result.html
    if standalone:
        html = page(html, title=title or result.title, language=language or result.language)
    click.echo(html.encode("utf-8", "surrogatepass"), nl=False)
