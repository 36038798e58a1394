"""Hypothesis strategies: articles as authors write them, and hostile texts.

Shortcodes, attributes and values come from the declarations, so a new one is generated automatically.
"""

from __future__ import annotations

import re
from itertools import count

from hypothesis import strategies as st

from pelican_mks.families.registry import BUILT_IN, SHORTCODES
from pelican_mks.shortcodes.attribute_types import is_label
from pelican_mks.shortcodes.declaration import Attribute

WORDS = (
    "party", "branch", "对党忠诚", "Цитата", "اقتباس", "ציטוט", "원문", "引用です", "café", "e\u0301",
    "a&amp;b", "&lt;tag&gt;", "x&nbsp;y", "“quoted”", "[1]", "[note]", "it’s", "1]", "[", "]", "\\",
)  # fmt: skip
TITLES = ("Translation", "Original Quote", "原文", "A & B", "it’s", "The “real” story", "1", "[1]")
QUOTES = (
    '"{}"',
    "“{}”",
    "”{}”",
    "&#8221;{}&#8221;",
    "&quot;{}&quot;",
    "'{}'",
    "″{}″",
    "«{}»",
    "„{}“",
)
VALUES = (
    "7", "42", "300", "#fc0", "teal", "#123456", "pt-BR", "rtl", "my-part", "wide dark", "on", "off",
    "https://e.org/?a=1&amp;b=2", "/a.jpg", "/a.jpg /b.jpg", "fa-rocket", "sl-rocket", "github", "1,2, 3",
    "Two words | more", "parallel",
)  # fmt: skip
"""At least one value for each type of attribute; choices come from their declaration."""
TABS_OPENING_TAGS = (
    "[mks_tabs]",
    "[mks_tabs nav=”vertical”]",
    '[mks_tabs&nbsp;nav="horizontal"]',
    "[mks_tabs ]",
)
TABS_CLOSING_TAG = "[/mks_tabs]"
ITEM_CLOSING_TAG = "[/mks_tab_item]"


def valid_values(attribute: Attribute) -> list[str]:
    """Valid values of an attribute other than its default; titles if it takes any text."""
    if is_label(attribute):
        return list(TITLES)
    choices = re.split(r", | or ", attribute.allowed)
    found = [value for value in (*choices, *VALUES) if _is_valid_and_not_default(attribute, value)]
    assert found, (
        f"No value for {attribute.name}: add one to VALUES in tests/strategies.py that is valid "
        f"({attribute.allowed}) and not the default."
    )
    return found


def _is_valid_and_not_default(attribute: Attribute, value: str) -> bool:
    return attribute.read(value.replace("&amp;", "&")) not in (None, attribute.default)


word = st.sampled_from(WORDS)
words = st.lists(word, min_size=1, max_size=4).map(" ".join)
emphasis = st.sampled_from(
    ("<b>{}</b>", "<em>{}</em>", '<a href="/x?a=1&amp;b=2" title="a > b">{}</a>', "<code>{}</code>",
     "<code>[mks_tabs]{}</code>", "<!-- [mks_tabs] -->{}", "{}<br />\n", '<img src="a.jpg" alt="" />{}',
     '<span class="x">{}</span>', "[[mks_tabs]] {}")
)  # fmt: skip
inline = st.builds(lambda form, text: form.replace("{}", text), emphasis, words)


ENCLOSING = [each.name for each in SHORTCODES if not (each.group or each.item or each.single)]
SINGLE = [each.name for each in SHORTCODES if each.single]
GROUPS = [each.name for each in SHORTCODES if each.item]
NAMES = [each.name for each in SHORTCODES]


@st.composite
def opening_tag(draw: st.DrawFn, name: str) -> str:
    """An opening tag with some of its attributes."""
    attributes = {each.name: each for each in BUILT_IN[name].attributes}
    chosen = st.lists(st.sampled_from([*attributes]), unique=True, max_size=4)
    written = [name]
    for each in draw(chosen) if attributes else ():
        value = draw(st.sampled_from(valid_values(attributes[each])))
        written.append(f"{each}={draw(st.sampled_from(QUOTES)).format(value)}")
    written += draw(st.sampled_from(((), (), (), (", nav=”v”",), ("strange",))))
    return f"[{draw(st.sampled_from((' ', ' ', '&nbsp;'))).join(written)}]"


