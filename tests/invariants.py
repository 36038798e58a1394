"""What holds for every text, whoever wrote it, as checks for whoever makes the texts."""

from __future__ import annotations

import re
from operator import attrgetter

from pelican_mks import Result, transform
from pelican_mks.families.registry import SHORTCODES, lexicon_of
from pelican_mks.html.elements import DOCUMENT, OpenElement
from pelican_mks.shortcodes.lexer import Lexed, Lexicon, lex
from pelican_mks.shortcodes.nodes import Tag

LEXICON = lexicon_of(None)
_NAMES = "|".join(re.escape(shortcode.name) for shortcode in SHORTCODES)
_TAG_OF_OURS = re.compile(rf"\[(?:/\s*)?(?:{_NAMES})(?![\w-])")


def check_what_always_holds(html: str) -> Result:
    """It comes out finished, with diagnostics that lie in it, and without tags as it was."""
    result = transform(html, prefix="slug", language="en")
    again = transform(result.html, prefix="slug", language="en")
    assert again.html == result.html
    spans = [(diagnostic.start, diagnostic.end) for diagnostic in result.diagnostics]
    assert all(0 <= start <= end <= len(html) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)
    assert all(diagnostic.message for diagnostic in result.diagnostics)
    if not _TAG_OF_OURS.search(html) and "\\" not in html:
        assert result.html is html
    return result


def check_that_stretches_read_as_tokens(html: str, lexicon: Lexicon = LEXICON) -> int:
    """What a walk by stretches finds is what one by tokens alone does; the number of its plain tags."""
    by_stretch = lex(html, lexicon)
    by_token = lex(html, _ByToken(lexicon))
    assert _readings(by_stretch) == _readings(by_token)
    return sum(isinstance(found, Tag) for found in by_stretch.scan.found)


class _ByToken(Lexicon):
    """A lexicon whose stretches are empty."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon.shortcodes.values())
        self.grammar = lexicon.grammar._replace(stretch=_EMPTY, tag=re.compile("(?!)"))


_EMPTY = re.compile(
    "".join(f"(?P<{name}>)" for name in ("ends", "opens"))
    + "".join(f"(?P<{name}>(?!))?" for name in ("gap", "level", "heading", "tag"))
)


def _readings(lexed: Lexed) -> list[object]:
    """For each tag what it says, what is open around it, where its block ends and the heading above it."""
    scan = lexed.scan
    found: list[object] = [lexed.diagnostics, lexed.literals, lexed.escapes]
    for tag in lexed.tags:
        last = max(
            (each for each in scan.headings if each.start < tag.start.offset),
            default=None,
            key=_start,
        )
        ends = scan.block_end(tag), scan.paragraph_end(tag, tag.end.offset)
        found.append(
            (
                tag.meaning.shortcode.name,
                tag.closing,
                tag.meaning.values,
                [(mark.offset, _path(mark.element)) for mark in (tag.start, tag.end, *ends)],
                last,
            )
        )
    return found


def _path(element: OpenElement) -> list[tuple[str, int, int]]:
    path = []
    while element is not DOCUMENT:
        path.append((element.name, element.start, element.end))
        element = element.parent
    return path


_start = attrgetter("start")
