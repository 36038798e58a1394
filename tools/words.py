"""Update the translation catalogues: `make words`.

    python -m tools.words        # update the template and all catalogues, and compile them
    python -m tools.words cy     # the same, and add a catalogue for Welsh

A catalogue keeps its translations and the comment at its top; new texts have no translation. The output is
reproducible: it contains no dates or names.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from pelican_mks.render.words import DOMAIN, LOCALE

SOURCE = LOCALE.parent / "words.py"
TEMPLATE = LOCALE / f"{DOMAIN}.pot"
_TAG = "Translators:"


class Catalogue(Catalog):
    """A catalogue whose header contains only what is needed to read it."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header's fields."""
        return [
            ("Language", str(self.locale_identifier or "")),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        self._set_mime_headers(headers)


def template() -> Catalogue:
    """Extract all texts, without translations."""
    catalogue = Catalogue(header_comment="# The texts that pelican-mks shows to readers.")
    found = extract_from_file("python", SOURCE, keywords={"Word": None}, comment_tags=[_TAG])
    for line, word, comments, _ in found:
        catalogue.add(word, locations=[(SOURCE.name, line)], auto_comments=comments)
    return catalogue


def catalogues(*more: str) -> list[Catalogue]:
    """Return the catalogues, and new ones for `more` languages, with the texts of the template."""
    folders = sorted({path.name for path in LOCALE.iterdir() if path.is_dir()} | {*more})
    return [_updated(name, template()) for name in folders]


def _updated(name: str, fresh: Catalogue) -> Catalogue:
    path = file_of(name, "po")
    fresh.locale, fresh.fuzzy = name, False
    if path.exists():
        with path.open("rb") as stream:
            old = read_po(stream)
        fresh.header_comment = old.header_comment
        for message in fresh:
            known = old.get(message.id) if message.id else None
            if known is not None:
                message.string = known.string
    return fresh


def file_of(name: str, kind: str) -> Path:
    """Return the path of a catalogue; `kind` is `po` or `mo`."""
    return LOCALE / name / "LC_MESSAGES" / f"{DOMAIN}.{kind}"


def files(*more: str) -> dict[Path, bytes]:
    """Return the content of every file."""
    written = {TEMPLATE: _po(template())}
    for catalogue in catalogues(*more):
        name = str(catalogue.locale_identifier)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        written[file_of(name, "po")] = _po(catalogue)
        written[file_of(name, "mo")] = compiled.getvalue()
    return written


def _po(catalogue: Catalogue) -> bytes:
    text = BytesIO()
    write_po(text, catalogue, width=0, no_location=True)
    return text.getvalue()


if __name__ == "__main__":
    for path, content in files(*sys.argv[1:]).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
