"""Each search of `tests/security/generators.py`, for a few seconds; `make fuzz` runs them for longer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.reach import counted, reached
from tests.security.generators import SEARCHES


@pytest.mark.parametrize("name", SEARCHES)
def test_no_generated_text_fails(name: str) -> None:
    search = SEARCHES[name]

    @settings(
        max_examples=search.examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(search.texts)
    def check(text: Any) -> None:
        reached(search.check(text))

    with counted() as count:
        check()
    count.check()
