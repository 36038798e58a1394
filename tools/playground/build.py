"""The files that the playground loads: Pyodide from npm, and the package with Python-Markdown as an archive.

`python -m tools.playground.build output` writes them into the site in `output`.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pelican_mks
from tools import npm

PYODIDE = "pyodide@314.0.7"
RUNTIME = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "pyodide-lock.json",
    "python_stdlib.zip",
)
_FOLDER = Path(__file__).parent
_NPM = _FOLDER.parent.parent / ".cache" / "npm"
_NEEDED = (".py", ".txt", ".mo", ".css", ".js")
_LEFT_OUT = ("command",)
"""Folders of the package that the browser does not need."""
_METADATA = ("METADATA", "entry_points.txt")


def build(site: Path) -> Path:
    """Write the playground's files below the folder of a built `site`; return their folder."""
    runtime = _NPM / "node_modules" / "pyodide"
    if f'"version": "{PYODIDE.partition("@")[2]}"' not in _read(runtime / "package.json"):
        npm.install(_NPM, PYODIDE)
    folder = site / "playground"
    folder.mkdir(parents=True, exist_ok=True)
    for name in RUNTIME:
        shutil.copyfile(runtime / name, folder / name)
    shutil.copyfile(_FOLDER / "worker.mjs", folder / "worker.mjs")
    write_archive(folder / "packages.zip")
    return folder


def write_archive(path: Path) -> None:
    """Write the package, Python-Markdown and what the worker calls, as one archive."""
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, file in _files():
            archive.write(file, name)


def _files() -> Iterator[tuple[str, Path]]:
    """The files of the archive by their names in it."""
    yield "session.py", _FOLDER / "session.py"
    package = Path(pelican_mks.__file__).parent
    for path in sorted(package.rglob("*")):
        within = path.relative_to(package)
        if path.suffix in _NEEDED and within.parts[0] not in _LEFT_OUT:
            yield f"{package.name}/{within.as_posix()}", path
    # With its metadata, which name its extensions.
    markdown = distribution("markdown")
    for file in markdown.files or ():
        if file.suffix == ".py" or file.name in _METADATA:
            yield str(file), Path(str(markdown.locate_file(file)))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    build(Path(sys.argv[1]))
