"""The URLs of the rules' documentation."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, metadata

PAGE = "pages/rules.html"
"""The page of the rules in the documentation."""


@cache
def _site() -> str:
    """Read the URL of the documentation from the package's metadata; empty if there is none."""
    try:
        urls = metadata("pelican-mks").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    named = dict(url.split(", ", 1) for url in urls if ", " in url)
    return str(named.get("Documentation", ""))


def rule_url(code: str) -> str:
    """Return the URL of a rule's documentation; empty if it is not published."""
    return f"{_site().rstrip('/')}/{PAGE}#{code.lower()}" if _site() else ""
