"""Into what HTML is cut."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes
from hypothesis import given
from hypothesis import strategies as st

from pelican_mks.html.tokens import Tokens, attributes, tokens

OPENING = r"\[(?P<closing>/)?+(?P<word>x)"
NO_TOKENS = ("1 <b ", "<!a <br>")
"""Behind these, tokens are searched another way, which must find the same."""


def cut(html: str) -> list[str]:
    """The tokens in `html` as they stand there; `…` follows those that never end."""
    tokens = Tokens(html, OPENING)
    found = []
    position = 0
    while token := tokens.next(position):
        endless = token.lastgroup in ("lonely", "begun", "open_comment")
        found.append(token[0] + "…" * endless)
        position = len(html) if token.lastgroup == "open_comment" else token.end()
    return found


CASES = {
    "a < b > c << d": [],
    "<p>a<br />b</p >": ["<p>", "<br />", "</p >"],
    "<p title='<b>' lang=\"a'>\">": ["<p title='<b>' lang=\"a'>\">"],
    "<p title = '[x'>[x</p>": ["<p title = '[x'>", "[x", "</p>"],
    "<p a='b'c=\"d\"e=f>": ["<p a='b'c=\"d\"e=f>"],
    "<p =\"'>'\">": ["<p =\"'>'\">"],
    "<p 'a>'": ["<p 'a>"],
    "<p='a>'": ["<p='a>"],
    "<p[x> [/x": ["<p[x>", "[/x"],
    "<!-- a > [x --> b <!--> <!---> <!----> <!-- a --!>": [
        "<!-- a > [x -->", "<!-->", "<!--->", "<!---->", "<!-- a --!>"
    ],
    "<!DOCTYPE html><?php [x ?><! a < b>": ["<!DOCTYPE html>", "<?php [x ?>", "<! a < b>"],
    "<b [x <i>": ["<…", "[x", "<i>"],
    "</ <i>": ["<…", "<i>"],
    "<b <i title='<b [x'> <b title=\"<b [x\">": ["<…", "<i title='<b [x'>", '<b title="<b [x">'],
    "<b <i title=<b [x": ["<…", "<…", "<…", "[x"],
    "<b title='<i title=\"' <b title='>' title=\"> [x": ["<…", "<i title=\"' <b title='>' title=\">", "[x"],
    "<p title='> [x": ["<…", "[x"],
    "<p title='<b title=\"<i>'": ["<…", "<…", "<i>"],
    "<b [x <!a <?a </a": ["<…", "[x", "<…", "<…", "<…"],
    "<!a <br> <?b<BR/> <!--<br>--> <!c>": ["<…", "<br>", "<…", "<BR/>", "<!--<br>-->", "<!c>"],
    "<b <!a <br <!-- [x --> <!b>": ["<…", "<…", "<…", "<!-- [x -->", "<!b>"],
    "<b ='<i' =\"c\" <u =\"d\"> <i =\"c\">": ["<…", "<…", '<u ="d">', '<i ="c">'],
    "<b <i title='a'>'<u>": ["<…", "<i title='a'>", "<u>"],
    "<!-- a [x > <b>": ["<!--…"],
}  # fmt: skip


@pytest.mark.parametrize(("html", "tokens"), CASES.items())
def test_is_cut_as_the_standard_does(html: str, tokens: list[str]) -> None:
    assert cut(html) == tokens


@pytest.mark.parametrize(("before", "html"), [*product(NO_TOKENS, CASES)])
def test_is_cut_alike_behind_a_sign_that_begins_nothing(before: str, html: str) -> None:
    found = cut(f"{before}<i>{html}")
    behind = found.index("<i>") + 1
    assert found[behind:] == CASES[html]


FRAGMENTS = (
    "<", ">", "/", "</", "=", '"', "'", " ", "\n", "\t", "-", "--", "!", "<!--", "-->", "--!>", "<!", "<?", "<!-->",
    "a", "b", "B", "x", "<b", "<b ", "</b>", "<p title=", "&copy", "&not", ";", "&#65", "&#x3c;", "<i x=y", "<K", "&amp;", "&quot;", "\u00a0", "\x0b", "]]>", "<![CDATA[",
    "<script", "<script>", "</script>", "</script", "<style>", "</style ", "<textarea>", "</TextArea>", "<title/>",
    "</title>", "<xmp>", "</xmp>", "<iframe ", "<ſcript>", "<noembed>", "<noframes>",
)  # fmt: skip


def told_by_html5lib(html: str) -> list[tuple[str, str, dict[str, str]]]:
    """The tags of a text as a reference reads them, and `text` for what is between them."""
    make: Any = HTMLTokenizer
    tokenizer = make(html)
    types = {number: kind for kind, number in tokenTypes.items()}
    told: list[tuple[str, str, dict[str, str]]] = []
    for token in tokenizer:
        kind = types[token["type"]]
        if kind == "StartTag":
            told.append(("start", token["name"], dict(token["data"])))
            name = token["name"]
            if name == "script":
                tokenizer.state = tokenizer.scriptDataState
            elif name in ("textarea", "title"):
                tokenizer.state = tokenizer.rcdataState
            elif name in ("iframe", "noembed", "noframes", "style", "xmp"):
                tokenizer.state = tokenizer.rawtextState
        elif kind == "EndTag":
            told.append(("end", token["name"], {}))
        elif kind == "Comment":
            told.append(("comment", "", {}))
    return told


def told_by_us(html: str) -> list[tuple[str, str, dict[str, str]]]:
    """The same by `tokens`; `</>` is left out, which is nothing."""
    return [
        (each.kind, each.name, attributes(html, each) if each.kind == "start" else {})
        for each in tokens(html)
        if each.kind not in ("raw text", "unterminated") and html[each.start : each.end] != "</>"
    ]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
def test_html_is_read_as_the_standard_says(html: str) -> None:
    """What is unterminated shows no tag in a browser either; a comment that ends with the text is one there."""
    ours, theirs = told_by_us(html), told_by_html5lib(html)
    last = next((each for each in tokens(html) if each.kind == "unterminated"), None)
    if last and theirs and theirs[-1][0] == "comment" and len(theirs) == len(ours) + 1:
        theirs.pop()
    assert ours == theirs


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
def test_tokens_follow_each_other(html: str) -> None:
    found = list(tokens(html))
    ends = [0, *(each.end for each in found)]
    starts = [*(each.start for each in found), len(html)]
    assert all(end <= start for end, start in zip(ends, starts, strict=True))
