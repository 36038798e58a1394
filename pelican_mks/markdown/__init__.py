"""A Python-Markdown extension that keeps Markdown out of shortcode tags and lets it into their bodies.

It rewrites text and keeps nothing from one article to the next, so that Pelican may cache what it made.

    markdown.markdown(text, extensions=["pelican_mks.markdown"])
"""

from __future__ import annotations

import re
from typing import Any, TypeGuard
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, STX

from pelican_mks.families.registry import MEKS_FAMILY, lexicon_of
from pelican_mks.markdown.imported import repaired, unescaped
from pelican_mks.markdown.isolate import MarkdownTag, isolate
from pelican_mks.shortcodes.declaration import OwnShortcodes
from pelican_mks.shortcodes.lexer import Lexicon

_PRIORITY = 26
"""Behind the reading of metadata (27), before that of fenced code (25)."""
_LAST = 1
"""Behind all that sets attributes in the tree, before backslashes are taken out of it (0)."""
_BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")
_BARE_LESS = re.compile(r"<(?![a-zA-Z/!])")


def makeExtension(**config: Any) -> Extension:  # noqa: N802 - the name Python-Markdown looks for
    """Make the extension; `shortcodes` are the names of those that are on; those of Meks by default."""
    return MksExtension(**config)


class MksExtension(Extension):
    """Isolates shortcode tags."""

    def __init__(self, **config: Any) -> None:
        self.config = {
            "shortcodes": [(MEKS_FAMILY,), "The names of the shortcodes that are read"],
            "own_shortcodes": [OwnShortcodes(), "The site's own shortcodes"],
        }
        super().__init__(**config)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - so named by Python-Markdown
        """Take part in the conversion."""
        known = lexicon_of(tuple(self.getConfig("shortcodes")), self.getConfig("own_shortcodes"))
        md.preprocessors.register(_Isolate(md, known), "pelican_mks", _PRIORITY)
        md.treeprocessors.register(_InAttributes(md), "pelican_mks", _LAST)


class _Isolate(Preprocessor):
    def __init__(self, md: Markdown, known: Lexicon) -> None:
        super().__init__(md)
        self.known = known

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if not self.known.hint.search(text):
            return lines
        text = repaired(text, self.known, self.md.htmlStash.store)
        return self.set_aside(*isolate(text, self.known)).split("\n")

    def set_aside(self, text: str, tags: list[MarkdownTag]) -> str:
        """Put a placeholder for each tag, which Python-Markdown replaces at the end."""
        parts: list[str] = []
        position = 0
        for tag in tags:
            html = text[tag.start : tag.end]
            if tag.escaped:
                html = unescaped(html)
            html = _BARE_LESS.sub("&lt;", _BARE_AMPERSAND.sub("&amp;", html))
            parts += (text[position : tag.start], self.md.htmlStash.store(html))
            position = tag.end
        parts.append(text[position:])
        return "".join(parts)


class _InAttributes(Treeprocessor):
    """Puts tags back into attributes, such as a picture's `alt`, before their quotes are escaped."""

    def run(self, root: Element) -> None:
        if not any(map(_is_tag, self.md.htmlStash.rawHtmlBlocks)):
            return
        for element in root.iter():
            for name, value in element.items():
                if value and STX in value:  # attr_list gives none to `{hidden}`
                    element.set(name, HTML_PLACEHOLDER_RE.sub(self._tag, value))

    def _tag(self, placeholder: re.Match[str]) -> str:
        """The tag that was set aside; what else was is left to Python-Markdown."""
        html = self.md.htmlStash.rawHtmlBlocks[int(placeholder[1])]
        return html if _is_tag(html) else placeholder[0]


def _is_tag(stashed: str | Element) -> TypeGuard[str]:
    """Whether what was set aside is a tag, and no HTML."""
    return isinstance(stashed, str) and stashed.startswith("[")
