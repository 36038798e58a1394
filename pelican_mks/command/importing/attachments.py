"""Pictures of WordPress' library: what `[gallery]` and `[caption]` name by numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from pelican_mks.command.importing.tags import PostTag
from pelican_mks.html.plain import plain_text

_PICTURE = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|svg|tiff?|webp)(?:\?.*)?$", re.IGNORECASE)
_IMAGE = re.compile(r"(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*(?:\"\s*\"|'\s*')|^(?![\s\S]*\balt\s*=)")
_LEADING_BREAKS = re.compile(r"^(?:\s|<br\s*/?>)+")
_SIDES = ("left", "right", "center")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the library."""

    number: str
    parent: str
    """The number of the post that it was uploaded to."""
    url: str
    alt: str
    caption: str
    """The words under it, as HTML."""
    order: int

    @property
    def is_picture(self) -> bool:
        """Whether a browser shows it."""
        return bool(_PICTURE.search(self.url))


class Library:
    """All attachments of an export."""

    def __init__(self, attachments: Iterable[Attachment] = ()) -> None:
        self._by_number: dict[str, Attachment] = {}
        self._by_parent: dict[str, list[Attachment]] = defaultdict(list)
        for attachment in attachments:
            self._by_number[attachment.number] = attachment
            self._by_parent[attachment.parent].append(attachment)

    def get(self, number: str) -> Attachment | None:
        """The attachment of this number, if the export holds it."""
        return self._by_number.get(number)

    def pictures(self, tag: PostTag, post: str) -> list[Attachment] | None:
        """The pictures that a `[gallery]` shows in the post of this number; `None` if one is missing."""
        listed = tag.attributes.get("ids") or tag.attributes.get("include")
        if listed:
            numbers = re.findall(r"\d+", listed)
            found = [self._by_number.get(number) for number in numbers]
            known = [each for each in found if each]
            return known if known and len(known) == len(found) else None
        left_out = set(re.findall(r"\d+", tag.attributes.get("exclude", "")))
        siblings = self._by_parent.get(tag.attributes.get("id", post), [])
        shown = [each for each in siblings if each.is_picture and each.number not in left_out]
        shown.sort(key=lambda each: (each.order, int(each.number)))
        return shown or None


def resolved(content: str, tags: Sequence[PostTag], library: Library, post: str) -> str:
    """The content with its galleries and captions as HTML, as far as their pictures are known.

    The HTML has the classes of this plugin, whose stylesheet then comes along without any setting.
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
    items = "\n".join(f"<li>{_picture(each, links=links)}</li>" for each in pictures)
    return f'\n\n<ul class="mks-gallery">\n{items}\n</ul>\n\n'


def _picture(picture: Attachment, *, links: bool) -> str:
    image = _image(picture)
    if links:
        image = f'<a href="{escape(picture.url)}">{image}</a>'
    if not picture.caption:
        return image
    return f"<figure>{image}<figcaption>{picture.caption}</figcaption></figure>"


def _image(picture: Attachment, lazy: str = ' loading="lazy"') -> str:
    alt = picture.alt or plain_text(picture.caption)
    return f'<img src="{escape(picture.url)}" alt="{escape(alt)}"{lazy}>'


def _caption(tag: PostTag, body: str, library: Library) -> str | None:
    """The figure that a caption makes; `None` if it holds no picture and names none that is known."""
    picture = library.get(re.sub(r"\D+", "", tag.attributes.get("id", "")))
    found = _IMAGE.search(body)
    if found is None and picture is None:
        return None
    if found is None:
        assert picture is not None
        image, words = _image(picture, lazy=""), body
    else:
        image, words = found[0], body[: found.start()] + body[found.end() :]
        image = _with_alt(image, picture.alt if picture else "")
    words = _LEADING_BREAKS.sub("", words).strip() or tag.attributes.get("caption", "")
    words = words or (picture.caption if picture else "")
    side = tag.attributes.get("align", "").removeprefix("align")
    names = "mks-caption" + (f" mks-caption--{side}" if side in _SIDES else "")
    number = tag.attributes.get("id", "")
    own_id = f' id="{escape(number)}"' if number else ""
    width = re.fullmatch(r"(\d{1,4})(?:px)?", tag.attributes.get("width", ""))
    style = f' style="--mks-width: {width[1]}px"' if width and width[1].strip("0") else ""
    caption = f"\n<figcaption>{words}</figcaption>" if words else ""
    return f'\n\n<figure class="{names}"{own_id}{style}>{image}{caption}</figure>\n\n'


def _with_alt(image: str, alt: str) -> str:
    """The image with this text for those who do not see it, where it has none."""
    at = image.lower().index("<img")
    if not alt or not _ALT.search(image[at:]):
        return image
    bare = re.sub(r"\salt\s*=\s*(?:\"\s*\"|'\s*')", "", image[at:])
    return f'{image[:at]}<img alt="{escape(alt)}"{bare.removeprefix("<img")}'
