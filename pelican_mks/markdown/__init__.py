"""A Python-Markdown extension: shortcode tags stay what they are, and their bodies are Markdown.

    markdown.markdown(text, extensions=["pelican_mks.markdown"])

A block processor makes tags on lines of their own into blocks, and an inline processor keeps Markdown
out of tags within a line. Python-Markdown decides where code is, as it calls neither of them there.
"""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from pelican_mks.families.registry import MEKS_FAMILY, lexicon_of
from pelican_mks.markdown.blocks import IndentedBodies, ParagraphsOfTags, SignsOfTags, TagLines
from pelican_mks.markdown.inline import InlineTags, TagsInAttributes
from pelican_mks.markdown.tags import MarkdownTags
from pelican_mks.shortcodes.declaration import OwnShortcodes
from pelican_mks.shortcodes.lexer import Lexicon

_NAME = "pelican_mks"
_AFTER_HTML_BLOCKS = 15
"""Behind fenced code (25) and blocks of raw HTML (20), which are set aside by then."""
_BEFORE_LISTS = 91
"""Before what is indented in lists (90) and indented code (80)."""
_BEHIND_CODE_BLOCKS = 79
"""Behind what is indented in lists (90) and indented code (80), before tables (75) and headings (70)."""
_BEFORE_TABLES = 76
_BEFORE_PARAGRAPHS = 10.5
_BEHIND_CODE_SPANS = 185
"""Behind backticks (190), before escapes (180) and links (170)."""
_LAST = 1
"""Behind all that sets attributes in the tree, before backslashes are taken out of it (0)."""


def makeExtension(**config: Any) -> Extension:  # noqa: N802 - the name Python-Markdown looks for
    """Make the extension; `shortcodes` are the names of those that are on; those of Meks by default."""
    return MksExtension(**config)


class MksExtension(Extension):
    """Keeps Markdown out of shortcode tags, and lets it into their bodies."""

    def __init__(self, **config: Any) -> None:
        self.config = {
            "shortcodes": [(MEKS_FAMILY,), "The names of the shortcodes that are read"],
            "own_shortcodes": [OwnShortcodes(), "The site's own shortcodes"],
        }
        super().__init__(**config)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - so named by Python-Markdown
        """Take part in the conversion."""
        known = lexicon_of(tuple(self.getConfig("shortcodes")), self.getConfig("own_shortcodes"))
        md.preprocessors.register(_Registration(md, known), _NAME, _AFTER_HTML_BLOCKS)


class _Registration(Preprocessor):
    """Registers the processors for a text that may hold tags: every other text is spared them."""

    def __init__(self, md: Markdown, known: Lexicon) -> None:
        super().__init__(md)
        self.known = known

    def run(self, lines: list[str]) -> list[str]:
        md = self.md
        text = "\n".join(lines)
        if self.known.hint.search(text):
            tags = MarkdownTags(md, self.known, text)
            blocks = md.parser.blockprocessors
            tag_lines = TagLines(md.parser, tags)
            blocks.register(IndentedBodies(md.parser, tags), f"{_NAME}_bodies", _BEFORE_LISTS)
            blocks.register(tag_lines, _NAME, _BEHIND_CODE_BLOCKS)
            blocks.register(
                ParagraphsOfTags(md.parser, tag_lines), f"{_NAME}_paragraphs", _BEFORE_PARAGRAPHS
            )
            blocks.register(SignsOfTags(md.parser, tags), f"{_NAME}_signs", _BEFORE_TABLES)
            md.inlinePatterns.register(InlineTags(md, tags), _NAME, _BEHIND_CODE_SPANS)
            md.treeprocessors.register(TagsInAttributes(md, tags), _NAME, _LAST)
        else:
            for registry in (md.parser.blockprocessors, md.inlinePatterns, md.treeprocessors):
                registry.deregister(_NAME, strict=False)
            for part in ("bodies", "paragraphs", "signs"):
                md.parser.blockprocessors.deregister(f"{_NAME}_{part}", strict=False)
        return lines
