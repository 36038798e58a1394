"""What the plugin adds to the build of a whole site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import SCRIPTS, article

_PROGRAM = Path(__file__).with_name("one_build.py")
_BYTECODE = Path(".cache", "bytecode").absolute()
"""The first round writes it."""
_IMPORT = """
from time import process_time
begin = process_time()
import markdown.extensions.extra, pelican, pelican.generators, pelican.readers
middle = process_time()
{}
print(middle - begin, process_time() - middle)
"""
_FIRST = "pelican_mks.transform('<p>[mks_tabs][mks_tab_item]x[/mks_tab_item][/mks_tabs]</p>')"


@dataclass(frozen=True, slots=True)
class Imports:
    """CPU seconds of imports."""

    pelican: float
    ours: float
    """Beyond Pelican's."""


@dataclass(frozen=True, slots=True)
class Build:
    """CPU seconds of a build, with the plugin and without."""

    articles: int
    plain: float
    ours: float
    inside: float
    """What passed in the plugin's own functions, for every article but the first."""
    once: float
    """What passed in them before, and for the first article, when expressions are compiled."""

    @property
    def share(self) -> float:
        """What the plugin adds, as a part of the build without it."""
        return self.ours / self.plain - 1

    @property
    def share_inside(self) -> float:
        """What the plugin's own functions take, as a part of the build without them."""
        return self.inside / self.plain


def build(articles: int, rounds: int) -> Build:
    """Build a site of articles with a widget each."""
    best: dict[str, list[float]] = {}
    with _site(articles) as folder:
        for _ in range(rounds):
            for plugins in ("", "pelican_mks"):
                site = json.dumps(_settings(folder, plugins))
                times = [float(word) for word in _printed(str(_PROGRAM), site)]
                best[plugins] = [*map(min, times, best.get(plugins, times))]
    return Build(articles, best[""][0], *best["pelican_mks"])


def import_times(rounds: int) -> Imports:
    """Import Pelican, then the plugin."""
    return Imports(*_shortest("import pelican_mks.site.plugin, pelican_mks.markdown", rounds))


def first_use(rounds: int) -> float:
    """CPU seconds that the first article with a widget takes beyond the second."""
    once = _shortest(f"import pelican_mks; middle = process_time(); {_FIRST}", rounds)[1]
    twice = f"import pelican_mks; {_FIRST}; middle = process_time(); {_FIRST}"
    return once - _shortest(twice, rounds)[1]


def _shortest(work: str, rounds: int) -> list[float]:
    best: list[float] = []
    for _ in range(rounds):
        times = [float(word) for word in _printed("-c", _IMPORT.format(work))]
        best = [*map(min, times, best or times)]
    return best


@contextmanager
def _site(articles: int) -> Iterator[Path]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "content").mkdir()
        texts = [article(script, 1) for script in SCRIPTS]
        for number in range(articles):
            head = f"Title: Article {number}\nDate: 2020-01-02\nSlug: article-{number}\n\n"
            text = head + texts[number % len(texts)]
            (folder / "content" / f"{number}.md").write_text(text, encoding="utf-8")
        yield folder


def _settings(folder: Path, plugins: str) -> dict[str, object]:
    return {
        "PATH": str(folder / "content"),
        "OUTPUT_PATH": str(folder / f"output-{plugins}"),
        "PLUGINS": plugins.split(),
        "SITEURL": "https://example.org",
        "TIMEZONE": "UTC",
        "DEFAULT_PAGINATION": 10,
    }


def _printed(*arguments: str) -> list[str]:
    """The words that Python prints, in a process of its own."""
    command = [sys.executable, *arguments]
    # pip compiles what it installs: without bytecode of ours, the compiler would be measured, not the import.
    environment = {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(_BYTECODE),
    }
    done = subprocess.run(  # noqa: S603 - our own
        command, check=True, stdout=subprocess.PIPE, text=True, env=environment
    )
    return done.stdout.splitlines()[-1].split()
