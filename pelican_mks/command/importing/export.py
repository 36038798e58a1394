"""A WordPress export: its posts, one by one, and its library of files.

Pelican's importer reads the posts. It gets each one in a file of its own, so that a post it cannot read
costs no other, and so that what else the export says about the post is known.
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
"""Post types of WordPress and its plugins that are no pages of a site."""
_DRAFTS = {"private": "private", "pending": "awaiting review", "future": "scheduled"}
"""What a draft is for Pelican, and what it was."""
_IMPORTED = ("publish", "draft")


class ExportError(Exception):
    """A file is no export of WordPress."""


@dataclass(frozen=True, slots=True)
class Post:
    """An article, a page or a post of a custom type, as Pelican's importer reads it."""

    number: str
    title: str
    content: str
    slug: str
    """As Pelican's importer knows it, in which a letter beyond ASCII is three characters."""
    filename: str
    """Without its ending; also the slug for people."""
    date: str | None
    author: str | None
    categories: list[str]
    tags: list[str]
    status: str
    kind: str
    """article, page or the name of a custom type."""
    was: str
    """Why it became a draft: private, protected by a password and so on; empty if it did not."""


@dataclass(frozen=True, slots=True)
class BrokenPost:
    """A post that could not be read."""

    name: str
    reason: str


class Export:
    """An export file that was read. Raises `OSError` or `ExportError` where it cannot be."""

    def __init__(self, path: Path) -> None:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
        self.is_whole = text.rstrip().endswith("</rss>")
        """Whether it ends as it should: an export that timed out does not."""
        soup = BeautifulSoup(_NOT_XML.sub("", text), "xml")
        if soup.rss is None or soup.rss.channel is None or not soup.rss.find("wxr_version"):
            message = "it is no WordPress export; make one with Tools, Export, All content"
            raise ExportError(message)
        names = "".join(f' {name}="{value}"' for name, value in soup.rss.attrs.items())
        self._around = f"<rss{names}><channel>", "</channel></rss>"
        self._items = soup.rss.channel.find_all("item", recursive=False)
        self._wanted = [item for item in self._items if _is_wanted(item)]
        self.comments = sum(len(item.find_all("comment")) for item in self._wanted)

    def __len__(self) -> int:
        """How many posts there are to import."""
        return len(self._wanted)

    def contents(self) -> Iterator[str]:
        """The contents of all posts."""
        for item in self._wanted:
            yield _text(item, "encoded")

    def posts(self, *, custom_types: bool) -> Iterator[Post | BrokenPost]:
        """All posts; with `custom_types`, those of custom types keep their type."""
        with TemporaryDirectory() as folder:
            file = Path(folder, "post.xml")
            for item in self._wanted:
                try:
                    yield self._post(item, file, custom_types=custom_types)
                except Exception as error:  # noqa: BLE001 - whatever Pelican's importer stumbles over
                    name = (
                        _text(item, "title") or _text(item, "post_name") or _text(item, "post_id")
                    )
                    yield BrokenPost(name or "?", f"{type(error).__name__}: {error}")

    def _post(self, item: Tag, file: Path, *, custom_types: bool) -> Post:
        for comment in item.find_all("comment"):
            comment.decompose()
        was = _DRAFTS.get(_text(item, "status"), "")
        if _text(item, "post_password"):
            was = "protected by a password"
        status = item.find("status")
        if was and isinstance(status, Tag):
            status.string = "draft"
        file.write_text(f"{self._around[0]}{item}{self._around[1]}", encoding="utf-8")
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
            # A name for a file, and only one.
            filename.replace("/", "-").replace("\\", "-"),
            date,
            str(author or "").strip() or None,
            [" ".join(str(name).split()) for name in categories if name],
            [" ".join(str(name).split()) for name in tags if name],
            str(status_name),
            kind,
            was,
        )

    def attachments(self) -> Iterator[Attachment]:
        """All files of the library."""
        for item in self._items:
            if _text(item, "post_type") == "attachment" and _text(item, "attachment_url"):
                excerpt = item.find(
                    lambda tag: tag.prefix == "excerpt" and tag.name.endswith("encoded")
                )
                order = _text(item, "menu_order")
                yield Attachment(
                    _text(item, "post_id"),
                    _text(item, "post_parent"),
                    _text(item, "attachment_url"),
                    _meta(item, "_wp_attachment_image_alt"),
                    excerpt.get_text().strip() if excerpt else "",
                    int(order) if order.isdecimal() else 0,
                )

    def shared_blocks(self) -> dict[str, str]:
        """The contents of reusable blocks by their numbers."""
        return {
            _text(item, "post_id"): _text(item, "encoded")
            for item in self._items
            if _text(item, "post_type") == "wp_block"
        }

    def left_out(self) -> Counter[str]:
        """How many posts of each status are not imported: in the trash, unfinished."""
        return Counter(
            _text(item, "status")
            for item in self._items
            if _text(item, "post_type") not in _INTERNAL and not _is_wanted(item)
        )


@contextmanager
def silent_importer() -> Iterator[None]:
    """Keep Pelican's importer from printing what the report says."""
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
    """The value of a post's own field."""
    for meta in item.find_all("postmeta"):
        if _text(meta, "meta_key") == key:
            return _text(meta, "meta_value")
    return ""
