"""Distinguishing shortcodes of unknown plugins from prose in brackets."""

from __future__ import annotations

import pytest

from pelican_mks.command.importing.tags import find_tags, import_lexicon, shortcode_names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('[contact-form-7 id="1" title="x"]', "contact-form-7"),
        ("[contact-form to=’me’]", "contact-form"),
        ("[su_tabs]", "su_tabs"),
        ("[tabs]x[/tabs]", "tabs"),
        ("[map width=300]", "map"),
        ("[hr /]", "hr"),
        ("a\n\n[toc]\n\nb", "toc"),
        ("<p>[toc]</p>", "toc"),
    ],
)
def test_text_that_looks_like_a_shortcode_is_one(text: str, name: str) -> None:
    assert shortcode_names([text]) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "In the process [in the firm] of it [sic] and [For example] more [1] [a].",
        "[anti-war] movements [see http://example.org/?a=b]",
        "<td>[sic]</td>",
        "<pre>[su_tabs a=b]</pre> <code>[/x]</code> <!-- [a_b] -->",
        "[He said “no”]",
        "[ ] [x] [2014-01-01] [...]",
    ],
)
def test_prose_is_not_a_shortcode(text: str) -> None:
    assert shortcode_names([text]) == frozenset()


def test_a_name_found_once_is_a_shortcode_everywhere() -> None:
    known = import_lexicon(shortcode_names(["[note]a[/note]", "b"]))
    assert [tag.name for tag in find_tags("so [note] it", known)] == ["note"]


def test_meks_and_wordpress_names_are_known() -> None:
    found = find_tags("[mks_tabs] [mks_unknown] [gallery] [embed]", import_lexicon(frozenset()))
    assert [tag.name for tag in found] == ["mks_tabs", "mks_unknown", "gallery", "embed"]


def test_closing_tags_close_the_nearest_tag() -> None:
    text = "[a_b][a_b]x[/a_b][/c_d]"
    tags = find_tags(text, import_lexicon(shortcode_names([text])))
    assert [tag.closed_by for tag in tags] == [None, 11, None, None]
