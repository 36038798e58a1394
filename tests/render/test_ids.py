"""Ids are readable and unique."""

from __future__ import annotations

import pytest

from pelican_mks.render.ids import IdAllocator, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Original Quote", "original-quote"),
        ("  A -- B_c! ", "a-b-c"),
        ("原文", "原文"),
        ("Überschrift", "überschrift"),
        ("U\u0308ber", "über"),
        ("STRASSE ẞ", "strasse-ss"),
        ("?!", ""),
        ("😀", ""),
        ("a" * 70, "a" * 60),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_text_becomes_a_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_combining_marks_stay_with_their_letters() -> None:
    assert slug("हिन्दी") == "हिन्दी"


def test_widgets_are_numbered_after_the_prefix() -> None:
    ids = IdAllocator("", "slug")
    assert [ids.number("tabs"), ids.number("tabs")] == ["slug-tabs-1", "slug-tabs-2"]
    assert IdAllocator("", "").number("tabs") == "tabs-1"


def test_ids_are_allocated_once() -> None:
    ids = IdAllocator("", "")
    assert [ids.unique("a") for _ in range(3)] == ["a", "a-2", "a-3"]
    assert ids.unique("a-2") == "a-2-2"


@pytest.mark.parametrize("html", ['<p id="a">', "<p id='a'>", "<p id=a>", '<p ID = "a">'])
def test_ids_in_the_article_are_not_used(html: str) -> None:
    assert IdAllocator(html, "").unique("a") == "a-2"
