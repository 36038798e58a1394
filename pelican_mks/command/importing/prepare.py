"""HTML made ready for pandoc: what pandoc would change or lose is masked, what only WordPress needs goes."""

from __future__ import annotations

import re
from html import escape

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from pelican_mks.command.importing.code import language_of
from pelican_mks.command.importing.escapes import masked_text
from pelican_mks.command.importing.masks import (
    EMPTY,
    BlockAttributes,
    CodeBlock,
    Escape,
    Masked,
    Masks,
    RawBlock,
    RawInline,
)

_MEDIA = (
    "audio button canvas details dialog embed fieldset form iframe input map math noscript object script select "
    "style svg template textarea video".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote dd details div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main "
    "nav ol p pre section table ul".split()
)
_UNSIMPLE = [
    "br",
    "table",
    "pre",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "figure",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
]
"""What no cell of a table of Markdown holds."""
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_WITHOUT_MARKUP = "abbr bdi bdo del dfn ins kbd mark q s samp small strike u var".split()
"""Elements in a line of text that pandoc replaces by others."""
_MOST_LEVELS = 5
_EMPHASIS = ["b", "em", "i", "strong", "sub", "sup"]
_NEVER_IN_EMPHASIS = ["a", "br", "code", "span", "tt", *_EMPHASIS, *_WITHOUT_MARKUP]
"""What reStructuredText cannot emphasise or link."""
_NEVER_NESTED = ["figure", "details", "form", "fieldset", "dialog"]
"""Blocks of HTML that Python-Markdown knows at the margin alone."""
_NO_SECTIONS = ["blockquote", "dd", "div", "li", "td", "th"]
"""Where reStructuredText has no headings."""
_CONTAINERS = ["ul", "ol", "dl", "blockquote"]
_OF_WORDPRESS = re.compile(r"^(?:wp-|has-|size-|is-layout|is-style|attachment-|p\d$|s\d$|mso|Mso)")
_OF_THUMBNAILS = ("srcset", "sizes", "decoding", "fetchpriority", "data-id")
_PASTED = re.compile(r"^\s*font-weight:\s*(?:400|normal);?\s*$")
_LIKE_LIST = re.compile(
    r"(?:[-+*•‣⁃]|\(?(?:\w|\d+|[ivxlcdmIVXLCDM]+|#)[.)]|\.\.|:[^:\s][^:]*:|>>>|--?\w|/\w)(?:\s|$)"
)
"""What docutils reads as an item, a directive, a field or an option where it begins a paragraph."""
_LITERAL = ["code", "pre", "tt"]


def prepared(html: str, masks: Masks, markup: str) -> str:
    """HTML for pandoc to turn into `markup`, which is markdown or rst."""
    soup = BeautifulSoup(html, "lxml")
    body = soup.body
    if body is None:
        return html
    _drop_what_wordpress_needs(body)
    _mask_blocks(body, masks, markup)
    if markup == "rst":
        _mask_for_rst(body, masks)
    else:
        _mask_for_markdown(body, masks)
    return body.decode_contents()


def _drop_what_wordpress_needs(body: Tag) -> None:
    for element in body.find_all(True):
        _drop_classes(element)
    _drop_ids(body)
    for image in body.find_all("img"):
        for name in _OF_THUMBNAILS:
            image.attrs.pop(name, None)
    for span in body.find_all("span"):
        if not span.attrs or (list(span.attrs) == ["style"] and _PASTED.match(str(span["style"]))):
            span.unwrap()
    for figure in body.find_all("figure"):
        if figure.table and not figure.figcaption and not figure.attrs:
            figure.unwrap()
    for element in body.find_all(["a", *_EMPHASIS]):
        _move_breaks_out(element)
    _drop_divisions(body)


def _move_breaks_out(element: Tag) -> None:
    """Leave no line break or blank at either end of emphasis or a link, and no empty one."""
    for first, put in ((0, element.insert_before), (-1, element.insert_after)):
        while element.contents:
            child = element.contents[first]
            if isinstance(child, Tag) and child.name == "br":
                put(child.extract())
            elif isinstance(child, NavigableString) and child.strip() != child:
                text = str(child)
                kept = text.lstrip() if first == 0 else text.rstrip()
                if kept == text:
                    break
                blanks = text[: -len(kept)] if kept and first == 0 else text[len(kept) :]
                put(NavigableString(blanks))
                child.replace_with(kept) if kept else child.extract()
            else:
                break
    if not element.contents and not {"id", "name"} & set(element.attrs):
        element.decompose()


