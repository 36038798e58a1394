"""Checking that docutils accepts reStructuredText."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from pelican_mks.command.importing.docutils_check import RstError, check_rst


def test_accepts_valid_restructuredtext() -> None:
    check_rst("A *paragraph*.")


def test_reports_the_line_of_an_error() -> None:
    with pytest.raises(RstError, match="line 5"):
        check_rst("An *unterminated emphasis.")


def test_threads_are_independent() -> None:
    # In the tests, warnings are errors, even those that docutils hides from users.
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(check_rst, ["Some *text*."] * 200))
