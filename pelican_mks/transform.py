"""The pipeline: HTML with shortcodes in, HTML and diagnostics out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from pelican_mks.families.embeds import EMBED, with_videos
from pelican_mks.families.registry import lexicon_of
from pelican_mks.render.context import Article, Context
from pelican_mks.render.ids import IdAllocator
from pelican_mks.render.settings import Settings
from pelican_mks.render.splice import Splicer
from pelican_mks.shortcodes.diagnostic import Diagnostic
from pelican_mks.shortcodes.lexer import Edit, lex
from pelican_mks.shortcodes.nodes import Element
from pelican_mks.shortcodes.parser import parse
from pelican_mks.shortcodes.rows import in_rows
from pelican_mks.shortcodes.scan import Scan


class Result(NamedTuple):
    """The rendered HTML, and the diagnostics in document order."""

    html: str
    diagnostics: tuple[Diagnostic, ...] = ()


def transform(
    html: str,
    *,
    prefix: str = "",
    language: str | None = None,
    settings: Settings | None = None,
) -> Result:
    """Render the shortcodes in `html`; return the same string if there are none.

    `prefix` starts the generated ids, so that a page can show several articles; `language` is the page's, a
    BCP 47 tag. No input raises an exception: the parser recovers from mistakes and reports them. The result
    contains no shortcodes, so that transforming it again changes nothing.
    """
    settings = settings or _DEFAULTS
    lexicon = lexicon_of(settings.shortcodes, settings.own_shortcodes)
    has_embeds = lexicon.shortcodes.get(EMBED.name) is EMBED
    if not lexicon.hint.search(html):
        return Result(with_videos(html, settings) if has_embeds else html)
    lexed = lex(html, lexicon)
    parsed = parse(html, lexed, lexicon.shortcodes)
    diagnostics = [*lexed.diagnostics, *parsed.diagnostics]
    if parsed.elements or parsed.dropped or lexed.escapes:
        scan, elements = lexed.scan, parsed.elements
        if parsed.has_columns_outside_rows:
            elements = in_rows(html, elements, lexicon.shortcodes)
        edits = [*lexed.escapes, *lexed.literals, *_balancing(html, elements, scan)]
        html = Context(
            Article(
                Splicer(html, edits, parsed.dropped, scan.implied_ends),
                sorted(scan.headings, key=_start),
                settings,
                IdAllocator(html, prefix, lexed.tags),
                diagnostics,
            ),
            language,
        ).document(elements)
    if has_embeds:
        html = with_videos(html, settings)
    diagnostics.sort(key=lambda diagnostic: (diagnostic.start, diagnostic.code))
    return Result(html, tuple(diagnostics))


def _balancing(html: str, elements: Iterable[Element], scan: Scan) -> Iterator[Edit]:
    """Edits of broken HTML that would change how browsers read what we write."""
    if scan.unmatched:
        yield from _unmatched(html, elements, scan)
    for begin in scan.unterminated:
        yield Edit(begin, begin + 1, "&lt;")
    if scan.open_comment is not None:
        yield Edit(scan.open_comment, len(html), f"{html[scan.open_comment :]}-->")


def _unmatched(html: str, elements: Iterable[Element], scan: Scan) -> Iterator[Edit]:
    """The unmatched end tags inside an element or right after it.

    Inside they would end what we write around them; after it, a `</p>` would make an empty paragraph.
    """
    tags = iter(scan.unmatched)
    tag = next(tags, None)
    for element in elements:
        while tag and tag[0] < element.start.offset:
            tag = next(tags, None)
        end = element.end.offset
        blank = _BLANK.match(html, end)
        end = blank.end() if blank else end
        while tag and tag[0] <= end:
            yield Edit(*tag)
            tag = next(tags, None)


_BLANK = re.compile(r"(?:[\s\u200b\ufeff]|&nbsp;|&#160;|&#xA0;)*+", re.IGNORECASE)
_DEFAULTS = Settings()
_start = attrgetter("start")
