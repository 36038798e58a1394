"""From HTML to the shortcode tags that stand in it, in order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from operator import attrgetter

from pelican_mks.attributes import Inside, Written, parse_inside
from pelican_mks.diagnostic import (
    BACKSLASHES,
    CURLY_QUOTES,
    UNKNOWN_NAME,
    UNTERMINATED_TAG,
    Diagnostic,
    diagnose,
)
from pelican_mks.markup import Mark, OpenElement, Sighting, Survey, survey
from pelican_mks.projection import project
from pelican_mks.shortcode import Shortcode

BRACKET = "&#91;"
"""A bracket that is text: WordPress, too, begins no tag at the entity."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The shortcodes that are on, and the expressions that find their tags."""

    shortcodes: Mapping[str, Shortcode]
    opening: str
    hint: re.Pattern[str]
    """Matches in every text that could hold a tag; it begins with a literal, which makes it fast."""


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening, self-closing or closing tag."""

    shortcode: Shortcode
    closing: bool
    self_closing: bool
    attributes: tuple[Written, ...]
    markup: tuple[str | None, ...]
    """For each attribute its HTML where that holds tags."""
    start: Mark
    end: Mark
    block_end: Mark
    """Where the paragraph ends that the tag stands in."""

    @property
    def name(self) -> str:
        return self.shortcode.name

    @property
    def span(self) -> tuple[int, int]:
        return self.start.offset, self.end.offset


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be written instead of a span of the HTML."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Lexed:
    """What the lexer hands on to the parser and the renderer."""

    tags: tuple[Tag, ...]
    survey: Survey
    escapes: tuple[Edit, ...]
    """How `[[tag]]` becomes `[tag]`."""
    literals: tuple[Edit, ...]
    """Brackets that look like tags and are text: written so that they stay text for good."""
    diagnostics: tuple[Diagnostic, ...]


@cache
def lexicon(shortcodes: tuple[Shortcode, ...]) -> Lexicon:
    """Make the lexicon of these shortcodes."""
    names = {shortcode.name: shortcode for shortcode in shortcodes}
    others = [re.escape(name) for name in sorted(names) if not name.startswith("mks_")]
    family = r"[mM][kK][sS]\\?[_-]"
    alternatives = "|".join(rf"{name}(?![\w-])" for name in others)
    word = rf"{family}[\w\\-]*+" + (f"|{alternatives}" if others else "")
    return Lexicon(
        names,
        rf"\[(?P<closing>/\s*+)?+(?P<word>{word})",
        re.compile(rf"\[(?:/\s*+)?+(?:{'|'.join((family, *others))})"),
    )


def lex(html: str, known: Lexicon) -> Lexed:
    """Find the tags of `known` shortcodes in `html`."""
    seen = survey(html, known.opening)
    diagnostics: list[Diagnostic] = []
    tags: list[Tag] = []
    literals: list[Edit] = []
    readable: list[tuple[Sighting, Shortcode]] = []
    for sighting in seen.sightings:
        if sighting.protected:
            continue
        shortcode = known.shortcodes.get(_plain(sighting.word))
        if shortcode:
            readable.append((sighting, shortcode))
        else:
            diagnostics.append(_unknown(sighting, known.shortcodes))
            literals.append(_literal(sighting.start))
    limits = [sighting.start for sighting, _ in readable[1:]]
    limits.append(len(html))
    for (sighting, shortcode), limit in zip(readable, limits, strict=True):
        tag = _tag(html, sighting, shortcode, limit, seen, diagnostics)
        if tag:
            tags.append(tag)
        else:
            diagnostics.append(
                diagnose(
                    UNTERMINATED_TAG,
                    (sighting.start, sighting.name_end),
                    name="/" * sighting.closing + shortcode.name,
                )
            )
            literals.append(_literal(sighting.start))
    kept, escapes = _unescape(html, tags)
    return Lexed(kept, seen, escapes, tuple(literals), tuple(diagnostics))


def _plain(word: str) -> str:
    return word.replace("\\", "")


def _literal(offset: int) -> Edit:
    return Edit(offset, offset + 1, BRACKET)


def _unknown(sighting: Sighting, names: Iterable[str]) -> Diagnostic:
    word = _plain(sighting.word)
    near = get_close_matches(word.lower().replace("-", "_"), names, 1)
    return diagnose(
        UNKNOWN_NAME,
        (sighting.start, sighting.name_end),
        name="/" * sighting.closing + word,
        suggestion=f"Did you mean [{near[0]}]?" if near else "Remove it, or write it as code",
    )


def _tag(
    html: str,
    sighting: Sighting,
    shortcode: Shortcode,
    limit: int,
    seen: Survey,
    diagnostics: list[Diagnostic],
) -> Tag | None:
    """Read the tag at `sighting`, which ends before `limit`; `None` where it does not end."""
    assert sighting.block_end is not None, "the survey gives every sighting its block's end"
    start, after_name = sighting.start, sighting.name_end
    escaped = "\\" in sighting.word or html.endswith("\\", 0, start)
    if escaped and html.endswith("\\", 0, start):
        start -= 1
    limit = min(limit, sighting.block_end.offset)
    inside, markup, end = _inside(html, after_name, limit, unescape=escaped)
    if inside is None:
        return None
    if not sighting.closing:
        _remark(shortcode.name, inside, (start, end), diagnostics, escaped=escaped)
    return Tag(
        shortcode,
        sighting.closing,
        inside.self_closing,
        inside.attributes,
        markup,
        Mark(start, sighting.element),
        Mark(end, _open_behind(sighting, end, seen)),
        sighting.block_end,
    )


def _inside(
    html: str, start: int, limit: int, *, unescape: bool
) -> tuple[Inside | None, tuple[str | None, ...], int]:
    """Read a tag from behind its name: its inside, its attributes' HTML, and where it ends."""
    if html.startswith("]", start, limit):
        return Inside((), self_closing=False, bracket=start), (), start + 1
    if not unescape:
        inside = parse_inside(html, start, limit)
        end = inside.bracket + 1 if inside else limit
        if html.find("<", start, end) < 0 and html.find("&", start, end) < 0:
            return inside, (None,) * len(inside.attributes) if inside else (), end
    seen = project(html, start, limit, unescape=unescape)
    inside = parse_inside(seen.text, 0, len(seen.text))
    if inside is None:
        return None, (), start
    markup = []
    for written in inside.attributes:
        begin = seen.after(written.start - 1) if written.start else start
        source = html[begin : seen.before(written.end)]
        markup.append(source if "<" in source else None)
    return inside, tuple(markup), seen.after(inside.bracket)


