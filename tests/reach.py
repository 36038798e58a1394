"""Count how many generated examples reach the code or case that their test is about.

A generated test cannot fail if none of its examples gets that far. Each one calls `reached` for every example, and
fails if none reached it; `--hypothesis-show-statistics` prints the percentages.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from hypothesis import event


class Count:
    """The examples of one generated test."""

    def __init__(self) -> None:
        self.examples = 0
        self.reached = 0

    def check(self) -> None:
        """Fail if no example reached what the test is about."""
        assert self.examples, "no example called `reached` of tests/reach.py"
        assert self.reached, f"none of {self.examples} examples reached what is tested"


_CURRENT: ContextVar[Count] = ContextVar("current")


@contextmanager
def counted() -> Iterator[Count]:
    """Count the examples that run in this context."""
    count = Count()
    token = _CURRENT.set(count)
    try:
        yield count
    finally:
        _CURRENT.reset(token)


def reached(what: object) -> None:
    """Record whether the example reached what its test is about, which it did if `what` is truthy."""
    event("reached what is tested" if what else "did not reach what is tested")
    count = _CURRENT.get()
    count.examples += 1
    count.reached += bool(what)