def closing_tag(name: str) -> str:
    return f"[/{name}]"


@st.composite
def closed_shortcode(draw: st.DrawFn) -> str:
    """A shortcode with its closing tag, if it takes one."""
    name = draw(st.sampled_from((*ENCLOSING, *SINGLE)))
    tag = draw(opening_tag(name))
    return tag if name in SINGLE else f"{tag}{draw(words)}{closing_tag(name)}"


shortcode_tag = st.one_of(
    opening_tag("mks_tab_item"),
    st.sampled_from(
        (*TABS_OPENING_TAGS, TABS_CLOSING_TAG, ITEM_CLOSING_TAG, ITEM_CLOSING_TAG, "[mks_foo]")
    ),
    st.sampled_from(NAMES).flatmap(opening_tag),
    st.sampled_from(NAMES).map(closing_tag),
    closed_shortcode(),
)
phrase = st.one_of(words, words, inline, shortcode_tag)
phrases = st.lists(phrase, min_size=1, max_size=5).map(" ".join)


def _containers(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    block = st.lists(children, min_size=1, max_size=3).map("\n".join)
    return st.one_of(
        block.map("<blockquote>\n{}\n</blockquote>".format),
        block.map('<div class="section">\n{}\n</div>'.format),
        st.lists(st.one_of(phrases, block), min_size=1, max_size=3).map(
            lambda items: "<ul>\n" + "".join(f"<li>{item}</li>\n" for item in items) + "</ul>"
        ),
        st.lists(st.one_of(phrases, block), min_size=1, max_size=3).map(
            lambda cells: (
                "<table><tbody><tr>"
                + "".join(f"<td>{cell}</td>" for cell in cells)
                + "</tr></tbody></table>"
            )
        ),
    )


paragraph = st.one_of(
    phrases.map("<p>{}</p>".format),
    phrases.map('<p style="text-align: right">{}</p>'.format),
    words.map("<p>{}</p>".format),
    words.map("<h2>{}</h2>".format),
    words.map("<h3 id='h'>{}</h3>".format),
    words.map("<pre><code>[mks_tabs]\n{}</code></pre>".format),
    shortcode_tag.map("<p>{}</p>".format),
    words.map("<p>{} [mks_tabs nav=</p>".format),
)
block = st.recursive(paragraph, _containers, max_leaves=5)


@st.composite
def widget(draw: st.DrawFn) -> str:
    """A group and its items; up to two tags or texts are missing."""
    group = draw(st.sampled_from(GROUPS))
    item = BUILT_IN[group].item or ""
    lines = [draw(opening_tag(group))]
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.one_of(words, inline, closed_shortcode(), st.just("")))
        lines += (draw(opening_tag(item)), text, closing_tag(item))
    lines.append(closing_tag(group))
    kept = draw(_incomplete(lines, 2))
    between = draw(st.sampled_from(("<br />\n", "\n", " ", "", "</p>\n<p>")))
    return f"<p>{between.join(kept)}</p>"


@st.composite
def _incomplete(draw: st.DrawFn, lines: list[str], at_most: int) -> list[str]:
    """All lines except empty ones and `at_most` others."""
    missing = draw(st.sets(st.integers(0, len(lines) - 1), max_size=at_most))
    return [line for index, line in enumerate(lines) if index not in missing and line]


def _numbered(text: str) -> str:
    """Number the words, so that a test can tell where each one went."""
    numbers = count()
    return re.sub("party|branch", lambda found: f"{found[0]}{next(numbers)}", text)


article = st.lists(st.one_of(widget(), block), min_size=1, max_size=6).map("\n".join).map(_numbered)
"""Balanced HTML with correct and broken shortcodes."""

