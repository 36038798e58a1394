"""`python -m pelican_mks` is the command `pelican-mks`."""

from __future__ import annotations

from pelican_mks.command.cli import main

if __name__ == "__main__":
    main(prog_name="pelican-mks")
