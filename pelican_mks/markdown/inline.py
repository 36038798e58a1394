"""Tags within a line of Markdown, protected from all other markup."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, STX

from pelican_mks.markdown.tags import MarkdownTags

_PIPE = re.compile(r"\\?\|")
_CODE_SPAN = re.compile(r"(?<!\\)(`++)[^\n]*?(?<!`)\1(?!`)")


class InlineTags(InlineProcessor):
    """Replaces each tag by a placeholder until all Markdown is converted."""

    def __init__(self, tags: MarkdownTags) -> None:
        super().__init__(tags.lexicon.opening, tags.md)
        self.tags = tags
        self.stashed: dict[str, str] = {}
        """Tags by their placeholders."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        """Return the placeholder of the tag at `m`, and the span of that tag."""
        tag = None if self.tags.is_code(data, m.start()) else self.tags.tag(data, m)
        if tag is None:
            return None, None, None
        html = self.tags.html(data, tag)
        placeholder = self.tags.stash(html)
        self.stashed[placeholder] = html
        return placeholder, tag.start, tag.end


class TagsInAttributes(Treeprocessor):
    """Restores tags in attributes, such as an image's `alt`, before their quotes are escaped."""

    def __init__(self, inline: InlineTags) -> None:
        super().__init__(inline.md)
        self.stashed = inline.stashed

    def run(self, root: Element) -> None:
        """Restore the tags in all attributes of the tree."""
        for element in root.iter() if self.stashed else ():
            for name, value in element.items():
                if value and STX in value:  # attr_list gives `{hidden}` no value
                    element.set(name, HTML_PLACEHOLDER_RE.sub(self._restored, value))

    def _restored(self, placeholder: re.Match[str]) -> str:
        return self.stashed.get(placeholder[0], placeholder[0])


class TagPunctuation(BlockProcessor):
    """Protects `|` in tags within a table, and `:` after a tag, which would begin a definition."""

    def __init__(self, tags: MarkdownTags) -> None:
        super().__init__(tags.md.parser)
        self.tags = tags

    def test(self, parent: Element, block: str) -> bool:
        """Whether `block` contains such characters."""
        if "|" not in block and "]:" not in block:
            return False
        protected = self._protected(block)
        processors = self.parser.blockprocessors
        return protected != block and (
            "]:" in block or ("table" in processors and processors["table"].test(parent, protected))
        )

    def run(self, _parent: Element, blocks: list[str]) -> None:
        """Write the characters as entities, for the next processor to read."""
        blocks[0] = self._protected(blocks[0])

    def _protected(self, block: str) -> str:
        code = [found.span() for found in _CODE_SPAN.finditer(block)]
        parts: list[str] = []
        position = 0
        for match in self.tags.opening.finditer(block):
            tag = self.tags.tag(block, match)
            if tag and not any(start < tag.start < end for start, end in code):
                parts += (
                    block[position : tag.start],
                    _PIPE.sub("&#124;", block[tag.start : tag.end]),
                )
                position = tag.end
                line_start = block.rfind("\n", 0, tag.start) + 1
                if block.startswith(":", position) and not block[line_start : tag.start].strip():
                    parts.append("&#58;")
                    position += 1
        return "".join((*parts, block[position:]))
