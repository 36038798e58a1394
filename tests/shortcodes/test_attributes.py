"""The attributes in a tag; most cases are in `quotes.md` and the WordPress rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_mks.shortcodes.attributes import Inside, find_bracket, parse_inside
from tests.reach import reached


def inside(text: str) -> Inside | None:
    return parse_inside(text, 0, len(text))


def pairs(text: str) -> list[tuple[str, str]] | None:
    found = inside(text)
    return [(written.name, written.text) for written in found.attributes] if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("]", []),
        ("  ]", []),
        (' title="A B"]', [("title", "A B")]),
        (" title='A' nav=v]", [("title", "A"), ("nav", "v")]),
        (' TITLE = "A"]', [("title", "A")]),
        (' a "b c" d]', [("", "a"), ("", "b c"), ("", "d")]),
        (' "" title=""]', [("title", "")]),
        (" title=]", [("title", "")]),
        (" ] title=A]", []),
    ],
)
def test_names_and_values_are_parsed(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    "space", ["\u00a0", "\u202f", "\u3000", "\u200b", "\ufeff", "\n\t", "\r\n", ", "]
)
def test_any_white_space_separates(space: str) -> None:
    assert pairs(f'{space}title="A"{space}nav="v"{space}]') == [("title", "A"), ("nav", "v")]


@pytest.mark.parametrize("opening", '"“”„‟″‶«»〝〞〟＂')
@pytest.mark.parametrize("closing", '"“”„‟″‶«»〝〞〟＂')
def test_double_quotes_of_any_kind_pair(opening: str, closing: str) -> None:
    assert pairs(f" title={opening}A B{closing} nav=v]") == [("title", "A B"), ("nav", "v")]


@pytest.mark.parametrize("opening", "'‘’‚‛′‵‹›＇`´")
@pytest.mark.parametrize("closing", "'‘’‚‛′‵‹›＇`´")
def test_single_quotes_of_any_kind_pair(opening: str, closing: str) -> None:
    assert pairs(f" title={opening}A B{closing} nav=v]") == [("title", "A B"), ("nav", "v")]


def test_double_and_single_quotes_do_not_pair() -> None:
    assert pairs(' title="it\'s"]') == [("title", "it's")]
    assert pairs(" title=‘say “x” now’]") == [("title", "say “x” now")]


def test_backslashes_before_quotes_are_removed() -> None:
    assert pairs(r' title="say \"x\" now"]') == [("title", 'say "x" now')]
    assert pairs(r" title='it\'s']") == [("title", "it's")]


def test_a_backslash_before_the_bracket_is_removed() -> None:
    assert pairs(r" title=A\]") == [("title", "A")]
    assert pairs(r" title=A\ nav=v]") == [("title", "A\\"), ("nav", "v")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (' title="Original Quote nav="v"]', [("title", "Original Quote"), ("nav", "v")]),
        (' title="Original Quote]', [("title", "Original Quote")]),
        (" title=”Original Quote active]", [("title", "Original Quote active")]),
        (' title="A"nav="v"]', [("title", "A"), ("nav", "v")]),
        (' title="]', [("title", "")]),
    ],
)
def test_a_missing_quote_or_space_loses_no_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    "text", ["", " title", " title=", ' title="A', ' title="A"', " [x]", ' title="A" [b]']
)
def test_a_tag_needs_a_bracket_of_its_own(text: str) -> None:
    assert inside(text) is None


@pytest.mark.parametrize("text", ["/]", " /]", ' a="b"/]', ' a="b" / ]', " a=b/]"])
def test_a_slash_at_the_end_closes_the_tag(text: str) -> None:
    found = inside(text)
    assert found is not None
    assert found.self_closing


@pytest.mark.parametrize("text", [" url=http://x.org/a/]", ' url="/"]', " a/b]"])
def test_a_slash_in_a_value_does_not_close_the_tag(text: str) -> None:
    found = inside(text)
    assert found is not None
    assert not found.self_closing


def test_positions_are_those_of_the_values() -> None:
    text = " title=“A B” nav=v]"
    found = inside(text)
    assert found is not None
    assert [text[written.start : written.end] for written in found.attributes] == ["A B", "v"]
    assert [written.curly for written in found.attributes] == [True, False]
    assert text[found.bracket] == "]"


def test_only_the_given_part_is_read() -> None:
    assert parse_inside("[x a=b] c=d]", 2, 7) is not None
    assert parse_inside("[x a=b] c=d]", 2, 6) is None
    assert find_bracket("[x a=b] c=d]", 2, 7) == 6
    assert find_bracket("[x a=b] c=d]", 2, 6) is None


@given(
    st.lists(
        st.sampled_from((" ", "a=", '"', "”", "b", "]", "[", "x y", "=", "\\", "'")), max_size=12
    )
)
def test_find_bracket_agrees_with_the_parser(parts: list[str]) -> None:
    text = "".join(parts)
    found = inside(text)
    assert find_bracket(text, 0, len(text)) == (found.bracket if found else None)
    reached(found)


@pytest.mark.parametrize("after", ['c"]', "c]"])
def test_a_value_does_not_extend_past_the_given_part(after: str) -> None:
    text = ' title="b]'
    found = parse_inside(text + after, 0, len(text))
    assert found is not None
    assert [written.text for written in found.attributes] == ["b"]
    assert found.bracket == len(text) - 1
