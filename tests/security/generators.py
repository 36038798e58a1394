"""Fuzz targets: generators of texts for each class of vulnerability, with a check; `make fuzz` runs them longer.

A check raises an error if the text violates it, and returns whether the text reached what it tests: a target whose
texts never reach it proves nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from types import SimpleNamespace
from typing import Any

import bleach
import lxml_html_clean
import markdown
import nh3
from hypothesis import strategies as st
from pelican.contents import Article
from pelican.settings import DEFAULT_CONFIG

from pelican_mks import transform
from pelican_mks.families.registry import BUILT_IN, lexicon_of
from pelican_mks.html.plain import is_empty, plain_text
from pelican_mks.html.tokens import attributes, tokens
from pelican_mks.render.title import title_markup
from pelican_mks.shortcodes.diagnostic import TEXT_IN_GROUP
from pelican_mks.shortcodes.nodes import Value
from pelican_mks.shortcodes.scanner import scan
from tests.oracle import parse_body
from tests.security.pages import elements, live, name_of, newly_live, words
from tests.settings import ALL_ENABLED
from tests.test_growth import BEYOND_DEPTH_LIMIT, work

PREFIX = "slug\"'> x"

_one_of = st.sampled_from
_NAMES = sorted(BUILT_IN)
_ENCLOSING = [name for name in _NAMES if not BUILT_IN[name].single]
_ATTRIBUTES = sorted(
    {each.name for shortcode in BUILT_IN.values() for each in shortcode.attributes}
)
_HOSTILE_PARTS = (
    "><script>alert(1)</script>", "<script>alert(1)</script>", "><img src=x onerror=alert(1)>", "<!--", "-->", "--!>",
    " onmouseover=alert(1) ", " autofocus onfocus=alert(1) ", "]", "[/mks_tabs]", "[mks_separator]", ">", "<", "<b", "/>",
    "javascript:alert(1)", "{index}javascript:alert(1)", "data:text/html,x", "</a>", "</p>", "</div>", "&quot;", "&#91;",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#34;&gt;", "=", "`", "\\", "\n", "x", "A b", "\x00", "\u202e",
)  # fmt: skip
_hostile_value = st.lists(_one_of(_HOSTILE_PARTS), min_size=1, max_size=3).map("".join)
_INLINE = ("b", "i", "em", "span", "a", "code", "del", "font", "x-note")
_BLOCKS = (
    "p",
    "div",
    "ul",
    "li",
    "blockquote",
    "table",
    "tr",
    "td",
    "h2",
    "form",
    "section",
    "dl",
    "dt",
    "fieldset",
)
_RAW = (
    "xmp",
    "title",
    "iframe",
    "noembed",
    "noframes",
    "textarea",
    "style",
    "script",
    "noscript",
    "template",
    "select",
    "plaintext",
    "svg",
    "math",
)
_FOREIGN_PARTS = (
    "<svg>", "</svg>", "<svg/>", "<svg a=x/>", "<svg/a>", "<math/a=b/>", "<math>", "</math>", "<mi>", "</mi>", "<foreignObject>", "</foreignObject>", "<desc>",
    "</desc>", "<title>", "</title>", "<style>", "</style>", "<![CDATA[", "]]>", "<path>", "<font color=x>", "<a title='</svg>",
    "'>", "<img src=x onerror=alert(1)>",
)  # fmt: skip
_HTML_ATTRIBUTES = (
    "title",
    "id",
    "class",
    "href",
    "alt",
    "data-x",
    "lang",
    "style",
    "=",
    'a"b',
    "name",
    "ID",
)
_UNUSUAL_MARKUP = (
    "<!-- note -->", "<!-->", "<!--->", "<!-- x --!>", "<!-- > -->", "<!-- <script>alert(1)</script> -->", "</>",
    "<?php x ?>", "<!DOCTYPE x>", "<![CDATA[ x ]]>", "< b", "a < b", "<3", "&amp;", "&nbsp;", "<br>", "<hr>", "<img src=a.jpg>",
    "<wbr>", "\n\n", " ",
)  # fmt: skip


def _remove(text: str, quote: str) -> str:
    return text.replace(quote, "")


def _attribute(name: str, value: str, quote: str, gap: str) -> str:
    if not quote:
        value = re.sub(r"[\s\"'=>`\[]", "", value) or "x"
    return f"{gap}{name}={quote}{_remove(value, quote) if quote else value}{quote}"


_html_attribute = st.builds(
    _attribute,
    _one_of(_HTML_ATTRIBUTES),
    _hostile_value,
    _one_of(('"', '"', "'", "")),
    _one_of((" ", " ", "\n", "/", " x ")),
)
_html_attributes = st.lists(_html_attribute, max_size=2).map("".join)
_INCOMPLETE_MARKUP = frozenset(("<", "<b", "<!--"))
"""In a shortcode's value, which HTML sees as text, these would include the text after the tag."""
_hostile_text = st.lists(
    _one_of([each for each in _HOSTILE_PARTS if each not in _INCOMPLETE_MARKUP]),
    min_size=1,
    max_size=3,
).map("".join)
_value = st.builds(
    lambda value, quotes: f"{quotes[0]}{_remove(value, quotes[0])}{quotes[1]}",
    _hostile_text,
    _one_of(('""', "''", "””", "“”", "″″", ("&quot;", "&quot;"), ("&#8221;", "&#8221;"))),
)
_word = st.just("word ")


