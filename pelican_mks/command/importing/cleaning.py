"""Removal of what only WordPress, its editor or the clipboard added to a post's HTML."""

from __future__ import annotations

import re

from bs4 import Tag
from bs4.element import NavigableString

from pelican_mks.command.importing.masks import BLOCKS, new

_WORDPRESS_CLASS = re.compile(
    r"^(?:wp-|has-|size-|is-layout|is-style|attachment-|p\d$|s\d$|mso|Mso)"
)
_THUMBNAIL_ATTRIBUTES = ("srcset", "sizes", "decoding", "fetchpriority", "data-id")
_PASTED = re.compile(r"^\s*font-weight:\s*(?:400|normal);?\s*$")
_VISIBLE = "audio button canvas embed hr iframe img input object select svg textarea video".split()
"""Elements that are visible without any text in them."""
_INLINE = ["a", "b", "em", "i", "strong", "sub", "sup"]


def clean(body: Tag) -> None:
    """Clean the tree below `body`."""
    for element in body.find_all(True):
        _drop_classes(element)
    _drop_ids(body)
    for image in body.find_all("img"):
        for name in _THUMBNAIL_ATTRIBUTES:
            image.attrs.pop(name, None)
    for span in body.find_all("span"):
        if not span.attrs or (list(span.attrs) == ["style"] and _PASTED.match(str(span["style"]))):
            span.unwrap()
    for figure in body.find_all("figure"):
        if figure.table and not figure.figcaption and not figure.attrs:
            figure.unwrap()
    for link in body.find_all("a", href=""):
        link.unwrap()
    for element in body.find_all(_INLINE):
        _move_breaks_out(element)
    _drop_empty(body)
    _drop_divisions(body)


def _drop_classes(element: Tag) -> None:
    names = [str(name) for name in element.get_attribute_list("class") if name]
    kept = [name for name in names if not _WORDPRESS_CLASS.match(name)]
    if kept:
        element["class"] = " ".join(kept)
    else:
        element.attrs.pop("class", None)


def _drop_ids(body: Tag) -> None:
    """Remove duplicate ids, and ids that come from the clipboard."""
    seen = {"_mcePaste"}
    for element in body.find_all(id=True):
        if str(element["id"]) in seen:
            del element["id"]
        else:
            seen.add(str(element["id"]))


def _move_breaks_out(element: Tag) -> None:
    """Move line breaks and spaces out of both ends of emphasis or a link; remove it if it is empty."""
    for first, put in ((0, element.insert_before), (-1, element.insert_after)):
        while element.contents:
            child = element.contents[first]
            if isinstance(child, Tag) and child.name == "br":
                put(child.extract())
            elif isinstance(child, NavigableString) and child.strip() != child:
                text = str(child)
                kept = text.lstrip() if first == 0 else text.rstrip()
                if kept == text:
                    break
                blanks = text[: -len(kept)] if kept and first == 0 else text[len(kept) :]
                put(NavigableString(blanks))
                child.replace_with(kept) if kept else child.extract()
            else:
                break
    if not element.contents and not {"id", "name"} & set(element.attrs):
        element.decompose()


def _drop_empty(body: Tag) -> None:
    """Remove empty list items, lists and code, which Markdown and reStructuredText would misread."""
    for element in reversed(body.find_all(["li", "ul", "ol", "pre"])):
        if not element.get_text(strip=True) and not element.find(_VISIBLE):
            element.decompose()


def _drop_divisions(body: Tag) -> None:
    """Remove divisions without attributes."""
    for centre in body.find_all("center"):
        centre.name = "div"
        centre["style"] = "text-align: center;"
    for block in body.find_all(["div", "section", "article", "main"]):
        if not block.attrs and block.find(list(BLOCKS)):
            _unwrap_block(block)
        elif not block.attrs:
            block.name = "p"


def _unwrap_block(block: Tag) -> None:
    """Unwrap a division; its own text between blocks becomes paragraphs."""
    paragraph: Tag | None = None
    for child in list(block.children):
        if isinstance(child, Tag) and child.name in BLOCKS:
            paragraph = None
        elif paragraph is not None:
            paragraph.append(child.extract())
        elif not isinstance(child, NavigableString) or str(child).strip():
            paragraph = new("p")
            child.replace_with(paragraph)
            paragraph.append(child)
    block.unwrap()
