"""One walk over an article's HTML: which elements are open where a shortcode tag is seen.

The walk follows the parts of the HTML standard's tree construction that decide what is open
(implied end tags, raw text, table scope) and nothing else. It rewrites nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pelican_mks.html.tokens import Tokens

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
RAW_TEXT = frozenset("iframe math noembed noframes script style svg textarea title xmp".split())
"""Elements whose inside is not read: no tag of ours can stand there."""
_FOREIGN = frozenset(("math", "svg"))
"""Those of them in which HTML ends what is not closed: so none of them is opened that is not."""
PROTECTED = frozenset("code kbd pre samp tt".split())
"""Elements that show shortcodes as they are written."""
INLINE = frozenset(
    "a abbr acronym audio b bdi bdo big button canvas cite code data datalist del dfn em font i "
    "iframe ins kbd label map mark math meter noscript nobr object output picture progress q rb rp "
    "rt ruby s samp select slot small span strike strong sub sup svg textarea time tt u var "
    "video".split()
)
PARAGRAPH_ENDS = frozenset(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section "
    "summary table ul".split()
)
"""Start tags that end an open `p`: HTML standard, 13.2.6.4.7."""
BOUNDARIES = PARAGRAPH_ENDS | frozenset(
    "body caption col colgroup head html legend optgroup option script style tbody td template "
    "textarea tfoot th thead tr".split()
)
"""Tags that end the line of text before them, so that no shortcode tag can reach across."""
_TEXT_ONLY = frozenset("address dt h1 h2 h3 h4 h5 h6 legend p pre summary".split())
_STRUCTURES = frozenset("colgroup dl hgroup menu ol optgroup table tbody tfoot thead tr ul".split())
_WITHOUT_FLOW = INLINE | _TEXT_ONLY | _STRUCTURES
"""Elements in which a block may not stand."""
_WITHIN_A_ROW = INLINE | frozenset(("div", "p"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NOT_IN_ITSELF = frozenset(("a", "button", "nobr"))
DEEPEST = 100
"""Elements inside more elements than these are left out round a shortcode: no author's intention, and
each cut would write all of them again."""
_FENCES = frozenset("caption table td template th".split())
_TABLE_PARTS = frozenset("caption table tbody td tfoot th thead tr".split())
_IMPLIED_END = {
    "li": (("li",), ("ul", "ol", "menu", *_FENCES)),
    "dt": (("dt", "dd"), ("dl", *_FENCES)),
    "dd": (("dt", "dd"), ("dl", *_FENCES)),
    "option": (("option",), ("select", "datalist")),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
    "tr": (("tr",), ("table", "tbody", "thead", "tfoot")),
    "tbody": (("tbody", "thead", "tfoot"), ("table",)),
    "thead": (("tbody", "thead", "tfoot"), ("table",)),
    "tfoot": (("tbody", "thead", "tfoot"), ("table",)),
}
"""Start tag → (elements that it ends, elements that limit the search): HTML standard, 13.1.2.4."""

BLANK = re.compile(r"(?:[\s\u200b\ufeff]|&nbsp;|&#160;|&#xA0;)*+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class OpenElement:
    """An HTML element that is open, linked to the one around it."""

    name: str
    start: int
    """Where its start tag begins, and below where it ends."""
    end: int
    parent: OpenElement | None
    depth: int
    flow: OpenElement | None
    """Its nearest ancestor that may hold a block, `None` for the document; see `flow_container`."""
    row: OpenElement | None
    """Its nearest ancestor that is more than a line of text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the HTML, and the innermost element open there (`None`: none)."""

    offset: int
    element: OpenElement | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's level and the span of its inside."""

    level: int
    start: int
    end: int


@dataclass(slots=True)
class Sighting:
    """Something that begins like a shortcode tag: a bracket and a name."""

    start: int
    name_end: int
    closing: bool
    word: str
    """The name as written, backslashes included."""
    element: OpenElement | None
    protected: bool
    block_end: Mark | None = None
    """The next block boundary, filled in when the walk gets there."""


