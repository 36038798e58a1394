"""`pelican-mks preview`."""

from __future__ import annotations

import re
import webbrowser
from collections.abc import Callable
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import click

from pelican_mks.command.console import settings_path as find_settings
from pelican_mks.command.errors import UnreadableError, fail
from pelican_mks.command.files import read_file, reason
from pelican_mks.command.options import color_option, settings_option
from pelican_mks.command.render import standalone_page
from pelican_mks.shortcodes.diagnostic import printable
from pelican_mks.source.diagnostics import FileDiagnostic, locate

if TYPE_CHECKING:
    from pelican_mks.command.site import Site

_HOST = "127.0.0.1"
_VERSION = "/.version"
_FILES = "/.files/"
_LINK = re.compile(
    r"(?P<start>\s(?:src|href|poster)\s*=\s*[\"']?)"
    r"(?:\{(?:static|attach|filename)\}|\|filename\|)(?P<absolute>/?)",
    re.IGNORECASE,
)
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


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@settings_option
@click.option(
    "-p",
    "--port",
    type=click.IntRange(0, 65535),
    default=8011,
    show_default=True,
    help="The port to use; 0 for any free one.",
)
@click.option("--browser/--no-browser", default=True, help="Whether to open a browser.")
@color_option
def preview(path: Path, settings_path: str | None, port: int, browser: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Show an article in a browser and reload it on every change.

    The article is read as in a build of the site and shown without the theme. The page is available only
    on this machine. Problems are reported here.

    \b
    Examples:
      pelican-mks preview content/article.md
    """  # noqa: D301 - \b keeps click from joining the lines
    from pelican_mks.command.site import open_site  # noqa: PLC0415 - Pelican is slow to import

    shown = Preview(open_site(find_settings(settings_path)), path, click.echo)
    try:
        with ThreadingHTTPServer((_HOST, port), handler(shown)) as server:
            address = f"http://{_HOST}:{server.server_port}/"
            click.echo(f"{path} is shown at {address}. Press Ctrl+C to stop.")
            if browser:
                webbrowser.open(address)
            server.serve_forever()
    except OSError as error:
        fail(f"port {port}: {reason(error)}. Choose another with --port")


class Preview:
    """The page of one article, rendered on every request."""

    def __init__(self, site: Site, path: Path, log: Callable[[str], None]) -> None:
        self.site = site
        self.path = path
        self.content = Path(site.generator.path).resolve()
        self.log = log
        self.lock = Lock()
        self.reported: list[FileDiagnostic] = []

    def version(self) -> str:
        """Return a text that changes with the article."""
        try:
            status = self.path.stat()
        except OSError:
            return "missing"
        return f"{status.st_mtime_ns}-{status.st_size}"

    def page(self) -> str:
        """Return the whole page, or one with the error if the article cannot be read."""
        reload = _RELOAD.format(version=_VERSION)
        # Pelican's readers are not safe for threads.
        with self.lock:
            try:
                source = read_file(self.path).text
                article = self.site.article(self.path, source)
            except UnreadableError as error:
                self.log(f"{self.path}: {error}")
                return standalone_page(f"<pre>{escape(str(error))}</pre>{reload}", title="Error")
            found = locate(article.texts, source, self.site.lexicon, str(self.path))
        if found != self.reported:
            self.reported = found
            for each in found:
                self.log(printable(str(each)))
        html = self.with_links(article.texts[0].result.html)
        body = f"<h1>{article.title}</h1>\n{html}\n{reload}"
        return standalone_page(body, title=article.title, language=article.language)

    def with_links(self, html: str) -> str:
        """Let links to files of the site lead to this server."""
        folder = self.path.resolve().parent
        here = ""
        if folder.is_relative_to(self.content):
            here = quote(f"{folder.relative_to(self.content).as_posix()}/")

        def link(found: re.Match[str]) -> str:
            return f"{found['start']}{_FILES}{'' if found['absolute'] else here}"

        return _LINK.sub(link, html)


def handler(preview: Preview) -> type[SimpleHTTPRequestHandler]:
    """Return the class that answers the requests of a browser."""

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(preview.content))

        def do_GET(self) -> None:
            # The name of another site that leads to this machine must not read the article.
            host = self.headers.get("Host", "").partition(":")[0]
            path = urlsplit(self.path).path
            if host not in (_HOST, "localhost"):
                self.send_error(HTTPStatus.FORBIDDEN)
            elif path == "/":
                self.answer(preview.page(), "text/html; charset=utf-8")
            elif path == _VERSION:
                self.answer(preview.version(), "text/plain")
            elif path.startswith(_FILES) and Path(self.translate_path(path)).is_file():
                super().do_GET()
            else:
                self.send_error(HTTPStatus.NOT_FOUND)

        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix(_FILES.rstrip("/")))

        def answer(self, text: str, kind: str) -> None:
            body = text.encode("utf-8", "replace")
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Do not log requests."""

    return Handler
