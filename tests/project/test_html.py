"""The demo site, and what comes of WordPress' shortcodes, is correct HTML, in the eyes of the Nu HTML checker."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import nu
from tests.fixture_cases import read_all
from tests.sites import PROJECT, build_demo


@pytest.fixture(scope="module")
def jar() -> Path:
    return nu.install(PROJECT / ".cache" / "npm")


def test_the_checker_finds_what_is_wrong(jar: Path, tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html lang=en><title>x</title><p><div></p><h2>a</h2><h5>b</h5>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    errors, _ = nu.check(jar, tmp_path)
    assert any("No “p” element in scope" in line for line in errors)


@pytest.mark.parametrize("theme", ["notmyidea", "simple"])
def test_the_demo_site_is_correct_in_the_themes_of_pelican(
    jar: Path, tmp_path: Path, theme: str
) -> None:
    site = build_demo(tmp_path / "with", THEME=theme)
    bare = build_demo(tmp_path / "without", THEME=theme, PLUGINS=[])
    errors, warnings = nu.check(jar, site.output)
    _, of_the_theme = nu.check(jar, bare.output)
    assert errors == set()
    assert warnings - of_the_theme == set()


def test_the_demo_site_is_correct_in_its_own_theme(jar: Path, tmp_path: Path) -> None:
    assert nu.check(jar, build_demo(tmp_path).output) == (set(), set())


def test_what_the_shortcodes_of_wordpress_become_is_correct(jar: Path, tmp_path: Path) -> None:
    cases = [case for case in read_all() if case.path.stem == "captions-and-media"]
    body = "\n".join(f"<section><h2>{case.title}</h2>{case.html}</section>" for case in cases)
    page = f"<!DOCTYPE html><html lang=en><title>Media</title><h1>Media</h1>{body}"
    (tmp_path / "page.html").write_text(page.replace("{static}", ""), encoding="utf-8")
    assert nu.check(jar, tmp_path) == (set(), set())
