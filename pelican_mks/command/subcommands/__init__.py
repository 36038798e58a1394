"""One module a subcommand: its arguments, options and help.

What a subcommand needs is imported where it runs, so that `--help` and completion come at once.
"""
