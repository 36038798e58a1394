"""A Python-Markdown extension: shortcode tags are left alone, and their bodies are Markdown.

    markdown.markdown(text, extensions=["pelican_mks.markdown"])

Block processors turn lines of tags into blocks, and an inline processor protects tags within a line.
Python-Markdown calls neither of them for code.
"""

from __future__ import annotations

import sys
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.util import Registry

from pelican_mks.families.registry import MEKS_FAMILY, lexicon_of
from pelican_mks.markdown.indented import IndentedBodies
from pelican_mks.markdown.inline import InlineTags, TagPunctuation, TagsInAttributes
from pelican_mks.markdown.lines import TagLines
from pelican_mks.markdown.tags import MarkdownTags
from pelican_mks.markdown.unclosed import UnclosedBodies
from pelican_mks.shortcodes.declaration import OwnShortcodes
from pelican_mks.shortcodes.lexer import Lexicon

_NAME = "pelican_mks"


def makeExtension(**config: Any) -> Extension:  # noqa: N802 - the name Python-Markdown looks for
    """Make the extension; `shortcodes` names the enabled shortcodes, by default the Meks family."""
    return MksExtension(**config)


class MksExtension(Extension):
    """Protects shortcode tags from Markdown and lets Markdown into their bodies."""

    def __init__(self, **config: Any) -> None:
        self.config = {
            "shortcodes": [(MEKS_FAMILY,), "The enabled shortcodes and families"],
            "own_shortcodes": [OwnShortcodes(), "Custom shortcodes"],
        }
        super().__init__(**config)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the preprocessor that registers everything else."""
        lexicon = lexicon_of(tuple(self.getConfig("shortcodes")), self.getConfig("own_shortcodes"))
        # After normalized white space (30), before fenced code (25) and raw HTML (20) are stashed.
        md.preprocessors.register(_Registration(md, lexicon), _NAME, 29)


class _Registration(Preprocessor):
    """Registers the processors that a text needs: each one slows down every block or line."""

    def __init__(self, md: Markdown, lexicon: Lexicon) -> None:
        super().__init__(md)
        self.lexicon = lexicon
        self.registered: list[tuple[Registry[Any], str]] = []

    def run(self, lines: list[str]) -> list[str]:
        for registry, name in self.registered:
            registry.deregister(name, strict=False)
        self.registered.clear()
        text = "\n".join(lines)
        if self.lexicon.hint.search(text):
            self.register(text)
        return lines

    def register(self, text: str) -> None:
        md, blocks = self.md, self.md.parser.blockprocessors
        tags = MarkdownTags(md, self.lexicon, text)
        bodies = UnclosedBodies(tags)
        # Before list items (90) and indented code (80).
        self.add(blocks, IndentedBodies(tags), "bodies", 91)
        # After these two, before tables (75) and headings (70).
        self.add(blocks, TagLines(tags, bodies, md.tab_length - 1), "lines", 79)
        if "|" in text or "]:" in text:
            self.add(blocks, TagPunctuation(tags), "punctuation", 76)
        # Before paragraphs (10), in which no margin means code.
        self.add(blocks, TagLines(tags, bodies, sys.maxsize), "indented", 10.5)
        # Before inline Markdown (20).
        self.add(md.treeprocessors, bodies, "unclosed", 25)
        inline = InlineTags(tags)
        # After backticks (190), before escapes (180) and links (170).
        self.add(md.inlinePatterns, inline, "tags", 185)
        # After everything that sets attributes, before backslashes are restored (0).
        self.add(md.treeprocessors, TagsInAttributes(inline), "attributes", 1)

    def add(self, registry: Registry[Any], processor: object, name: str, priority: float) -> None:
        name = f"{_NAME}_{name}"
        registry.register(processor, name, priority)
        self.registered.append((registry, name))
