"""Markdown text in which shortcode tags stand apart from the text in their bodies.

A tag on a line of its own becomes a block boundary, and a body that is indented as a whole is moved to
the left, so that lists, tables and code in it need neither blank lines nor a margin. Code stays as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import accumulate

from pelican_mks.markdown.literal import container_end, has_margins, literal_spans
from pelican_mks.shortcodes.attributes import find_bracket
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.lexer import Lexicon, is_word

_BLANK_LINE = re.compile(r"\n[ >]*+\n")
_TARGET = re.compile(
    r"^[ >]*+\[(?P<name>[^\[\]\n]++)\]: *+\n?+ *+\S++"
    r" *+(?:\n?+ *+(?:\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\)) *+)?+$",
    re.MULTILINE,
)
"""`[name]: address "title"`, on a line of its own."""
_REFERENCE = re.compile(r"\](?: ?\[(?P<name>[^\[\]\n]*+)\])?+")
_CODE_INDENT = 4
_DEEPEST = 8
"""Nobody indents bodies in more bodies than these, or shortcodes that are told apart by it."""


@dataclass(frozen=True, slots=True)
class MarkdownTag:
    """A shortcode tag in Markdown text."""

    shortcode: Shortcode
    closing: bool
    start: int
    end: int
    escaped: bool
    """Whether an importer put backslashes into it."""


def find_tags(text: str, known: Lexicon) -> list[MarkdownTag]:
    """The tags of `known` shortcodes in `text` that are not shown as code."""
    code = literal_spans(text, known.opening)
    code_starts = [start for start, _ in code]
    targets = cache(partial(_targets, text))
    found = []
    for match in re.finditer(known.opening, text):
        place = bisect_right(code_starts, match.start()) - 1
        shortcode = known.shortcodes.get(match["word"].replace("\\", ""))
        is_code = place >= 0 and match.start() < code[place][1]
        if shortcode and not is_code and not _is_reference(match, targets):
            found.append((match, shortcode))
    limits = [*(match.start() for match, _ in found[1:]), len(text)]
    tags = []
    for (match, shortcode), limit in zip(found, limits, strict=False):
        end = match.end()
        blank = _BLANK_LINE.search(text, end, limit)
        bracket = find_bracket(text, end, blank.start() if blank else limit)
        if bracket is None:
            continue
        backslash = text.endswith("\\", 0, match.start())
        escaped = backslash or "\\" in match["word"]
        closing = match["closing"] is not None
        tags.append(
            MarkdownTag(shortcode, closing, match.start() - backslash, bracket + 1, escaped)
        )
    return tags


def _targets(text: str) -> frozenset[str]:
    """The names that links of Markdown may refer to."""
    if "]:" not in text:
        return frozenset()
    return frozenset(_folded(found["name"]) for found in _TARGET.finditer(text))


def _is_reference(match: re.Match[str], targets: Callable[[], frozenset[str]]) -> bool:
    """Whether `match` begins no tag but a link of Markdown that refers to a target, or that target."""
    if match["closing"] or not is_word(match["word"]):
        return False
    behind = _REFERENCE.match(match.string, match.end())
    if behind is None:
        return False
    names = targets()
    return _folded(match["word"]) in names or _folded(behind["name"] or "") in names


def _folded(name: str) -> str:
    return " ".join(name.lower().split())


def isolate(text: str, known: Lexicon) -> tuple[str, list[MarkdownTag]]:
    """Put blank lines round the lines of `text` that hold tags alone, and move bodies to the left.

    Returns the new text, and the tags in it.
    """
    text = _moved_left(text, known)
    tags = find_tags(text, known)
    lines = list(_tagged_lines(text, tags))
    upper = {line.end + 1: line.text for line in lines}
    lower = {line.start: line.text for line in lines}
    alone = [line for line in lines if line.alone]
    breaks = {line.start for line in alone} | {line.end + 1 for line in alone}
    parts: list[str] = []
    insertions: list[tuple[int, int]] = []
    position = 0
    for start in sorted(breaks - {0, len(text) + 1}):
        before = upper.get(start) or text[text.rfind("\n", 0, start - 1) + 1 : start - 1]
        behind = lower.get(start) or text[start : _line_end(text, start)]
        margins = container_end(before), container_end(behind)
        if before[margins[0] :].strip() and behind[margins[1] :].strip():
            blank = before[: margins[0]] if margins[0] <= margins[1] else behind[: margins[1]]
            blank = blank.rstrip() + "\n"
            parts += (text[position:start], blank)
            insertions.append((start, len(blank)))
            position = start
    return "".join((*parts, text[position:])), _shifted(tags, insertions)


def _shifted(
    tags: Sequence[MarkdownTag], insertions: Iterable[tuple[int, int]]
) -> list[MarkdownTag]:
    """The tags where they stand after the insertions (where, how long), none of them inside a tag."""
    waiting = deque(insertions)
    moved: list[MarkdownTag] = []
    by = 0
    for tag in tags:
        while waiting and waiting[0][0] <= tag.start:
            by += waiting.popleft()[1]
        moved.append(
            MarkdownTag(tag.shortcode, tag.closing, tag.start + by, tag.end + by, tag.escaped)
        )
    return moved


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text, or the lines that a tag reaches over."""

    start: int
    end: int
    """Where it ends, in front of the line break."""
    text: str
    tags: Sequence[MarkdownTag] = ()
    alone: bool = False
    """Whether it holds tags and nothing else, not all of them words in a line of text."""
    number: int = 0
    """How many lines stand before it; told by `_lines` alone."""

    @property
    def body(self) -> str:
        """What stands behind the marks of quotations, blanks at its end left out."""
        return self.text[container_end(self.text) :].rstrip()

    @property
    def indent(self) -> int:
        return _indent(self.body)


