"""One walk over an article's HTML: the shortcode tags in it, and the HTML elements that are open at each.

The walk goes stretch by stretch where the HTML is plain, token by token elsewhere, and ends with the block of
the last tag. A plain tag is read where it is found. Any other candidate is left to the lexer, which knows
when the walk is over where a value may reach to.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from pelican_mks.html.elements import (
    BOUNDARIES,
    DOCUMENT,
    FOREIGN,
    HEADINGS,
    RAW_TEXT,
    Mark,
    OpenElement,
    OpenElements,
    mark,
)
from pelican_mks.html.stretches import names_in
from pelican_mks.html.tokens import Tokens
from pelican_mks.shortcodes.nodes import Meaning, Tag
from pelican_mks.shortcodes.scan import Candidate, Heading, Scan

DEEPEST = 100
"""A candidate inside more elements than these is text: no author means it, and each cut would write all of
the elements again."""


class Grammar(NamedTuple):
    """What the walk looks for."""

    opening: str
    """An expression for the beginning of a candidate, with the groups `closing` and `word`."""
    stretch: re.Pattern[str]
    """See `stretch_expression`."""
    tag: re.Pattern[str]
    """A plain tag."""
    meaning: Callable[[str], Meaning]
    """Reads a plain tag."""


def scan(html: str, grammar: Grammar) -> Scan:
    """Walk over `html`."""
    found = Scan(html)
    _Walk(found, grammar).run()
    return found


class _Walk:
    """The walk while it goes on."""

    def __init__(self, scan: Scan, grammar: Grammar) -> None:
        self.scan = scan
        self.html = scan.html
        self.grammar = grammar
        self.elements = OpenElements()
        self.endless: set[str] = set()
        """Raw text elements of which no end tag follows."""
        self.is_waiting = False
        """Whether a candidate waits for the end of its block."""
        self.is_weighing = False
        """Whether the last candidate may reach over the HTML behind it, so that none is passed over."""

    def run(self) -> None:
        html, tokens = self.html, Tokens(self.html, self.grammar.opening)
        last = html.rfind("[")
        position = 0
        while position <= last or self.is_waiting:
            reached = position
            top = self.elements.top
            # Not in a phrase, where an `a` would end the one that is open.
            if position <= last and top.block is top and not self.is_weighing:
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
        """Pass over the stretch at `position`, and the plain tag behind it; return where to go on."""
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
            if self.is_waiting:
                self.boundary(start)
            self.elements.replace_top(end - len("<p>"), end)
        start, end = found.span("tag")
        if text is None or self.elements.top.depth > DEEPEST:
            return found.end() if text is None else start
        self.plain_tag(text, start, end, start if quiet_from < 0 else quiet_from)
        return end

    def cross(self, found: re.Match[str], top: OpenElement, ends: str, opens: str) -> int:
        """Take in what is behind the line of a stretch, as far as it reads as it looks; return where that ends."""
        elements, begin = self.elements, found.start("ends")
        names = names_in(ends)
        for name, _, _ in names:
            if top.name != name:
                return begin
            top = top.parent
        if top.name == "p":
            return begin
        if self.is_waiting:
            self.boundary(begin)
        for _ in names:
            elements.pop()
        # A paragraph that has ended was the only one that a block would end.
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
        """Take in a token; return where to go on."""
        match token.lastgroup:
            case "rest":
                return self.tag(token)
            case "word":
                return self.candidate(token)
            case "lonely" | "begun":
                self.scan.unterminated.append(token.start())
            case "open_comment":
                self.scan.open_comment = token.start()
                self.hide(token.start(), len(self.html))
                return len(self.html)
            case _:
                self.hide(*token.span())
        return token.end()

    def candidate(self, token: re.Match[str]) -> int:
        """Take in a candidate; return where to go on: behind a plain tag, else inside the candidate."""
        start, element = token.start(), self.elements.top
        if element.is_protected:
            return token.end()
        plain = self.grammar.tag.match(self.html, start) if element.depth <= DEEPEST else None
        if plain:
            self.plain_tag(plain[0], start, plain.end(), start)
            self.is_weighing = False
            return plain.end()
        closing, word = token["closing"] is not None, token["word"]
        block = len(self.scan.blocks)
        self.scan.found.append(Candidate(start, token.end(), closing, word, element, block))
        self.is_waiting = self.is_weighing = True
        return token.end()

    def plain_tag(self, text: str, start: int, end: int, quiet_from: int) -> None:
        element = self.elements.top
        if element.is_protected:
            return
        scan = self.scan
        meaning = self.grammar.meaning(text)
        before, behind = mark((start, element)), mark((end, element))
        scan.found.append(Tag(meaning, before, behind, len(scan.blocks), quiet_from))
        self.is_waiting = True

    def boundary(self, offset: int) -> None:
        """End the block of the candidates that wait for that."""
        if self.is_waiting:
            self.scan.blocks.append((offset, self.elements.top))
            self.is_waiting = self.is_weighing = False

    def hide(self, start: int, end: int) -> None:
        if self.is_waiting:
            self.scan.markup.append((start, end))

    def tag(self, token: re.Match[str]) -> int:
        """Take in an HTML tag; return where to go on: behind it, or behind what is no HTML in it."""
        name = token["name"].lower()
        start, end = token.span()
        if name in BOUNDARIES:
            self.boundary(start)
        if token["slash"]:
            self.end_tag(name, start, end)
        elif name in RAW_TEXT and not (name in FOREIGN and token["rest"].endswith("/")):
            content_end = self.raw_text_end(name, end)
            if name in FOREIGN and content_end == len(self.html):
                self.scan.left_out.append((start, end))
            else:
                self.start_tag(name, start, end)
                self.hide(start, content_end)
                return content_end
        elif name not in FOREIGN:
            self.start_tag(name, start, end, token["rest"])
        if self.is_waiting:
            self.scan.trail.append(Mark(end, self.elements.top))
            self.scan.markup.append((start, end))
        return end

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
        elif name != "form":  # A browser takes no form behind one whose end it has not met.
            self.scan.unmatched.append((start, end))

    def raw_text_end(self, name: str, position: int) -> int:
        """Where the end tag of a raw text element begins; the end of the text where there is none."""
        if name not in self.endless:
            found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.html, position)
            if found:
                return found.start()
            self.endless.add(name)
        return len(self.html)
