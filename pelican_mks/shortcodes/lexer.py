"""The lexer: from HTML to the shortcode tags in it, in order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

from pelican_mks.html.elements import Mark
from pelican_mks.html.projection import project
from pelican_mks.html.stretches import stretch_expression
from pelican_mks.shortcodes.attributes import (
    PLAIN_ATTRIBUTES,
    Inside,
    parse_inside,
)
from pelican_mks.shortcodes.binding import Declared, closing_meaning
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.diagnostic import (
    BACKSLASHES,
    TOO_DEEP_IN_HTML,
    UNKNOWN_NAME,
    UNTERMINATED_TAG,
    Diagnostic,
    Rule,
    diagnose,
)
from pelican_mks.shortcodes.nodes import Meaning, Tag
from pelican_mks.shortcodes.scan import Candidate, Scan
from pelican_mks.shortcodes.scanner import DEEPEST, Grammar, scan
from pelican_mks.shortcodes.spelling import closest

_closest = lru_cache(maxsize=256)(closest)
BRACKET = "&#91;"
"""A bracket that starts no tag, in WordPress either."""
FAMILY = r"[mM][kK][sS]\\?[_-]"
"""The prefix of Meks' names, in any case and with an importer's backslashes."""
_LINK = (
    r"\]\((?:[^\s()<>]++|<[^<>]*+>|\([^\s()<>]*+\))*+"
    r"""(?:\s++(?:"[^"]*+"|'[^']*+'))?+\s*+\)(?!\\?\[/(?P=text)\b)"""
)
"""The rest of a Markdown link whose text is a shortcode's name: `](url)`, with an optional title.

If the shortcode's closing tag follows, this is its body instead; a reader may have turned the URL into a link.
"""


class Edit(NamedTuple):
    """A replacement for a span of the HTML."""

    start: int
    end: int
    text: str = ""


class Lexed(NamedTuple):
    """The result of the lexer."""

    tags: list[Tag]
    scan: Scan
    literals: list[Edit]
    """Replacements for brackets that look like tags, so that they stay text."""
    escapes: list[Edit]
    """Replacements that turn `[[tag]]` into `[tag]`."""
    diagnostics: list[Diagnostic]


class Lexicon:
    """The enabled shortcodes, and the expressions that find their tags."""

    def __init__(
        self, shortcodes: Iterable[Shortcode], disabled: Collection[str] = frozenset()
    ) -> None:
        """`disabled` are the names of built-in shortcodes that the site does not use."""
        self.shortcodes: Mapping[str, Shortcode] = {each.name: each for each in shortcodes}
        self.disabled = disabled
        self._declared = {name: Declared(each) for name, each in self.shortcodes.items()}
        words = "|".join(map(_escapable, sorted(filter(is_word, self.shortcodes))))
        word, no_link = rf"{FAMILY}[\w\\-]*+", ""
        if words:
            word += rf"|(?:{words})(?![\w-])"
            no_link = rf"(?!(?P<text>{words}){_LINK})"
        self.opening = rf"\[{no_link}(?P<closing>/\s*+)?+(?P<word>{word})"
        """The start of a candidate."""
        self._beginning = rf"(?:/\s*+)?+(?:{'|'.join(filter(None, (FAMILY, words)))})"
        self.hint = re.compile(rf"\[{self._beginning}")
        """Matches in every text that may contain a tag; fast, since it starts with a literal."""

    @cached_property
    def grammar(self) -> Grammar:
        """The scanner's expressions; compiling them takes longer than rendering an article."""
        names = "|".join(sorted(map(re.escape, self.shortcodes), reverse=True))
        tag = rf"(?<!\\)\[(?:(?:{names}){PLAIN_ATTRIBUTES}|/(?:{names}))\](?!\()"
        stretch = stretch_expression(self._beginning, tag)
        return Grammar(self.opening, stretch, re.compile(tag), lru_cache(maxsize=1024)(self._read))

    def _read(self, text: str) -> Meaning:
        """What a plain tag says."""
        name = text[1:-1].split(maxsplit=1)[0]
        if name.startswith("/"):
            return closing_meaning(self.shortcodes[name[1:]])
        return self._declared[name].plain_meaning(text)

    def meaning(
        self, name: str, inside: Inside, markup: Iterable[str | None], *, closing: bool
    ) -> Meaning:
        """What a tag says."""
        if closing:
            return closing_meaning(self.shortcodes[name], inside)
        return self._declared[name].meaning(inside, markup)


def is_word(name: str) -> bool:
    """Whether a shortcode's name is also a word that prose may contain in brackets, unlike `mks_…`."""
    return not name.startswith("mks_")


def lex(html: str, lexicon: Lexicon) -> Lexed:
    """Find the tags of a `lexicon` in `html`."""
    scanned = scan(html, lexicon.grammar)
    reader = _Reader(html, scanned, lexicon)
    tags = reader.tags()
    if "[[" in html:
        tags = reader.unescape(tags)
    return Lexed(tags, scanned, reader.literals, reader.escapes, reader.diagnostics)


