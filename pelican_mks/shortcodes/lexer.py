"""From HTML to the shortcode tags that stand in it, in order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from operator import attrgetter

from pelican_mks.html.markup import PROTECTED, Mark, OpenElement, Sighting, Survey, survey
from pelican_mks.html.projection import project
from pelican_mks.shortcodes.attributes import Inside, Written, parse_inside
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.diagnostic import (
    BACKSLASHES,
    CURLY_QUOTES,
    UNKNOWN_NAME,
    UNTERMINATED_TAG,
    Diagnostic,
    Fault,
    diagnose,
)
from pelican_mks.shortcodes.spelling import closest

BRACKET = "&#91;"
"""A bracket that is text: WordPress, too, begins no tag at the entity."""


FAMILY = r"[mM][kK][sS]\\?[_-]"
"""How the names of Meks begin, in whatever case, and with what importers put into them."""
BLANK_LINE = re.compile(r"\n[ \t\r]*+\n")
"""Ends a paragraph as a tag of HTML does: not every text has been through a Markdown reader."""
_LINK = (
    r"\]\((?:[^\s()<>]++|<[^<>]*+>|\([^\s()<>]*+\))*+"
    r"""(?:\s++(?:"[^"]*+"|'[^']*+'))?+\s*+\)(?!\\?\[/(?P=text)\b)"""
)
"""What makes a word in a bracket the text of a link of Markdown: `](address)`, perhaps with a title.

The address may have become a link of its own. Where the word's closing tag follows, this is all it holds.
"""


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
        """The shortcode's name."""
        return self.shortcode.name

    @property
    def span(self) -> tuple[int, int]:
        """Where the tag begins and ends in the HTML."""
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


def is_word(name: str) -> bool:
    """Whether a shortcode's name may also stand in brackets as a word; those of Meks never do."""
    return not name.startswith("mks_")


def lexicon(shortcodes: tuple[Shortcode, ...]) -> Lexicon:
    """Make the lexicon of these shortcodes."""
    names = {shortcode.name: shortcode for shortcode in shortcodes}
    words = "|".join(map(_escapable, sorted(filter(is_word, names))))
    word, no_link = rf"{FAMILY}[\w\\-]*+", ""
    if words:
        word += rf"|(?:{words})(?![\w-])"
        no_link = rf"(?!(?P<text>{words}){_LINK})"
    return Lexicon(
        names,
        rf"\[{no_link}(?P<closing>/\s*+)?+(?P<word>{word})",
        re.compile(rf"\[(?:/\s*+)?+(?:{'|'.join(filter(None, (FAMILY, words)))})"),
    )


def _escapable(name: str) -> str:
    """An expression for a name, before whose underscores an importer may have put backslashes."""
    return re.escape(name).replace("_", r"\\?_")


def lex(html: str, known: Lexicon) -> Lexed:
    """Find the tags of `known` shortcodes in `html`."""
    lexer = _Lexer(html, survey(html, known.opening))
    tags: list[Tag] = []
    readable: list[tuple[Sighting, Shortcode]] = []
    for sighting in lexer.seen.sightings:
        if sighting.protected:
            continue
        shortcode = known.shortcodes.get(_plain(sighting.word))
        if shortcode:
            readable.append((sighting, shortcode))
        else:
            lexer.leave(sighting, UNKNOWN_NAME, suggestion=_suggestion(sighting, known.shortcodes))
    limits = [*(sighting.start for sighting, _ in readable[1:]), len(html)]
    for (sighting, shortcode), limit in zip(readable, limits, strict=False):
        tag = lexer.tag(sighting, shortcode, limit)
        if tag:
            tags.append(tag)
        else:
            lexer.leave(sighting, UNTERMINATED_TAG)
    kept, escapes = _unescape(html, tags)
    return Lexed(kept, lexer.seen, escapes, tuple(lexer.literals), tuple(lexer.diagnostics))


def _plain(word: str) -> str:
    return word.replace("\\", "")


def _literal(offset: int) -> Edit:
    return Edit(offset, offset + 1, BRACKET)


def _unescaped(html: str, start: int) -> Edit:
    """Both brackets before the tag at `start` as one that is text; an importer's backslash goes."""
    return Edit(start - 1, html.index("[", start) + 1, BRACKET)