def _tag(name: str, attributes: Iterable[str], inside: str) -> str:
    return f"[{name}{inside}{''.join(f' {each}' for each in attributes)}]"


_hostile_attribute = st.builds("{}={}".format, _one_of(_ATTRIBUTES), _value)
_clean_attribute = st.builds(
    "{}={}".format, _one_of(_ATTRIBUTES), _one_of(('"A b"', "x", "'1'", "”A”", "#c00", '"/x"'))
)
_opening_tag = st.builds(_tag, _one_of(_NAMES), st.lists(_clean_attribute, max_size=2), st.just(""))
_hostile_tag = st.builds(
    _tag,
    _one_of(_NAMES),
    st.lists(_hostile_attribute, max_size=2),
    _one_of(("", "", "", "</a>", " <b>", " <!-- ] -->", "&nbsp;", "<br>")),
)
_closing_tag = _one_of([f"[/{name}]" for name in _ENCLOSING])
_closing_tag_with_html = st.builds(
    "[/{}{}]".format, _one_of(_ENCLOSING), _one_of(("", "</a>", "</b>", " <i>", "<br>"))
)
_start_tag = st.builds("<{}{}>".format, _one_of((*_INLINE, *_BLOCKS)), _html_attributes)
_end_tag = _one_of((*_INLINE, *_BLOCKS)).map("</{}>".format)
_raw_text_element = st.builds(
    "<{0}{1}>{2}</{0}>".format,
    _one_of(_RAW),
    _html_attributes,
    _one_of(("word ", "<img src=x onerror=alert(1)>", "<!--")),
)
_foreign_content = st.lists(_one_of(_FOREIGN_PARTS), min_size=1, max_size=3).map("".join)
_phrase = st.builds("<{0}{1}>{2}</{0}>".format, _one_of(_INLINE), _html_attributes, _word)
_block = st.builds(
    "<{0}{1}>{2}</{0}>".format,
    _one_of(("p", "div", "blockquote", "h2")),
    _html_attributes,
    _word,
)


def _overlap(name: str, tag: str, inside: str, end: str) -> str:
    return f"<{name}>word {tag[:-1]}{inside}</{end}>] word "


_overlapping = st.one_of(
    st.builds(
        lambda name, tag, inside: _overlap(name, tag, inside, name.partition(" ")[0]),
        _one_of(('a href="/x"', "b", "form action=a", 'i id="y"')),
        st.one_of(_opening_tag, _closing_tag),
        _one_of(("", " ", "<b>", "&nbsp;")),
    ),
    st.builds(
        "<div><{0}>word </div>{1}word </{2}>".format,
        _one_of(("form action=a", 'a href="/x"')),
        st.one_of(_opening_tag, _closing_tag, st.just("")),
        _one_of(("form", "a")),
    ),
)
"""Elements that start before a tag and end in it, or that end outside the element they started in."""