class _Reader:
    """Reads the candidates in a text that are not plain tags."""

    def __init__(self, html: str, scan: Scan, lexicon: Lexicon) -> None:
        self.html = html
        self.lexicon = lexicon
        self.scan = scan
        self.literals: list[Edit] = []
        self.escapes: list[Edit] = []
        self.diagnostics: list[Diagnostic] = []

    def tags(self) -> list[Tag]:
        """All tags in order."""
        shortcodes = self.lexicon.shortcodes
        tags: list[Tag] = []
        limit = len(self.html)
        for found in reversed(self.scan.found):
            if isinstance(found, Tag):
                tags.append(found)
                limit = found.start.offset
                if found.meaning.remarks:
                    self.remark(found)
                continue
            shortcode = shortcodes.get(_plain(found.word))
            if shortcode is None:
                self.leave(found, UNKNOWN_NAME, suggestion=_suggestion(found, self.lexicon))
                continue
            tag = self.tag(found, shortcode, limit)
            if found.element.depth > DEEPEST:
                self.leave(found, TOO_DEEP_IN_HTML, limit=str(DEEPEST))
            elif tag:
                tags.append(tag)
                self.remark(tag)
            else:
                self.leave(found, UNTERMINATED_TAG)
            limit = found.start
        tags.reverse()
        return tags

    def tag(self, found: Candidate, shortcode: Shortcode, limit: int) -> Tag | None:
        """Read the tag at a candidate; return `None` if it does not end before `limit`."""
        html, scan, start = self.html, self.scan, found.start
        has_backslash = html.endswith("\\", 0, start)
        is_escaped = has_backslash or "\\" in found.word
        limit = min(limit, scan.paragraph_end(found, found.name_end).offset)
        inside, markup, end = _inside(html, found.name_end, limit, unescape=is_escaped)
        if inside is None or scan.is_markup(end):
            return None
        around = scan.open_at(end, found)
        if around.is_protected:  # code begins inside the tag
            return None
        if is_escaped and not found.closing:
            span = start - has_backslash, end
            self.diagnostics.append(diagnose(BACKSLASHES, span, name=shortcode.name))
        return Tag(
            self.lexicon.meaning(shortcode.name, inside, markup, closing=found.closing),
            Mark(start - has_backslash, found.element),
            Mark(end, around),
            found.block,
            start,
        )

    def leave(self, found: Candidate, rule: Rule, **details: str) -> None:
        """Keep a candidate as text, and report why."""
        name = "/" * found.closing + _plain(found.word)
        span = found.start, found.name_end
        self.diagnostics.append(diagnose(rule, span, name=name, **details))
        self.literals.append(_literal(found.start))

    def remark(self, tag: Tag) -> None:
        """Report what was read correctly and is still worth fixing."""
        for rule, details in tag.meaning.remarks:
            self.diagnostics.append(Diagnostic(rule, *tag.span, details))

    def unescape(self, tags: list[Tag]) -> list[Tag]:
        """Make text of the escaped tags: `[[tag]]`, and `[[tag]…[/tag]]` with its content."""
        html = self.html
        kept: list[Tag] = []
        closers = _next_closers(tags)
        literal_until = -1
        for tag, closer in zip(tags, closers, strict=True):
            start, end = tag.span
            if start < literal_until:
                self.escapes.append(_literal(html.index("[", start)))
                continue
            last = None
            if html.endswith("[", 0, start):
                if html.startswith("]", end):
                    last = end
                elif closer and html.startswith("]", closer.end.offset):
                    last = literal_until = closer.end.offset
            if last is None:
                kept.append(tag)
            else:
                self.escapes += (_unescaped(html, start), Edit(last, last + 1))
        return kept


def _plain(word: str) -> str:
    return word.replace("\\", "")


def _escapable(name: str) -> str:
    """An expression for a name whose underscores an importer may have escaped."""
    return re.escape(name).replace("_", r"\\?_")


def _literal(offset: int) -> Edit:
    return Edit(offset, offset + 1, BRACKET)


def _unescaped(html: str, start: int) -> Edit:
    """Replace both brackets of the tag at `start`, and an importer's backslash, with one that is text."""
    return Edit(start - 1, html.index("[", start) + 1, BRACKET)


def _suggestion(found: Candidate, lexicon: Lexicon) -> str:
    if _plain(found.word) in lexicon.disabled:
        return "Add it to MKS_SHORTCODES, or remove it"
    near = _closest(found.word, tuple(lexicon.shortcodes))
    slash = "/" * found.closing
    return f"Write [{slash}{near}] if you mean that" if near else "Remove it, or write it as code"


def _inside(
    html: str, start: int, limit: int, *, unescape: bool
) -> tuple[Inside | None, tuple[str | None, ...], int]:
    """Read a tag after its name: its inside, the HTML of its attributes, and its end."""
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


def _next_closers(tags: list[Tag]) -> list[Tag | None]:
    """For each opening tag, the next closing tag of its name."""
    following: dict[str, Tag] = {}
    found: list[Tag | None] = []
    for tag in reversed(tags):
        found.append(None if tag.closing else following.get(tag.name))
        if tag.closing:
            following[tag.name] = tag
    found.reverse()
    return found
