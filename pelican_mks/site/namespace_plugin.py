"""Installed as `pelican.plugins.mks`, where Pelican finds it without the setting `PLUGINS`."""

from pelican_mks import register

__all__ = ["register"]
