"""The command `pelican-mks`: checks and repairs the author's files, renders HTML, lists shortcodes."""
