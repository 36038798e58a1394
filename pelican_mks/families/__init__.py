"""The families of shortcodes: a module each, with its declarations and renderers."""
