"""Gutenberg: the comments round its blocks, and the blocks that many posts share."""

from __future__ import annotations

import re
from collections.abc import Mapping

_COMMENT = re.compile(r"<!--\s*/?wp:[\s\S]*?-->[ \t]*\n?")
_SHARED = re.compile(r"<!--\s*wp:block\s+\{[^{}]*?\"ref\":\s*(?P<number>\d+)[\s\S]*?/-->")
_SHORTCODE = re.compile(
    r"(?P<begin><!--\s*wp:(?:core/)?shortcode\b[\s\S]*?-->)(?P<text>[\s\S]*?)(?P<end><!--\s*/wp:(?:core/)?shortcode\s*-->)"
)
_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")
_MOST_NESTED = 5


def is_block_post(content: str) -> bool:
    """Whether the editor of blocks wrote it: WordPress then adds no paragraphs and line breaks."""
    return "<!-- wp:" in content


def with_shared_blocks(content: str, shared: Mapping[str, str]) -> str:
    """The content with each shared block in its place, as far as the export holds it."""
    for _ in range(_MOST_NESTED):
        if "wp:block" not in content:
            break
        content = _SHARED.sub(lambda block: shared.get(block["number"], block[0]), content)
    return content


def without_comments(content: str) -> str:
    """The content of a block post without the comments; lines in a shortcode block end as written.

    WordPress makes paragraphs of the text in shortcode blocks alone.
    """
    content = _SHORTCODE.sub(
        lambda block: f"\n\n{_LINE_END.sub('<br />' + chr(10), block['text'].strip())}\n\n", content
    )
    return _COMMENT.sub("", content)