@dataclass(slots=True)
class Survey:
    """All that the walk has seen, in the order of the text, up to the last tag's surroundings."""

    sightings: list[Sighting] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    strays: list[tuple[int, int]] = field(default_factory=list)
    """End tags that end nothing."""
    excess: list[tuple[int, int]] = field(default_factory=list)
    """Tags to leave out: of elements that are nested too deep round a sighting, of drawings without end."""
    implied_ends: dict[int, str] = field(default_factory=dict)
    """For each start tag that has ended elements the end tags that do the same, by its offset."""
    inline_tags: list[Mark] = field(default_factory=list)
    """What is open behind each HTML tag that follows a sighting in its block."""
    hidden: list[tuple[int, int]] = field(default_factory=list)
    """Tags, comments and declarations of HTML that follow a sighting in its block."""
    lonely: list[int] = field(default_factory=list)
    """Each `<` that looks like a tag and is none for certain: in a page it would hide all that follows."""
    open_comment: int | None = None
    """Where a comment begins that never ends."""
    end: Mark = field(default_factory=lambda: Mark(0, None))


def flow_container(element: OpenElement | None) -> OpenElement | None:
    """The nearest element, from `element` upwards, that may hold a block; `None`: the document.

    What HTML knows nothing of may do what its parent may: a block ends a paragraph round it, too.
    """
    if element is None:
        return None
    is_as_parent = element.name not in BOUNDARIES and element.flow is not element.parent
    return element.flow if element.name in _WITHOUT_FLOW or is_as_parent else element


def row_container(element: OpenElement | None) -> OpenElement | None:
    """The nearest element, from `element` upwards, that is more than a line: a cell, an item."""
    if element is None or element.name not in _WITHIN_A_ROW:
        return element
    return element.row


def common_ancestor(one: OpenElement | None, other: OpenElement | None) -> OpenElement | None:
    """The innermost element that holds both, or `None`: the document."""
    while one is not other:
        if one is None or other is None:
            return None
        if one.depth >= other.depth:
            deeper = one.parent
            if one.depth == other.depth:
                other = other.parent
            one = deeper
        else:
            other = other.parent
    return one


_PARAGRAPHS = re.compile(
    r"(?:\s++|<p>(?:[^<]++|</?(?:a|b|br|em|i|strong)(?:\s[^<>\"']*+(?:\"[^\"<>]*+\"[^<>\"']*+)*+)?/?>)*+</p>)*+"
)
"""Paragraphs of text alone: most of what stands before the first tag of an article."""


def survey(html: str, opening: str) -> Survey:
    """Walk over `html` and note what is seen of `opening`.

    That is an expression with the groups `closing` and `word`, and begins with a literal bracket.
    """
    walk = _Walk(html, opening)
    tokens = Tokens(html, opening)
    position = _skip_paragraphs(html, 0, walk.first)
    while token := tokens.next(position):
        position = walk.take(token)
    return walk.finish()


def _skip_paragraphs(html: str, start: int, end: int) -> int:
    """Where the whole paragraphs end that follow `start` before `end`: nothing stays open in them."""
    skipped = _PARAGRAPHS.match(html, start, end)
    return skipped.end() if skipped else start


