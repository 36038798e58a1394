"""Restoration of everything masked in pandoc's output."""

from __future__ import annotations

import re
from html import unescape

from docutils.utils import column_width

from pelican_mks.command.importing.escapes import unmasked_text
from pelican_mks.command.importing.masks import EMPTY, Kind, Masked, Masks

_MARKER = r"(?:(?:[-+*]|\d+\.|\#\.|:)[ ]+)"
_FOR_RST = re.compile(r"([*`|\\]|_(?=\W|$))")
_ROLE = ".. role:: raw-html(raw)\n   :format: html\n\n"
_UNDERLINE = re.compile(r"^(?P<title>\S.*)\n(?P<line>([=\-~^'])\3+)$", re.MULTILINE)


def as_html(html: str, masks: Masks) -> str:
    """Return the HTML of a post."""
    blocks = re.compile(rf"<p>({masks.word})</p>")
    html = blocks.sub(lambda block: block[1] if masks.is_block_tag(block[1]) else block[0], html)
    return masks.unmask(html, _html)


def as_markdown(markdown: str, masks: Masks) -> str:
    """Return Markdown for Python-Markdown."""
    markdown = unmasked_text(markdown, masks.word)
    attributes = re.compile(rf"^(?P<before>.*?) ?(?P<mask>{masks.word})(?P<after>(?: *\|)?)$")
    alone = re.compile(rf"^(?P<prefix>[ >]*{_MARKER}*)(?P<mask>{masks.word})$")
    lines: list[str] = []
    for line in markdown.split("\n"):
        found = alone.match(line)
        masked = masks.of(found["mask"]) if found else None
        if found and masked and masked.is_block:
            lines += _markdown_block(masked, masks, found["prefix"])
            continue
        found = attributes.match(line)
        masked = masks.of(found["mask"]) if found else None
        if masked and masked.kind is Kind.ATTRIBUTES and found and found["before"].strip(" >"):
            lines += (found["before"], f"{_continued(found['before'])}{{: {masked.text} }}")
        else:
            lines.append(line)
    is_row = re.compile(r"^[ >]*\|")
    return "\n".join(masks.unmask(line, _cell if is_row.match(line) else _html) for line in lines)


def as_rst(rst: str, masks: Masks) -> str:
    """Return reStructuredText for docutils."""
    alone = re.compile(rf"^(?P<prefix> *{_MARKER}*)(?P<mask>{masks.word})$")
    lines: list[str] = []
    margin: str | None = ""
    """The margin of the last directive or header, which would take an indented line after it as its own."""
    for line in rst.split("\n"):
        found = alone.match(line)
        masked = masks.of(found["mask"]) if found else None
        if margin is not None and line:
            if lines and lines[-1].strip():
                lines.append("")
            if line.startswith(f"{margin} "):
                lines += (f"{margin}..", "")
            margin = None
        if found and masked and masked.is_block:
            margin = " " * len(found["prefix"])
            if lines and lines[-1].strip() and not found["prefix"].strip():
                lines.append("")
            lines += _directive(masked, masks, found["prefix"])
        else:
            lines.append(line)
    text = _with_roles("\n".join(lines), masks)
    text = _UNDERLINE.sub(_underlined, text)
    return (_ROLE if ":raw-html:`" in text else "") + text


def _html(masked: Masked) -> str:
    match masked.kind:
        case Kind.CODE:
            return f"`{masked.text}`"
        case Kind.ATTRIBUTES:
            return ""
    return masked.text


def _cell(masked: Masked) -> str:
    """Return the text of a mask in a table row, where `|` ends a cell."""
    return _html(masked).replace("|", "&#124;")


def _markdown_block(block: Masked, masks: Masks, prefix: str) -> list[str]:
    margin = _spaces(prefix)
    if block.kind is Kind.BLOCK:
        html = masks.unmask(block.text, _html)
        if not prefix:
            return html.split("\n")
        # Python-Markdown reads indented HTML as a block only if it is on one line.
        if "<pre" not in html:
            return [prefix + " ".join(html.split())]
        return [prefix + html.replace("\n", "&#10;")]
    code = block.text.split("\n")
    if not prefix:
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", block.text) or [""]))
        return [fence + block.language, *code, fence]
    # An indented fence is not read as code.
    first = [f":::{block.language}"] if block.language else []
    lines = [f"{margin}    {line}".rstrip() for line in [*first, *code]]
    return [f"{prefix}<!-- -->", margin.rstrip(), *lines] if margin != prefix else lines


def _continued(line: str) -> str:
    """Return the margin of the next line in the same block."""
    found = re.match(rf"[ >]*{_MARKER}*", line)
    return _spaces(found[0]) if found else ""


def _spaces(prefix: str) -> str:
    return re.sub(r"[^ >]", " ", prefix)


def _directive(block: Masked, masks: Masks, prefix: str) -> list[str]:
    margin = " " * len(prefix)
    if block.kind is Kind.BLOCK:
        if block.text == EMPTY:
            return [f"{prefix}.."]
        first, text = ".. raw:: html", masks.unmask(block.text, _html)
    else:
        first, text = f".. code:: {block.language}".rstrip(), block.text
    inside = [f"{margin}   {line}".rstrip() for line in text.split("\n")]
    return [prefix + first, "", *inside]


def _with_roles(rst: str, masks: Masks) -> str:
    """Write what reStructuredText cannot express as raw HTML, in a role of its own."""

    def written(found: re.Match[str]) -> str:
        masked = masks.of(found[0])
        assert masked is not None
        text = masks.unmask(_html(masked), _html)
        is_tag = masked.kind in (Kind.TAG, Kind.BLOCK_TAG)
        if is_tag and "&quot;" not in text:
            text = unescape(text)
        if is_tag and "<" not in text:
            return _FOR_RST.sub(r"\\\1", text)
        if masked.kind is Kind.CODE:
            return f"``{masked.text}``"
        if masked.kind is Kind.ESCAPE:
            return text
        raw = re.sub(r"\s+", " ", text).replace("\\", "\\\\").replace("`", "&#96;")
        before = "" if found.start() == 0 or rst[found.start() - 1].isspace() else r"\ "
        after = "" if found.end() == len(rst) or rst[found.end()].isspace() else r"\ "
        return f"{before}:raw-html:`{raw}`{after}"

    return re.sub(masks.word, written, rst)


def _underlined(heading: re.Match[str]) -> str:
    width = max(len(heading["line"]), column_width(unescape(heading["title"])))
    return f"{heading['title']}\n{heading['line'][0] * width}"