def _numbered(text: str) -> str:
    numbers = count()
    return re.sub("word", lambda found: f"{found[0]}{next(numbers)}", text)


@st.composite
def _element_around(draw: st.DrawFn, children: st.SearchStrategy[str]) -> str:
    name = draw(_one_of((*_INLINE, "p", "div", "blockquote", "section", "h2", "form")))
    inside = "".join(draw(st.lists(children, min_size=1, max_size=4)))
    return f"<{name}{draw(_html_attributes)}>{inside}</{name}>"


@st.composite
def _shortcode_around(draw: st.DrawFn, children: st.SearchStrategy[str]) -> str:
    name = draw(_one_of(_ENCLOSING))
    inside = "".join(draw(st.lists(children, min_size=1, max_size=3)))
    item = BUILT_IN[name].item
    if item:
        inside = f"{draw(children)}[{item} title=A]{inside}[/{item}]{draw(children)}"
    return f"[{name}]{inside}[/{name}]"


_unbalanced = st.one_of(
    _word,
    _word,
    _overlapping,
    _phrase,
    _block,
    _raw_text_element,
    _foreign_content,
    _opening_tag,
    _closing_tag,
    _hostile_tag,
    _closing_tag_with_html,
    _start_tag,
    _end_tag,
    _one_of(_UNUSUAL_MARKUP),
)
_nested = st.recursive(
    st.one_of(
        _word,
        _word,
        _overlapping,
        _phrase,
        _opening_tag,
        _closing_tag,
        _hostile_tag,
        _raw_text_element,
        _one_of(_UNUSUAL_MARKUP),
    ),
    lambda children: st.one_of(_element_around(children), _shortcode_around(children)),
    max_leaves=8,
)
hostile_html = st.one_of(
    st.lists(_unbalanced, min_size=1, max_size=10).map("".join),
    st.lists(_nested, min_size=1, max_size=4).map("".join),
    st.builds(
        lambda depth, inside: "<div>" * depth + inside,
        st.integers(90, 120),
        st.lists(_unbalanced, max_size=5).map("".join),
    ),
).map(_numbered)
"""HTML with shortcodes, whose quotes are closed, in elements and values of all kinds."""


_LEXICON = lexicon_of(ALL_ENABLED.shortcodes, ALL_ENABLED.own_shortcodes)


def _rendered(html: str) -> str:
    return transform(html, prefix=PREFIX, settings=ALL_ENABLED).html


def _is_partly_text(html: str) -> bool:
    """Whether we read HTML as text that browsers do not: unterminated tags, and those that include a shortcode tag."""
    unterminated = any(token.kind == "unterminated" for token in tokens(html))
    return unterminated or bool(scan(html, _LEXICON.grammar).unterminated)


def nothing_becomes_live(html: str) -> bool:
    """Check that rendering adds no live content; skip HTML that we read as text."""
    if _is_partly_text(html):
        return False
    written = _rendered(html)
    assert newly_live(html, written) == set(), written
    return written != html


_SANITIZER_ELEMENTS = {"a", "b", "i", "em", "p", "div", "span", "ul", "li", "blockquote", "h2", "table", "tr", "td", "code", "br", "img", "del"}  # fmt: skip
_SANITIZER_ATTRIBUTES = {
    "*": ["title", "id", "class", "lang", "name"],
    "a": ["href"],
    "img": ["src", "alt"],
}


def _nh3(html: str) -> str:
    return nh3.clean(html)


def _strict_nh3(html: str) -> str:
    attributes = {
        name: set(_SANITIZER_ATTRIBUTES["*"]) | set(_SANITIZER_ATTRIBUTES.get(name, ()))
        for name in _SANITIZER_ELEMENTS
    }
    return nh3.clean(html, tags=_SANITIZER_ELEMENTS, attributes=attributes, link_rel=None)