def _drop_divisions(body: Tag) -> None:
    """Take away divisions that say nothing."""
    for centre in body.find_all("center"):
        centre.name = "div"
        centre["style"] = "text-align: center;"
    for block in body.find_all(["div", "section", "article", "main"]):
        if not block.attrs and block.find(list(_BLOCKS)):
            _unwrap_block(block)
        elif not block.attrs:
            block.name = "p"


def _drop_ids(body: Tag) -> None:
    """Leave each id to the first element that has it, and those of the clipboard to nobody."""
    seen = {"_mcePaste"}
    for element in body.find_all(id=True):
        if str(element["id"]) in seen:
            del element["id"]
        else:
            seen.add(str(element["id"]))


def _drop_classes(element: Tag) -> None:
    names = [str(name) for name in element.get_attribute_list("class") if name]
    kept = [name for name in names if not _OF_WORDPRESS.match(name)]
    if kept:
        element["class"] = " ".join(kept)
    else:
        element.attrs.pop("class", None)


def _unwrap_block(block: Tag) -> None:
    """Take a division away; text of its own between blocks becomes paragraphs."""
    paragraph: Tag | None = None
    for child in list(block.children):
        if isinstance(child, Tag) and child.name in _BLOCKS:
            paragraph = None
        elif paragraph is not None:
            paragraph.append(child.extract())
        elif not isinstance(child, NavigableString) or str(child).strip():
            paragraph = _new("p")
            child.replace_with(paragraph)
            paragraph.append(child)
    block.unwrap()


def _mask_blocks(body: Tag, masks: Masks, markup: str) -> None:
    if markup == "markdown":
        for container in body.find_all(_CONTAINERS):
            if _holds_blocks(container, masks) and not container.find_parent(_CONTAINERS):
                _replace_block(container, masks, RawBlock(_html(container)))
    for table in body.find_all("table"):
        if not _is_simple(table, masks, markup):
            _replace_block(table, masks, RawBlock(_html(table)))
    for block in [*body.find_all("figure"), *body.select(".mks-gallery")]:
        _replace_block(block, masks, RawBlock(_html(block)))
    for element in body.find_all(_MEDIA):
        _replace(element, masks.mask(RawBlock(_html(element))))
    for pre in body.find_all("pre"):
        for line_break in pre.find_all("br"):
            line_break.replace_with("\n")
        code = CodeBlock(pre.get_text().strip("\n").expandtabs(8), language_of(pre))
        _replace_block(pre, masks, code)
    _separate_lists(body, masks)


def _separate_lists(body: Tag, masks: Masks) -> None:
    """Put something between a list and what would be read as a part of it."""
    for listing in body.find_all(["ul", "ol"]):
        behind = listing.find_next_sibling()
        if behind is None or _text_between(listing, behind):
            continue
        if behind.name in ("ul", "ol") or isinstance(masks.of(behind.get_text()), CodeBlock):
            listing.insert_after(_paragraph(masks, RawBlock(EMPTY)))


def _text_between(element: Tag, other: Tag) -> str:
    """The text between two siblings."""
    found = ""
    for each in element.next_siblings:
        if each is other:
            break
        found += str(each)
    return found.strip()


def _holds_blocks(container: Tag, masks: Masks) -> bool:
    """Whether it holds blocks of HTML, for which Markdown has no place there."""
    tables = container.find_all("table")
    return bool(
        container.find(_NEVER_NESTED)
        or container.select_one(".mks-gallery")
        or not all(_is_simple(table, masks, "markdown") for table in tables)
    )


def _is_simple(table: Tag, masks: Masks, markup: str) -> bool:
    """Whether a table is rows of short texts below one head, as Markdown knows them."""
    rows = table.find_all("tr")
    cells = [row.find_all(["td", "th"]) for row in rows]
    if not rows or not cells[0] or {len(row) for row in cells} != {len(cells[0])}:
        return False
    if any(cell.name != "th" for cell in cells[0]) or table.caption or table.find(_UNSIMPLE):
        return False
    if table.select_one("[colspan], [rowspan]"):
        return False
    if table.find(["td", "th", "tr", "table"], style=True) or table.get("style"):
        return False
    # A cell of reStructuredText is as wide as the mask was.
    return markup != "rst" or not re.search(masks.word, table.get_text())


