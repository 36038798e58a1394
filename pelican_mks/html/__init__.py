"""HTML: tokens, open elements and text."""
