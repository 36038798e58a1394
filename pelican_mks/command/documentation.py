"""Where a rule is documented."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, metadata

_PAGE = "rules.html"


@cache
def _site() -> str:
    """The address of the documentation, as the package's metadata has it; empty if they have none."""
    try:
        urls = metadata("pelican-mks").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    named = dict(url.split(", ", 1) for url in urls if ", " in url)
    return str(named.get("Documentation", ""))


def rule_url(code: str) -> str:
    """The address of the part about a rule; empty if the documentation is not published."""
    return f"{_site().rstrip('/')}/{_PAGE}#{code.lower()}" if _site() else ""
