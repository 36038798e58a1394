"""The visible text of a piece of HTML, each character with its offset in the HTML.

Pelican's readers and typography plugins write HTML into shortcode tags: `title=&#8221;A&#8221;`,
`[mks_tabs&nbsp;nav=…`, `url="<a href="…">…</a>"`. A projection decodes character references, makes a
newline of `<br>` and drops other tags and comments, so that one grammar reads them all.
"""

from __future__ import annotations

import html as html_module
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pelican_mks.html.tokens import MARKUP

_REFERENCE = r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?"
_MARKUP = re.compile(f"{MARKUP}|{_REFERENCE}")
_IN_TEXT = re.compile(_REFERENCE)
"""For the inside of an unterminated tag."""
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
    for match in _markup(html, start, end):
        add_text(position, match.start())
        if match[0][0] == "&":
            seen = html_module.unescape(match[0])
        else:
            seen = "\n" if _BREAK.match(match[0]) else ""
        add(seen, match.start(), match.end(), verbatim=False)
        position = match.end()
    add_text(position, end)
    return Projection("".join(pieces), tuple(starts), tuple(spans))


def _markup(html: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The tags, comments and character references; an unterminated tag is text, an unterminated comment the last."""
    text_until = start
    while True:
        found = _IN_TEXT.search(html, start, text_until) if start < text_until else None
        if found is None:
            start = max(start, text_until)
            found = _MARKUP.search(html, start, end)
        if found is None or found.lastgroup == "open_comment":
            return
        if found.lastgroup in ("cut", "unended"):
            start, text_until = found.start() + 1, found.end()
        else:
            yield found
            start = found.end()
