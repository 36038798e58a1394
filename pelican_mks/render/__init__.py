"""Rendering: what the families share, and writing their HTML into the article."""
