"""Whether two pages look the same to a reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import unescape

from pelican_mks.html.elements import PARAGRAPH_ENDS
from pelican_mks.html.tokens import tokens
from pelican_mks.source.diagnostics import WRAPPER_COMMENT
from pelican_mks.source.suppression import is_suppression
from pelican_mks.source.text import Text

_CODE = frozenset(("code", "kbd", "samp"))
_BLOCKS = PARAGRAPH_ENDS | {"li", "dd", "dt", "tr", "td", "th", "tbody", "br"}
"""Elements at whose tags white space has no effect."""


def same_page(one: Sequence[Text], other: Sequence[Text]) -> bool:
    """Whether two renderings differ only in white space between blocks and comments for tools."""
    return len(one) == len(other) and all(
        here.field == there.field and _same(here.result.html, there.result.html)
        for here, there in zip(one, other, strict=True)
    )


def _same(one: str, other: str) -> bool:
    return one == other or normal_form(one) == normal_form(other)


def normal_form(html: str, text: Callable[[str], str] = str) -> list[str | tuple[str, str]]:
    """The texts of a page with their white space folded, and its other tokens with their names.

    The text of a `pre` is a token. `text` is applied to each text outside code.
    """
    form: list[str | tuple[str, str]] = []
    gathered = ""
    at_block = True
    in_code = in_pre = position = 0

    def add_text(*, at_end: bool) -> None:
        if folded := _folded(gathered, at_start=at_block, at_end=at_end):
            form.append(folded)

    for token in tokens(html):
        written, shown = html[token.start : token.end], unescape(html[position : token.start])
        position = token.end
        if in_pre:
            form.append(("text", shown))
        else:
            gathered += shown if in_code else text(shown)
        if WRAPPER_COMMENT.fullmatch(written) or is_suppression(written):
            continue
        is_block = token.name in _BLOCKS
        add_text(at_end=is_block)
        gathered, at_block = "", is_block
        form.append((token.name if token.kind == "start" else token.kind, written))
        depth = (token.kind == "start") - (token.kind == "end")
        in_code += depth * (token.name in _CODE)
        in_pre += depth * (token.name == "pre")
    gathered += text(unescape(html[position:]))
    add_text(at_end=True)
    return form


def _folded(text: str, *, at_start: bool, at_end: bool) -> str:
    """A text with its white space folded, and removed at block boundaries."""
    folded = " ".join(text.split())
    if not folded:
        return "" if at_start or at_end or not text else " "
    before = " " if text[0].isspace() and not at_start else ""
    after = " " if text[-1].isspace() and not at_end else ""
    return before + folded + after
