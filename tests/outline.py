"""Outline the content of HTML as lines of text that tests can compare.

    p Some *stressed* text.
    tabs
      tab Title
        ul
          li one

Pelican's readers wrap the same content differently: a `p` in a list item or none, sections, line blocks, classes.
An outline ignores these differences, and curly quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString, PageElement

_INLINE = frozenset(
    ("a", "abbr", "b", "br", "code", "em", "i", "img", "span", "strong", "sub", "sup", "tt", "u")
)
_IGNORED = ".footnote, .footnotes, .footnote-list, colgroup, script, style"
_STRAIGHT_QUOTES = str.maketrans("“”„‘’\u00a0", '"""\'\' ')
_SYNONYMS = {"h1": "h", "h2": "h", "h3": "h", "h4": "h", "h5": "h", "h6": "h", "th": "td"}
_KEPT = frozenset(("ul", "ol", "li", "table", "tr", "td", "blockquote", "hr", "h", "p"))
_SHARES_LINE_WITH_PARAGRAPH = frozenset(("li", "td", "blockquote"))
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**", "code": "`", "tt": "`"}


def outline(html: str) -> str:
    """Outline HTML."""
    soup = BeautifulSoup(html, "html5lib")
    for element in soup.select(_IGNORED):
        element.decompose()
    assert soup.body is not None
    return "\n".join(_blocks(soup.body))


def _blocks(parent: Tag) -> Iterator[str]:
    """Outline the children of `parent`."""
    run: list[PageElement] = []
    for child in parent.children:
        if isinstance(child, Comment):
            continue
        if isinstance(child, NavigableString) or (isinstance(child, Tag) and _is_inline(child)):
            run.append(child)
        elif isinstance(child, Tag):
            yield from _paragraph(run)
            run = []
            yield from _block(child)
    yield from _paragraph(run)


def _is_inline(element: Tag) -> bool:
    return element.name in _INLINE and all(
        _is_inline(child) for child in element.children if isinstance(child, Tag)
    )


def _block(element: Tag) -> Iterator[str]:
    name = _SYNONYMS.get(element.name, element.name)
    classes = element.get_attribute_list("class")
    if "mks-tabs" in classes:
        yield from _nested("tabs", _blocks(element))
    elif "mks-tabs__panel" in classes:
        title = element.select_one(".mks-tabs__title")
        body = element.select_one(".mks-tabs__body")
        assert title is not None
        assert body is not None
        yield from _nested(f"tab {_text(title.children)}", _blocks(body))
    elif "line-block" in classes and not element.select(".mks-tabs"):
        lines = (_text(line.children) for line in element.select(".line"))
        yield from _labelled("p", " / ".join(filter(None, lines)))
    elif name == "pre":
        yield from _nested("pre", element.get_text().strip("\n").split("\n"))
    elif name == "hr":
        yield name
    elif name == "tr":
        yield from _row([list(_item("td", cell)) for cell in element.find_all(["td", "th"])])
    elif name not in _KEPT:
        yield from _blocks(element)
    elif name in ("p", "h"):
        yield from _labelled(name, _text(element.children))
    else:
        yield from _item(name, element)


def _item(name: str, element: Tag) -> Iterator[str]:
    """Outline an element; a first paragraph in a list item, cell or quotation shares the line with its name."""
    lines = list(_blocks(element))
    if name in _SHARES_LINE_WITH_PARAGRAPH and lines and lines[0].startswith("p "):
        name += lines.pop(0).removeprefix("p")
    yield from _nested(name, lines)


def _row(cells: list[list[str]]) -> Iterator[str]:
    """Outline a table row, on one line if every cell fits on one."""
    if all(len(lines) <= 1 for lines in cells):
        texts = ("".join(lines).removeprefix("td").strip() for lines in cells)
        yield from _labelled("tr", " | ".join(texts))
    else:
        yield from _nested("tr", (line for lines in cells for line in lines))


def _nested(first: str, lines: Iterable[str]) -> Iterator[str]:
    yield first
    yield from ("  " + line for line in lines)


def _paragraph(run: Iterable[PageElement]) -> Iterator[str]:
    yield from _labelled("p", _text(run))


def _labelled(name: str, text: str) -> Iterator[str]:
    if text:
        yield f"{name} {text}"


def _text(nodes: Iterable[PageElement]) -> str:
    text = "".join(_inline(node) for node in nodes if not isinstance(node, Comment))
    lines = (" ".join(line.split()) for line in text.translate(_STRAIGHT_QUOTES).split("\v"))
    return " / ".join(filter(None, lines))


def _inline(node: PageElement) -> str:
    if not isinstance(node, Tag):
        return "" if isinstance(node, Comment) else str(node)
    if node.name == "br":
        return "\v"
    if node.name == "img":
        return f"![{node.get('alt', '')}]({node['src']})"
    text = "".join(map(_inline, node.children))
    href = str(node.get("href", ""))
    if href.startswith("#"):
        return "^" + text.strip("[]")
    if href:
        return f"[{text}]({href})"
    mark = _MARKS.get(node.name, "") if text else ""
    return mark + text + mark
