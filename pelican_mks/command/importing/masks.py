"""Masks: words that replace what neither an HTML parser nor pandoc may change."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from html import escape

from bs4 import BeautifulSoup, Tag

BLOCKS = frozenset(
    "address article aside blockquote dd details div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main "
    "nav ol p pre section table ul".split()
)
EMPHASIS = ["b", "em", "i", "strong"]
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
WITHOUT_MARKUP = "abbr bdi bdo del dfn ins kbd mark q s samp small strike u var".split()
"""Inline elements that pandoc replaces by others."""
EMPTY = "<!-- -->"
"""HTML that separates a list from what follows."""


class Kind(Enum):
    """What a mask replaces."""

    TAG = "a shortcode tag"
    BLOCK_TAG = "a shortcode tag that becomes a paragraph of its own if it has a line of its own"
    BLOCK = "a block of HTML, kept as it is"
    INLINE = "inline HTML, kept as it is"
    CODE = "a block of code"
    ATTRIBUTES = "the attributes, as HTML, of the paragraph that ends here"
    ESCAPE = "a backslash before a character that would be markup"


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked text."""

    kind: Kind
    text: str
    language: str = ""
    """The language of code, if Pygments knows it."""

    @property
    def is_block(self) -> bool:
        """Whether it needs lines of its own in any markup."""
        return self.kind in (Kind.BLOCK, Kind.CODE)


class Masks:
    """The masks of one post.

    A mask is a word of ASCII letters and digits, so it passes through parsers, attributes and URLs.
    """

    def __init__(self, text: str) -> None:
        """Choose words that do not occur in `text`."""
        prefix = "mkz"
        while prefix in text.lower():
            prefix += "z"
        self._prefix = prefix
        self._masked: list[Masked] = []
        self.word = rf"{prefix}\d+q"
        """A regular expression that matches a mask."""
        self._pattern = re.compile(rf"{prefix}(\d+)q")

    def mask(self, kind: Kind, text: str, language: str = "") -> str:
        """Return a mask for a text."""
        self._masked.append(Masked(kind, text, language))
        return f"{self._prefix}{len(self._masked) - 1}q"

    def unmask(self, text: str, written: Callable[[Masked], str]) -> str:
        """Replace each mask in `text` by what `written` returns for it, which may contain masks itself."""

        def replaced(found: re.Match[str]) -> str:
            return self.unmask(written(self._masked[int(found[1])]), written)

        return self._pattern.sub(replaced, text)

    def of(self, word: str) -> Masked | None:
        """Return what a mask replaces; `None` if the word is not a mask."""
        found = self._pattern.fullmatch(word)
        return self._masked[int(found[1])] if found else None

    def is_block_tag(self, word: str) -> bool:
        """Whether the word is the mask of a tag or HTML that becomes a paragraph of its own."""
        masked = self.of(word)
        return masked is not None and masked.kind in (Kind.BLOCK, Kind.BLOCK_TAG)


def attributes_of(element: Tag) -> str:
    """Return the attributes of an element as HTML."""
    values = {
        name: " ".join(value) if isinstance(value, list) else str(value)
        for name, value in element.attrs.items()
    }
    return " ".join(f'{name}="{escape(value)}"' for name, value in values.items())


def replace(element: Tag, other: Tag | str) -> None:
    """Replace an element, unless its parent was replaced before."""
    if element.parent is not None:
        element.replace_with(other)


def paragraph_of(mask: str) -> Tag:
    """Return a paragraph that contains only a mask."""
    paragraph = new("p")
    paragraph.append(mask)
    return paragraph


def new(name: str) -> Tag:
    """Create an element."""
    return BeautifulSoup("", "lxml").new_tag(name)


def html_of(element: Tag) -> str:
    """Return an element as HTML, without blank lines, which would end the HTML in Markdown."""
    html = element.decode(formatter="minimal")
    return html if element.find("pre") else re.sub(r"\n\s*\n", "\n", html).strip()