def _bleach(html: str) -> str:
    library: Any = bleach
    return str(
        library.clean(html, tags=_SANITIZER_ELEMENTS, attributes=_SANITIZER_ATTRIBUTES, strip=True)
    )


def _escaping_bleach(html: str) -> str:
    library: Any = bleach
    return str(
        library.clean(
            html, tags=_SANITIZER_ELEMENTS, attributes=_SANITIZER_ATTRIBUTES, strip_comments=False
        )
    )


def _lxml(html: str) -> str:
    # XML allows neither these characters nor an empty document.
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", html) or " "
    return str(lxml_html_clean.clean_html(f"<div>{text}</div>"))


SANITIZERS: dict[str, Callable[[str], str]] = {
    "nh3": _nh3,
    "nh3 with attributes": _strict_nh3,
    "bleach": _bleach,
    "bleach that escapes": _escaping_bleach,
    "lxml_html_clean": _lxml,
}
"""Sanitizers that sites apply to text of guests, with typical options."""


def sanitized_stays_harmless(html: str) -> bool:
    """Check that rendering sanitized HTML adds no live content and leaves no event handler."""
    reached = False
    for sanitizer, clean in SANITIZERS.items():
        before = clean(html)
        after = _rendered(before)
        assert newly_live(before, after) == set(), (sanitizer, before, after)
        handlers = [piece for piece in live(parse_body(after)) if piece.attribute]
        assert handlers == [], (sanitizer, before, after)
        reached |= after != before
    return reached


def words_stay_in_their_elements(html: str) -> bool:
    """Check that visible words stay visible, and that no link, form or button includes more of them."""
    reached = False
    for clean in (_strict_nh3, _bleach):
        before = clean(html)
        after = _rendered(before)
        old, new = words(before), words(after)
        in_tags = set(re.findall(r"word\d+", " ".join(re.findall(r"\[/?\w[^\[\]]*\]", before))))
        lost = old.keys() - new.keys() - in_tags
        assert lost == set(), (before, after)
        captured = {word for word in new.keys() & old.keys() if set(new[word]) - set(old[word])}
        assert captured == set(), (before, after)
        reached |= after != before and bool(old)
    return reached


def later_forms_stay(html: str) -> bool:
    """Check that a later form still works, because browsers ignore a form inside an unclosed one.

    Skip articles with text between items, because moving it may also move a form's end tag.
    """
    before = f"{html}<p>end</p><form action=later>end</form>"
    if not _has_later_form(before):
        return False
    result = transform(before, prefix=PREFIX, settings=ALL_ENABLED)
    if TEXT_IN_GROUP in [each.rule for each in result.diagnostics]:
        return False
    after = result.html
    assert _has_later_form(after), (before, after)
    return after != before and "<form" in html


def _has_later_form(html: str) -> bool:
    return any(each.get("action") == "later" for each in elements(parse_body(html)))


def attributes_stay(html: str) -> bool:
    """Check that an author's element that is opened again keeps its attributes, except its id.

    Skip HTML that we read as text.
    """
    if _is_partly_text(html):
        return False
    after = _rendered(html)
    old, new = _with_attributes(html), _with_attributes(after)
    assert new.keys() <= old.keys(), (html, after)
    ids_before, ids_after = _ids(html), _ids(after)
    assert all(ids_after[each] <= found for each, found in ids_before.items()), (html, after)
    return new.total() > old.total()


