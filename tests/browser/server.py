"""A site on this machine, with pages that a test writes while it runs."""

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
"""A script that every page begins with, once a driver has put it there: for one that cannot run
scripts of its own before those of a page."""
TYPES = {
    ".css": "text/css;charset=utf-8",
    ".js": "text/javascript;charset=utf-8",
    ".mjs": "text/javascript;charset=utf-8",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
}


@dataclass
class Site:
    """Answers what was published, the files below `root` if there is one, the plugin's, and 404."""

    files: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    origin: str = ""
    root: Path | None = None
    _pauses: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def publish(self, source: str, path: str = "/article.html", **options: Any) -> str:
        """Publish a page made of `source` and tell its address."""
        self.files[path] = page(source, **options)
        return self.origin + path

    def resume(self) -> None:
        """Let one answer that waits at a pause go on."""
        self._pauses.release()

    def pieces(self, path: str) -> list[bytes] | None:
        """What is at `path`, divided where the server has to pause."""
        if path in self.files:
            return [self._with_first(piece.encode()) for piece in self.files[path].split(PAUSE)]
        places = [folder / path.removeprefix("/") for folder in (self.root, STATIC) if folder]
        return next(
            ([self._with_first(place.read_bytes())] for place in places if place.is_file()), None
        )

    def _with_first(self, piece: bytes) -> bytes:
        """A page with the script that runs before all others, where there is one."""
        if FIRST not in self.files:
            return piece
        return piece.replace(b"<head>", f'<head><script src="{FIRST}"></script>'.encode(), 1)

    def wait(self) -> None:
        """Wait for `resume`, but not for ever: a failed test must not keep the server."""
        self._pauses.acquire(timeout=20)


class Server(ThreadingHTTPServer):
    """Serves a `Site` on a free port of this machine."""

    daemon_threads = True

    def __init__(self, site: Site) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.site = site
        site.origin = f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Answers GET."""

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
        """Nothing: the tests speak for themselves."""
