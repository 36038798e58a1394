"""One article or piece of HTML, rendered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pelican_mks.command.console import fail
from pelican_mks.command.files import BOM, read_file, read_stdin
from pelican_mks.command.rendered import UnreadableError, texts
from pelican_mks.families.registry import lexicon_of
from pelican_mks.render.settings import Settings
from pelican_mks.source.findings import Finding, Text, locate
from pelican_mks.transform import transform


@dataclass(frozen=True, slots=True)
class Rendering:
    """The HTML of an article, and what there is to say about it."""

    html: str
    findings: list[Finding]
    title: str = ""
    language: str | None = None


def text_of(path: Path | None) -> str:
    """The text of a file or of standard input; ends the command if there is none."""
    name = str(path) if path and path.name != "-" else "<stdin>"
    try:
        if path and path.name != "-":
            return read_file(path).text
        return read_stdin().removeprefix(BOM).decode()
    except UnicodeDecodeError as error:
        fail(f"{name}: it is not encoded in UTF-8 (at byte {error.start + 1})")
    except OSError as error:
        fail(f"{name}: {error.strerror or error}")


def render_html(html: str, settings: Settings, prefix: str, language: str | None) -> Rendering:
    """Render HTML as it is."""
    result = transform(html, prefix=prefix, language=language, settings=settings)
    known = lexicon_of(settings.shortcodes, settings.own_shortcodes)
    found = locate([Text("", html, result.diagnostics, result.html)], html, known, "<stdin>")
    return Rendering(result.html, found, language=language)


def render_article(text: str, path: Path, settings_path: str | None) -> Rendering:
    """Render `text` as a build renders the article at `path`; ends the command if that fails."""
    from pelican_mks.command.site import open_site  # noqa: PLC0415 - Pelican is slow to import

    try:
        site = open_site(settings_path)
        article = site.article(path, text)
    except UnreadableError as error:
        fail(f"{path}: {error}")
    found = locate(texts(article.rendered), text, site.lexicon, str(path))
    return Rendering(article.rendered[0].result.html, found, article.title, article.language)
