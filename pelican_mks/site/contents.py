"""The texts of one of Pelican's contents in which shortcodes may stand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pelican_mks.render.settings import Settings
from pelican_mks.site.templates import templates_of
from pelican_mks.transform import Result, transform

if TYPE_CHECKING:
    from pelican.contents import Content


class Piece(NamedTuple):
    """A text of a content's."""

    field: str
    """The name of the formatted field, empty for the text itself."""
    html: str
    prefix: str
    """The beginning of all ids in it."""


def pieces(content: Content) -> Iterator[Piece]:
    """The content's text and its formatted metadata; nothing for a file that is no text."""
    html = getattr(content, "_content", None)
    if html is None:
        return
    prefix = _prefix(content)
    yield Piece("", html, prefix)
    fields: Any = content.settings["FORMATTED_FIELDS"]
    for field in fields:
        text = content.metadata.get(field)
        if isinstance(text, str):
            yield Piece(field, text, f"{prefix}-{field}")


def transformed(content: Content, settings: Settings) -> Iterator[tuple[Piece, Result]]:
    """Each piece of a content, and what its shortcodes are rendered as; the content is not changed."""
    language = getattr(content, "lang", None)
    with ExitStack() as on_page:
        for templates in templates_of(settings.own_shortcodes):
            on_page.enter_context(templates.on_page_of(content))
        for piece in pieces(content):
            yield (
                piece,
                transform(piece.html, prefix=piece.prefix, language=language, settings=settings),
            )


def replace(content: Content, piece: Piece, html: str) -> None:
    """Put `html` in the place of a piece."""
    if not piece.field:
        content._content = html  # noqa: SLF001 - Pelican has no public name for it
        return
    content.metadata[piece.field] = html
    setattr(content, "_summary" if piece.field == "summary" else piece.field.lower(), html)


def shown_path(path: str | Path | None) -> str:
    """A file's path, from the current folder where it lies below."""
    whole = Path(path).absolute() if path else Path("unknown")
    here = Path.cwd()
    return str(whole.relative_to(here) if whole.is_relative_to(here) else whole)


def source(content: Content) -> str:
    """The file as its author wrote it, empty where there is none."""
    if not content.source_path:
        return ""
    try:
        return Path(content.source_path).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""


def _prefix(content: Content) -> str:
    """A content's slug, and its language where slugs are shared.

    A slug holds no two hyphens in a row, so that no other slug ends like one with a language.
    """
    slug: str = getattr(content, "slug", "")
    return slug if content.in_default_lang else f"{slug}--{content.lang}"
