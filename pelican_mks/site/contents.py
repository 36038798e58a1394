"""The texts of an article or page that may contain shortcodes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican_mks.render.settings import Settings
from pelican_mks.site.templates import templates_of
from pelican_mks.source.text import Text
from pelican_mks.transform import transform

if TYPE_CHECKING:
    from pelican.contents import Content


def _texts(content: Content) -> Iterator[tuple[str, str]]:
    """Yield the content's body and its formatted metadata, by field; nothing for a static file."""
    body = getattr(content, "_content", None)
    if body is None:
        return
    yield "", body
    fields: Any = content.settings["FORMATTED_FIELDS"]
    for field in fields:
        text = content.metadata.get(field)
        if isinstance(text, str):
            yield field, text


def transformed(content: Content, settings: Settings) -> Iterator[Text]:
    """Render each text of a content; the content is not changed."""
    language, prefix = getattr(content, "lang", None), _prefix(content)
    templates = templates_of(settings.own_shortcodes)
    with templates.on_page_of(content) if templates else nullcontext():
        for field, html in _texts(content):
            ids = f"{prefix}-{field}" if field else prefix
            result = transform(html, prefix=ids, language=language, settings=settings)
            yield Text(field, html, result)


def replace(content: Content, text: Text) -> None:
    """Put the rendering of a text in its place."""
    html = text.result.html
    if not text.field:
        content._content = html  # noqa: SLF001 - Pelican has no public name for it
        return
    content.metadata[text.field] = html
    setattr(content, "_summary" if text.field == "summary" else text.field.lower(), html)


def shown_path(path: str | Path | None) -> str:
    """Return a file's path, relative to the current folder if the file is in it."""
    absolute = Path(path).absolute() if path else Path("unknown")
    here = Path.cwd()
    return str(absolute.relative_to(here) if absolute.is_relative_to(here) else absolute)


def source(content: Content) -> str:
    """Return the text of the author's file; empty if there is none."""
    if not content.source_path:
        return ""
    try:
        return Path(content.source_path).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""


def _prefix(content: Content) -> str:
    """Return the slug, and for a translation its language, since translations share a slug.

    A slug never contains two hyphens in a row, so the result is not the slug of another article.
    """
    slug: str = getattr(content, "slug", "")
    return slug if content.in_default_lang else f"{slug}--{content.lang}"
