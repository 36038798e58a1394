"""The demo site, and what comes of WordPress' shortcodes, is correct HTML, in the eyes of the Nu HTML checker."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import nu
from tests.fixture_cases import read_all
from tests.shared import Shared
from tests.sites import PROJECT

WRONG = "<!DOCTYPE html><html lang=en><title>x</title><p><div></p><h2>a</h2><h5>b</h5>"
THEMES = ("notmyidea", "simple")


@pytest.fixture(scope="module")
def found(shared: Shared) -> nu.Found:
    """What the checker finds in all folders: it takes seconds to start, so it starts once."""
    folders = {"own": shared.demo().output}
    for theme in THEMES:
        folders[f"{theme} with"] = shared.demo(THEME=theme).output
        folders[f"{theme} without"] = shared.demo(THEME=theme, PLUGINS=[]).output

    def check(folder: Path) -> nu.Found:
        for name, text in (("wrong", WRONG), ("media", media())):
            folders[name] = folder / name
            (folder / name).mkdir()
            (folder / name / "page.html").write_text(text, encoding="utf-8")
        return nu.check(nu.install(PROJECT / ".cache" / "npm"), folders)

    return shared.get("nu", check)


def media() -> str:
    cases = [case for case in read_all() if case.path.stem == "captions-and-media"]
    body = "\n".join(f"<section><h2>{case.title}</h2>{case.html}</section>" for case in cases)
    page = f"<!DOCTYPE html><html lang=en><title>Media</title><h1>Media</h1>{body}"
    return page.replace("{static}", "")


def test_the_checker_finds_what_is_wrong(found: nu.Found) -> None:
    errors, _ = found["wrong"]
    assert any("No “p” element in scope" in line for line in errors)


@pytest.mark.parametrize("theme", THEMES)
def test_the_demo_site_is_correct_in_the_themes_of_pelican(found: nu.Found, theme: str) -> None:
    errors, warnings = found[f"{theme} with"]
    _, of_the_theme = found[f"{theme} without"]
    assert errors == set()
    assert warnings - of_the_theme == set()


def test_the_demo_site_is_correct_in_its_own_theme(found: nu.Found) -> None:
    assert found["own"] == (set(), set())


def test_what_the_shortcodes_of_wordpress_become_is_correct(found: nu.Found) -> None:
    assert found["media"] == (set(), set())
