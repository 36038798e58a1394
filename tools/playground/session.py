"""What the playground asks of the package; this module runs in the reader's browser."""

from __future__ import annotations

import json

from markdown import markdown

from pelican_mks import transform
from pelican_mks.families.registry import lexicon_of
from pelican_mks.render.settings import Settings
from pelican_mks.site.assets import needed_files
from pelican_mks.source.diagnostics import FileDiagnostic, locate
from pelican_mks.source.text import Text

SETTINGS = Settings(shortcodes=("meks", "wordpress"))
LEXICON = lexicon_of(SETTINGS.shortcodes, SETTINGS.own_shortcodes)
EXTENSIONS = ["meta", "extra", "pelican_mks.markdown"]
"""Those that Pelican uses unless a site chooses others, without colours for code."""


def render(source: str, markup: str) -> str:
    """Render `source`, which is `markdown` or `html`; return JSON for the page."""
    html = _from_markdown(source) if markup == "markdown" else source
    result = transform(html, prefix="playground", language="en", settings=SETTINGS)
    found = locate([Text("", html, result)], source, LEXICON, "")
    return json.dumps(
        {
            "html": result.html,
            "files": needed_files(result.html),
            "problems": [_problem(each, source) for each in found],
        }
    )


def _from_markdown(source: str) -> str:
    configs = {"pelican_mks.markdown": {"shortcodes": SETTINGS.shortcodes}}
    return markdown(source, extensions=EXTENSIONS, extension_configs=configs, output_format="html")


def _problem(diagnostic: FileDiagnostic, source: str) -> dict[str, object]:
    """A diagnostic as the page shows it."""
    return {
        "line": diagnostic.line,
        "column": diagnostic.column,
        "start": _place(source, diagnostic.line, diagnostic.column),
        "end": _place(source, diagnostic.end_line, diagnostic.end_column),
        "code": diagnostic.code,
        "severity": diagnostic.rule.severity,
        "message": diagnostic.message,
    }


def _place(source: str, line: int, column: int) -> int:
    """The number of UTF-16 code units before a place: JavaScript counts them."""
    lines = source.split("\n")
    before = "\n".join([*lines[: line - 1], lines[line - 1][: column - 1]])
    return len(before.encode("utf-16-le", "surrogatepass")) // 2