@dataclass(slots=True)
class _Body:
    """The lines between a tag that stands alone and the one that ends it."""

    shortcode: Shortcode
    line: _Line
    outer: _Body | None
    end: int = 0
    least: int | None = None
    """The smallest indentation of its lines."""
    set_off: bool = False
    """Whether a blank line stands behind its tag."""
    extra: int = 0
    """By how much it is indented as a whole."""

    def take(self, indent: int) -> None:
        self.least = indent if self.least is None else min(self.least, indent)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _lines(text: str, known: Lexicon) -> list[_Line]:
    """All lines, with their numbers."""
    lines: list[_Line] = []
    start = number = 0
    tagged = {line.start: line for line in _tagged_lines(text, find_tags(text, known))}
    while start <= len(text):
        line = replace(tagged.get(start) or _line_at(text, start), number=number)
        lines.append(line)
        number += 1 + line.text.count("\n")
        start = line.end + 1
    return lines


def _tagged_lines(text: str, tags: Sequence[MarkdownTag]) -> Iterator[_Line]:
    """The lines that hold tags."""
    first = 0
    while first < len(tags):
        behind = start = text.rfind("\n", 0, tags[first].start) + 1
        end = start
        rest: list[str] = []
        last = first
        while last < len(tags) and (tags[last].start < end or last == first):
            rest.append(text[behind : tags[last].start])
            behind = tags[last].end
            end = _line_end(text, behind)
            last += 1
        rest.append(text[behind:end])
        held = tags[first:last]
        alone = not "".join(rest).strip(" >") and not _are_words(held)
        yield _Line(start, end, text[start:end], held, alone)
        first = last


def _line_at(text: str, start: int) -> _Line:
    end = _line_end(text, start)
    return _Line(start, end, text[start:end])


def _are_words(tags: Sequence[MarkdownTag]) -> bool:
    """Whether `tags` are inline shortcodes, whole ones: buttons, icons."""
    opened = sum(0 if tag.shortcode.single else -1 if tag.closing else 1 for tag in tags)
    return not opened and all(tag.shortcode.inline for tag in tags)


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _moved_left(text: str, known: Lexicon) -> str:
    """Move bodies that are indented as a whole to where their tags stand.

    What is indented in an indented body looks like code until that has been moved, hence the rounds.
    """
    if not has_margins(text):
        return text
    moved: set[int] = set()
    for _ in range(_DEEPEST):
        bodies = [body for body in _bodies(_lines(text, known)) if _measure(body, moved)]
        if not bodies:
            break
        lines = text.split("\n")
        for number, extra in _shifts(bodies, len(lines)):
            line = lines[number]
            margin = container_end(line)
            lines[number] = line[:margin] + line[margin + min(extra, _indent(line[margin:])) :]
            moved.add(number)
        text = "\n".join(lines)
    return text


def _bodies(lines: Iterable[_Line]) -> list[_Body]:
    """The bodies of tags that stand alone, outer ones first."""
    bodies: list[_Body] = []
    opened: list[_Body] = []
    for line in lines:
        for tag in line.tags if line.alone else ():
            _close(tag, line, opened)
            if not tag.closing and not tag.shortcode.single:
                bodies.append(_Body(tag.shortcode, line, opened[-1] if opened else None))
                opened = [*opened[-_DEEPEST:], bodies[-1]]
        around = next((body for body in reversed(opened) if body.line is not line), None)
        if around and line.body:
            around.take(line.indent)
        elif around and around.least is None:
            around.set_off = True
    return [body for body in bodies if body.end]


def _close(tag: MarkdownTag, line: _Line, opened: list[_Body]) -> None:
    """End what `tag`, an item's closing tag or the tag of the next item, ends in front of `line`."""
    names = [body.shortcode.name for body in opened]
    next_item = tag.shortcode.group is not None and names[-1:] == [tag.shortcode.name]
    if (tag.closing or next_item) and tag.shortcode.name in names:
        place = len(names) - 1 - names[::-1].index(tag.shortcode.name)
        for body in opened[place:]:
            body.end = line.number
        for body in reversed(opened[place:]):
            if body.outer and body.least is not None:
                body.outer.take(body.least)
        del opened[place:]


def _measure(body: _Body, moved: Iterable[int]) -> int:
    """Find out by how much `body` is to be moved, after the one around it."""
    line, outer = body.line, body.outer
    if body.least is not None:
        base = line.indent + (outer.extra if outer and outer.line is line else 0)
        body.extra = max(0, body.least - base)
        indented_itself = outer is not None and (
            line.indent > outer.line.indent or line.number in moved
        )
        if body.set_off and body.extra >= _CODE_INDENT and not body.shortcode.item:
            body.extra *= indented_itself
    return body.extra


def _shifts(bodies: Iterable[_Body], count: int) -> Iterable[tuple[int, int]]:
    """The lines to be moved, and by how many columns."""
    changes = [0] * (count + 1)
    for body in bodies:
        changes[body.line.number + body.line.text.count("\n") + 1] += body.extra
        changes[body.end] -= body.extra
    return ((number, extra) for number, extra in enumerate(accumulate(changes)) if extra)
