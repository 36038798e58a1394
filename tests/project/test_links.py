"""In the built site every link leads somewhere, and nothing is built outside it."""

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
"""Where `make serve` shows the site, and where its feeds say that it is."""
LINKING = re.compile(r'\s(?:href|src|poster)=(?:"([^"]*)"|\'([^\']*)\')')
IN_CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)


@pytest.fixture(scope="module")
def site(shared: Shared) -> Site:
    return shared.demo()


def links(name: str, text: str) -> set[str]:
    """The addresses within the site that a page or a feed links, with their fragments."""
    if name.endswith(".xml"):
        text = unescape(text)
    found = ("".join(each) for each in LINKING.findall(IN_CODE.sub("", text)))
    whole = (urljoin(HOME + name, unescape(address)) for address in found)
    return {address for address in whole if address.startswith(HOME)}


@pytest.mark.parametrize(
    ("written", "told"),
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
def test_pelican_is_told_what_a_link_names(written: str, told: str) -> None:
    assert f" {told}" in markdown(written, extensions=["tools.docs.links"])


def test_every_link_leads_somewhere(site: Site) -> None:
    pages = site.pages()
    ids = {
        name: {str(tag["id"]) for tag in BeautifulSoup(page, "lxml")(id=True)}
        for name, page in pages.items()
        if name.endswith(".html")
    }
    checked = 0
    for name, page in pages.items():
        for address in links(name, page):
            parts = urlsplit(address)
            target = unquote(parts.path).lstrip("/")
            if (site.output / target).is_dir():
                target = f"{target.rstrip('/')}/index.html".lstrip("/")
            assert (site.output / target).is_file(), f"{name} links {address}"
            if parts.fragment and target.endswith(".html"):
                checked += 1
                assert unquote(parts.fragment) in ids[target], f"{name} links {address}"
    assert checked > 20


def test_no_link_names_a_source(site: Site) -> None:
    for name, page in site.pages().items():
        assert not [link for link in links(name, page) if link.endswith((".md", "}"))]


def test_every_page_of_the_documentation_is_there(site: Site) -> None:
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


def test_a_diagnostic_links_to_the_part_about_its_rule(site: Site) -> None:
    page = BeautifulSoup(site.page(documentation.PAGE), "lxml")
    assert all(page.find(id=rule.code.lower()) for rule in RULES)


def test_a_page_shows_its_picture(site: Site) -> None:
    page = BeautifulSoup(site.page("pages/architecture.html"), "lxml")
    (address,) = [str(tag["src"]) for tag in page("img") if "architecture.svg" in str(tag["src"])]
    assert (site.output / "pages" / address).is_file()


def test_nothing_is_written_beside_the_site(site: Site) -> None:
    assert list(site.output.parent.iterdir()) == [site.output]


def test_no_source_is_published(site: Site) -> None:
    assert list(site.output.rglob("*.md")) == []


def test_the_build_says_nothing_about_the_documentation(site: Site) -> None:
    assert [line for line in site.log if not line.startswith("content/")] == []


def test_a_change_in_the_documentation_builds_the_site_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def watch(*paths: str, **_: Any) -> Any:
        return iter([set(map(Path, paths))])

    monkeypatch.setattr("pelican.utils.watchfiles.watch", watch)
    known: dict[str, Any] = {
        "settings_file": str(CONF),
        "reader_class": Readers,  # asked for by older versions of Pelican
        "settings": read_settings(str(CONF)),
    }
    asked = signature(wait_for_changes).parameters
    watched = wait_for_changes(**{name: known[name] for name in asked})
    assert {PROJECT / "docs", PROJECT / "content", CONF} <= watched
