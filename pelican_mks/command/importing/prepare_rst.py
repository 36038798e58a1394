"""HTML that reStructuredText has no markup for, masked."""

from __future__ import annotations

import re

from bs4 import Tag

from pelican_mks.command.importing.masks import (
    EMPHASIS,
    HEADINGS,
    WITHOUT_MARKUP,
    Escape,
    Masks,
    RawBlock,
    RawInline,
    attributes_of,
    html_of,
    paragraph_of,
    replace,
    replace_block,
)

_MOST_LEVELS = 5
_INLINE = ["a", "sub", "sup", *EMPHASIS]
_NEVER_NESTED = ["br", "code", "span", "tt", *_INLINE, *WITHOUT_MARKUP]
"""What reStructuredText cannot emphasise or link."""
_NO_SECTIONS = ["blockquote", "dd", "div", "li", "td", "th"]
"""Where reStructuredText has no headings."""
_LIKE_LIST = re.compile(
    r"(?:[-+*•‣⁃]|\(?(?:\w|\d+|[ivxlcdmIVXLCDM]+|#)[.)]|\.\.|:[^:\s][^:]*:|>>>|--?\w|/\w)(?:\s|$)|--|—"
)
"""What docutils reads as an item, a directive, a field, an option or the author of a quotation where it begins a paragraph."""


def mask_for_rst(body: Tag, masks: Masks) -> None:
    """Mask it in the tree below `body`."""
    _close_gaps(body)
    for heading in body.find_all(HEADINGS):
        if heading.find_parent(_NO_SECTIONS):
            replace_block(heading, masks, RawBlock(html_of(heading)))
    _mask_divisions(body, masks)
    for rule in body.find_all("hr"):
        # At the beginning, at the end and behind another one, docutils allows none.
        replace_block(rule, masks, RawBlock("<hr />"))
    for block in body.find_all(["p", "li", "td", "th", "dd", "dt", "div"]):
        first = next((text for text in block.find_all(string=True) if text.strip()), None)
        if first is not None and _LIKE_LIST.match(first.strip()):
            first.insert_before(masks.mask(Escape()))
    # Docutils would call a picture without an alternative by a number.
    silent = [image for image in body.find_all("img") if not image.get("alt")]
    for element in body.find_all(_INLINE):
        if element.find_parent(_INLINE) is None and (
            element.find(_NEVER_NESTED)
            or element.get("role")  # pandoc makes it a role of reStructuredText
            or _holds_html(element, masks)
            or any(element in image.parents for image in silent)
        ):
            replace(element, masks.mask(RawInline(html_of(element))))
    for element in [*silent, *body.find_all([*WITHOUT_MARKUP, "span"])]:
        replace(element, masks.mask(RawInline(html_of(element))))
    for line_break in body.select(",".join(f"{name} br" for name in [*HEADINGS, "td", "th"])):
        replace(line_break, masks.mask(RawInline("<br />")))


def _holds_html(element: Tag, masks: Masks) -> bool:
    found = re.findall(masks.word, element.get_text())
    return any(isinstance(masks.of(word), RawBlock | RawInline) for word in found)


def _close_gaps(body: Tag) -> None:
    """Give headings levels that follow each other: docutils drops an article in which one is left out."""
    above: list[int] = []
    for heading in body.find_all(HEADINGS):
        level = int(heading.name[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        heading.name = f"h{min(len(above), _MOST_LEVELS)}"


def _mask_divisions(body: Tag, masks: Masks) -> None:
    """Mask empty divisions, and the tags around blocks that have a style, a direction or a language."""
    for division in body.find_all("div"):
        if not division.get_text(strip=True) and not division.find(True):
            replace_block(division, masks, RawBlock(html_of(division)))
    for element in body.find_all(["p", "div", "section"]):
        if any(name in element.attrs for name in ("style", "dir", "lang", "align")):
            start = RawBlock(f"<div {attributes_of(element)}>")
            element.insert_before(paragraph_of(masks, start))
            element.insert_after(paragraph_of(masks, RawBlock("</div>")))
            if element.name == "p":
                element.attrs = {}
            else:
                element.unwrap()