def _suggestion(sighting: Sighting, names: Collection[str]) -> str:
    near = closest(sighting.word, names)
    slash = "/" * sighting.closing
    return f"Write [{slash}{near}] if you mean that" if near else "Remove it, or write it as code"


_offset = attrgetter("offset")


class _Lexer:
    """Reads the tags of one text."""

    def __init__(self, html: str, seen: Survey) -> None:
        self.html = html
        self.seen = seen
        blanks = (found.start() for found in BLANK_LINE.finditer(html))
        self.blank_lines = [blank for blank in blanks if not self.is_hidden(blank)]
        self.literals: list[Edit] = []
        self.diagnostics: list[Diagnostic] = []

    def leave(self, sighting: Sighting, fault: Fault, **details: str) -> None:
        """Leave what looks like a tag in the text, and say why."""
        name = "/" * sighting.closing + _plain(sighting.word)
        span = sighting.start, sighting.name_end
        self.diagnostics.append(diagnose(fault, span, name=name, **details))
        self.literals.append(_literal(sighting.start))

    def tag(self, sighting: Sighting, shortcode: Shortcode, limit: int) -> Tag | None:
        """Read the tag at `sighting`, which ends before `limit`; `None` where it does not end."""
        html, start = self.html, sighting.start
        backslash = html.endswith("\\", 0, start)
        escaped = backslash or "\\" in sighting.word
        limit = min(limit, self.paragraph_end(sighting, sighting.name_end).offset)
        inside, markup, end = _inside(html, sighting.name_end, limit, unescape=escaped)
        if inside is None or self.is_hidden(end):
            return None
        around = self.open_at(end, sighting)
        if _is_code(around, sighting.element):
            return None
        tag = Tag(
            shortcode,
            sighting.closing,
            inside.self_closing,
            inside.attributes,
            markup,
            Mark(start - backslash, sighting.element),
            Mark(end, around),
            self.paragraph_end(sighting, end),
        )
        if not tag.closing:
            self.remark(tag, escaped=escaped)
        return tag

    def is_hidden(self, end: int) -> bool:
        """Whether what stands before `end` is no text, as in `[mks_tabs a="<!--"]`."""
        hidden = self.seen.hidden
        last = bisect_left(hidden, (end, 0)) - 1
        return last >= 0 and end <= hidden[last][1]

    def paragraph_end(self, sighting: Sighting, offset: int) -> Mark:
        """Where the paragraph of `sighting` ends, seen from `offset`."""
        end = sighting.block_end
        assert end is not None, "the survey gives every sighting its block's end"
        next_blank = bisect_left(self.blank_lines, offset)
        if next_blank < len(self.blank_lines) and self.blank_lines[next_blank] < end.offset:
            blank = self.blank_lines[next_blank]
            return Mark(blank, self.open_at(blank, sighting))
        return end

    def open_at(self, offset: int, sighting: Sighting) -> OpenElement | None:
        """The innermost HTML element open at `offset`, behind `sighting` in its paragraph."""
        inline = self.seen.inline_tags
        last = bisect_right(inline, offset, key=_offset) - 1
        if last >= 0 and inline[last].offset > sighting.start:
            return inline[last].element
        return sighting.element

    def remark(self, tag: Tag, *, escaped: bool) -> None:
        """Report what is read without harm and still worth repairing."""
        if escaped:
            self.diagnostics.append(diagnose(BACKSLASHES, tag.span, name=tag.name))
        self.diagnostics.extend(
            diagnose(
                CURLY_QUOTES, tag.span, name=tag.name, attribute=written.name, value=written.text
            )
            for written in tag.attributes
            if written.curly and written.name
        )


def _is_code(element: OpenElement | None, outer: OpenElement | None) -> bool:
    """Whether code begins between `outer` and `element`, which are open before and behind a tag."""
    while element is not None and element is not outer:
        if element.name in PROTECTED:
            return True
        element = element.parent
    return False


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
            edits += (_unescaped(html, start), Edit(end, end + 1))
        elif opened and not tag.closing and (closer := closers[index]) is not None:
            last = tags[closer].end.offset
            if html.startswith("]", last):
                edits += (_unescaped(html, start), Edit(last, last + 1))
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
