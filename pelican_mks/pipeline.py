"""The whole way from HTML with shortcodes to HTML without."""

from __future__ import annotations

from dataclasses import dataclass

from pelican_mks.diagnostic import Diagnostic
from pelican_mks.ids import IdAllocator
from pelican_mks.lexer import Edit, Lexed, lex, lexicon
from pelican_mks.nodes import Element
from pelican_mks.parser import parse
from pelican_mks.registry import switched_on
from pelican_mks.render.context import Context
from pelican_mks.settings import Settings
from pelican_mks.splice import Splicer


@dataclass(frozen=True, slots=True)
class Result:
    """The finished HTML, and what there is to say about it."""

    html: str
    diagnostics: tuple[Diagnostic, ...] = ()


def transform(
    html: str,
    *,
    prefix: str = "",
    language: str | None = None,
    settings: Settings | None = None,
) -> Result:
    """Render the shortcodes in `html`; without any, the same string comes back.

    `prefix` begins the ids that are made, so that several articles can stand on a page; `language` is
    the page's, a BCP 47 tag. Never raises for what an author wrote: faults are put right and reported,
    in the order of the text. What comes out holds no shortcode: transforming it again changes nothing.
    """
    settings = settings or Settings()
    known = lexicon(switched_on(settings.shortcodes))
    if not known.hint.search(html):
        return Result(html)
    lexed = lex(html, known)
    parsed = parse(html, lexed.tags, lexed.survey.end, known.shortcodes)
    diagnostics = [*lexed.diagnostics, *parsed.diagnostics]
    if parsed.elements or parsed.dropped or lexed.escapes:
        strays = _strays_inside(parsed.elements, lexed)
        edits = (*lexed.escapes, *lexed.literals, *strays)
        context = Context(
            Splicer(html, edits, parsed.dropped),
            sorted(lexed.survey.headings, key=lambda heading: heading.start),
            settings,
            language,
            IdAllocator(html, prefix),
            diagnostics,
        )
        html = context.document(parsed.elements, lexed.survey.end)
    diagnostics.sort(key=lambda diagnostic: (diagnostic.start, diagnostic.code))
    return Result(html, tuple(diagnostics))


def _strays_inside(elements: tuple[Element, ...], lexed: Lexed) -> list[Edit]:
    """End tags inside an element that end nothing: they would end what we write around them."""
    found: list[Edit] = []
    strays = iter(lexed.survey.strays)
    stray = next(strays, None)
    for element in elements:
        while stray and stray[0] < element.start.offset:
            stray = next(strays, None)
        while stray and stray[0] < element.end.offset:
            found.append(Edit(*stray))
            stray = next(strays, None)
    return found
