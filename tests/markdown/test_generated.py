"""Generated Markdown: code is unchanged, no placeholder is left, every word is kept."""

from __future__ import annotations

import re
from html import escape, unescape

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_mks import transform
from tests.reach import reached

EXTENSION = "pelican_mks.markdown"
HIGHLIGHTERS = (
    ("fenced_code",),
    ("extra",),
    ("extra", "codehilite"),
    ("extra", "pymdownx.highlight"),
    ("pymdownx.superfences", "pymdownx.highlight"),
    ("pymdownx.superfences", "pymdownx.inlinehilite", "tables", "footnotes"),
)
TAGS = (
    "[mks_tabs]",
    '[mks_tab_item title="A & <b>B</b>"]',
    "[/mks_tab_item]",
    "[/mks_tabs]",
    r"\[mks\_toggle title=\"A\"\]",
    '[mks_button title="<script>alert(1)</script>" url="/x"]',
    '[mks_toggle title="never closed"]',
    "[/mks_toggle]",
    "[mks_separator]",
    "[mks_foo]",
    "[mks_tabs nav",
)
PLACEHOLDER = re.compile(r"wzxhzdk|klzzwxh|hzzhzkh|[\x02\x03]")

tag = st.sampled_from(TAGS)
word = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=8)
code_line = st.lists(
    st.one_of(tag, word, st.sampled_from(("$x = 1;", "<i>", "&amp;", "'", "{}", "#", "* "))),
    min_size=1,
    max_size=4,
).map(lambda parts: "x " + " ".join(parts))
code = st.lists(code_line, min_size=1, max_size=4).map("\n".join)


def indented(text: str, by: int = 4) -> str:
    return "\n".join(" " * by + line for line in text.split("\n"))


BLOCKS = st.one_of(
    code.map(lambda text: f"```\n{text}\n```"),
    code.map(lambda text: f"~~~ python\n{text}\n~~~"),
    code.map(indented),
    code_line.map(lambda text: f"See ``{text}`` there."),
    code.map(lambda text: f"<pre>\n{escape(text)}\n</pre>"),
)
CONTAINERS = st.sampled_from(
    (
        lambda block: block,
        lambda block: f"before\n\n{block}\n\nafter",
        lambda block: f"[mks_toggle title=A]\n\nbefore\n\n{block}\n\n[/mks_toggle]",
        lambda block: f"- item\n\n{indented(block)}\n\n- next",
        lambda block: "\n".join(f"> {line}" for line in block.split("\n")),
        lambda block: f"<div>x</div>\n\n{block}",
        lambda block: f"* * *\n\n{block}",
        lambda block: f"[mks_tabs]\n\n{block}",
    )
)


def code_of(html: str) -> list[str]:
    soup = BeautifulSoup(html, "html5lib")
    return [element.get_text() for element in soup.select("pre, code") if not element.find("code")]


@pytest.mark.parametrize("extensions", HIGHLIGHTERS, ids="-".join)
@settings(max_examples=20)
@given(block=BLOCKS, container=CONTAINERS)
def test_code_is_the_same_with_and_without_the_extension(
    extensions: tuple[str, ...], block: str, container: object
) -> None:
    assert callable(container)
    written = container(block)
    plain = markdown.markdown(written, extensions=[*extensions])
    converted = markdown.markdown(written, extensions=[EXTENSION, *extensions])
    assert code_of(converted) == code_of(plain)
    rendered = transform(converted).html
    assert code_of(rendered) == code_of(plain)
    assert not PLACEHOLDER.search(rendered)
    assert _count_scripts(rendered) <= _count_scripts(plain)
    reached("[mks_" in "".join(code_of(plain)))


def _count_scripts(html: str) -> int:
    return len(BeautifulSoup(html, "html5lib").find_all("script"))


line = st.one_of(
    st.lists(st.one_of(word, word, tag), min_size=1, max_size=4).map(" ".join),
    tag,
    tag,
    st.just(""),
)
margin = st.sampled_from(
    ("", "", "", "  ", "    ", "        ", "- ", "1. ", "> ", "# ", "> - ", ":   ")
)
text = st.lists(st.builds(str.__add__, margin, line), min_size=1, max_size=14).map("\n".join)


@given(written=text)
def test_every_word_is_kept_in_order(written: str) -> None:
    plain = markdown.markdown(_without_tags(written), extensions=["extra"])
    converted = markdown.markdown(written, extensions=[EXTENSION, "extra", "smarty"])
    assert _words(converted) == _words(plain)
    assert not PLACEHOLDER.search(converted)
    reached("[mks_" in written and _words(plain))


def _without_tags(written: str) -> str:
    for each in TAGS:
        written = written.replace(each, " ")
    return written


def _words(html: str) -> list[str]:
    return re.findall(r"\b[a-z]{4,8}\b", unescape(_without_html(_without_tags(unescape(html)))))


def _without_html(html: str) -> str:
    return re.sub(r"</?\w[^>]*>|\[/?mks[^\]\n]*\]?", " ", html)
