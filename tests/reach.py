"""Count how many generated examples reach what their test is about.

A search whose examples never get there cannot fail. Each generated test says with `reached` whether an
example got there, and fails if none did; `--hypothesis-show-statistics` prints the shares.
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
        """Fail if no example reached what is tested."""
        assert self.examples, "no example called `reached` of tests/reach.py"
        assert self.reached, f"none of {self.examples} examples reached what is tested"


_CURRENT: ContextVar[Count] = ContextVar("current")


@contextmanager
def counted() -> Iterator[Count]:
    """Count the examples that run inside."""
    count = Count()
    token = _CURRENT.set(count)
    try:
        yield count
    finally:
        _CURRENT.reset(token)


def reached(what: object) -> None:
    """Note whether the example reached what its test is about: whether `what` is truthy."""
    event("reached what is tested" if what else "did not reach what is tested")
    count = _CURRENT.get()
    count.examples += 1
    count.reached += bool(what)
