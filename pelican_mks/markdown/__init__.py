"""A Python-Markdown extension: shortcode tags stay what they are, and their bodies are Markdown.

    markdown.markdown(text, extensions=["pelican_mks.markdown"])

A block processor makes tags on lines of their own into blocks, and an inline processor keeps Markdown
out of tags within a line. Python-Markdown decides where code is, as it calls neither of them there.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import Registry

from pelican_mks.families.registry import MEKS_FAMILY, lexicon_of
from pelican_mks.markdown.blocks import (
    IndentedBodies,
    IndentedTagLines,
    SignsOfTags,
    TagLines,
    TextBehindTags,
)
from pelican_mks.markdown.inline import InlineTags, TagsInAttributes
from pelican_mks.markdown.tags import MarkdownTags
from pelican_mks.shortcodes.declaration import OwnShortcodes
from pelican_mks.shortcodes.lexer import Lexicon

_NAME = "pelican_mks"
_AFTER_HTML_BLOCKS = 15
"""Behind fenced code (25) and blocks of raw HTML (20), which are set aside by then."""
_INDENTED_BODY = re.compile(r"\][ \\]*+\n++ ")
_INDENTED_TAG = re.compile(r"^ {2,}\\?+\[", re.MULTILINE)


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
    """Registers the processors that a text needs: each one costs time with every block or line."""

    def __init__(self, md: Markdown, known: Lexicon) -> None:
        super().__init__(md)
        self.known = known
        self.registered: list[tuple[Registry[Any], str]] = []

    def run(self, lines: list[str]) -> list[str]:
        for registry, name in self.registered:
            registry.deregister(name, strict=False)
        self.registered.clear()
        text = "\n".join(lines)
        if self.known.hint.search(text):
            self._register(text)
        return lines

    def _register(self, text: str) -> None:
        parser = self.md.parser
        tags = MarkdownTags(self.md, self.known, text)
        tag_lines = TagLines(parser, tags)
        # Behind what belongs to items (90) and indented code (80), before tables (75) and headings (70).
        self._add(parser.blockprocessors, tag_lines, "lines", 79)
        if _INDENTED_BODY.search(text):
            self._add(parser.blockprocessors, IndentedBodies(parser, tags), "bodies", 91)
        if "|" in text or "]:" in text:
            self._add(parser.blockprocessors, SignsOfTags(parser, tags), "signs", 76)
        if _INDENTED_TAG.search(text):
            # Before paragraphs (10).
            self._add(parser.blockprocessors, IndentedTagLines(parser, tags), "indented", 10.5)
        trees = self.md.treeprocessors
        inline = InlineTags(self.md, tags)
        # Before inline Markdown (20).
        self._add(trees, TextBehindTags(self.md, tag_lines), "text", 25)
        self._add(trees, _InlineRegistration(self, inline, tag_lines, text), "inline", 24)
        # Behind all that sets attributes, before backslashes are taken out of the tree (0).
        self._add(trees, TagsInAttributes(self.md, inline), "attributes", 1)

    def add_inline(self, inline: InlineTags) -> None:
        """Register what finds tags within lines."""
        # Behind backticks (190), before escapes (180) and links (170).
        self._add(self.md.inlinePatterns, inline, "tags", 185)

    def _add(self, registry: Registry[Any], processor: object, name: str, priority: float) -> None:
        name = f"{_NAME}_{name}"
        registry.register(processor, name, priority)
        self.registered.append((registry, name))


class _InlineRegistration(Treeprocessor):
    """Registers what finds tags within lines, if not all tags stand on lines of their own."""

    def __init__(
        self, registration: _Registration, inline: InlineTags, tag_lines: TagLines, text: str
    ) -> None:
        super().__init__(registration.md)
        self.registration = registration
        self.inline = inline
        self.tag_lines = tag_lines
        self.text = text

    def run(self, _root: Element) -> None:
        hint = self.tag_lines.tags.known.hint
        if len(hint.findall(self.text)) > self.tag_lines.count:
            self.registration.add_inline(self.inline)