_PLAIN_TEXTS = (
    "Text", "“Quoted”", "He said:", "对党忠诚、为党分忧", "مرحبا بالعالم", "café, <em>more</em> of it", "<b>Bold</b>",
    "a<br />\nb", '<a href="x?a=1&amp;b=2">link</a> [1]', "<b><i>deep</i></b>", "", " ", "&nbsp;", "x\n\ny",
    "</b>", "<b>open", "AT&amp;T:", "end&#58;",
)  # fmt: skip
_PLAIN_BLOCKS = (
    "<h2>Heading</h2>", '<h3 id="h">The <em>vow</em></h3>', "<ul>\n<li>one</li>\n<li><b>two</b></li>\n</ul>",
    "<blockquote>\n<p>quoted</p>\n</blockquote>", "<hr />", "<pre><code>code</code></pre>", "<!-- comment -->",
    '<p class="x">More:</p>', "<figure><img src='a.jpg'><figcaption>c</figcaption></figure>", "<p></p>",
)  # fmt: skip
_PLAIN_OPENING_TAGS = (
    '[mks_tab_item title="{}"]', "[mks_tab_item title=”{}”]", "[mks_tab_item title=&#8221;{}&#8221; lang=zh]",
    '[mks_tab_item title="{}" active=on]', "[mks_tab_item&nbsp;title=“{}″ dir=rtl]", "[mks_tab_item]",
    "[mks_tab_item title={}]",
)  # fmt: skip
_plain_gap = st.sampled_from(
    ("</p>\n<p>", "</p>\n<p>", "<br />\n", " ", "", "</p>\n\n<p>&nbsp;", "</p><p>")
)
_plain_text = st.sampled_from(_PLAIN_TEXTS)
_plain_block = st.one_of(st.sampled_from(_PLAIN_BLOCKS), _plain_text.map("<p>{}</p>".format))


@st.composite
def _plain_widget(draw: st.DrawFn) -> str:
    """A group whose tags are all inside paragraphs."""
    parts = [
        draw(
            st.sampled_from(
                ("[mks_tabs]", "[mks_tabs nav=”vertical”]", '[mks_tabs label="Two words"]')
            )
        )
    ]
    for _ in range(draw(st.integers(1, 3))):
        title = draw(st.sampled_from(("Translation", "原文", "A &amp; B", "1", "Original Quote")))
        blocks = draw(st.lists(_plain_block, max_size=2))
        body = draw(_plain_text) + draw(_plain_gap)
        if blocks:
            body = "</p>\n" + "\n".join(blocks) + "\n<p>" + draw(_plain_text)
        closer = draw(st.sampled_from((ITEM_CLOSING_TAG, ITEM_CLOSING_TAG, ITEM_CLOSING_TAG, "")))
        parts += (
            draw(_plain_gap),
            draw(st.sampled_from(_PLAIN_OPENING_TAGS)).format(title),
            draw(_plain_gap),
            body,
            closer,
        )
    parts += (draw(_plain_gap), draw(st.sampled_from((TABS_CLOSING_TAG, TABS_CLOSING_TAG, ""))))
    return "".join(parts)


_plain_widget_with_text = st.builds(
    "<p>{}{}{}</p>".format,
    st.one_of(st.just(""), _plain_text),
    _plain_widget(),
    st.one_of(st.just(""), _plain_text),
)
plain_article = st.lists(
    st.one_of(_plain_widget_with_text, _plain_widget_with_text, _plain_block),
    min_size=1,
    max_size=5,
).map("\n".join)
"""Typical articles: nearly all have their tags in paragraphs."""

FRAGMENTS = (
    "[", "]", "[[", "]]", "[/", "/]", "mks_tabs", "mks_tab_item", "[mks_tabs]", "[/mks_tabs]",
    '[mks_tab_item title="A"]', "[/mks_tab_item]", "[/mks_tab_item /]", "[mks_tab_item ", "title=", "id=a", "=", '"', "'",
    "“", "”", "″", "<", ">", "</p>", "<p>", "<b>", "</b>", "<i", "<div>", "</div>", "<ul>", "<li>",
    "</ul>", "<td>", "<table>", "</table>", "<br>", "<!--", "-->", "<![CDATA[", "<script>", "</script>",
    "<code>", "</code>", "<pre>", "<textarea>", "<svg/>", "<h2>", "</h2>", '<i class="">', "<a href='", "&", "&#91;",
    "&#93;", "&lt;", "&#0;", "&#xD800;", "\\", "\x00", "\ud800", "\u202e", "\u200b", "\u00a0", "\n",
    "\n\n", " ", "x", "对", "mks_", "MKS_TABS", "\\_", "/", ",",
    *(f"[{shortcode.name} " for shortcode in SHORTCODES), *(f"[/{shortcode.name}]" for shortcode in SHORTCODES),
    *sorted({f'{attribute.name}="' for shortcode in SHORTCODES for attribute in shortcode.attributes}),
)  # fmt: skip
hostile = st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)


