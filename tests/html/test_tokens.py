"""Into what HTML is cut."""

from __future__ import annotations

from itertools import product

import pytest

from pelican_mks.html.tokens import Tokens

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
