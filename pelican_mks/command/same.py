"""Whether two pages show the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pelican_mks.command.rendered import Rendered
from pelican_mks.html.elements import PARAGRAPH_ENDS

_KEPT = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2\s*>)", re.IGNORECASE | re.DOTALL)
"""Where blanks are seen, or comments no comments."""
WRAPPER = "wp:shortcode"
"""What WordPress writes into the comments round shortcodes."""
WRAPPER_COMMENT = re.compile(rf"<!--\s*+/?{WRAPPER}\b[^>]*-->")
_BLOCKS = "|".join(sorted(PARAGRAPH_ENDS | {"li", "dd", "dt", "tr", "td", "th", "tbody", "br"}))
_BLANKS = re.compile(rf"\s*(</?(?:{_BLOCKS})\b[^<>]*>)\s*", re.IGNORECASE)


def same_page(one: Sequence[Rendered], other: Sequence[Rendered]) -> bool:
    """Whether two renderings differ in nothing but blanks between blocks and wrapper comments."""
    return len(one) == len(other) and all(
        here.field == there.field and _normal(here.result.html) == _normal(there.result.html)
        for here, there in zip(one, other, strict=True)
    )


def _normal(html: str) -> str:
    parts = _KEPT.split(html)
    # Each match gives three parts: what stands before it, itself, and the name of its element.
    return "\0".join(
        part if index % 3 == 1 else _folded(part)
        for index, part in enumerate(parts)
        if index % 3 != 2  # noqa: PLR2004 - the third
    )


def _folded(html: str) -> str:
    return _BLANKS.sub(r"\1", " ".join(WRAPPER_COMMENT.sub("", html).split()))
