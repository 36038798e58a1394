"""WordPress exports, and the files that `pelican-import` writes from them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from html import escape
from pathlib import Path

import pypandoc

_EXPORT = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Voices</title>
<wp:wxr_version>1.2</wp:wxr_version>
{items}
</channel>
</rss>
"""
_ITEM = """<item>
<title>{title}</title>
<dc:creator><![CDATA[admin]]></dc:creator>
<content:encoded><![CDATA[{content}]]></content:encoded>
<wp:post_id>{number}</wp:post_id>
<wp:post_date><![CDATA[2017-09-{day:02} 08:00:00]]></wp:post_date>
<wp:post_name><![CDATA[{slug}]]></wp:post_name>
<wp:status><![CDATA[publish]]></wp:status>
<wp:post_type><![CDATA[post]]></wp:post_type>
<category domain="category" nicename="news"><![CDATA[News]]></category>
</item>"""


def export(posts: Mapping[str, str]) -> str:
    """A WordPress export file of posts, given by slug."""
    items = (
        _ITEM.format(
            title=escape(slug), content=content, number=number, day=number % 28 + 1, slug=slug
        )
        for number, (slug, content) in enumerate(posts.items(), 1)
    )
    return _EXPORT.format(items="\n".join(items))


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command from this Python's environment, with pandoc in `PATH`; it must succeed."""
    folders = [str(Path(sys.executable).parent), str(Path(pypandoc.get_pandoc_path()).parent)]
    path = os.pathsep.join([*folders, os.environ["PATH"]])
    return subprocess.run(  # noqa: S603 - the tests' own commands
        command,
        cwd=folder,
        # A wide terminal, because Pelican wraps its log at the terminal's width.
        env={**os.environ, "PATH": path, "COLUMNS": "300"},
        check=True,
        capture_output=True,
        text=True,
    )


def imported(posts: Mapping[str, str], folder: Path, markup: str) -> dict[str, str]:
    """The files, by name, that `pelican-import` writes for these posts."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "export.xml").write_text(export(posts), encoding="utf-8")
    run(
        ["pelican-import", "--wpfile", "-m", markup, "-o", "content", "export.xml"],
        folder,
    )
    files = sorted((folder / "content").iterdir())
    return {file.name: file.read_text(encoding="utf-8") for file in files}