def _mask_for_markdown(body: Tag, masks: Masks) -> None:
    for element in body.find_all([*_WITHOUT_MARKUP, "sub", "sup"]):
        start = f"<{' '.join(filter(None, (element.name, _attributes(element))))}>"
        element.insert_before(masks.mask(RawInline(start)))
        element.insert_after(masks.mask(RawInline(f"</{element.name}>")))
        element.unwrap()
    for line_break in body.select(",".join(f"{name} br" for name in _HEADINGS)):
        _replace(line_break, masks.mask(RawInline("<br />")))
    for paragraph in body.find_all("p"):
        if paragraph.attrs and paragraph.get_text(strip=True):
            paragraph.append(" " + masks.mask(BlockAttributes(_attributes(paragraph))))
    for text in body.find_all(string=True):
        if type(text) is NavigableString and not text.find_parent(_LITERAL):
            in_link = text.find_parent("a") is not None
            in_table = text.find_parent("table") is not None
            prose = masked_text(
                str(text),
                lambda own: masks.mask(RawInline(f"&#{ord(own)};")),
                in_link=in_link,
                in_table=in_table,
            )
            text.replace_with(prose)


def _mask_for_rst(body: Tag, masks: Masks) -> None:
    """Mask HTML that reStructuredText has no markup for."""
    _close_gaps(body)
    for heading in body.find_all(_HEADINGS):
        if heading.find_parent(_NO_SECTIONS):
            _replace_block(heading, masks, RawBlock(_html(heading)))
    _mask_divisions(body, masks)
    for rule in body.find_all("hr"):
        # At the beginning, at the end and behind another one, docutils allows none.
        _replace_block(rule, masks, RawBlock("<hr />"))
    for block in body.find_all(["p", "li", "td", "th", "dd", "dt", "div"]):
        first = next((text for text in block.find_all(string=True) if text.strip()), None)
        if first is not None and _LIKE_LIST.match(first.strip()):
            first.insert_before(masks.mask(Escape()))
    # Docutils would call a picture without an alternative by a number.
    silent = [image for image in body.find_all("img") if not image.get("alt")]
    for element in body.find_all(["a", *_EMPHASIS]):
        outer = element.find_parent(["a", *_EMPHASIS])
        if outer is None and (
            element.find(_NEVER_IN_EMPHASIS) or any(element in image.parents for image in silent)
        ):
            _replace(element, masks.mask(RawInline(_html(element))))
    for element in [*silent, *body.find_all([*_WITHOUT_MARKUP, "span"])]:
        _replace(element, masks.mask(RawInline(_html(element))))
    for line_break in body.select(",".join(f"{name} br" for name in [*_HEADINGS, "td", "th"])):
        _replace(line_break, masks.mask(RawInline("<br />")))


def _close_gaps(body: Tag) -> None:
    """Give headings levels that follow each other: docutils drops an article in which one is left out."""
    above: list[int] = []
    for heading in body.find_all(_HEADINGS):
        level = int(heading.name[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        heading.name = f"h{min(len(above), _MOST_LEVELS)}"


def _mask_divisions(body: Tag, masks: Masks) -> None:
    """Mask the tags round blocks that have a style, a direction or a language."""
    for element in body.find_all(["p", "div", "section"]):
        if any(name in element.attrs for name in ("style", "dir", "lang", "align")):
            start = RawBlock(f"<div {_attributes(element)}>")
            element.insert_before(_paragraph(masks, start))
            element.insert_after(_paragraph(masks, RawBlock("</div>")))
            if element.name == "p":
                element.attrs = {}
            else:
                element.unwrap()


def _attributes(element: Tag) -> str:
    """The attributes of an element, as HTML."""
    values = {
        name: " ".join(value) if isinstance(value, list) else str(value)
        for name, value in element.attrs.items()
    }
    return " ".join(f'{name}="{escape(value)}"' for name, value in values.items())


def _replace_block(element: Tag, masks: Masks, masked: Masked) -> None:
    """A paragraph that holds a mask alone, in the place of a block."""
    if element.find_parent() is None:
        return
    element.replace_with(_paragraph(masks, masked))


def _replace(element: Tag, text: str) -> None:
    """A mask in the place of an element in a line; that may have gone with the one around it."""
    if element.find_parent() is not None:
        element.replace_with(NavigableString(text))


def _paragraph(masks: Masks, masked: Masked) -> Tag:
    paragraph = _new("p")
    paragraph.append(masks.mask(masked))
    return paragraph


def _new(name: str) -> Tag:
    return BeautifulSoup("", "lxml").new_tag(name)


def _html(element: Tag) -> str:
    """An element as HTML, without blank lines, which would end it in Markdown."""
    html = element.decode(formatter="minimal")
    return html if element.find("pre") else re.sub(r"\n\s*\n", "\n", html).strip()
