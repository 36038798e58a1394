"""Where we read shortcodes as WordPress does, and where we do not, with the reason.

Each row of `tests/fixtures/wordpress.jsonl` is a text with what WordPress 6.1 made of it:
`do_shortcode` and `the_content` as a trace of tags with their attributes and extents,
`parse_atts` as attributes. A row with a `reason` holds our own reading as well.
"""

from __future__ import annotations

import pytest

from tests.wordpress_readings import Reason, Row, reading, rows, theirs

ROWS = rows()


def each(*, different: bool) -> pytest.MarkDecorator:
    chosen = [row for row in ROWS if bool(row.reason) is different]
    names = [f"{row.number}-{row.reason or 'same'}-{row.note}" for row in chosen]
    return pytest.mark.parametrize("row", chosen, ids=names)


@each(different=False)
def test_the_same(row: Row) -> None:
    assert reading(row) == theirs(row)


@each(different=True)
def test_different_for_a_reason(row: Row) -> None:
    found = reading(row)
    assert found == row.ours
    assert found != theirs(row)


def test_every_row_is_there_once() -> None:
    assert [row.number for row in ROWS] == list(range(1, 239))


def test_every_reason_is_needed() -> None:
    assert {row.reason for row in ROWS} == {None, *Reason}
