"""The tutorial: each step works as written."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.sites import PROJECT
from tests.wordpress import shell

PAGE = (PROJECT / "docs/tutorial.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
INSTALL, BUILD, VIEW, PUBLISH = (text for language, text in BLOCKS if language == "sh")
CHECK, FIX = (text for language, text in BLOCKS if language == "console")
(SETTINGS,) = (text for language, text in BLOCKS if language == "python")
POST, MESSAGE, TOGGLE, TABS, VERTICAL = (text for language, text in BLOCKS if language == "text")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/party.md").write_text(POST, encoding="utf-8")
    return tmp_path


def follow(example: str, folder: Path) -> tuple[str, str]:
    """Run a command, whatever its exit status; return its output and what the page shows."""
    command, _, shown = example.removeprefix("$ ").partition("\n")
    return shell(f"{command} || true", folder), shown


def page(folder: Path) -> BeautifulSoup:
    return BeautifulSoup((folder / "output/party.html").read_text(encoding="utf-8"), "lxml")


def titles(page: BeautifulSoup) -> list[str]:
    (widget,) = page.select(".mks-tabs")
    return [title.get_text() for title in widget.select(".mks-tabs__title")]


def test_has_ten_steps() -> None:
    steps = re.findall(r"^## (\d+)\.", PAGE, re.MULTILINE)
    assert steps == [str(number) for number in range(1, 11)]


def test_leads_from_the_post_to_the_published_site(folder: Path) -> None:
    shell(INSTALL, folder)
    assert MESSAGE.strip() in shell(BUILD, folder)
    assert titles(page(folder)) == ["Translation", "Original Quote"]
    assert page(folder).select(".mks-tabs__body[lang=zh]")
    assert page(folder).select_one(".mks-tabs ~ p")

    for example in (CHECK, FIX):
        printed, shown = follow(example, folder)
        assert printed == shown

    path = folder / "content/party.md"
    text = path.read_text(encoding="utf-8")
    assert text.count(TABS) == 1
    path.write_text(f"{text.replace(TABS, VERTICAL)}\n{TOGGLE}", encoding="utf-8")
    assert "MKS" not in shell(PUBLISH, folder)
    assert page(folder).select(".mks-tabs[data-nav=vertical]")
    assert len(page(folder).select("details.mks-toggle li")) == 2


def test_the_built_page_finds_its_files(folder: Path) -> None:
    """This does not run the server, whose port may be in use."""
    shell(VIEW.replace(" --autoreload --listen", ""), folder)
    (script,) = page(folder).select("script[src]")
    assert (folder / "output" / str(script["src"])).is_file()


def test_a_build_fails_if_a_shortcode_is_broken(folder: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        shell(PUBLISH, folder)
