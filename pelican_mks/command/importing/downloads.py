"""Files of the WordPress media library, downloaded by Pelican's importer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from pelican.tools.pelican_import import download_attachments, update_links_to_attached_files

from pelican_mks.command.importing.export import silent_importer


class Downloads:
    """The files downloaded into a folder so far."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._places: dict[str, str] = {}
        self.failed: list[str] = []
        """The URLs of files that could not be downloaded."""

    def fetch(self, urls: Iterable[str]) -> list[str]:
        """Download files; return the paths of those that could be downloaded."""
        found = []
        for url in urls:
            place = self._places.get(url) or self._fetch(url)
            if place:
                self._places[url] = place
                found.append(place)
            else:
                self.failed.append(url)
        return found

    def with_links(self, text: str) -> str:
        """Make links in `text` lead to the downloaded files."""
        return str(update_links_to_attached_files(text, self._places))

    def _fetch(self, url: str) -> str:
        if not _is_safe(url):
            return ""
        try:
            with silent_importer():
                places = download_attachments(str(self._output), [url])
        except (OSError, ValueError):
            return ""
        return next(iter(places.values()), "")


def _is_safe(url: str) -> bool:
    """Whether a URL is on the web and its file would be written inside the folder."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https") and ".." not in PurePosixPath(unquote(parts.path)).parts
    )
