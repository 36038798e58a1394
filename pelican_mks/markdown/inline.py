"""Tags within lines of Markdown text: Markdown finds nothing in them."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import HTML_RE, InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, STX

from pelican_mks.markdown.tags import MarkdownTags

_HTML_TAG = re.compile(HTML_RE, re.DOTALL)


class InlineTags(InlineProcessor):
    """Sets tags aside until all Markdown is converted."""

    def __init__(self, md: Markdown, tags: MarkdownTags) -> None:
        super().__init__(tags.known.opening, md)
        self.tags = tags
        self.placeholders: dict[str, str] = {}
        """The tags that were set aside, by what stands for them."""
        self._html_tag = "", 0, 0
        """A text, and where the last tag of HTML in it stands that holds a shortcode tag."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - so named by Python-Markdown
        self, m: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        """What stands for the tag at `m`, and where the tag stands; nothing if it is none."""
        tag = None if self._is_in_html_tag(m.start(), data) else self.tags.tag(data, m)
        if tag is None:
            return None, None, None
        html = self.tags.html(data, tag)
        placeholder = self.tags.set_aside(html)
        self.placeholders[placeholder] = html
        return placeholder, tag.start, tag.end

    def _is_in_html_tag(self, position: int, data: str) -> bool:
        """Whether a tag of HTML reaches over `position`, in which shortcodes are no tags."""
        text, start, end = self._html_tag
        if text is data and start < position < end:
            return True
        start = data.rfind("<", 0, position)
        found = _HTML_TAG.match(data, start) if start >= 0 else None
        if found is None or found.end() <= position:
            return False
        self._html_tag = data, start, found.end()
        return True


class TagsInAttributes(Treeprocessor):
    """Puts tags back into attributes, such as a picture's `alt`, before their quotes are escaped."""

    def __init__(self, md: Markdown, inline: InlineTags) -> None:
        super().__init__(md)
        self.placeholders = inline.placeholders

    def run(self, root: Element) -> None:
        """Restore what was set aside in all attributes of the tree."""
        if not self.placeholders:
            return
        for element in root.iter():
            for name, value in element.items():
                if value and STX in value:  # attr_list gives none to `{hidden}`
                    element.set(name, HTML_PLACEHOLDER_RE.sub(self._restored, value))

    def _restored(self, placeholder: re.Match[str]) -> str:
        return self.placeholders.get(placeholder[0], placeholder[0])
