"""Preparation of HTML for pandoc: what pandoc would change or lose is masked."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from pelican_mks.command.importing.cleaning import clean
from pelican_mks.command.importing.code import language_of
from pelican_mks.command.importing.escapes import masked_text
from pelican_mks.command.importing.masks import (
    EMPHASIS,
    EMPTY,
    HEADINGS,
    WITHOUT_MARKUP,
    Kind,
    Masks,
    attributes_of,
    html_of,
    paragraph_of,
    replace,
)
from pelican_mks.command.importing.prepare_rst import mask_for_rst

_MEDIA = (
    "audio button canvas details dialog embed fieldset form iframe input map math noscript object script select "
    "style svg template textarea video".split()
)
_NOT_IN_CELLS = "br table pre ul ol dl blockquote figure hr h1 h2 h3 h4 h5 h6".split()
"""Elements that no cell of a Markdown table can contain."""
_ONLY_AT_MARGIN = ["figure", "details", "form", "fieldset", "dialog"]
"""Elements that Python-Markdown reads as blocks only if they are not indented."""
_CONTAINERS = ["ul", "ol", "dl", "blockquote"]
_LITERAL = ["code", "pre", "tt"]


def prepared(html: str, masks: Masks, markup: str) -> str:
    """Prepare HTML for conversion to `markup`, which is markdown or rst."""
    soup = BeautifulSoup(html, "lxml")
    body = soup.body
    if body is None:
        return html
    clean(body)
    _mask_blocks(body, masks, markup)
    if markup == "rst":
        mask_for_rst(body, masks)
    else:
        _mask_for_markdown(body, masks)
    return body.decode_contents()


def _mask_blocks(body: Tag, masks: Masks, markup: str) -> None:
    if markup == "markdown":
        for container in body.find_all(_CONTAINERS):
            if _contains_blocks(container, masks) and not container.find_parent(_CONTAINERS):
                replace(container, paragraph_of(masks.mask(Kind.BLOCK, html_of(container))))
    for table in body.find_all("table"):
        if not _is_simple(table, masks, markup):
            replace(table, paragraph_of(masks.mask(Kind.BLOCK, html_of(table))))
    for block in [*body.find_all("figure"), *body.select(".mks-gallery")]:
        replace(block, paragraph_of(masks.mask(Kind.BLOCK, html_of(block))))
    for pre in body.find_all("pre"):
        for line_break in pre.find_all("br"):
            line_break.replace_with("\n")
        code = pre.get_text().strip("\n").expandtabs(8)
        replace(pre, paragraph_of(masks.mask(Kind.CODE, code, language_of(pre))))
    for element in body.find_all(_MEDIA):
        replace(element, masks.mask(Kind.BLOCK, html_of(element)))
    _separate_lists(body, masks)


def _separate_lists(body: Tag, masks: Masks) -> None:
    """Separate a list from what would be read as part of it."""
    for listing in body.find_all(["ul", "ol"]):
        following = next((each for each in listing.next_siblings if str(each).strip()), None)
        if isinstance(following, Tag):
            masked = masks.of(following.get_text())
            if following.name in ("ul", "ol") or (masked and masked.kind is Kind.CODE):
                listing.insert_after(paragraph_of(masks.mask(Kind.BLOCK, EMPTY)))


def _contains_blocks(container: Tag, masks: Masks) -> bool:
    """Whether a container contains HTML that Markdown does not allow there."""
    tables = container.find_all("table")
    return bool(
        container.find(_ONLY_AT_MARGIN)
        or container.select_one(".mks-gallery")
        or not all(_is_simple(table, masks, "markdown") for table in tables)
    )


def _is_simple(table: Tag, masks: Masks, markup: str) -> bool:
    """Whether Markdown can express a table: rows of short texts below one header row."""
    rows = table.find_all("tr")
    cells = [row.find_all(["td", "th"]) for row in rows]
    if not rows or not cells[0] or {len(row) for row in cells} != {len(cells[0])}:
        return False
    if any(cell.name != "th" for cell in cells[0]) or table.caption or table.find(_NOT_IN_CELLS):
        return False
    if table.select_one("[colspan], [rowspan]"):
        return False
    if table.find(["td", "th", "tr", "table"], style=True) or table.get("style"):
        return False
    # A mask has another width than its text, and columns of reStructuredText must align.
    return markup != "rst" or not re.search(masks.word, table.get_text())


def _mask_for_markdown(body: Tag, masks: Masks) -> None:
    for element in body.find_all([*WITHOUT_MARKUP, "sub", "sup"]):
        _mask_tags(element, masks)
    for element in body.find_all(EMPHASIS):
        # Python-Markdown reads `***a** b*`, but not `***a** b **c***`.
        if len(element.contents) > 1 and element.find(EMPHASIS):
            _mask_tags(element, masks)
    for line_break in body.select(",".join(f"{name} br" for name in HEADINGS)):
        replace(line_break, masks.mask(Kind.INLINE, "<br />"))
    for paragraph in body.find_all("p"):
        if paragraph.attrs and paragraph.get_text(strip=True):
            paragraph.append(" " + masks.mask(Kind.ATTRIBUTES, attributes_of(paragraph)))
    for text in body.find_all(string=True):
        if type(text) is NavigableString and not text.find_parent(_LITERAL):
            in_link = text.find_parent("a") is not None
            in_table = text.find_parent("table") is not None
            prose = masked_text(
                str(text),
                lambda own: masks.mask(Kind.INLINE, f"&#{ord(own)};"),
                in_link=in_link,
                in_table=in_table,
            )
            text.replace_with(prose)


def _mask_tags(element: Tag, masks: Masks) -> None:
    """Mask the start and end tags of an element, not its content."""
    start = " ".join(filter(None, (element.name, attributes_of(element))))
    element.insert_before(masks.mask(Kind.INLINE, f"<{start}>"))
    element.insert_after(masks.mask(Kind.INLINE, f"</{element.name}>"))
    element.unwrap()
