"""The time that the plugin adds to the build of a site: the CPU time of `pelican` processes run alternately."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from statistics import mean, stdev
from tempfile import TemporaryDirectory

_QUANTILES = (12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26)
"""Two-sided 95 % quantiles of Student's t distribution for 2 to 10 rounds."""
_BYTECODE = Path(".cache", "bytecode").absolute()
_SETTINGS = """
PATH = "content"
OUTPUT_PATH = "output"
PLUGINS = {plugins!r}
SITEURL = "https://example.org"
TIMEZONE = "UTC"
"""
_ARTICLE = """\
Title: Week {n}
Date: 2020-01-02
Slug: week-{n}

{prose}

{widget}
{prose}
"""
_PARAGRAPH = """\
The party branch of a firm told its [members](https://example.org/a?b={n}) to study speeches. Many of them say
that it costs time which they would rather spend with their *families*, or at **work**.

"""
_WIDGET = """\
[mks_tabs nav="horizontal"]
[mks_tab_item title="Translation"]
Every week, {n} employees learn the speeches of the *party*.
[/mks_tab_item]
[mks_tab_item title="Original Quote"]
对党忠诚、为党分忧，企业员工每周学习{n}。
[/mks_tab_item]
[/mks_tabs]

"""
_IMPORT = """
from time import process_time
import markdown.extensions.extra, pelican, pelican.generators, pelican.readers
before = process_time()
import pelican_mks.site.plugin, pelican_mks.markdown
print(process_time() - before)
"""


@dataclass(frozen=True, slots=True)
class Overhead:
    """The time that the plugin adds to a build."""

    what: str
    limit: float
    share: float
    """The added time as a fraction of the build without the plugin."""
    error: float
    """Half the width of the 95 % confidence interval of the share."""
    article: float
    """Seconds per article."""


def overheads(articles: int, rounds: int, progress: Callable[[str], object]) -> list[Overhead]:
    """Build sites whose articles contain a widget each, and sites without shortcodes, at least twice."""
    found = []
    for what, widget, limit in (("a widget", _WIDGET, 0.05), ("no shortcode", "", 0.005)):
        with _site(articles, widget) as folder:
            without, with_plugin = [], []
            _seconds(folder, "with.py")  # compiles the bytecode
            for number in range(rounds):
                progress(f"build {number + 1} of {rounds}, articles with {what}")
                without.append(_seconds(folder, "without.py"))
                with_plugin.append(_seconds(folder, "with.py"))
        share, error = _share(without, with_plugin)
        found.append(Overhead(what, limit, share, error, share * mean(without) / articles))
    return found


def import_time(rounds: int) -> float:
    """Return the CPU seconds that importing the plugin adds to Pelican's own imports."""
    command = [sys.executable, "-c", _IMPORT]
    return min(float(_printed(command, Path.cwd())) for _ in range(rounds))


def _share(without: Sequence[float], with_plugin: Sequence[float]) -> tuple[float, float]:
    """Return the added share and its error, from the ratios of consecutive builds."""
    ratios = [after / before for before, after in zip(without, with_plugin, strict=True)]
    quantile = _QUANTILES[min(len(ratios), len(_QUANTILES) + 1) - 2]
    return mean(ratios) - 1, quantile * stdev(ratios) / sqrt(len(ratios))


@contextmanager
def _site(articles: int, widget: str) -> Iterator[Path]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "content").mkdir()
        for plugins, file in (([], "without.py"), (["pelican_mks"], "with.py")):
            (folder / file).write_text(_SETTINGS.format(plugins=plugins), encoding="utf-8")
        article = _ARTICLE.replace("{prose}", _PARAGRAPH * 20).replace("{widget}", widget)
        for number in range(articles):
            text = article.replace("{n}", str(number))
            (folder / "content" / f"{number}.md").write_text(text, encoding="utf-8")
        yield folder


def _seconds(folder: Path, settings: str) -> float:
    """Return the CPU time of a build, including imports."""
    command = [sys.executable, "-m", "pelican", "--quiet", "--settings", settings]
    before = _children()
    _printed(command, folder)
    return _children() - before


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _printed(command: Sequence[str], folder: Path) -> str:
    # pip compiles bytecode when it installs a package; an editable install is compiled on every run.
    bytecode = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(_BYTECODE)}
    done = subprocess.run(  # noqa: S603 - our own commands
        command,
        check=True,
        cwd=folder,
        env={**os.environ, **bytecode},
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout
