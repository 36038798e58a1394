"""Where we read shortcodes as WordPress does, and where we differ and why.

Each row of `tests/fixtures/wordpress.jsonl` is a text with the result of WordPress 6.1: for `do_shortcode` and
`the_content` a trace of the tags with their attributes and extents, for `parse_atts` the attributes. A row with a
`reason` also contains our own result.
"""

from __future__ import annotations

import pytest

from tests.wordpress_readings import Reason, Row, our_reading, rows, wordpress_reading

ROWS = rows()


def each(*, different: bool) -> pytest.MarkDecorator:
    chosen = [row for row in ROWS if bool(row.reason) is different]
    names = [f"{row.number}-{row.reason or 'same'}-{row.note}" for row in chosen]
    return pytest.mark.parametrize("row", chosen, ids=names)


@each(different=False)
def test_readings_are_equal(row: Row) -> None:
    assert our_reading(row) == wordpress_reading(row)


@each(different=True)
def test_readings_differ_for_a_reason(row: Row) -> None:
    found = our_reading(row)
    assert found == row.ours
    assert found != wordpress_reading(row)


def test_every_row_exists_once() -> None:
    assert [row.number for row in ROWS] == list(range(1, 239))


def test_every_reason_is_needed() -> None:
    assert {row.reason for row in ROWS} == {None, *Reason}
