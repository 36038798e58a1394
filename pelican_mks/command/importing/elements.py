"""Elements of a post's HTML: names, and masks in their places."""

from __future__ import annotations

import re
from html import escape

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from pelican_mks.command.importing.masks import Masked, Masks

BLOCKS = frozenset(
    "address article aside blockquote dd details div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main "
    "nav ol p pre section table ul".split()
)
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
WITHOUT_MARKUP = "abbr bdi bdo del dfn ins kbd mark q s samp small strike u var".split()
"""Elements in a line of text that pandoc replaces by others."""


def attributes_of(element: Tag) -> str:
    """The attributes of an element, as HTML."""
    values = {
        name: " ".join(value) if isinstance(value, list) else str(value)
        for name, value in element.attrs.items()
    }
    return " ".join(f'{name}="{escape(value)}"' for name, value in values.items())


def replace_block(element: Tag, masks: Masks, masked: Masked) -> None:
    """A paragraph that holds a mask alone, in the place of a block."""
    if element.find_parent() is None:
        return
    element.replace_with(paragraph_of(masks, masked))


def replace(element: Tag, text: str) -> None:
    """A mask in the place of an element in a line; that may have gone with the one around it."""
    if element.find_parent() is not None:
        element.replace_with(NavigableString(text))


def paragraph_of(masks: Masks, masked: Masked) -> Tag:
    """A paragraph that holds a mask alone."""
    paragraph = new("p")
    paragraph.append(masks.mask(masked))
    return paragraph


def new(name: str) -> Tag:
    """An element without parent."""
    return BeautifulSoup("", "lxml").new_tag(name)


def html_of(element: Tag) -> str:
    """An element as HTML, without blank lines, which would end it in Markdown."""
    html = element.decode(formatter="minimal")
    return html if element.find("pre") else re.sub(r"\n\s*\n", "\n", html).strip()
