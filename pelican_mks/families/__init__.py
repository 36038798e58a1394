"""One module a family of shortcodes: its declarations and its renderers."""