def _open_behind(sighting: Sighting, end: int, seen: Survey) -> OpenElement | None:
    """The innermost HTML element open at `end`, where the tag at `sighting` ends."""
    tags = seen.inline_tags
    last = bisect_right(tags, end, key=_offset) - 1 if tags else -1
    return tags[last].element if last >= 0 and tags[last].offset > sighting.start else sighting.element


_offset = attrgetter("offset")


def _remark(
    name: str,
    inside: Inside,
    span: tuple[int, int],
    diagnostics: list[Diagnostic],
    *,
    escaped: bool,
) -> None:
    if escaped:
        diagnostics.append(diagnose(BACKSLASHES, span, name=name))
    diagnostics.extend(
        diagnose(CURLY_QUOTES, span, name=name, attribute=written.name, value=written.text)
        for written in inside.attributes
        if written.curly and written.name
    )


def _unescape(html: str, tags: list[Tag]) -> tuple[tuple[Tag, ...], tuple[Edit, ...]]:
    """Take the escaped tags out: `[[tag]]`, and `[[tag]…[/tag]]` with all that stands in it."""
    if "[[" not in html:
        return tuple(tags), ()
    kept: list[Tag] = []
    edits: list[Edit] = []
    closers = _next_closers(tags)
    literal_until = -1
    for index, tag in enumerate(tags):
        start, end = tag.span
        opened = html.endswith("[", 0, start)
        closed = html.startswith("]", end)
        if start < literal_until:
            edits.append(_literal(html.index("[", start)))
        elif opened and closed:
            edits += (Edit(start - 1, start + 1, BRACKET), Edit(end, end + 1))
        elif opened and not tag.closing and (closer := closers[index]) is not None:
            last = tags[closer].end.offset
            if html.startswith("]", last):
                edits += (Edit(start - 1, start + 1, BRACKET), Edit(last, last + 1))
                literal_until = last
            else:
                kept.append(tag)
        else:
            kept.append(tag)
    return tuple(kept), tuple(edits)


def _next_closers(tags: list[Tag]) -> list[int | None]:
    """For each tag the index of the next closing tag of its name."""
    following: dict[str, int] = {}
    found: list[int | None] = [None] * len(tags)
    for index in range(len(tags) - 1, -1, -1):
        found[index] = following.get(tags[index].name)
        if tags[index].closing:
            following[tags[index].name] = index
    return found
