"""Each fuzz target of `tests/security/generators.py`, for a few seconds; `make fuzz` runs them longer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.reach import counted, reached
from tests.security.generators import FUZZ_TARGETS


@pytest.mark.parametrize("name", FUZZ_TARGETS)
def test_no_generated_text_fails(name: str) -> None:
    target = FUZZ_TARGETS[name]

    @settings(
        max_examples=target.examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(target.texts)
    def check(text: Any) -> None:
        reached(target.check(text))

    with counted() as count:
        check()
    count.check()