def _start_tags(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The start tags in a text; a parsed tree would repeat those that browsers reopen."""
    for token in tokens(html):
        if token.kind == "start":
            yield token.name, attributes(html, token)


def _with_attributes(html: str) -> Counter[tuple[str, frozenset[tuple[str, str]]]]:
    """The author's elements with their attributes, but without ids, and without links, which our players contain."""
    return Counter(
        (name, frozenset(written.items()))
        for name, found in _start_tags(html)
        if (written := {each: value for each, value in found.items() if each != "id"})
        and name in (*_INLINE, *_BLOCKS)
        and name != "a"
        and not {"data-label", "data-active"} & written.keys()
        and not written.get("class", "").startswith("mks-")
    )


def _ids(html: str) -> Counter[str]:
    return Counter(found["id"] for _, found in _start_tags(html) if found.get("id"))


contents = st.lists(
    st.one_of(_word, _phrase, _raw_text_element, _start_tag, _end_tag, _one_of(_UNUSUAL_MARKUP), _one_of(("<progress></progress>", "<i class=fa></i>", "<a id=x></a>"))),
    max_size=4,
).map("".join).map(_numbered)  # fmt: skip
_SHOWING = frozenset(
    "img hr iframe textarea select progress button input script svg video fieldset".split()
)


def only_invisible_html_is_empty(html: str) -> bool:
    """Check that `is_empty` agrees with what a browser displays."""
    body = parse_body(html)
    shows = bool(words(html)) or any(name_of(each) in _SHOWING for each in elements(body))
    if shows:
        assert not is_empty(html)
    elif is_empty(html):
        assert not any(each.get("id") or each.get("name") for each in elements(body))
    return shows


titles = st.lists(
    st.one_of(_word, _phrase, _raw_text_element, _start_tag, _end_tag, _one_of(_UNUSUAL_MARKUP), st.just("[mks_tabs]"), _hostile_value), max_size=6
).map("".join).map(_numbered)  # fmt: skip
_TITLE_ELEMENTS = frozenset(
    "abbr b bdi bdo cite code em i kbd mark q rp rt ruby s small strong sub sup u".split()
)


def titles_keep_only_inline_elements(markup: str) -> bool:
    """Check the elements and attributes in a title, and that its words stay."""
    written = title_markup(Value(plain_text(markup), markup))
    body = parse_body(f"<h2>{written}</h2><p>behind</p>")
    assert [name_of(each) for each in body] == ["h2", "p"], written
    inside = [each for each in elements(body[0]) if each is not body[0]]
    assert {name_of(each) for each in inside} <= _TITLE_ELEMENTS, written
    assert {name for each in inside for name in each.attrib} <= {"lang", "dir"}, written
    assert not re.search(r"\[/?mks_", written)
    visible = words(markup)
    assert visible.keys() - words(written).keys() == set(), (markup, written)
    return bool(inside)


_code_lines = st.lists(
    _one_of(("`", "``", "`a`", "word ", "\\`", "<b>", "</b>", "it`s", "[mks_separator]", "[mks_tabs]", "[/mks_tabs]", " ", "# ", "*",
             '[mks_button title="<script>alert(1)</script>"]', '[mks_button title="`"]', "[mks_icon icon=x]")),
    min_size=1, max_size=6,
).map("".join)  # fmt: skip
_code_block = st.builds(
    lambda margin, lines: "\n".join(margin + line for line in lines),
    _one_of(("    ", "    ", "\t", "", "", "> ", "- ", "        ", ">     ")),
    st.lists(_code_lines, min_size=1, max_size=3),
)
_fence = st.builds("{0}\n{1}\n{0}".format, _one_of(("```", "~~~", "````")), _code_lines)
markdown_code = st.lists(
    st.one_of(_code_block, _fence, st.just("[mks_toggle title=A]"), st.just("[/mks_toggle]")), min_size=1, max_size=4
).map("\n\n".join)  # fmt: skip
"""Markdown with shortcodes in all kinds of code."""


@cache
def _converter(*, ours: bool, highlighter: bool) -> Any:
    extensions = ["extra", *(["codehilite"] * highlighter), *(["pelican_mks.markdown"] * ours)]
    return markdown.Markdown(extensions=extensions)


def code_stays_code(written: str) -> bool:
    """Check that code is not rendered and does not become live, and that none of Markdown's placeholders is left."""
    plain = ""
    for highlighter in (False, True):
        plain = _converter(ours=False, highlighter=highlighter).reset().convert(written)
        html = _rendered(_converter(ours=True, highlighter=highlighter).reset().convert(written))
        assert newly_live(plain, html) == set(), html
        assert "\x02" not in html, html
        assert "wzxhzdk" not in html, html
        codes = [each for each in elements(parse_body(html)) if name_of(each) == "code"]
        assert not any(
            "mks-" in (each.get("class") or "") for code in codes for each in elements(code)
        ), html
    return "<code" in plain and "mks_" in plain


urls = st.lists(
    _one_of(("{index}", "{tag}", "{static}", "{filename}", "{attach}", "{INDEX}", "|filename|", "|index|", "javascript:", "JaVa", "script:x",
             "vbscript:x", "data:x", "x:y", "//e.example", "/", "..", "./", "%20", "%3A", "&colon;", "&#58;", "&amp;colon;", ":", ";", "?", "#", " ",
             "\t", "\u00a0", "\u200b", "&Tab;", "[", "]", "\\", "x", "https:", "mailto:", "www.")),
    min_size=1, max_size=7,
).map("".join)  # fmt: skip


class _AnyFile(dict[str, Any]):
    """Pelican's contents, in which every path leads to a file."""

    def get(self, path: str, _default: object = None) -> Any:
        return SimpleNamespace(url=path, attach_to=lambda _content: None)


@cache
def _page(*, relative: bool) -> Any:
    known: dict[str, Any] = {**DEFAULT_CONFIG, "PATH": "content", "RELATIVE_URLS": relative}
    context = {"generated_content": _AnyFile(), "static_content": _AnyFile(), "localsiteurl": ""}
    make: Any = Article
    return make("", {"title": "x"}, known, "content/x.md", context)


def urls_run_no_code(url: str) -> bool:
    """Check the links that Pelican writes for a URL, with files of all names."""
    links = (
        f'[mks_button title=A url="{url}"] [mks_social icon=x url="{url}"]\n'
        f'[gallery src="{url}" link=file] [video src="{url}" poster="{url}"]\n'
        f'[embed src="{url}"][/embed] [embed]{url}[/embed]'
    )
    written = transform(links, settings=ALL_ENABLED).html
    for relative in (True, False):
        replaced = _page(relative=relative)._update_content(written, ".")
        code = [piece for piece in live(parse_body(replaced)) if piece.attribute]
        assert code == [], (url, written, replaced)
    return "{" in written


_parts = st.lists(_unbalanced, min_size=1, max_size=3).map("".join)
growing_texts = st.tuples(_parts, _parts, _parts)


def work_grows_with_the_text(text: tuple[str, str, str]) -> bool:
    """Check that the number of lines run and the length of the result grow linearly as the middle of a text repeats."""
    before, part, after = text
    counted = [
        work(before + part * steps + after)
        for steps in (BEYOND_DEPTH_LIMIT, 2 * BEYOND_DEPTH_LIMIT, 3 * BEYOND_DEPTH_LIMIT)
    ]
    for first, second, third in zip(*counted, strict=True):
        assert third - second <= 1.3 * (second - first) + 1000, text
    return "mks_" in part


@dataclass(frozen=True, slots=True)
class FuzzTarget:
    """A generator of texts, and the check that each must pass."""

    texts: st.SearchStrategy[Any]
    check: Callable[[Any], bool]
    examples: int = 60
    """How many texts a test generates."""


FUZZ_TARGETS = {
    "live": FuzzTarget(hostile_html, nothing_becomes_live),
    "sanitized": FuzzTarget(hostile_html, sanitized_stays_harmless),
    "words": FuzzTarget(hostile_html, words_stay_in_their_elements),
    "forms": FuzzTarget(hostile_html, later_forms_stay),
    "attributes": FuzzTarget(hostile_html, attributes_stay),
    "empty": FuzzTarget(contents, only_invisible_html_is_empty),
    "titles": FuzzTarget(titles, titles_keep_only_inline_elements),
    "code": FuzzTarget(markdown_code, code_stays_code),
    "urls": FuzzTarget(urls, urls_run_no_code),
    "growth": FuzzTarget(growing_texts, work_grows_with_the_text, 12),
}
