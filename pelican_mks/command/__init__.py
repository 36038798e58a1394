"""The command `pelican-mks`: check and fix files, render HTML, import posts, look up shortcodes and rules."""
