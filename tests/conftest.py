"""Hypothesis profiles, and what all tests share.

By default Hypothesis generates few examples, the same each time; `make search` generates many random ones.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

from tests.reach import counted
from tests.shared import Shared

_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("default", _PATIENT, max_examples=50, database=None, derandomize=True)
settings.register_profile("thorough", _PATIENT, max_examples=3000)
settings.load_profile("default")

if "MUTANT_UNDER_TEST" in os.environ:
    # mutmut wraps every function in another one.
    sys.setrecursionlimit(5 * sys.getrecursionlimit())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Fail a generated test if none of its examples reached what it tests."""
    if item.get_closest_marker("hypothesis") is None:
        return (yield)
    with counted() as count:
        result = yield
    item.user_properties.append(("reached", f"{count.reached} of {count.examples}"))
    count.check()
    return result


@pytest.fixture(scope="session")
def shared(worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> Shared:
    base = tmp_path_factory.getbasetemp()
    # Each pytest-xdist worker has its own folder inside the folder of the run.
    return Shared((base if worker_id == "master" else base.parent) / "shared")
