"""The preview of an article."""

from __future__ import annotations

import os
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from bs4 import BeautifulSoup

from pelican_mks.command.preview import Preview, handler
from pelican_mks.command.site import open_site
from tests.command.sites import run, write
from tests.sites import WIDGET, article


class Browser:
    """A client that requests pages from the server."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, host: str = "127.0.0.1") -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        found = answer.status, answer.read()
        connection.close()
        return found


@pytest.fixture
def path(site: Path) -> Path:
    return write(site, "posts/one.md", article(WIDGET))


@pytest.fixture
def log() -> list[str]:
    return []


@pytest.fixture
def browser(site: Path, path: Path, log: list[str]) -> Iterator[Browser]:
    preview = Preview(open_site(str(site / "pelicanconf.py")), path, log.append)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(preview)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield Browser(server.server_port)
        server.shutdown()
        thread.join()


def test_shows_the_article_with_its_widgets(browser: Browser) -> None:
    status, page = browser.get("/")
    soup = BeautifulSoup(page, "html.parser")
    assert status == 200
    assert len(soup.select(".mks-tabs__panel")) == 2
    assert [each.get_text() for each in soup.select("title, h1")] == ["One", "One"]
    assert "mks-tabs" in soup.select("style")[0].get_text()


def test_shows_a_change_and_reloads_the_page(browser: Browser, path: Path) -> None:
    before = browser.get("/.version")[1]
    assert browser.get("/.version")[1] == before
    path.write_text(article("Something *new*."), encoding="utf-8")
    os.utime(path, (1, 1))
    assert browser.get("/.version")[1] != before
    assert b"<em>new</em>" in browser.get("/")[1]
    assert b'fetch("/.version")' in browser.get("/")[1]


def test_files_of_the_site_are_shown(site: Path, browser: Browser, path: Path) -> None:
    (site / "content/images").mkdir()
    (site / "content/images/a b.png").write_bytes(b"picture")
    (site / "content/posts/c.png").write_bytes(b"another")
    links = ("{static}/images/a%20b.png", "{attach}c.png", "{static}/../pelicanconf.py")
    path.write_text(article(" ".join(f"![x]({link})" for link in links)), encoding="utf-8")
    soup = BeautifulSoup(browser.get("/")[1], "html.parser")
    sources = [str(image["src"]) for image in soup.select("img")]
    assert [browser.get(source) for source in sources[:2]] == [(200, b"picture"), (200, b"another")]
    assert browser.get(sources[2])[0] == 404
    assert browser.get("/.files/../pelicanconf.py")[0] == 404
    assert browser.get("/.files/%2e%2e/pelicanconf.py")[0] == 404


def test_an_error_is_shown_and_logged(browser: Browser, path: Path, log: list[str]) -> None:
    path.write_text("Title: One\nDate: never\n\nText.", encoding="utf-8")
    assert b"is not a valid date" in browser.get("/")[1]
    assert "is not a valid date" in log[-1]
    path.unlink()
    assert browser.get("/")[0] == 200
    assert browser.get("/.version")[1] == b"missing"


def test_problems_are_logged_once(browser: Browser, path: Path, log: list[str]) -> None:
    path.write_text(article("[/mks_tabs]"), encoding="utf-8")
    browser.get("/")
    browser.get("/")
    assert len(log) == 1
    assert ":5:1: MKS005 " in log[0]


def test_no_other_site_can_read_it(browser: Browser) -> None:
    assert browser.get("/", host="evil.example")[0] == 403
    assert browser.get("/favicon.ico")[0] == 404


def test_a_taken_port_is_an_error(path: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(Preview.__new__(Preview))) as server:
        result = run("preview", str(path), "--no-browser", "--port", str(server.server_port))
    assert result.exit_code == 2
    assert "Choose another with --port" in result.stderr
