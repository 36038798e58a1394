"""Check every case of a table in one test, and report all that fail."""

from __future__ import annotations

from collections.abc import Callable, Mapping


def check_each(check: Callable[..., object], cases: Mapping[str, tuple[object, ...]]) -> None:
    """Call `check` with each case; a failure names its case.

    Thousands of small cases take less time this way than as parameters of a test.
    """
    assert cases
    failures = []
    for name, case in cases.items():
        try:
            check(*case)
        except Exception as error:  # noqa: BLE001 - whatever fails, the other cases are checked
            error.add_note(f"Case: {name}")
            failures.append(error)
    if failures:
        message = f"{len(failures)} of {len(cases)} cases fail"
        raise ExceptionGroup(message, failures)
