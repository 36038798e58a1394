"""Checks of what must hold for every text; tests and the fuzzer generate the texts."""

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
_SHORTCODE_TAG = re.compile(rf"\[(?:/\s*)?(?:{_NAMES})(?![\w-])")


def check_invariants(html: str) -> Result:
    """Check that `transform` is idempotent and points into the text, and that it returns text without tags unchanged."""
    result = transform(html, prefix="slug", language="en")
    again = transform(result.html, prefix="slug", language="en")
    assert again.html == result.html
    spans = [(diagnostic.start, diagnostic.end) for diagnostic in result.diagnostics]
    assert all(0 <= start <= end <= len(html) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)
    assert all(diagnostic.message for diagnostic in result.diagnostics)
    if not _SHORTCODE_TAG.search(html) and "\\" not in html:
        assert result.html is html
    return result


def check_stretches_against_tokens(html: str, lexicon: Lexicon = LEXICON) -> int:
    """Check that skipping plain stretches finds the same as reading token by token; return how many tags it found."""
    by_stretch = lex(html, lexicon)
    by_token = lex(html, _ByToken(lexicon))
    assert _readings(by_stretch) == _readings(by_token)
    return sum(isinstance(found, Tag) for found in by_stretch.scan.found)


class _ByToken(Lexicon):
    """A lexicon whose stretches are all empty, so that the lexer reads every token."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon.shortcodes.values())
        self.grammar = lexicon.grammar._replace(stretch=_EMPTY_STRETCH, tag=re.compile("(?!)"))


_EMPTY_STRETCH = re.compile(
    "".join(f"(?P<{name}>)" for name in ("ends", "opens"))
    + "".join(f"(?P<{name}>(?!))?" for name in ("gap", "level", "heading", "tag"))
)


def _readings(lexed: Lexed) -> list[object]:
    """For each tag: its meaning, the open elements, the end of its block and the heading above it."""
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
