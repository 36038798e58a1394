"""Settings that several tests use."""

from __future__ import annotations

from pelican_mks.render.settings import Settings

ALL_ENABLED = Settings(shortcodes=("meks", "wordpress"))
"""Every built-in shortcode is enabled."""
