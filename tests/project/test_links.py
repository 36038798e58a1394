"""Every link on the built site has a target, and the build writes nothing outside the site."""

from __future__ import annotations

import re
import tomllib
from html import unescape
from inspect import signature
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from markdown import markdown
from pelican.readers import Readers
from pelican.settings import read_settings
from pelican.utils import wait_for_changes

from pelican_mks.command import documentation
from pelican_mks.shortcodes.diagnostic import RULES
from tests.shared import Shared
from tests.sites import PROJECT, Site, demo_redirects

CONF = PROJECT / "pelicanconf.py"
HOME = "http://127.0.0.1:8000/"
"""The URL of the site with `make serve`, which its feeds contain."""
LINK = re.compile(r'\s(?:href|src|poster)=(?:"([^"]*)"|\'([^\']*)\')')
IN_CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)


@pytest.fixture(scope="module")
def site(shared: Shared) -> Site:
    return shared.demo()


def links(name: str, text: str) -> set[str]:
    """The URLs on the site that a page or a feed links, with their fragments."""
    if name.endswith(".xml"):
        text = unescape(text)
    found = ("".join(each) for each in LINK.findall(IN_CODE.sub("", text)))
    absolute = (urljoin(HOME + name, unescape(url)) for url in found)
    return {url for url in absolute if url.startswith(HOME)}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[a](b.md)", 'href="{filename}b.md"'),
        ("[a](../b/c.md#d-e)", 'href="{filename}../b/c.md#d-e"'),
        ("![a](b/c.svg)", 'src="{static}b/c.svg"'),
        ("[a][b]\n\n[b]: c.md", 'href="{filename}c.md"'),
        ("[a](#b)", 'href="#b"'),
        ("[a](https://example.org/b.md)", 'href="https://example.org/b.md"'),
        ("[a]({static}/b.svg)", 'href="{static}/b.svg"'),
        ("[a](/b.md)", 'href="/b.md"'),
    ],
)
def test_relative_links_become_links_that_pelican_resolves(written: str, expected: str) -> None:
    assert f" {expected}" in markdown(written, extensions=["tools.docs.links"])


def test_every_link_has_a_target(site: Site) -> None:
    pages = site.pages()
    ids = {
        name: {str(tag["id"]) for tag in BeautifulSoup(page, "lxml")(id=True)}
        for name, page in pages.items()
        if name.endswith(".html")
    }
    checked = 0
    for name, page in pages.items():
        for url in links(name, page):
            parts = urlsplit(url)
            target = unquote(parts.path).lstrip("/")
            if (site.output / target).is_dir():
                target = f"{target.rstrip('/')}/index.html".lstrip("/")
            assert (site.output / target).is_file(), f"{name} links {url}"
            if parts.fragment and target.endswith(".html"):
                checked += 1
                assert unquote(parts.fragment) in ids[target], f"{name} links {url}"
    assert checked > 20


def test_no_link_leads_to_a_source_file(site: Site) -> None:
    for name, page in site.pages().items():
        assert not [link for link in links(name, page) if link.endswith((".md", "}"))]


def test_every_page_of_the_documentation_is_built(site: Site) -> None:
    sources = {path.stem for path in (PROJECT / "docs").glob("*.md")}
    redirects = {Path(page).stem for page in demo_redirects()}
    pages = {path.stem for path in (site.output / "pages").glob("*.html")}
    assert pages == sources | redirects | {"playground"}


def test_the_readme_links_to_pages_of_the_site(site: Site) -> None:
    home = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "urls"
    ]["Documentation"]
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    pages = re.findall(rf"\({re.escape(home)}([^)]*)\)", readme)
    assert len(pages) == 2
    assert all((site.output / (page or "index.html")).is_file() for page in pages)


def test_a_diagnostic_links_to_the_section_about_its_rule(site: Site) -> None:
    page = BeautifulSoup(site.page(documentation.PAGE), "lxml")
    assert all(page.find(id=rule.code.lower()) for rule in RULES)


def test_a_page_shows_its_image(site: Site) -> None:
    page = BeautifulSoup(site.page("pages/architecture.html"), "lxml")
    (url,) = [str(tag["src"]) for tag in page("img") if "architecture.svg" in str(tag["src"])]
    assert (site.output / "pages" / url).is_file()


def test_nothing_is_written_outside_the_site(site: Site) -> None:
    assert list(site.output.parent.iterdir()) == [site.output]


def test_no_source_file_is_published(site: Site) -> None:
    assert list(site.output.rglob("*.md")) == []


def test_the_build_reports_nothing_about_the_documentation(site: Site) -> None:
    assert [line for line in site.log if not line.startswith("content/")] == []


def test_a_change_in_the_documentation_rebuilds_the_site(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def watch(*paths: str, **_: Any) -> Any:
        return iter([set(map(Path, paths))])

    monkeypatch.setattr("pelican.utils.watchfiles.watch", watch)
    known: dict[str, Any] = {
        "settings_file": str(CONF),
        "reader_class": Readers,  # older versions of Pelican require it
        "settings": read_settings(str(CONF)),
    }
    parameters = signature(wait_for_changes).parameters
    watched = wait_for_changes(**{name: known[name] for name in parameters})
    assert {PROJECT / "docs", PROJECT / "content", CONF} <= watched
