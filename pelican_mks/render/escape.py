"""Escape values for HTML. Every author's value reaches the page through one of these functions.

Escaped text cannot end an attribute, or begin a tag or a shortcode.
"""

from __future__ import annotations

import re
from html import escape

from pelican_mks.html.plain import without_controls
from pelican_mks.shortcodes.lexer import BRACKET

_NOT_PLAIN = re.compile("[^\\w !#$%()*+,./:;=?@^{|}~-]")


def attribute(name: str, value: str) -> str:
    """Return an attribute with a space before it: ` id="party"`."""
    return f' {name}="{escaped(value)}"'


def escaped(text: str) -> str:
    """Escape text for an element's content or an attribute's value."""
    if _NOT_PLAIN.search(text) is None:
        return text
    return escape(without_controls(text)).replace("[", BRACKET)


def content(text: str) -> str:
    """Escape text for an element's content, where quotes need no escaping."""
    if _NOT_PLAIN.search(text) is None:
        return text
    return escape(without_controls(text), quote=False).replace("[", BRACKET)
