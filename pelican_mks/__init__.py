"""Meks Flexible Shortcodes for Pelican: WordPress tabs that survive the move, accessible and fast.

Without Pelican: `transform(html)` renders the shortcodes in a piece of HTML.
"""

from __future__ import annotations

from pelican_mks.shortcodes.declaration import Attribute, Shortcode
from pelican_mks.shortcodes.diagnostic import Diagnostic
from pelican_mks.transform import Result, transform

__version__ = "0.1.0"
__all__ = [
    "Attribute",
    "Diagnostic",
    "Result",
    "Shortcode",
    "__version__",
    "register",
    "transform",
]


def register() -> None:
    """Connect the plugin; Pelican calls this."""
    from pelican_mks.site.plugin import connect  # noqa: PLC0415 - the core works without Pelican

    connect()
