"""Builds whole sites in a temporary folder, in this process."""

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
ARTICLE = "Title: {title}\nDate: 2020-01-02\nSlug: {slug}\n{more}\n{body}\n"
WIDGET = (
    '[mks_tabs]\n[mks_tab_item title="A"]one[/mks_tab_item]\n'
    '[mks_tab_item title="B"]two[/mks_tab_item]\n[/mks_tabs]'
)


@dataclass(frozen=True, slots=True)
class Site:
    """A built site, and what was logged while it was built."""

    output: Path
    log: tuple[str, ...]

    def page(self, name: str) -> str:
        return (self.output / name).read_text(encoding="utf-8")

    def pages(self) -> dict[str, str]:
        """All HTML pages and feeds by their path."""
        return {
            str(path.relative_to(self.output)): path.read_text(encoding="utf-8")
            for path in sorted(self.output.rglob("*"))
            if path.suffix in {".html", ".xml"}
        }


def article(body: str, *, title: str = "One", slug: str = "one", more: str = "") -> str:
    """An article's file: `more` holds further lines of metadata."""
    return ARTICLE.format(title=title, slug=slug, more=more, body=body)


def neighbour(signal: Signal, receiver: Callable[..., object]) -> ModuleType:
    """Another plugin for `PLUGINS`, with one receiver."""
    plugin = ModuleType("neighbour")
    vars(plugin)["register"] = lambda: signal.connect(receiver, weak=False)
    return plugin


def build(folder: Path, files: Mapping[str, str], **settings: Any) -> Site:
    """Build `files`, by their path below the content folder."""
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
    """Build the project's own demo site."""
    return _run(str(PROJECT / "pelicanconf.py"), {"OUTPUT_PATH": str(output), **settings})


def _run(path: str | None, override: Mapping[str, Any]) -> Site:
    with _listening() as records:
        settings = read_settings(path, override=dict(override))
        Pelican(settings).run()
    return Site(Path(settings["OUTPUT_PATH"]), tuple(record.getMessage() for record in records))


class _Collector(logging.Handler):
    """Keeps records as they are."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """Collect warnings and errors, and leave neither filters nor receivers behind."""
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
    """Take off what plugins have connected: it would stay for all builds in this process."""
    for signal, receiver in _connected() - _ALWAYS_CONNECTED:
        signal.disconnect(receiver)


def _connected() -> set[tuple[Signal, Any]]:
    """All receivers of Pelican's signals."""
    found = [signal for signal in vars(signals).values() if isinstance(signal, Signal)]
    return {(signal, receiver) for signal in found for receiver in signal.receivers_for(ANY)}


_ALWAYS_CONNECTED = _connected()
