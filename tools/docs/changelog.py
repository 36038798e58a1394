"""The changelog as a page of the documentation."""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).parent.parent.parent / "CHANGELOG.md"


def changes() -> str:
    """All that stands below the title of the changelog."""
    return FILE.read_text(encoding="utf-8").partition("\n")[2].strip()
