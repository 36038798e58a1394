"""`pelican-mks render`."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from pathlib import Path

import click

from pelican_mks.command.console import settings
from pelican_mks.command.console import settings_path as find_settings
from pelican_mks.command.errors import UnreadableError, fail
from pelican_mks.command.files import BOM, read_file, read_stdin
from pelican_mks.command.options import color_option, settings_option, stdin_option
from pelican_mks.families.registry import lexicon_of
from pelican_mks.shortcodes.diagnostic import printable
from pelican_mks.site.assets import STATIC_FOLDER, needed_files
from pelican_mks.source.diagnostics import locate
from pelican_mks.source.text import Text
from pelican_mks.transform import transform

_PAGE = """<!DOCTYPE html>
<html{language}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{assets}</head>
<body>
{html}</body>
</html>
"""


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
@click.option("--prefix", default="", metavar="TEXT", help="The prefix of all ids.")
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
    """Render shortcodes as HTML.

    PATH is an article in Markdown, reStructuredText or HTML, which is read as in a build of the site. Without
    it, HTML is read from standard input, or an article if --stdin-filename names its markup. HTML goes to
    standard output, problems to standard error.

    \b
    Examples:
      pelican-mks render content/article.md
      pelican-mks render < article.html > rendered.html
      pelican-mks render --standalone --title Quotes < article.html > page.html
    """  # noqa: D301 - \b keeps click from joining the lines
    file = path if path and path.name != "-" else None
    name = file or Path(stdin_name or "<stdin>")
    try:
        read = (read_file if file else read_stdin)(name)
        source = read.text
        if file or stdin_name:
            from pelican_mks.command.site import open_site  # noqa: PLC0415 - Pelican is slow to import

            site = open_site(find_settings(settings_path))
            article = site.article(name, source)
            texts, known = article.texts, site.lexicon
            title, language = title or article.title, language or article.language
        else:
            # HTML without shortcodes keeps its line ends.
            source = read.data.removeprefix(BOM).decode()
            site_settings = settings(settings_path)
            known = lexicon_of(site_settings.shortcodes, site_settings.own_shortcodes)
            result = transform(source, prefix=prefix, language=language, settings=site_settings)
            texts = [Text("", source, result)]
    except UnreadableError as error:
        fail(f"{name}: {error}")
    for found in locate(texts, source, known, str(name)):
        click.echo(printable(str(found)), err=True)
    html = texts[0].result.html
    if standalone:
        html = standalone_page(html, title=title or "", language=language)
    click.echo(html.encode("utf-8", "surrogatepass"), nl=False)


def standalone_page(html: str, *, title: str, language: str | None = None) -> str:
    """Return a page with `html` as its body and with its stylesheets and scripts inlined.

    A comment gives their hashes, for the Content-Security-Policy of a site.
    """
    styles: list[str] = []
    scripts: list[str] = []
    for name in needed_files(html):
        text = (STATIC_FOLDER / "pelican_mks" / name).read_text(encoding="utf-8")
        (scripts if name.endswith(".js") else styles).append(text)
    policy = " ".join(
        f"{directive} {' '.join(map(_hash, texts))};"
        for directive, texts in (("style-src", styles), ("script-src", scripts))
        if texts
    )
    assets = [f"<!-- Content-Security-Policy: {policy} -->\n"] if policy else []
    assets += [f"<style>{text}</style>\n" for text in styles]
    assets += [f"<script>{text}</script>\n" for text in scripts]
    attribute = f' lang="{escape(language)}"' if language else ""
    body = html if html.endswith("\n") or not html else html + "\n"
    return _PAGE.format(language=attribute, title=escape(title), assets="".join(assets), html=body)


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
