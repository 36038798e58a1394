"""How hypothesis searches: quickly and always the same by default, thoroughly with `make search`."""

from __future__ import annotations

import os
import sys

from hypothesis import HealthCheck, settings

_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("default", _PATIENT, max_examples=100, database=None, derandomize=True)
settings.register_profile("thorough", _PATIENT, max_examples=3000)
settings.load_profile("default")

if "MUTANT_UNDER_TEST" in os.environ:
    # mutmut calls each function through one of its own.
    sys.setrecursionlimit(5 * sys.getrecursionlimit())
