"""Images of the WordPress media library, which `[gallery]` and `[caption]` refer to by number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from pelican_mks.command.importing.tags import PostTag
from pelican_mks.html.plain import plain_text

_IMAGE_URL = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|svg|tiff?|webp)(?:\?.*)?$", re.IGNORECASE)
_IMAGE = re.compile(r"(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*(?:\"\s*\"|'\s*')|^(?![\s\S]*\balt\s*=)")
_LEADING_BREAKS = re.compile(r"^(?:\s|<br\s*/?>)+")
_SIDES = ("left", "right", "center")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in the media library."""

    number: str
    parent: str
    """The number of the post it was uploaded to."""
    url: str
    alt: str
    caption: str
    """The caption as HTML."""
    order: int

    @property
    def is_image(self) -> bool:
        """Whether browsers display it as an image."""
        return bool(_IMAGE_URL.search(self.url))


class Library:
    """All attachments in an export."""

    def __init__(self, attachments: Iterable[Attachment] = ()) -> None:
        self._by_number: dict[str, Attachment] = {}
        self._by_parent: dict[str, list[Attachment]] = defaultdict(list)
        for attachment in attachments:
            self._by_number[attachment.number] = attachment
            self._by_parent[attachment.parent].append(attachment)

    def get(self, number: str) -> Attachment | None:
        """Return the attachment with this number, if the export contains it."""
        return self._by_number.get(number)

    def pictures(self, tag: PostTag, post: str) -> list[Attachment] | None:
        """Return the images of a `[gallery]` in the post with this number; `None` if any is missing."""
        listed = tag.attributes.get("ids") or tag.attributes.get("include")
        if listed:
            numbers = re.findall(r"\d+", listed)
            found = [self._by_number.get(number) for number in numbers]
            known = [each for each in found if each]
            return known if known and len(known) == len(found) else None
        left_out = set(re.findall(r"\d+", tag.attributes.get("exclude", "")))
        siblings = self._by_parent.get(tag.attributes.get("id", post), [])
        shown = [each for each in siblings if each.is_image and each.number not in left_out]
        shown.sort(key=lambda each: (each.order, int(each.number)))
        return shown or None


def resolved(content: str, tags: Sequence[PostTag], library: Library, post: str) -> str:
    """Replace galleries and captions by HTML if the export contains their images.

    The HTML uses this plugin's classes, so its stylesheet is linked without any setting.
    """
    parts: list[str] = []
    position = 0
    for tag in tags:
        if tag.start < position or tag.closing:
            continue
        html, end = None, tag.end
        if tag.name == "gallery" and "src" not in tag.attributes:
            html = _gallery(tag, library.pictures(tag, post))
        elif tag.name in ("caption", "wp_caption") and tag.closed_by is not None:
            end = content.index("]", tag.closed_by) + 1
            html = _caption(tag, content[tag.end : tag.closed_by], library)
        if html is not None:
            parts += (content[position : tag.start], html)
            position = end
    parts.append(content[position:])
    return "".join(parts)


def _gallery(tag: PostTag, pictures: list[Attachment] | None) -> str | None:
    if pictures is None:
        return None
    links = tag.attributes.get("link") == "file"
    items = "\n".join(f"<li>{_item(each, links=links)}</li>" for each in pictures)
    return f'\n\n<ul class="mks-gallery">\n{items}\n</ul>\n\n'


def _item(attachment: Attachment, *, links: bool) -> str:
    image = _image(attachment)
    if links:
        image = f'<a href="{escape(attachment.url)}">{image}</a>'
    if not attachment.caption:
        return image
    return f"<figure>{image}<figcaption>{attachment.caption}</figcaption></figure>"


def _image(attachment: Attachment, lazy: str = ' loading="lazy"') -> str:
    alt = attachment.alt or plain_text(attachment.caption)
    return f'<img src="{escape(attachment.url)}" alt="{escape(alt)}"{lazy}>'


def _caption(tag: PostTag, body: str, library: Library) -> str | None:
    """Return the figure for a caption; `None` if it neither contains nor names a known image."""
    attachment = library.get(re.sub(r"\D+", "", tag.attributes.get("id", "")))
    found = _IMAGE.search(body)
    if found is None and attachment is None:
        return None
    if found is None:
        assert attachment is not None
        image, words = _image(attachment, lazy=""), body
    else:
        image, words = found[0], body[: found.start()] + body[found.end() :]
        image = _with_alt(image, attachment.alt if attachment else "")
    words = _LEADING_BREAKS.sub("", words).strip() or tag.attributes.get("caption", "")
    words = words or (attachment.caption if attachment else "")
    side = tag.attributes.get("align", "").removeprefix("align")
    names = "mks-caption" + (f" mks-caption--{side}" if side in _SIDES else "")
    number = tag.attributes.get("id", "")
    own_id = f' id="{escape(number)}"' if number else ""
    width = re.fullmatch(r"(\d{1,4})(?:px)?", tag.attributes.get("width", ""))
    style = f' style="--mks-width: {width[1]}px"' if width and width[1].strip("0") else ""
    caption = f"\n<figcaption>{words}</figcaption>" if words else ""
    return f'\n\n<figure class="{names}"{own_id}{style}>{image}{caption}</figure>\n\n'


def _with_alt(image: str, alt: str) -> str:
    """Add alternative text to an image that has none."""
    at = image.lower().index("<img")
    if not alt or not _ALT.search(image[at:]):
        return image
    bare = re.sub(r"\salt\s*=\s*(?:\"\s*\"|'\s*')", "", image[at:])
    return f'{image[:at]}<img alt="{escape(alt)}"{bare.removeprefix("<img")}'
