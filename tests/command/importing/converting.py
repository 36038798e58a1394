"""Convert a single post, as if it were the only one in an export."""

from __future__ import annotations

import pypandoc

from pelican_mks.command.importing.attachments import Attachment, Library
from pelican_mks.command.importing.convert import Converted, Sources, converted
from pelican_mks.command.importing.tags import import_lexicon, shortcode_names

MARKUPS = ("html", "markdown", "rst")


def convert(
    content: str, markup: str = "markdown", *, library: tuple[Attachment, ...] = (), **shared: str
) -> Converted:
    """Convert the post with number 1."""
    known = import_lexicon(shortcode_names([content]))
    sources = Sources(known, Library(library), {name[1:]: text for name, text in shared.items()})
    return converted(content, "1", sources, markup, pypandoc.get_pandoc_path())
