"""Installed as ``pelican.plugins.mks``, where Pelican looks for plugins without being told."""

from pelican_mks import register

__all__ = ["register"]
