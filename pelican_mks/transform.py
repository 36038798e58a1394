"""The whole way from HTML with shortcodes to HTML without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pelican_mks.direct import transform_directly
from pelican_mks.families.registry import lexicon_of
from pelican_mks.html.markup import BLANK, Survey
from pelican_mks.render.context import Context
from pelican_mks.render.ids import IdAllocator
from pelican_mks.render.settings import Settings
from pelican_mks.render.splice import Splicer
from pelican_mks.shortcodes.diagnostic import Diagnostic
from pelican_mks.shortcodes.lexer import Edit, Lexed, Lexicon, Tag, lex
from pelican_mks.shortcodes.nodes import Element
from pelican_mks.shortcodes.parser import parse
from pelican_mks.shortcodes.rows import in_rows


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
    lexicon = lexicon_of(settings.shortcodes, settings.own_shortcodes)
    tag = lexicon.hint.search(html)
    if tag is None:
        return Result(html)
    done = transform_directly(html, tag.start(), lexicon, prefix, language, settings)
    if done is None:
        done = transform_by_tree(html, lexicon, prefix, language, settings)
    written, diagnostics = done
    diagnostics.sort(key=lambda diagnostic: (diagnostic.start, diagnostic.code))
    return Result(written, tuple(diagnostics))


def transform_by_tree(
    html: str, lexicon: Lexicon, prefix: str, language: str | None, settings: Settings
) -> tuple[str, list[Diagnostic]]:
    """What `transform` makes of any `html`, and its diagnostics in any order."""
    lexed = lex(html, lexicon)
    parsed = parse(html, lexed.tags, lexed.survey.end, lexicon.shortcodes)
    diagnostics = [*lexed.diagnostics, *parsed.diagnostics]
    if parsed.elements or parsed.dropped or lexed.escapes:
        elements = in_rows(html, parsed.elements, lexicon.shortcodes)
        strays = _strays(html, elements, lexed)
        excess = (Edit(*span) for span in lexed.survey.excess)
        rescued = _rescued(html, lexed.survey)
        edits = (*lexed.escapes, *lexed.literals, *strays, *excess, *rescued)
        context = Context(
            Splicer(html, edits, parsed.dropped, lexed.survey.implied_ends),
            sorted(lexed.survey.headings, key=lambda heading: heading.start),
            settings,
            language,
            IdAllocator(_around(lexed.tags, html), prefix),
            diagnostics,
        )
        html = context.document(elements, lexed.survey.end)
    return html, diagnostics


def _around(tags: tuple[Tag, ...], html: str) -> str:
    """The HTML without its shortcode tags."""
    ends = [0, *(tag.end.offset for tag in tags)]
    starts = [*(tag.start.offset for tag in tags), len(html)]
    return "\n".join(html[end:start] for end, start in zip(ends, starts, strict=True))


def _rescued(html: str, survey: Survey) -> Iterator[Edit]:
    """What else would hide all that is written behind it."""
    for sign in survey.lonely:
        yield Edit(sign, sign + 1, "&lt;")
    if survey.open_comment is not None:
        yield Edit(survey.open_comment, len(html), f"{html[survey.open_comment :]}-->")


def _strays(html: str, elements: tuple[Element, ...], lexed: Lexed) -> list[Edit]:
    """End tags that end nothing, inside an element or right behind it.

    Inside they would end what we write around them; behind it a `</p>` would make an empty paragraph.
    """
    found: list[Edit] = []
    strays = iter(lexed.survey.strays)
    stray = next(strays, None)
    for element in elements:
        while stray and stray[0] < element.start.offset:
            stray = next(strays, None)
        end = element.end.offset
        blank = BLANK.match(html, end)
        end = blank.end() if blank else end
        while stray and stray[0] <= end:
            found.append(Edit(*stray))
            stray = next(strays, None)
    return found
