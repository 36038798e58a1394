"""Results that all test workers use and only one computes."""

from __future__ import annotations

import pickle
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock

from tests.sites import Site, build_demo

T = TypeVar("T")


class Shared:
    """A folder that all workers of one test run share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str, make: Callable[[Path], T]) -> T:
        """Return what `make` returns for an empty folder called `name`; only the first worker calls it."""
        place = self._folder / name
        result = self._folder / f"{name}.pickle"
        place.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{place}.lock"):
            if not result.exists():
                shutil.rmtree(place, ignore_errors=True)
                place.mkdir()
                result.write_bytes(pickle.dumps(make(place)))
            value: T = pickle.loads(result.read_bytes())  # noqa: S301 - written by this run
        return value

    def demo(self, **settings: Any) -> Site:
        """Return the demo site, built with `settings`. Do not change its files."""
        name = re.sub(r"\W+", "-", f"demo {settings}").strip("-")
        return self.get(name, lambda folder: build_demo(folder / "output", **settings))
