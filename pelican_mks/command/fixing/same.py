"""Whether two pages show the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from pelican_mks.command.rendered import Rendered
from pelican_mks.html.elements import PARAGRAPH_ENDS
from pelican_mks.source.findings import WRAPPER_COMMENT
from pelican_mks.source.suppression import is_suppression

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_PREFORMATTED = frozenset(("pre", "script", "style", "textarea"))
"""Elements in which white space counts."""
_CODE = frozenset(("code", "kbd", "samp"))
_BLOCKS = PARAGRAPH_ENDS | {"li", "dd", "dt", "tr", "td", "th", "tbody", "br"}
"""Elements at whose tags it is not seen."""
_MOST_UNCLOSED = 300
"""A page with more tags than this that never end is compared to the letter."""


def same_page(one: Sequence[Rendered], other: Sequence[Rendered]) -> bool:
    """Whether two renderings differ in nothing but white space between blocks and comments for tools."""
    return len(one) == len(other) and all(
        here.field == there.field and _same(here.result.html, there.result.html)
        for here, there in zip(one, other, strict=True)
    )


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    # To find where such a tag ends, Python's parser reads to the end of the page again and again.
    if max(page.count("<") - page.count(">") for page in (one, other)) > _MOST_UNCLOSED:
        return False
    return normal_form(one) == normal_form(other)


def normal_form(html: str, text: Callable[[str], str] = str) -> list[object]:
    """The tags, texts and comments of a page, its white space folded.

    `text` is applied to each text outside code.
    """
    from bs4 import BeautifulSoup  # noqa: PLC0415 - most pages are equal to the letter

    written: list[object] = []
    gathered = ""
    at_block = True
    in_code = 0
    for token, is_block in _tokens(BeautifulSoup(html, "html.parser")):
        if isinstance(token, str):
            gathered += token if in_code else text(token)
            continue
        folded = _folded(gathered, at_start=at_block, at_end=is_block)
        if folded:
            written.append(folded)
        written.append(token)
        gathered, at_block = "", is_block
        in_code += (token[0] in _CODE) - (token[0] == "/" and token[1] in _CODE)
    if folded := _folded(gathered, at_start=at_block, at_end=True):
        written.append(folded)
    return written


def _folded(text: str, *, at_start: bool, at_end: bool) -> str:
    """A text with its white space folded, and without any at the boundaries of blocks."""
    folded = " ".join(text.split())
    if not folded:
        return "" if at_start or at_end or not text else " "
    before = " " if text[0].isspace() and not at_start else ""
    behind = " " if text[-1].isspace() and not at_end else ""
    return before + folded + behind


def _tokens(soup: BeautifulSoup) -> Iterator[tuple[str | tuple[object, ...], bool]]:
    """Texts as strings; all else as tuples, and whether it is the boundary of a block."""
    from bs4 import Comment, Tag  # noqa: PLC0415 - see above
    from bs4.element import NavigableString  # noqa: PLC0415

    opened: list[Tag] = [soup]
    preformatted = 0
    for element in soup.descendants:
        while element.parent is not opened[-1]:
            preformatted -= opened[-1].name in _PREFORMATTED
            yield _end(opened.pop())
        if isinstance(element, Tag):
            yield (element.name, sorted(element.attrs.items())), element.name in _BLOCKS
            opened.append(element)
            preformatted += element.name in _PREFORMATTED
        elif isinstance(element, Comment):
            written = f"<!--{element}-->"
            if not (WRAPPER_COMMENT.fullmatch(written) or is_suppression(written)):
                yield ("<!--", str(element)), False
        elif preformatted or type(element) is not NavigableString:
            yield (type(element).__name__, str(element)), False
        else:
            yield str(element), False
    while len(opened) > 1:
        yield _end(opened.pop())


def _end(tag: Tag) -> tuple[tuple[object, ...], bool]:
    return ("/", tag.name), tag.name in _BLOCKS
