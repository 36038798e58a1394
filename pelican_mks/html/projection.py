"""The visible text of a piece of HTML, each character with its offset in the HTML.

Pelican's readers and typography plugins write HTML into shortcode tags: `title=&#8221;A&#8221;`,
`[mks_tabs&nbsp;nav=…`, `url="<a href="…">…</a>"`. A projection decodes character references, makes a
newline of `<br>` and drops other tags and comments, so that one grammar reads them all.
"""

from __future__ import annotations

import html as html_module
import re
from bisect import bisect_right
from dataclasses import dataclass

from pelican_mks.html.tokens import COMMENT, TAG

_MARKUP = re.compile(
    rf"{TAG}|{COMMENT}|(?P<open_comment><!--)"
    r"|&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?"
)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Projection:
    """Visible text, and the offset of each of its characters in the HTML."""

    text: str
    starts: tuple[int, ...]
    """The offsets in `text` where its segments begin."""
    spans: tuple[tuple[int, int, bool], ...]
    """For each segment its start and end in the HTML, and whether it is the same text there."""

    def before(self, offset: int) -> int:
        """The offset in the HTML where the character at `offset` starts."""
        begin, _, verbatim, inside = self._place(offset)
        return begin + inside if verbatim else begin

    def after(self, offset: int) -> int:
        """The offset in the HTML where the character at `offset` ends."""
        begin, end, verbatim, inside = self._place(offset)
        return begin + inside + 1 if verbatim else end

    def _place(self, offset: int) -> tuple[int, int, bool, int]:
        segment = bisect_right(self.starts, offset) - 1
        return *self.spans[segment], offset - self.starts[segment]


def project(html: str, start: int, end: int, *, unescape: bool) -> Projection:
    """Project `html[start:end]`; `unescape` drops the backslashes before punctuation."""
    pieces: list[str] = []
    starts: list[int] = []
    spans: list[tuple[int, int, bool]] = []
    length = 0

    def add(text: str, begin: int, stop: int, *, verbatim: bool) -> None:
        nonlocal length
        if text:
            pieces.append(text)
            starts.append(length)
            spans.append((begin, stop, verbatim))
            length += len(text)

    def add_text(begin: int, stop: int) -> None:
        if unescape:
            for escape in _ESCAPE.finditer(html, begin, stop):
                add(html[begin : escape.start()], begin, escape.start(), verbatim=True)
                begin = escape.end()
        add(html[begin:stop], begin, stop, verbatim=True)

    position = start
    for match in _MARKUP.finditer(html, start, end):
        add_text(position, match.start())
        markup = match[0]
        if match["open_comment"]:
            position = match.start()
            break
        if markup[0] == "&":
            seen = html_module.unescape(markup)
        else:
            seen = "\n" if _BREAK.match(markup) else ""
        add(seen, match.start(), match.end(), verbatim=False)
        position = match.end()
    add_text(position, end)
    return Projection("".join(pieces), tuple(starts), tuple(spans))
