from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from pelican_mks.command.importing.docutils_check import RstError, check_rst


def test_accepts_what_pelican_reads() -> None:
    check_rst("A *paragraph*.")


def test_reports_the_line_that_docutils_cannot_read() -> None:
    with pytest.raises(RstError, match="line 5"):
        check_rst("An *emphasis that never ends.")


def test_threads_do_not_disturb_each_other() -> None:
    # Warnings are errors in the tests, also those that docutils hides from its users.
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(check_rst, ["Some *text*."] * 200))
