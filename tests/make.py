"""Dry runs of `make`."""

from __future__ import annotations

import os
import subprocess

from tests.sites import PROJECT


def dry_run(command: str, **environment: str) -> str:
    """The commands that a line such as `make test` would run; fail if `make` cannot build the target."""
    assert command.startswith("make ")
    done = subprocess.run(  # noqa: S603 - lines of our own files
        ["/bin/sh", "-ec", command.replace("make ", "make --dry-run --always-make ", 1)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
