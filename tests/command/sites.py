"""Create sites in temporary folders, and run the command."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from pelican_mks.command.cli import main
from pelican_mks.command.site import open_site

CONF = "PATH = 'content'\nARTICLE_PATHS = ['']\nTIMEZONE = 'UTC'\nTHEME = 'simple'\n"


def make_site(folder: Path) -> Path:
    """Create settings and an empty content folder."""
    (folder / "content").mkdir()
    (folder / "pelicanconf.py").write_text(CONF, encoding="utf-8")
    open_site.cache_clear()
    return folder


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(main, arguments, input=stdin, prog_name="pelican-mks")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def found(result: Result) -> list[str]:
    """Return the lines of a report that contain a diagnostic."""
    return [line for line in result.stdout.splitlines() if ": MKS" in line]


def places(result: Result) -> list[str]:
    """Return the line, column and code of each diagnostic, and [*] if it can be fixed."""
    return [" ".join(line.split(":", 1)[1].split()[:3]).split(" [m")[0] for line in found(result)]
