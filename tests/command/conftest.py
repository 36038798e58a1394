"""The site that the command's tests use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pelican_mks.command.site import open_site
from tests.command.sites import make_site


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A site in the current folder."""
    monkeypatch.chdir(tmp_path)
    yield make_site(tmp_path)
    open_site.cache_clear()
