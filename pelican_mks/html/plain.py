"""Text without markup."""

from __future__ import annotations

import html as html_module
import re

from pelican_mks.html.elements import INLINE
from pelican_mks.html.tokens import NAME

_TAGS = re.compile(
    rf"<(?:/?({NAME})(?:[^<>=]++|=\s*+(?:\"[^\"<]*+\"|'[^'<]*+')?+)*+>"
    r"|!--(?:(?!-->)[\s\S])*+(?:-->|\Z))"
)


_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""What HTML allows nowhere in a text."""


def without_controls(text: str) -> str:
    """A text without the characters that no page may hold."""
    return _CONTROLS.sub("", text)


def plain_text(html: str) -> str:
    """What a reader sees of a piece of well-formed HTML, white space folded."""
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    text = _TAGS.sub(lambda tag: "" if (tag[1] or "b").lower() in INLINE else " ", html)
    return " ".join(html_module.unescape(text).split())
