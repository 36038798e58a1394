"""A rendered piece of HTML as a page that needs no other file."""

from __future__ import annotations

import base64
import hashlib
from html import escape

from pelican_mks.site.assets import STATIC_FOLDER, needed_files

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


def standalone(html: str, *, title: str, language: str | None = None) -> str:
    """A whole page with `html` for its body, its stylesheets and its script written into it.

    A comment names their hashes, for a site whose Content-Security-Policy forbids others.
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
    written = f' lang="{escape(language)}"' if language else ""
    body = html if html.endswith("\n") or not html else html + "\n"
    return _PAGE.format(language=written, title=escape(title), assets="".join(assets), html=body)


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
