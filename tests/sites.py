"""Build whole sites in a temporary folder, in this process."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from blinker import ANY, Signal
from pelican import Pelican, signals
from pelican.log import LimitFilter
from pelican.settings import read_settings

PROJECT = Path(__file__).parent.parent
REFERENCE_ARTICLE = PROJECT / "content/articles/party-branches.md"
ARTICLE = "Title: {title}\nDate: 2020-01-02\nSlug: {slug}\n{more}\n{body}\n"
WIDGET = (
    '[mks_tabs]\n[mks_tab_item title="A"]one[/mks_tab_item]\n'
    '[mks_tab_item title="B"]two[/mks_tab_item]\n[/mks_tabs]'
)


@dataclass(frozen=True, slots=True)
class Site:
    """A built site, and the warnings and errors logged during the build."""

    output: Path
    log: tuple[str, ...]

    def page(self, name: str) -> str:
        return (self.output / name).read_text(encoding="utf-8")

    def pages(self) -> dict[str, str]:
        """All HTML pages and feeds, by path."""
        return {
            str(path.relative_to(self.output)): path.read_text(encoding="utf-8")
            for path in sorted(self.output.rglob("*"))
            if path.suffix in {".html", ".xml"}
        }


def article(body: str, *, title: str = "One", slug: str = "one", more: str = "") -> str:
    """The text of an article's file; `more` is further lines of metadata."""
    return ARTICLE.format(title=title, slug=slug, more=more, body=body)


def neighbour(signal: Signal, receiver: Callable[..., object]) -> ModuleType:
    """Another plugin for `PLUGINS`, with one receiver."""
    plugin = ModuleType("neighbour")
    vars(plugin)["register"] = lambda: signal.connect(receiver, weak=False)
    return plugin


def build(folder: Path, files: Mapping[str, str], **settings: Any) -> Site:
    """Build a site of `files`, which are given by their path in the content folder."""
    content = folder / "content"
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    site = {
        "PATH": str(content),
        "OUTPUT_PATH": str(folder / "output"),
        "CACHE_PATH": str(folder / "cache"),
        "PLUGINS": ["pelican_mks"],
        "THEME": "simple",
        "SITEURL": "https://example.org",
        "TIMEZONE": "UTC",
        "FEED_ALL_ATOM": "feeds/all.atom.xml",
        "FEED_ALL_RSS": "feeds/all.rss.xml",
        "DEFAULT_CATEGORY": "misc",
        **settings,
    }
    return _run(None, site)


def build_demo(output: Path, **settings: Any) -> Site:
    """Build this project's demo site."""
    return _run(str(PROJECT / "pelicanconf.py"), {"OUTPUT_PATH": str(output), **settings})


def demo_redirects() -> list[str]:
    """The demo site's pages that only redirect to another page."""
    pages = read_settings(str(PROJECT / "pelicanconf.py"))["TEMPLATE_PAGES"].values()
    return [page for page in pages if page.endswith(".html")]


def _run(path: str | None, override: Mapping[str, Any]) -> Site:
    with _collected_log() as records:
        settings = read_settings(path, override=dict(override))
        Pelican(settings).run()
    return Site(Path(settings["OUTPUT_PATH"]), tuple(record.getMessage() for record in records))


class _Collector(logging.Handler):
    """A log handler that keeps all records."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def _collected_log() -> Iterator[list[logging.LogRecord]]:
    """Collect warnings and errors; disconnect all plugins before and after."""
    collector = _Collector()
    root = logging.getLogger()
    root.addHandler(collector)
    LimitFilter._raised_messages.clear()
    LimitFilter._group_count.clear()
    _disconnect_plugins()
    try:
        yield collector.records
    finally:
        root.removeHandler(collector)
        _disconnect_plugins()


def _disconnect_plugins() -> None:
    """Disconnect the receivers of plugins, which would otherwise run in all later builds of this process."""
    for signal, receiver in _receivers() - _PELICANS_RECEIVERS:
        signal.disconnect(receiver)


def _receivers() -> set[tuple[Signal, Any]]:
    """All receivers of Pelican's signals, each with its signal."""
    found = [signal for signal in vars(signals).values() if isinstance(signal, Signal)]
    return {(signal, receiver) for signal in found for receiver in signal.receivers_for(ANY)}


_PELICANS_RECEIVERS = _receivers()
