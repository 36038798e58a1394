"""Files for posts: their names and headers."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any, cast

from pelican.settings import DEFAULT_CONFIG
from pelican.tools.pelican_import import (
    build_header,
    build_markdown_header,
    get_out_filename,
)

from pelican_mks.command.importing.export import Post

ENDINGS = {"markdown": ".md", "rst": ".rst", "html": ".html"}
_PAGES_OF_PELICAN = cast("list[str]", DEFAULT_CONFIG["DIRECT_TEMPLATES"])
_MARKUP_OF_RST = re.compile(r"([*`|\\]|_(?=\W|$))")
_HTML_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
"""Only Pelican's Markdown reader renders HTML in a title."""
_PAGE = """<!DOCTYPE html>
<html>
<head>
<title>{title}</title>
{metas}
</head>
<body>
{body}
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of the command, as in `pelican-import`."""

    export: Path
    output: Path
    markup: str
    dir_cat: bool
    dir_page: bool
    wp_custpost: bool
    wp_attach: bool
    filter_author: str | None
    disable_slugs: bool
    force: bool
    jobs: int


@dataclass(slots=True)
class Writer:
    """Writes posts to files."""

    options: Options
    written: set[Path] = field(default_factory=set)
    names: set[tuple[bool, str]] = field(
        default_factory=lambda: {(False, name) for name in _PAGES_OF_PELICAN}
    )
    """The slugs in use, of pages and of articles; Pelican's own `tags.html` and the like use some."""

    def named(self, post: Post) -> Post:
        """Return the post, renamed if its slug is in use: Pelican stops at a second page with the same name."""
        key = post.kind == "page", post.filename
        if key in self.names:
            return replace(post, filename=f"{post.filename}-{post.number}")
        self.names.add(key)
        return post

    def path(self, post: Post, markup: str) -> Path:
        """Return a path for a post that no earlier post has."""
        path = self._path(post, markup)
        if path in self.written:
            path = self._path(replace(post, filename=f"{post.filename}-{post.number}"), markup)
        return path

    def _path(self, post: Post, markup: str) -> Path:
        options = self.options
        options.output.mkdir(parents=True, exist_ok=True)
        return Path(
            get_out_filename(
                str(options.output),
                # File names have at most 255 bytes, and a character up to four.
                post.filename.encode()[:180].decode(errors="ignore"),
                ENDINGS[markup],
                post.kind,
                options.dir_page,
                options.dir_cat,
                post.categories,
                options.wp_custpost,
                DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"],
            )
        )

    def write(self, path: Path, post: Post, body: str, files: Collection[str], markup: str) -> bool:
        """Write a post; return whether its file now has exactly this content.

        Raises `OSError`.
        """
        slug = None if self.options.disable_slugs else post.filename
        text = document(post, body, slug, files, markup)
        self.written.add(path)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        except FileExistsError:
            if path.read_bytes() == text.encode():
                return True
            if not self.options.force:
                return False
            path.write_text(text, encoding="utf-8", newline="\n")
        return True


def document(post: Post, body: str, slug: str | None, files: Collection[str], markup: str) -> str:
    """Return the content of a post's file. Pelican's importer writes the header, except for HTML."""
    if markup == "html":
        return _page(post, body, slug, files)
    title = post.title
    build: Any = build_markdown_header
    if markup == "rst":
        title = _MARKUP_OF_RST.sub(r"\\\1", _HTML_TAG.sub("", title))
        build = build_header
    header = build(
        title,
        post.date,
        post.author,
        post.categories[:1],
        _tags(post),
        slug,
        post.status,
        list(files) or None,
    )
    return f"{header}{body}\n"


def _tags(post: Post) -> list[str]:
    """Return the tags and all categories but the first: an article in Pelican has only one."""
    names = [*post.tags, *post.categories[1:]]
    return list(dict.fromkeys(name.replace(",", " ") for name in names))


def _page(post: Post, body: str, slug: str | None, files: Collection[str]) -> str:
    values = {
        "date": post.date,
        "author": post.author,
        "category": "".join(post.categories[:1]),
        "tags": ", ".join(_tags(post)),
        "slug": slug,
        "status": post.status,
        "attachments": ", ".join(files),
    }
    metas = "\n".join(
        f'<meta name="{name}" content="{escape(value)}">' for name, value in values.items() if value
    )
    title = _HTML_TAG.sub("", post.title)
    return _PAGE.format(title=escape(title, quote=False), metas=metas, body=body)
