"""Paragraphs and line breaks, which WordPress derives from blank lines and line ends.

Text between block elements is split at blank lines. Each piece becomes a paragraph, and a line end in it a line
break. A single piece at the start of a list item, table cell or division stays as it is.
"""

from __future__ import annotations

import re
from itertools import groupby

from pelican_mks.command.importing.masks import Masks
from pelican_mks.command.importing.tags import OPAQUE

_BLOCK_NAMES = (
    "address|article|aside|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|"
    "figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|html|legend|li|main|map|math|menu|nav|noscript|ol|"
    "option|p|section|select|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_REST = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+"
_OPAQUE = OPAQUE.pattern.replace("<name>", "<element>").replace("=name", "=element")
_BOUNDARY = re.compile(
    rf"(?P<opaque>{_OPAQUE}|<(?P<media>audio|video|object)\b.*?</(?P=media)\s*>)"
    rf"|<(?P<slash>/)?(?P<block>{_BLOCK_NAMES})(?=[\s/>]){_REST}>",
    re.DOTALL | re.IGNORECASE,
)
_BLOCKS_OF_CODE = frozenset(("pre", "script", "style"))
_TAG = re.compile(rf"<[a-zA-Z/!]{_REST}>")
# No-break and ideographic spaces are text.
_SPACE = " \t\n"
_BLANK_LINE = re.compile(r"\n[ \t]*\n[ \t\n]*")
_TWO_BREAKS = re.compile(r"<br\s*/?>[ \t\n]*<br\s*/?>", re.IGNORECASE)
_BREAK = re.compile(r"[ \t\n]*<br\s*/?>[ \t\n]*", re.IGNORECASE)
_BREAK_OR_LINE_END = re.compile(rf"{_BREAK.pattern}|[ \t]*\n[ \t]*", re.IGNORECASE)
_KEPT = "\0"
"""Protects a line end that makes neither."""
_STRUCTURE = frozenset(
    "colgroup dir dl figure map math menu ol select table tbody tfoot thead tr ul".split()
)
"""Elements that contain no text of their own."""
_LINES = frozenset("address caption dt figcaption h1 h2 h3 h4 h5 h6 legend option summary".split())
"""Elements that contain lines, never paragraphs."""
_TIGHT = frozenset(
    "article aside center dd details dialog div fieldset footer header li main nav section td th".split()
)
"""Elements whose text needs no paragraph if it is one piece at their start."""
_VOID = frozenset(("col", "hr"))
_END_THEMSELVES = frozenset(("p", "li", "td", "th", "tr", "dt", "dd", "option"))


def with_paragraphs(content: str, masks: Masks, *, breaks: bool) -> str:
    """Add paragraphs as WordPress does; with `breaks`, line ends become line breaks.

    Each tag in a line of masked block tags becomes a paragraph.
    """
    parts: list[str] = []
    open_elements: list[str] = []
    position = 0
    run = ""
    begins = False
    """Whether the run directly follows a start tag."""
    content = _TWO_BREAKS.sub("\n\n", content.replace(_KEPT, ""))
    for token in _BOUNDARY.finditer(content):
        run += content[position : token.start()]
        position = token.end()
        if token["opaque"] and (token["element"] or "").lower() not in _BLOCKS_OF_CODE:
            run += token["opaque"].replace("\n", _KEPT)
            continue
        parts += (_paragraphs(run, open_elements, masks, begins=begins, breaks=breaks), token[0])
        run, begins = "", bool(token["block"]) and not token["slash"]
        if token["block"]:
            _open_or_close(open_elements, token)
    run += content[position:]
    parts.append(_paragraphs(run, open_elements, masks, begins=begins, breaks=breaks))
    return "".join(parts).replace(_KEPT, "\n").strip("\n")


def _open_or_close(open_elements: list[str], tag: re.Match[str]) -> None:
    name = tag["block"].lower()
    if tag["slash"]:
        if name in open_elements:
            while open_elements.pop() != name:
                pass
    elif name not in _VOID and not tag[0].endswith("/>"):
        last = open_elements[-1] if open_elements else ""
        if last == "p" or (last == name and name in _END_THEMSELVES):
            open_elements.pop()
        open_elements.append(name)


def _paragraphs(
    run: str, open_elements: list[str], masks: Masks, *, begins: bool, breaks: bool
) -> str:
    """Add paragraphs and line breaks to the text between two tags of blocks."""
    run = _TAG.sub(lambda tag: tag[0].replace("\n", _KEPT), run)
    pieces = [
        piece
        for text in _BLANK_LINE.split(run.strip(_SPACE))
        for piece in _pieces(text, masks, breaks=breaks)
    ]
    parent = open_elements[-1] if open_elements else ""
    if not pieces:
        return "\n" if "\n" in run else ""
    if parent == "p":
        return "</p>\n<p>".join(pieces)
    if parent in _LINES:
        return "<br />\n".join(pieces)
    if parent in _STRUCTURE or (parent in _TIGHT and begins and len(pieces) == 1):
        return "\n".join(pieces)
    return "".join(f"\n<p>{piece}</p>\n" for piece in pieces)


def _pieces(text: str, masks: Masks, *, breaks: bool) -> list[str]:
    """Split text without blank lines at lines that contain only tags of blocks."""
    separator = _BREAK_OR_LINE_END if breaks else _BREAK
    lines = [line for line in separator.split(text.strip(_SPACE)) if line]
    pieces: list[str] = []
    for kind, some in groupby(lines, lambda line: _kind(line, masks)):
        match kind:
            case "tags":
                pieces += [word for line in some for word in re.findall(masks.word, line)]
            case "whole":
                pieces += some
            case _:
                pieces.append("<br />\n".join(some))
    return pieces


def _kind(line: str, masks: Masks) -> str:
    """Classify a line: only `tags` of blocks, a `whole` shortcode between two of them, or `text`."""
    words = list(re.finditer(masks.word, line))
    if not words or not all(masks.is_block_tag(word[0]) for word in (words[0], words[-1])):
        return "text"
    if len(words) > 1 and words[0].start() == 0 and words[-1].end() == len(line):
        blocks = all(masks.is_block_tag(word[0]) for word in words)
        return "tags" if blocks and not re.sub(masks.word, "", line).strip(_SPACE) else "whole"
    return "tags" if words[0][0] == line.strip(_SPACE) else "text"
