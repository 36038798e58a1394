"""Masks: words that replace what neither an HTML parser nor pandoc may change."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

BLOCKS = frozenset(
    "address article aside blockquote dd details div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main "
    "nav ol p pre section table ul".split()
)
EMPHASIS = ["b", "em", "i", "strong"]
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
WITHOUT_MARKUP = "abbr bdi bdo del dfn ins kbd mark q s samp small strike u var".split()
"""Inline elements that pandoc replaces by others."""


@dataclass(frozen=True, slots=True)
class ShortcodeTag:
    """A shortcode tag."""

    text: str
    """The tag with straight quotes, on one line."""
    name: str
    is_block: bool
    """Whether it becomes a paragraph of its own if it has a line of its own."""


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block of HTML, kept as it is."""

    html: str


EMPTY = "<!-- -->"
"""HTML that separates a list from what follows."""


@dataclass(frozen=True, slots=True)
class RawInline:
    """Inline HTML, kept as it is."""

    html: str


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A block of code; `language` is a name that Pygments knows, or empty."""

    code: str
    language: str


@dataclass(frozen=True, slots=True)
class BlockAttributes:
    """The attributes, as HTML, of the paragraph that ends here."""

    html: str


@dataclass(frozen=True, slots=True)
class Escape:
    """A backslash before a character that would be markup."""


Masked = Escape | ShortcodeTag | RawBlock | RawInline | CodeBlock | BlockAttributes


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

    def mask(self, masked: Masked) -> str:
        """Return a mask for `masked`."""
        self._masked.append(masked)
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
        return isinstance(masked, RawBlock) or (
            isinstance(masked, ShortcodeTag) and masked.is_block
        )


def attributes_of(element: Tag) -> str:
    """Return the attributes of an element as HTML."""
    values = {
        name: " ".join(value) if isinstance(value, list) else str(value)
        for name, value in element.attrs.items()
    }
    return " ".join(f'{name}="{escape(value)}"' for name, value in values.items())


def replace_block(element: Tag, masks: Masks, masked: Masked) -> None:
    """Replace a block by a paragraph that contains only a mask."""
    if element.find_parent() is None:
        return
    element.replace_with(paragraph_of(masks, masked))


def replace(element: Tag, text: str) -> None:
    """Replace an inline element by a mask, unless its parent was replaced before."""
    if element.find_parent() is not None:
        element.replace_with(NavigableString(text))


def paragraph_of(masks: Masks, masked: Masked) -> Tag:
    """Return a paragraph that contains only a mask."""
    paragraph = new("p")
    paragraph.append(masks.mask(masked))
    return paragraph


def new(name: str) -> Tag:
    """Create an element."""
    return BeautifulSoup("", "lxml").new_tag(name)


def html_of(element: Tag) -> str:
    """Return an element as HTML, without blank lines, which would end the HTML in Markdown."""
    html = element.decode(formatter="minimal")
    return html if element.find("pre") else re.sub(r"\n\s*\n", "\n", html).strip()
