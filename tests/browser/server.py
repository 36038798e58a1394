"""A local site whose pages a test can change while it runs."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pelican_mks
from tests.browser.pages import PAUSE, page

STATIC = Path(pelican_mks.__file__).parent / "static" / "pelican_mks"
FIRST = "/first.js"
"""A script that every page loads first, if there is one: for drivers that cannot run a script before the page's."""
TYPES = {
    ".css": "text/css;charset=utf-8",
    ".js": "text/javascript;charset=utf-8",
    ".mjs": "text/javascript;charset=utf-8",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
}


@dataclass
class Site:
    """The site's content: published pages, then the files below `root`, then the plugin's files."""

    files: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    origin: str = ""
    root: Path | None = None
    _pauses: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def publish(self, source: str, path: str = "/article.html", **options: Any) -> str:
        """Publish a page with `source` as its article; return its URL."""
        self.files[path] = page(source, **options)
        return self.origin + path

    def resume(self) -> None:
        """Let one response that waits at a pause continue."""
        self._pauses.release()

    def pieces(self, path: str) -> list[bytes] | None:
        """The content at `path`, split at its pauses."""
        if path in self.files:
            return [self._with_first(piece.encode()) for piece in self.files[path].split(PAUSE)]
        places = [folder / path.removeprefix("/") for folder in (self.root, STATIC) if folder]
        return next(
            ([self._with_first(place.read_bytes())] for place in places if place.is_file()), None
        )

    def _with_first(self, piece: bytes) -> bytes:
        """Insert the script that runs before all others, if there is one."""
        if FIRST not in self.files:
            return piece
        return piece.replace(b"<head>", f'<head><script src="{FIRST}"></script>'.encode(), 1)

    def wait(self) -> None:
        """Wait for `resume`, with a timeout so that a failed test does not block the server."""
        self._pauses.acquire(timeout=20)


class Server(ThreadingHTTPServer):
    """A server for a `Site`, on a free port of this machine."""

    daemon_threads = True

    def __init__(self, site: Site) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.site = site
        site.origin = f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Handle GET for pages and files, and PUT for the first script."""

    server: Server

    def do_GET(self) -> None:
        site = self.server.site
        path = urlsplit(self.path).path
        pieces = site.pieces(path)
        self.send_response(404 if pieces is None else 200)
        self.send_header("Content-Type", TYPES.get(Path(path).suffix, "text/html;charset=utf-8"))
        self.send_header("Cache-Control", "no-store")
        for name, value in site.headers.items():
            self.send_header(name, value)
        self.end_headers()
        for number, piece in enumerate(pieces or []):
            if number:
                site.wait()
            self.wfile.write(piece)
            self.wfile.flush()

    def do_PUT(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.site.files[self.path] = self.rfile.read(length).decode()
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Log nothing."""