def _markdown_opening_tag(title: str, quoted: str) -> str:
    return f"[mks_tab_item title={quoted.format(title)}]"


markdown_title = st.sampled_from(
    ("Translation", "原文", "A & B", "The “real” story", 'say "x" now')
)
markdown_quotes = st.sampled_from(('"{}"', "”{}”", "“{}”", "‘{}’", "&#8221;{}&#8221;"))
markdown_item = st.builds(_markdown_opening_tag, markdown_title, markdown_quotes)
markdown_words = st.lists(
    st.sampled_from(
        ("party", "*branch*", "对党忠诚", "[link](https://e.org/a_b)", "`[mks_tabs]`", "a & b", "“real”",
         "[note]", "&copy;", "![x](a.png)", "**bold**", "<b>html</b>", "1]")
    ),
    min_size=1,
    max_size=5,
).map(" ".join)  # fmt: skip
markdown_block = st.one_of(
    markdown_words,
    markdown_words.map("- {0}\n- more".format),
    markdown_words.map("> {0}".format),
    markdown_words.map("## {0}".format),
    st.just("```text\n[mks_tabs]\n  x\n```"),
    st.just("    [/mks_tabs]\n    code"),
    markdown_words.map("| a | b |\n|---|---|\n| {0} | 2 |".format),
)
markdown_single = st.sampled_from(
    ("[mks_button title=”More” url=”/more”]", "[mks_separator]", "[/mks_tabs]", "[/mks_tab_item]",
     "[mks_toggle title=”A”]", "[/mks_toggle]", "[mks_tabs]", "[mks_one_half]half[/mks_one_half]",
     "[mks_highlight color=“#ff0”]word", "<!-- wp:shortcode -->", "[mks_tab_items title=A]")
)  # fmt: skip


@st.composite
def _tabs_lines(
    draw: st.DrawFn, opening_tags: tuple[str, ...], body: st.SearchStrategy[str]
) -> list[str]:
    """The lines of a widget of tabs; up to three tags or texts are missing."""
    lines = [draw(st.sampled_from(opening_tags))]
    for _ in range(draw(st.integers(1, 3))):
        lines += (draw(markdown_item), draw(body), ITEM_CLOSING_TAG)
    lines.append(TABS_CLOSING_TAG)
    return draw(_incomplete(lines, 3))


@st.composite
def markdown_widget(draw: st.DrawFn) -> str:
    """Tabs in Markdown; up to three tags or texts are missing."""
    opening_tags = ("[mks_tabs]", "[mks_tabs nav=”vertical”]", r"\[mks\_tabs\]")
    kept = draw(_tabs_lines(opening_tags, st.one_of(markdown_block, st.just(""))))
    between = draw(st.sampled_from(("\n", "\n\n", "\n", " ", "")))
    margin = draw(st.sampled_from(("", "", "> ", "- ", "    ")))
    text = between.join(kept)
    indent = "> " if margin == "> " else " " * len(margin)
    return margin + text.replace("\n", f"\n{indent}")


markdown_article = st.lists(
    st.one_of(markdown_widget(), markdown_block, markdown_single, markdown_words),
    min_size=1,
    max_size=6,
).map("\n\n".join)
"""Markdown with correct and broken shortcodes."""


rst_words = st.lists(
    st.sampled_from(
        ("party", "*branch*", "对党忠诚", "`link <https://e.org/a>`__", "``[mks_tabs]``", "a & b",
         "“real”", "[note]", "**bold**")
    ),
    min_size=1,
    max_size=4,
).map(" ".join)  # fmt: skip
rst_block = st.one_of(
    rst_words,
    rst_words.map("* {0}\n* more".format),
    rst_words.map("  {0}".format),
    st.just("::\n\n  [mks_tabs nav=”x”]\n  code"),
    markdown_single.filter(lambda text: "<!--" not in text),
)


@st.composite
def rst_widget(draw: st.DrawFn) -> str:
    """Tabs in reStructuredText; up to three tags or texts are missing."""
    kept = draw(_tabs_lines(("[mks_tabs]", "[mks_tabs nav=”vertical”]"), rst_block))
    return draw(st.sampled_from(("\n\n", "\n\n", "\n"))).join(kept)


rst_article = st.lists(st.one_of(rst_widget(), rst_block), min_size=1, max_size=4).map("\n\n".join)
"""reStructuredText with correct and broken shortcodes."""
