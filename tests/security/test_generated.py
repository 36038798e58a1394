"""Each search of `tests/security/generators.py`, for a few seconds; `make fuzz` runs them for longer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.security.generators import SEARCHES


@pytest.mark.parametrize("name", SEARCHES)
def test_holds(name: str, record_property: Callable[[str, object], None]) -> None:
    search = SEARCHES[name]
    reached: list[bool] = []

    @settings(
        max_examples=search.examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(search.texts)
    def check(text: Any) -> None:
        reached.append(search.check(text))

    check()
    record_property("reached", f"{name}: {sum(reached)} of {len(reached)}")
    assert any(reached), "no example reached what it tests"
