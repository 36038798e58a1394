"""Writing values into HTML: every value of an author's reaches the page through one of these functions.

Whatever it is, it stays text there: it ends no attribute, begins no tag and no shortcode.
"""

from __future__ import annotations

import re
from html import escape

from pelican_mks.html.plain import without_controls
from pelican_mks.shortcodes.lexer import BRACKET

_NOT_PLAIN = re.compile("[^\\w !#$%()*+,./:;=?@^{|}~-]")


def attribute(name: str, value: str) -> str:
    """An attribute with a blank in front: ` id="party"`."""
    return f' {name}="{escaped(value)}"'


def escaped(text: str) -> str:
    """A text as HTML, for an element's content or an attribute's value."""
    if _NOT_PLAIN.search(text) is None:
        return text
    return escape(without_controls(text)).replace("[", BRACKET)


def content(text: str) -> str:
    """A text as HTML for an element's content alone, where quotes stay as they are."""
    if _NOT_PLAIN.search(text) is None:
        return text
    return escape(without_controls(text), quote=False).replace("[", BRACKET)
