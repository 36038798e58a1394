"""An article shown in a browser as it is being written: a page from this machine that reloads on every change."""

from __future__ import annotations

import mimetypes
import webbrowser
from collections.abc import Callable
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from urllib.parse import quote, unquote, urlsplit

from bs4 import BeautifulSoup

from pelican_mks.command.files import read_file
from pelican_mks.command.page import standalone
from pelican_mks.command.rendered import UnreadableError, texts
from pelican_mks.command.site import Site
from pelican_mks.shortcodes.diagnostic import printable
from pelican_mks.source.findings import Finding, locate

_HOST = "127.0.0.1"
_VERSION = "/.version"
_FILES = "/.files/"
_PLACEHOLDERS = ("{static}", "{attach}", "{filename}", "|filename|")
_LINKS = ("src", "href", "poster")
_RELOAD = """<script>
let seen;
setInterval(async () => {{
  const answer = await fetch("{version}").catch(() => null);
  const version = answer && await answer.text();
  if (seen && version && version !== seen) location.reload();
  seen = version || seen;
}}, 500);
</script>
"""


class Preview:
    """The page of one article, rendered whenever it is asked for."""

    def __init__(self, site: Site, path: Path, log: Callable[[str], None]) -> None:
        self.site = site
        self.path = path
        self.content = Path(site.generator.path).resolve()
        self.log = log
        self.lock = Lock()
        self.told: list[Finding] = []

    def version(self) -> str:
        """What differs when the article has changed."""
        try:
            status = self.path.stat()
        except OSError:
            return "missing"
        return f"{status.st_mtime_ns}-{status.st_size}"

    def page(self) -> str:
        """The whole page; what went wrong if there is none."""
        # Pelican's readers were not made for several threads.
        with self.lock:
            try:
                text = read_file(self.path).text
                article = self.site.article(self.path, text)
            except (OSError, UnicodeDecodeError, UnreadableError) as error:
                self.log(f"{self.path}: {error}")
                return standalone(f"<pre>{escape(str(error))}</pre>{self._script()}", title="Error")
            found = locate(texts(article.rendered), text, self.site.lexicon, str(self.path))
        if found != self.told:
            self.told = found
            for finding in found:
                self.log(printable(str(finding)))
        html = self.with_files(article.rendered[0].result.html)
        body = f"<h1>{article.title}</h1>\n{html}\n{self._script()}"
        return standalone(body, title=article.title, language=article.language)

    def _script(self) -> str:
        return _RELOAD.format(version=_VERSION)

    def with_files(self, html: str) -> str:
        """The page with its links to files of the site leading to this server."""
        if not any(each in html for each in _PLACEHOLDERS):
            return html
        soup = BeautifulSoup(html, "html.parser")
        for tag in soup.find_all(True):
            for name in _LINKS:
                if address := self.served(str(tag.get(name, ""))):
                    tag[name] = address
        return str(soup)

    def served(self, link: str) -> str:
        """The address here of a file of the site; empty if the link leads to none."""
        for placeholder in _PLACEHOLDERS:
            if link.lower().startswith(placeholder):
                name = unquote(urlsplit(link[len(placeholder) :]).path)
                folder = self.content if name.startswith("/") else self.path.resolve().parent
                place = (folder / name.lstrip("/")).resolve()
                if place.is_relative_to(self.content):
                    return _FILES + quote(place.relative_to(self.content).as_posix())
        return ""

    def file(self, address: str) -> Path | None:
        """The file of the site that an address here stands for."""
        place = (self.content / unquote(address.removeprefix(_FILES))).resolve()
        return place if place.is_relative_to(self.content) and place.is_file() else None


def serve(preview: Preview, port: int, *, browser: bool) -> None:
    """Show a preview until somebody interrupts; raises `OSError` if the port is taken."""
    with ThreadingHTTPServer((_HOST, port), handler(preview)) as server:
        address = f"http://{_HOST}:{server.server_port}/"
        preview.log(f"{preview.path} is shown at {address} – Ctrl+C ends it.")
        if browser:
            webbrowser.open(address)
        server.serve_forever()


def handler(preview: Preview) -> type[BaseHTTPRequestHandler]:
    """What answers a browser's requests for a preview."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            # Another site's name that leads to this machine must not read the article.
            host = self.headers.get("Host", "").partition(":")[0]
            path = urlsplit(self.path).path
            if host not in (_HOST, "localhost"):
                self.send_error(HTTPStatus.FORBIDDEN)
            elif path == "/":
                self.answer(preview.page().encode("utf-8", "replace"), "text/html; charset=utf-8")
            elif path == _VERSION:
                self.answer(preview.version().encode(), "text/plain")
            elif path.startswith(_FILES) and (file := preview.file(path)):
                kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
                self.answer(file.read_bytes(), kind)
            else:
                self.send_error(HTTPStatus.NOT_FOUND)

        def answer(self, body: bytes, kind: str) -> None:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing of each request."""

    return Handler
