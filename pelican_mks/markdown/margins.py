"""Indented bodies, moved to the left so that Markdown reads them as if they were not."""

from __future__ import annotations

from dataclasses import dataclass

from pelican_mks.markdown.tags import MarkdownTags
from pelican_mks.shortcodes.declaration import Shortcode


@dataclass(slots=True)
class _Body:
    """The lines behind a line of tags that are indented more than it."""

    shortcode: Shortcode
    """The last that the line opens."""
    tag_indent: int
    first_line: int
    indent: int | None = None
    """That of its first line, which all lines lose; `None` before that line."""
    is_code: bool = False


def indent_of(line: str) -> int:
    """How many blanks `line` begins with."""
    return len(line) - len(line.lstrip(" "))


def moved_left(line: str, columns: int) -> str:
    """`line` without its first `columns` blanks, or as many as it has."""
    return line[min(columns, indent_of(line)) :]


def move_bodies_left(blocks: list[str], tags: MarkdownTags, margin: int) -> bool:
    """Take the indentation from the bodies that begin in the first of `blocks`, wherever they end.

    All stands `margin` columns to the right; says whether a body was moved. A body ends before the next
    line that is indented no more than its tag. Where that line neither closes it nor begins the next item,
    the body was never closed, and stays as it is.
    """
    lines: list[str] = []
    moved: list[str] = []
    bodies: list[_Body] = []
    used = 0
    for used, block in enumerate(blocks, 1):
        for line in block.split("\n"):
            lines.append(line)
            if line.strip():
                _end_bodies(bodies, lines, moved, tags)
            is_body = bool(bodies or used == 1) and not line.isspace() and line != ""
            moved.append(_moved(bodies, lines, tags, margin) if is_body else line)
        if not bodies:
            break
        lines.append("")
        moved.append("")
    if bodies:
        moved[bodies[0].first_line :] = lines[bodies[0].first_line :]
        del moved[-1], lines[-1]
    if moved == lines:
        return False
    blocks[:used] = "\n".join(moved).split("\n\n")
    return True


def _end_bodies(
    bodies: list[_Body], lines: list[str], moved: list[str], tags: MarkdownTags
) -> None:
    """End the bodies that the last of `lines` is not indented enough for."""
    while bodies and indent_of(lines[-1]) <= bodies[-1].tag_indent:
        body = bodies.pop()
        if not bodies and not tags.ends_body(lines[-1], body.shortcode):
            moved[body.first_line :] = lines[body.first_line : -1]


def _moved(bodies: list[_Body], lines: list[str], tags: MarkdownTags, margin: int) -> str:
    """The last of `lines` without the indentation of the body that it stands in, if any."""
    line = lines[-1]
    indent = indent_of(line)
    tag_line = tags.lines(line)
    if bodies:
        body = bodies[-1]
        if body.indent is None:
            body.indent = indent
            set_off = not lines[-2].strip() and indent - body.tag_indent >= tags.tab_length
            item_follows = body.shortcode.item and tag_line
            body.is_code = len(bodies) == 1 and set_off and not item_follows
        if body.is_code:
            return line
        line = moved_left(line, body.indent - margin)
    if tag_line and tag_line[0].tags[-1].opens and indent_of(line) - margin < tags.tab_length:
        bodies.append(_Body(tag_line[0].tags[-1].shortcode, indent, len(lines)))
    return line
