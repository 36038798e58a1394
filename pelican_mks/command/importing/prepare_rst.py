"""Masking of HTML that reStructuredText cannot express."""

from __future__ import annotations

import re

from bs4 import Tag

from pelican_mks.command.importing.masks import (
    EMPHASIS,
    HEADINGS,
    WITHOUT_MARKUP,
    Kind,
    Masks,
    attributes_of,
    html_of,
    paragraph_of,
    replace,
)

_MOST_LEVELS = 5
_INLINE = ["a", "sub", "sup", *EMPHASIS]
_NEVER_NESTED = ["br", "code", "span", "tt", *_INLINE, *WITHOUT_MARKUP]
"""Elements that cannot be nested in inline markup of reStructuredText."""
_NO_SECTIONS = ["blockquote", "dd", "div", "li", "td", "th"]
"""Elements in which reStructuredText allows no headings."""
_MISREAD_START = re.compile(
    r"(?:[-+*•‣⁃]|\(?(?:\w|\d+|[ivxlcdmIVXLCDM]+|#)[.)]|\.\.|:[^:\s][^:]*:|>>>|--?\w|/\w)(?:\s|$)|--|—"
)
"""The start of a paragraph that docutils reads as a list item, directive, field, option or attribution."""


def mask_for_rst(body: Tag, masks: Masks) -> None:
    """Mask such HTML in the tree below `body`."""
    _close_gaps(body)
    for heading in body.find_all(HEADINGS):
        if heading.find_parent(_NO_SECTIONS):
            replace(heading, paragraph_of(masks.mask(Kind.BLOCK, html_of(heading))))
    _mask_divisions(body, masks)
    for rule in body.find_all("hr"):
        # Docutils allows no transition at the start, at the end or after another one.
        replace(rule, paragraph_of(masks.mask(Kind.BLOCK, "<hr />")))
    for block in body.find_all(["p", "li", "td", "th", "dd", "dt", "div"]):
        first = next((text for text in block.find_all(string=True) if text.strip()), None)
        if first is not None and _MISREAD_START.match(first.strip()):
            first.insert_before(masks.mask(Kind.ESCAPE, "\\"))
    # Docutils would name an image without alternative text by a number.
    without_alt = [image for image in body.find_all("img") if not image.get("alt")]
    for element in body.find_all(_INLINE):
        if element.find_parent(_INLINE) is None and (
            element.find(_NEVER_NESTED)
            or element.get("role")  # pandoc writes it as an interpreted text role
            or _contains_html(element, masks)
            or any(element in image.parents for image in without_alt)
        ):
            replace(element, masks.mask(Kind.INLINE, html_of(element)))
    for element in [*without_alt, *body.find_all([*WITHOUT_MARKUP, "span"])]:
        replace(element, masks.mask(Kind.INLINE, html_of(element)))
    for line_break in body.select(",".join(f"{name} br" for name in [*HEADINGS, "td", "th"])):
        replace(line_break, masks.mask(Kind.INLINE, "<br />"))


def _contains_html(element: Tag, masks: Masks) -> bool:
    found = re.findall(masks.word, element.get_text())
    masked = filter(None, map(masks.of, found))
    return any(each.kind in (Kind.BLOCK, Kind.INLINE) for each in masked)


def _close_gaps(body: Tag) -> None:
    """Close gaps between heading levels, which docutils does not accept."""
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
            replace(division, paragraph_of(masks.mask(Kind.BLOCK, html_of(division))))
    for element in body.find_all(["p", "div", "section"]):
        if any(name in element.attrs for name in ("style", "dir", "lang", "align")):
            start = masks.mask(Kind.BLOCK, f"<div {attributes_of(element)}>")
            element.insert_before(paragraph_of(start))
            element.insert_after(paragraph_of(masks.mask(Kind.BLOCK, "</div>")))
            if element.name == "p":
                element.attrs = {}
            else:
                element.unwrap()
