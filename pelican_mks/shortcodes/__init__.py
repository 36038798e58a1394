"""Shortcodes: declarations, lexer, parser, tree and diagnostics."""
