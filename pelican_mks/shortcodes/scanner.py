"""One walk over an article's HTML: the shortcode tags in it, and the HTML elements that are open at each.

The walk goes stretch by stretch where the HTML is plain, token by token elsewhere, and ends with the block of
the last tag. It reads plain tags. Other candidates are left to the lexer: how far their values may reach is
known only after the walk.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from pelican_mks.html.elements import (
    BOUNDARIES,
    DOCUMENT,
    HEADINGS,
    Mark,
    OpenElement,
    OpenElements,
    mark,
)
from pelican_mks.html.foreign import FOREIGN, foreign
from pelican_mks.html.stretches import names_in
from pelican_mks.html.tokens import Tokens, raw_text_name
from pelican_mks.shortcodes.nodes import Meaning, Tag
from pelican_mks.shortcodes.scan import Candidate, Heading, Scan

DEEPEST = 100
"""A candidate inside more elements than this is text: no author writes such HTML, and each cut would close and
reopen all of them."""


class Grammar(NamedTuple):
    """The expressions that a walk uses."""

    opening: str
    """The start of a candidate, with the groups `closing` and `word`."""
    stretch: re.Pattern[str]
    """See `stretch_expression`."""
    tag: re.Pattern[str]
    """A plain tag: one that reads the same whatever follows it."""
    meaning: Callable[[str], Meaning]
    """Reads a plain tag."""


def scan(html: str, grammar: Grammar) -> Scan:
    """Find the tags, candidates and headings in `html`."""
    found = Scan(html)
    _Walk(found, grammar).run()
    return found


class _Walk:
    """The state of a walk."""

    def __init__(self, scan: Scan, grammar: Grammar) -> None:
        self.scan = scan
        self.html = scan.html
        self.grammar = grammar
        self.elements = OpenElements()
        self.in_block = False
        """Whether the block of the last tag or candidate has not ended yet."""
        self.in_candidate = False
        """Whether the HTML may be inside the last candidate, so that no stretch is skipped."""

    def run(self) -> None:
        html, tokens = self.html, Tokens(self.html, self.grammar.opening)
        last = html.rfind("[")
        position = 0
        while position <= last or self.in_block:
            reached = position
            top = self.elements.top
            # Not in inline elements, where an `a` would end an open one.
            is_plain = top.block is top and not self.in_candidate
            if is_plain and tokens.text_until <= position <= last:
                reached = self.stretch(position, top)
            if reached == position:
                token = tokens.next(position)
                if token is None:
                    break
                reached = self.token(token)
            position = reached
        self.boundary(len(html))
        top = self.elements.top
        while top is not DOCUMENT:
            if top.name in HEADINGS:
                self.scan.headings.append(Heading(HEADINGS[top.name], top.end, len(html)))
            top = top.parent

    def stretch(self, position: int, top: OpenElement) -> int:
        """Take in the stretch at `position` and the plain tag after it; return where to continue."""
        found = self.grammar.stretch.match(self.html, position)
        assert found, "the expression may be empty"
        gap, ends, opens, text = found.group("gap", "ends", "opens", "tag")
        quiet_from = position
        if gap is None:
            quiet_from = -1
            end = found.end("opens")
            if found.start("ends") < end:
                reached = self.cross(found, top, ends, opens)
                if reached < end:
                    return reached
        elif gap:
            if top.name != "p":
                return position
            start, end = found.span("gap")
            if self.in_block:
                self.boundary(start)
            self.elements.replace_top(end - len("<p>"), end)
        start, end = found.span("tag")
        if text is None or self.elements.top.depth > DEEPEST:
            return found.end() if text is None else start
        self.plain_tag(text, start, end, start if quiet_from < 0 else quiet_from)
        return end

    def cross(self, found: re.Match[str], top: OpenElement, ends: str, opens: str) -> int:
        """Take in the tags of a stretch as far as the open elements allow; return where that ends."""
        elements, begin = self.elements, found.start("ends")
        names = names_in(ends)
        for name, _, _ in names:
            if top.name != name:
                return begin
            top = top.parent
        if top.name == "p":
            return begin
        if self.in_block:
            self.boundary(begin)
        for _ in names:
            elements.pop()
        # If the stretch ends a paragraph, no other one is open that a block could end.
        if top.name in HEADINGS or (not ends.startswith("</p") and elements.paragraph()):
            return found.end("ends")
        if found["level"]:
            self.scan.headings.append(Heading(int(found["level"]), *found.span("heading")))
        start, end = found.span("opens")
        if opens.startswith("<p"):
            elements.push("p", start, end)
        else:
            for name, first, last in names_in(opens):
                self.start_tag(name, start + first, start + last, opens[first:last])
        return end

    def token(self, token: re.Match[str]) -> int:
        """Take in a token; return where to continue."""
        match token.lastgroup:
            case "rest":
                return self.tag(token)
            case "word":
                return self.candidate(token)
            case "content":
                self.raw_text(token)
            case "no_tag":
                self.scan.unterminated.append(token.start())
            case "open_comment":
                self.scan.open_comment = token.start()
                self.hide(token.start(), len(self.html))
                return len(self.html)
            case _:
                self.hide(*token.span())
        return token.end()

    def candidate(self, token: re.Match[str]) -> int:
        """Take in a candidate; return where to continue: after a plain tag, otherwise after its name."""
        start, element = token.start(), self.elements.top
        if element.is_protected:
            return token.end()
        plain = self.grammar.tag.match(self.html, start) if element.depth <= DEEPEST else None
        if plain:
            self.plain_tag(plain[0], start, plain.end(), start)
            self.in_candidate = False
            return plain.end()
        closing, word = token["closing"] is not None, token["word"]
        block = len(self.scan.blocks)
        self.scan.found.append(Candidate(start, token.end(), closing, word, element, block))
        self.in_block = self.in_candidate = True
        return token.end()

    def plain_tag(self, text: str, start: int, end: int, quiet_from: int) -> None:
        element = self.elements.top
        if element.is_protected:
            return
        scan = self.scan
        meaning = self.grammar.meaning(text)
        before, behind = mark((start, element)), mark((end, element))
        scan.found.append(Tag(meaning, before, behind, len(scan.blocks), quiet_from))
        self.in_block = True

    def boundary(self, offset: int) -> None:
        """End the block of the last tags and candidates."""
        if self.in_block:
            self.scan.blocks.append((offset, self.elements.top))
            self.in_block = self.in_candidate = False

    def hide(self, start: int, end: int) -> None:
        if self.in_block:
            self.scan.markup.append((start, end))

    def tag(self, token: re.Match[str]) -> int:
        """Take in an HTML tag; return where to continue: after it, or after a foreign element."""
        name = token["name"].lower()
        start, end = token.span()
        if name in BOUNDARIES:
            self.boundary(start)
        if token["slash"]:
            self.end_tag(name, start, end)
        elif name in FOREIGN:
            end, unmatched = foreign(self.html, token, self.elements.matching)
            self.scan.unmatched += unmatched
        else:
            self.start_tag(name, start, end, token["rest"])
        if self.in_block:
            self.scan.trail.append(Mark(end, self.elements.top))
            self.scan.markup.append((start, end))
        return end

    def raw_text(self, token: re.Match[str]) -> None:
        """Take in the start tag of a raw text element, and the text."""
        name, start = raw_text_name(token), token.start()
        if name in BOUNDARIES:
            self.boundary(start)
        self.start_tag(name, start, token.start("content"))
        self.hide(start, token.end())

    def start_tag(self, name: str, start: int, end: int, attributes: str = "") -> None:
        ended = self.elements.start_tag(name, start, end, attributes)
        if ended:
            self.scan.implied_ends[start] = ended

    def end_tag(self, name: str, start: int, end: int) -> None:
        element = self.elements.matching(name)
        if element:
            if name in HEADINGS:
                self.scan.headings.append(Heading(HEADINGS[name], element.end, start))
            self.elements.end(element)
        elif name != "form":  # Without its end tag, browsers would ignore every later form.
            self.scan.unmatched.append((start, end))
