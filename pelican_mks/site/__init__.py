"""Pelican: receivers, settings, assets and custom shortcodes."""