class _Walk:
    """The stack of open elements while the walk goes on.

    `OpenElement`s are made only of what is open at a sighting: most paragraphs hold none.
    """

    def __init__(self, html: str, opening: str) -> None:
        self.html = html
        sightings = [found.start() for found in re.finditer(opening, html)]
        self.first, self.last = (sightings[0], sightings[-1]) if sightings else (0, -1)
        self.seen = Survey()
        self.names: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.linked: list[OpenElement] = []
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        self.blocks: list[int] = [-1]
        self.fences: list[int] = [-1]
        self.protecting = 0
        self.endless: set[str] = set()
        """Elements of which no end tag follows."""
        self.waiting: list[Sighting] = []

    def innermost(self) -> OpenElement | None:
        linked = self.linked
        parent = linked[-1] if linked else None
        for index in range(len(linked), len(self.names)):
            if index >= DEEPEST:
                self.seen.excess.append(self.spans[index])
                linked.append(linked[-1])
                continue
            parent = OpenElement(
                self.names[index],
                *self.spans[index],
                parent,
                index + 1,
                flow_container(parent),
                row_container(parent),
            )
            linked.append(parent)
        return parent

    def take(self, token: re.Match[str]) -> int:
        """Take in a token; return where to go on."""
        match token.lastgroup:
            case "rest":
                return self.tag(token)
            case "word":
                self.sighting(token)
            case "lonely" | "begun":
                self.seen.lonely.append(token.start())
            case "open_comment":
                self.seen.open_comment = token.start()
                self.hide(token.start(), len(self.html))
                return len(self.html)
            case _:
                self.hide(*token.span())
        return token.end()

    def sighting(self, match: re.Match[str]) -> None:
        seen = Sighting(
            match.start(),
            match.end(),
            match["closing"] is not None,
            match["word"],
            self.innermost(),
            self.protecting > 0,
        )
        self.seen.sightings.append(seen)
        self.waiting.append(seen)

    def hide(self, start: int, end: int) -> None:
        if self.waiting:
            self.seen.hidden.append((start, end))

    def boundary(self, offset: int) -> None:
        mark = Mark(offset, self.innermost())
        for sighting in self.waiting:
            sighting.block_end = mark
        self.waiting.clear()

    def tag(self, match: re.Match[str]) -> int:
        """Take in an HTML tag; return where to go on: behind it, or behind what is no HTML in it."""
        name = match["name"].lower()
        if self.waiting and name in BOUNDARIES:
            self.boundary(match.start())
        end = match.end()
        if match["slash"]:
            self.end_tag(name, match.start(), end)
        elif name not in _FOREIGN:
            self.start_tag(name, match.start(), end)
            end = self.raw_text(name, end) if name in RAW_TEXT else end
        elif not match["rest"].endswith("/"):
            raw_end = self.raw_text(name, end)
            if raw_end < len(self.html):
                self.start_tag(name, match.start(), end)
                end = raw_end
            else:
                self.seen.excess.append(match.span())
        if self.waiting:
            self.seen.inline_tags.append(Mark(match.end(), self.innermost()))
            self.hide(match.start(), end)
        return end if self.names else self.at_root(match.start(), end)

    def at_root(self, start: int, end: int) -> int:
        """Where to go on when nothing is open: far from tags there is nothing to learn."""
        if start > self.last and not self.waiting:
            return len(self.html)
        return _skip_paragraphs(self.html, end, self.first) if end < self.first else end

    def raw_text(self, name: str, position: int) -> int:
        if name in self.endless:
            return len(self.html)
        found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.html, position)
        if found:
            return found.start()
        self.endless.add(name)
        return len(self.html)

    def start_tag(self, name: str, start: int, end: int) -> None:
        ended = self.end_implied(name)
        if name in VOID:
            return
        if ended:
            self.seen.implied_ends[start] = "".join(f"</{each}>" for each in reversed(ended))
        place = len(self.names)
        self.names.append(name)
        self.spans.append((start, end))
        self.places[name].append(place)
        self.blocks.append(self.blocks[-1] if name in INLINE else place)
        self.fences.append(place if name in _FENCES else self.fences[-1])
        self.protecting += name in PROTECTED

    def end_implied(self, name: str) -> list[str]:
        """End what the start tag of a `name` ends; its names, from the outermost on."""
        ended: list[str] = []
        paragraphs = self.places["p"]
        if name in PARAGRAPH_ENDS and paragraphs and paragraphs[-1] > self.fences[-1]:
            ended = self.pop_to(paragraphs[-1])
        if name in _HEADINGS and self.names and self.names[-1] in _HEADINGS:
            ended = self.pop_to(len(self.names) - 1) + ended
        elif name in _NOT_IN_ITSELF and self.last_of((name,)) > self.blocks[-1]:
            ended = self.pop_to(self.last_of((name,))) + ended
        elif name in _IMPLIED_END:
            names, limits = _IMPLIED_END[name]
            last = self.last_of(names)
            if last > self.last_of(limits):
                ended = self.pop_to(last) + ended
        return ended

    def end_tag(self, name: str, start: int, end: int) -> None:
        place = self.last_of((name,))
        outside = self.blocks[-1] if name in INLINE else self.fences[-1]
        if place < 0 or (place < outside and name not in _TABLE_PARTS):
            self.seen.strays.append((start, end))
            return
        if name in _HEADINGS:
            self.seen.headings.append(Heading(_HEADINGS[name], self.spans[place][1], start))
        if DEEPEST <= place < len(self.linked):
            self.seen.excess.append((start, end))
        self.pop_to(place)

    def last_of(self, names: Iterable[str]) -> int:
        return max((self.places[name][-1] for name in names if self.places[name]), default=-1)

    def pop_to(self, place: int) -> list[str]:
        """End the elements from `place` on; their names."""
        ended = self.names[place:]
        for name in ended:
            self.places[name].pop()
            self.protecting -= name in PROTECTED
        for stack in (self.names, self.spans, self.linked):
            del stack[place:]
        del self.blocks[place + 1 :]
        del self.fences[place + 1 :]
        return ended

    def finish(self) -> Survey:
        self.boundary(len(self.html))
        self.seen.end = Mark(len(self.html), self.innermost())
        return self.seen
