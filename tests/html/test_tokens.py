"""The HTML tokenizer."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes
from hypothesis import given
from hypothesis import strategies as st

from pelican_mks.html.tokens import Tokens, attributes, tokens
from tests.reach import reached

TAG_START = r"\[(?P<closing>/)?+(?P<word>x)"
READ_AS_TEXT = ("1 <b [x ", "1 </ [x ")
"""HTML tags that are read as text because they would include a shortcode tag."""


def sources(html: str, opening: str = TAG_START) -> list[str]:
    """The source of each token; `…` follows a `<` that starts none, and an unterminated comment."""
    tokens = Tokens(html, opening)
    found = []
    position = 0
    while token := tokens.next(position):
        found.append(token[0] + "…" * (token.lastgroup in ("no_tag", "open_comment")))
        position = len(html) if token.lastgroup == "open_comment" else token.end()
    return found


CASES = {
    "a < b > c << d": [],
    "<p>a<br />b</p >": ["<p>", "<br />", "</p >"],
    "<p title='<b>' lang=\"a'>\">": ["<p title='<b>' lang=\"a'>\">"],
    "<p title = '[x'>[x</p>": ["<p title = '[x'>", "[x", "</p>"],
    "<p a='b'c=\"d\"e=f>": ["<p a='b'c=\"d\"e=f>"],
    "<p =\"'>'\">": ["<p =\"'>"],
    "<p 'a>'": ["<p 'a>"],
    "<p='a>'": ["<p='a>"],
    '<p a=b="c>': ['<p a=b="c>'],
    "<p a=[x]>": ["<p a=[x]>"],
    "<!-- a > [x --> b <!--> <!---> <!----> <!-- a --!>": [
        "<!-- a > [x -->", "<!-->", "<!--->", "<!---->", "<!-- a --!>"
    ],
    "<!DOCTYPE html><?php [x ?><! a < b>": ["<!DOCTYPE html>", "<?php [x ?>", "<! a < b>"],
    "<!a <br> <?b<BR/> <!--<br>--> <!c>": ["<!a <br>", "<?b<BR/>", "<!--<br>-->", "<!c>"],
    "</ <i>": ["</ <i>"],
    "<i title=<script>a": ["<i title=<script>"],
    "<b <i title='<b [x'> <b title=\"<b [x\">": ["<b <i title='<b [x'>", '<b title="<b [x">'],
    "<b ='<i' =\"c\" <u =\"d\"> <i =\"c\">": ["<b ='<i' =\"c\" <u =\"d\">", '<i ="c">'],
    "<b <i title='a'>'<u>": ["<b <i title='a'>", "<u>"],
    "<script>'<b>[x</scripts></SCRIPT\t>": ["<script>'<b>[x</scripts>", "</SCRIPT\t>"],
    "<script><!--<script></script>[x--></script>": ["<script><!--<script></script>[x-->", "</script>"],
    "<title [x>[x</title>": ["<title [x>[x", "</title>"],
    "<textarea/>[x<b></textareaſ></textarea>": ["<textarea/>[x<b></textareaſ>", "</textarea>"],
    "<plaintext>[x</plaintext>": ["<plaintext>[x</plaintext>"],
    "<b [x <i>": ["<…", "[x", "<i>"],
    "<b x='<i>' [x c>": ["<b x='<i>' [x c>"],
    "<p[x> [/x": ["<p[x>", "[/x"],
    "<p a=<[x>": ["<…", "[x"],
    "</ [x <i>": ["<…", "[x", "<i>"],
    "<b <!a <br <!-- [x --> <!b>": ["<…", "<…", "<…", "<!-- [x -->", "<!b>"],
    "<b [x <i [x </b>": ["<…", "[x", "<…", "[x", "</b>"],
    "<b <i title=<b [x": ["<…", "<…", "<…", "[x"],
    "<b title='<i title=\"' <b title='>' title=\"> [x": ["<…", "<…", "<…", "[x"],
    "<p title='> [x": ["<…", "[x"],
    "<p title='> [x <i> <b 'c>": ["<p title='> [x <i> <b 'c>"],
    "<p title='<b title=\"<i>'": ["<…", "<…", "<…"],
    '<p title="[x <i>': ["<…", "[x", "<i>"],
    "<b [x <!a <?a </a": ["<…", "[x", "<…", "<…", "<…"],
    "<!a [x <!--": ["<…", "[x", "<…"],
    "<!-- a [x > <b>": ["<!-- a [x > <b>…"],
}  # fmt: skip


@pytest.mark.parametrize(("html", "tokens"), CASES.items())
def test_tokens_are_those_of_the_standard_unless_one_includes_a_shortcode_tag(
    html: str, tokens: list[str]
) -> None:
    assert sources(html) == tokens


@pytest.mark.parametrize(("before", "html"), [*product(READ_AS_TEXT, CASES)])
def test_tokens_are_the_same_after_a_stray_less_than_sign(before: str, html: str) -> None:
    found = sources(f"{before}<i>{html}")
    assert found[:3] == ["<…", "[x", "<i>"]
    assert found[3:] == CASES[html]


FRAGMENTS = (
    "<", ">", "/", "</", "=", '"', "'", " ", "\n", "\t", "-", "--", "!", "<!--", "-->", "--!>", "<!", "<?", "<!-->",
    "a", "b", "B", "x", "<b", "<b ", "</b>", "<p title=", "&copy", "&not", ";", "&#65", "&#x3c;", "<i x=y", "<K", "&amp;", "&quot;", "\u00a0", "\x0b", "]]>", "<![CDATA[",
    "<script", "<script>", "</script>", "</script", "<style>", "</style ", "<textarea>", "</TextArea>", "<title/>",
    "</title>", "<xmp>", "</xmp>", "<iframe ", "<ſcript>", "<noembed>", "<noframes>",
    "<plaintext>",
)  # fmt: skip


def html5lib_tags(html: str) -> list[tuple[str, str, dict[str, str]]]:
    """The tags that html5lib reads, and `text` for the text between them."""
    make: Any = HTMLTokenizer
    tokenizer = make(html)
    types = {number: kind for kind, number in tokenTypes.items()}
    found: list[tuple[str, str, dict[str, str]]] = []
    for token in tokenizer:
        kind = types[token["type"]]
        if kind == "StartTag":
            found.append(("start", token["name"], dict(token["data"])))
            name = token["name"]
            if name == "script":
                tokenizer.state = tokenizer.scriptDataState
            elif name in ("textarea", "title"):
                tokenizer.state = tokenizer.rcdataState
            elif name == "plaintext":
                tokenizer.state = tokenizer.plaintextState
            elif name in ("iframe", "noembed", "noframes", "style", "xmp"):
                tokenizer.state = tokenizer.rawtextState
        elif kind == "EndTag":
            found.append(("end", token["name"], {}))
        elif kind == "Comment":
            found.append(("comment", "", {}))
    return found


def our_tags(html: str) -> list[tuple[str, str, dict[str, str]]]:
    """The same with our tokenizer, without `</>`, which browsers ignore."""
    return [
        (each.kind, each.name, attributes(html, each) if each.kind == "start" else {})
        for each in tokens(html)
        if each.kind not in ("raw text", "unterminated") and html[each.start : each.end] != "</>"
    ]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
def test_html_is_read_as_the_standard_says(html: str) -> None:
    """Browsers show no unterminated tag either; they read a comment up to the end of the text as one."""
    ours, expected = our_tags(html), html5lib_tags(html)
    last = next((each for each in tokens(html) if each.kind == "unterminated"), None)
    if last and expected and expected[-1][0] == "comment" and len(expected) == len(ours) + 1:
        expected.pop()
    assert ours == expected
    reached(ours)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
def test_an_article_is_read_as_any_html(html: str) -> None:
    """`Tokens` includes raw text in its start tag, and yields no token for unterminated markup."""
    plain: list[str] = []
    for token in tokens(html):
        if token.kind == "raw text":
            plain[-1] += html[token.start : token.end]
        elif token.kind != "unterminated":
            plain.append(html[token.start : token.end])
    assert sources(html, "(?P<word>(?!))")[: len(plain)] == plain
    reached(plain)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
def test_tokens_do_not_overlap(html: str) -> None:
    found = list(tokens(html))
    ends = [0, *(each.end for each in found)]
    starts = [*(each.start for each in found), len(html)]
    assert all(end <= start for end, start in zip(ends, starts, strict=True))
    reached(len(found) > 1)
