"""From the tree to HTML, one module a family of shortcodes."""
