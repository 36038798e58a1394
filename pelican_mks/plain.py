"""Text without markup."""

from __future__ import annotations

import html as html_module
import re

_TAGS = re.compile(r"<[^>]*+>")


def plain_text(html: str) -> str:
    """What a reader sees of a piece of well-formed HTML, white space folded."""
    return " ".join(html_module.unescape(_TAGS.sub(" ", html)).split())
