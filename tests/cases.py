"""Check all cases of a table in one test, and report every failure."""

from __future__ import annotations

from collections.abc import Callable, Mapping


def check_each(check: Callable[..., object], cases: Mapping[str, tuple[object, ...]]) -> None:
    """Call `check` with the arguments of each case; a failure includes the name of its case.

    For thousands of small cases this is faster than parametrizing the test.
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
