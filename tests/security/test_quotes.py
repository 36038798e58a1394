"""A stray quote does not extend a value into the text after the tag."""

from __future__ import annotations

import pytest

from pelican_mks import transform
from pelican_mks.shortcodes.attributes import parse_inside

OPENING = ('"', "“", "”", "„", "″", "«", "'", "‘", "’", "′", "‹", "`")
OTHER_CLOSING_QUOTES = {
    '"': "“”„″«»", "“": '"″«»', "”": '"″«', "„": '"»', "″": '"”', "«": '"”', "'": "‘’′‹", "‘": "'′", "’": "'", "′": "’",
    "‹": "'", "`": "'’",
}  # fmt: skip
MISMATCHED = [(one, other) for one, others in OTHER_CLOSING_QUOTES.items() for other in others]
MATCHING = [
    ('"', '"'),
    ("“", "”"),
    ("”", "”"),
    ("„", "“"),
    ("″", "″"),
    ("«", "»"),
    ("'", "'"),
    ("‘", "’"),
]


@pytest.mark.parametrize(("opening", "closing"), MISMATCHED)
@pytest.mark.parametrize("name", ["nav=", "title=", ""])
def test_a_tag_ends_at_its_bracket_between_mismatched_quotes(
    name: str, opening: str, closing: str
) -> None:
    tag = f" {name}{opening}x] words {closing}"
    inside = parse_inside(f"{tag}] more", 0, len(tag) + 6)
    assert inside is not None
    assert inside.bracket == tag.index("]")
    assert "words" not in inside.attributes[0].text


@pytest.mark.parametrize(("opening", "closing"), MATCHING)
def test_a_bracket_between_matching_quotes_belongs_to_the_value(opening: str, closing: str) -> None:
    tag = f" title={opening}x] y{closing}]"
    inside = parse_inside(tag, 0, len(tag))
    assert inside is not None
    assert [each.text for each in inside.attributes] == ["x] y"]


@pytest.mark.parametrize(("opening", "closing"), MISMATCHED)
def test_balanced_brackets_between_any_quotes_belong_to_the_value(
    opening: str, closing: str
) -> None:
    """Smart punctuation turns the quotes of `title="Chapter [1], 5"` into `”…″`."""
    tag = f" title={opening}Chapter [1], 5{closing}]"
    inside = parse_inside(tag, 0, len(tag))
    assert inside is not None
    assert [each.text for each in inside.attributes] == ["Chapter [1], 5"]


@pytest.mark.parametrize(
    "form", ["[mks_one_half nav={}][/mks_one_half]", "[mks_toggle title={}]y[/mks_toggle]"]
)
@pytest.mark.parametrize(
    "value", ['"x] words “more”', "'x] it’s words ‘more’", '“x] words "more"', '"x] words «more»']
)
def test_text_after_a_tag_is_shown(form: str, value: str) -> None:
    html = transform(f"<p>{form.replace('{}', value)}</p>").html
    assert "words" in html.partition("</summary>")[2] or "words" in html.partition("one-half")[2]
    assert "more" in html
