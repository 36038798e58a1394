"""Conversion of a post's content to Markdown, reStructuredText or HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pelican_mks.command.importing.attachments import Library, resolved
from pelican_mks.command.importing.code import with_code_elements
from pelican_mks.command.importing.docutils_check import check_rst
from pelican_mks.command.importing.masks import Kind, Masks
from pelican_mks.command.importing.pandoc import convert
from pelican_mks.command.importing.paragraphs import with_paragraphs
from pelican_mks.command.importing.prepare import prepared
from pelican_mks.command.importing.restore import as_html, as_markdown, as_rst
from pelican_mks.command.importing.tags import find_tags, is_block
from pelican_mks.shortcodes.lexer import Lexicon

_COMMENT = re.compile(r"<!--\s*/?wp:[\s\S]*?-->[ \t]*\n?")
_SHARED = re.compile(r"<!--\s*wp:block\s+\{[^{}]*?\"ref\":\s*(?P<number>\d+)[\s\S]*?/-->")
_SHORTCODE = re.compile(
    r"(?P<begin><!--\s*wp:(?:core/)?shortcode\b[\s\S]*?-->)(?P<text>[\s\S]*?)(?P<end><!--\s*/wp:(?:core/)?shortcode\s*-->)"
)
_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")
_MOST_NESTED = 5
_MARKS = re.compile(r"<!--\s*(?:more\b.*?|nextpage|noteaser)\s*-->", re.DOTALL)
_BARE_AMPERSAND = re.compile(r"&(?!(?:[a-zA-Z][a-zA-Z0-9]*|#\d+|#[xX][0-9a-fA-F]+);)")


@dataclass(frozen=True, slots=True)
class Sources:
    """What all posts of an export share."""

    lexicon: Lexicon
    """Finds the tags of every shortcode in the posts."""
    library: Library
    shared: Mapping[str, str]
    """The contents of reusable blocks by number."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A converted post."""

    text: str
    shortcodes: tuple[str, ...]
    """The names of the opening tags left in the text."""


def converted(content: str, number: str, sources: Sources, markup: str, pandoc: str) -> Converted:
    """Convert the content of the post with this number.

    Raises `PandocError` or `RstError`.
    """
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    content = _with_shared_blocks(content, sources.shared)
    is_blocks = "<!-- wp:" in content
    if is_blocks:
        content = _without_comments(content)
    content = with_code_elements(content)
    content = resolved(content, find_tags(content, sources.lexicon), sources.library, number)
    masks = Masks(content)
    content, names = _masked(content, sources.lexicon, masks)
    html = with_paragraphs(content, masks, breaks=not is_blocks)
    if markup == "html":
        return Converted(_BARE_AMPERSAND.sub("&amp;", as_html(html, masks)), names)
    text = convert(pandoc, prepared(html, masks, markup), markup)
    if markup == "markdown":
        return Converted(as_markdown(text, masks), names)
    rst = as_rst(text, masks)
    check_rst(rst)
    return Converted(rst, names)


def _masked(content: str, lexicon: Lexicon, masks: Masks) -> tuple[str, tuple[str, ...]]:
    """Mask the shortcode tags in the content; return it with the names of the opening tags."""
    parts: list[str] = []
    names: list[str] = []
    position = 0
    for tag in find_tags(content, lexicon):
        mask = masks.mask(Kind.BLOCK_TAG if is_block(tag, lexicon) else Kind.TAG, tag.text)
        parts += (content[position : tag.start], mask)
        position = tag.end
        if not tag.closing and not content.startswith("[", tag.start - 1):
            names.append(tag.name)
    parts.append(content[position:])
    masked = _MARKS.sub(lambda mark: masks.mask(Kind.BLOCK, mark[0]), "".join(parts))
    return masked, tuple(names)


def _with_shared_blocks(content: str, shared: Mapping[str, str]) -> str:
    """Insert the shared blocks that the export contains."""
    for _ in range(_MOST_NESTED):
        if "wp:block" not in content:
            break
        content = _SHARED.sub(lambda block: shared.get(block["number"], block[0]), content)
    return content


def _without_comments(content: str) -> str:
    """Remove Gutenberg's comments; keep the line breaks in shortcode blocks.

    Only in these does WordPress turn lines into paragraphs.
    """
    content = _SHORTCODE.sub(
        lambda block: f"\n\n{_LINE_END.sub('<br />' + chr(10), block['text'].strip())}\n\n", content
    )
    return _COMMENT.sub("", content)
