"""A WordPress export: its posts and its media library.

Pelican's importer reads each post from a file of its own, so a post that it cannot read affects no other,
and we know what else the export says about the post.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag
from pelican.tools.pelican_import import wp2fields

from pelican_mks.command.importing.attachments import Attachment

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INTERNAL = frozenset(
    "attachment custom_css customize_changeset nav_menu_item oembed_cache revision user_request wp_block wp_font_face "
    "wp_font_family wp_global_styles wp_navigation wp_template wp_template_part "
    "acf-field acf-field-group elementor_library mc4wp-form product_variation shop_coupon shop_order "
    "shop_order_refund wpcf7_contact_form wpforms".split()
)
"""Post types of WordPress and its plugins that are not pages of a site."""
_DRAFTS = {"private": "private", "pending": "awaiting review", "future": "scheduled"}
"""Statuses that become drafts in Pelican, and how the report describes them."""
_IMPORTED = ("publish", "draft")


class ExportError(Exception):
    """A file is not a WordPress export."""


@dataclass(frozen=True, slots=True)
class Post:
    """An article, page or post of a custom type, as Pelican's importer reads it."""

    number: str
    title: str
    content: str
    slug: str
    """Percent-encoded, as Pelican's importer has it."""
    filename: str
    """The name without a suffix; also the readable slug."""
    date: str | None
    author: str | None
    categories: list[str]
    tags: list[str]
    status: str
    kind: str
    """`article`, `page` or the name of a custom type."""
    draft_reason: str
    """Why it became a draft, such as `private`; empty if it did not."""


@dataclass(frozen=True, slots=True)
class BrokenPost:
    """A post that could not be read."""

    name: str
    reason: str


class Export:
    """A parsed export file. Raises `OSError` or `ExportError` if it cannot be read."""

    def __init__(self, path: Path) -> None:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
        self.is_complete = text.rstrip().endswith("</rss>")
        """False if the file is truncated, as after an export that timed out."""
        soup = BeautifulSoup(_NOT_XML.sub("", text), "xml")
        if soup.rss is None or soup.rss.channel is None or not soup.rss.find("wxr_version"):
            message = "it is not a WordPress export; create one with Tools, Export, All content"
            raise ExportError(message)
        names = "".join(f' {name}="{value}"' for name, value in soup.rss.attrs.items())
        self._envelope = f"<rss{names}><channel>", "</channel></rss>"
        self._items = soup.rss.channel.find_all("item", recursive=False)
        self._wanted = [item for item in self._items if _is_wanted(item)]
        self.comments = sum(len(item.find_all("comment")) for item in self._wanted)

    def __len__(self) -> int:
        """Return the number of posts to import."""
        return len(self._wanted)

    def contents(self) -> Iterator[str]:
        """Yield the contents of all posts."""
        for item in self._wanted:
            yield _text(item, "encoded")

    def posts(self, *, custom_types: bool) -> Iterator[Post | BrokenPost]:
        """Yield all posts; with `custom_types`, those of custom types keep their type."""
        with TemporaryDirectory() as folder:
            file = Path(folder, "post.xml")
            for item in self._wanted:
                try:
                    yield self._post(item, file, custom_types=custom_types)
                except Exception as error:  # noqa: BLE001 - whatever Pelican's importer raises
                    name = (
                        _text(item, "title") or _text(item, "post_name") or _text(item, "post_id")
                    )
                    yield BrokenPost(name or "?", f"{type(error).__name__}: {error}")

    def _post(self, item: Tag, file: Path, *, custom_types: bool) -> Post:
        for comment in item.find_all("comment"):
            comment.decompose()
        draft_reason = _DRAFTS.get(_text(item, "status"), "")
        if _text(item, "post_password"):
            draft_reason = "protected by a password"
        status = item.find("status")
        if draft_reason and isinstance(status, Tag):
            status.string = "draft"
        file.write_text(f"{self._envelope[0]}{item}{self._envelope[1]}", encoding="utf-8")
        with silent_importer():
            (fields,) = wp2fields(str(file), wp_custpost=custom_types)
        title, content, filename, date, author, categories, tags, status_name, kind, _ = fields
        slug = str(filename)
        filename = unquote(slug).strip()
        return Post(
            _text(item, "post_id"),
            " ".join(str(title).split()) or f"No title [{filename}]",
            str(content or ""),
            slug,
            # No path separators in a file name.
            filename.replace("/", "-").replace("\\", "-"),
            date,
            str(author or "").strip() or None,
            [" ".join(str(name).split()) for name in categories if name],
            [" ".join(str(name).split()) for name in tags if name],
            str(status_name),
            kind,
            draft_reason,
        )

    def attachments(self) -> Iterator[Attachment]:
        """Yield all files of the media library."""
        for item in self._items:
            if _text(item, "post_type") == "attachment" and _text(item, "attachment_url"):
                order = _text(item, "menu_order")
                yield Attachment(
                    _text(item, "post_id"),
                    _text(item, "post_parent"),
                    _text(item, "attachment_url"),
                    _meta(item, "_wp_attachment_image_alt"),
                    _text(item, "excerpt:encoded"),
                    int(order) if order.isdecimal() else 0,
                )

    def shared_blocks(self) -> dict[str, str]:
        """Return the contents of reusable blocks by number."""
        return {
            _text(item, "post_id"): _text(item, "encoded")
            for item in self._items
            if _text(item, "post_type") == "wp_block"
        }

    def left_out(self) -> Counter[str]:
        """Count the posts that are not imported, such as those in the trash, by status."""
        return Counter(
            _text(item, "status")
            for item in self._items
            if _text(item, "post_type") not in _INTERNAL and not _is_wanted(item)
        )


@contextmanager
def silent_importer() -> Iterator[None]:
    """Keep Pelican's importer from printing what our report contains."""
    logger = logging.getLogger("pelican.tools.pelican_import")
    before, logger.disabled = logger.disabled, True
    try:
        with redirect_stdout(io.StringIO()):
            yield
    finally:
        logger.disabled = before


def _is_wanted(item: Tag) -> bool:
    status = _text(item, "status")
    return _text(item, "post_type") not in _INTERNAL and status in (*_IMPORTED, *_DRAFTS)


def _text(item: Tag, name: str) -> str:
    found = item.find(name)
    return found.get_text().strip() if found else ""


def _meta(item: Tag, key: str) -> str:
    """Return the value of a custom field."""
    metas = item.find_all("postmeta")
    return next((_text(meta, "meta_value") for meta in metas if _text(meta, "meta_key") == key), "")
