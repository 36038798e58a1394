"""The Nu HTML checker finds no errors on the demo site and in rendered WordPress shortcodes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import nu
from tests.fixture_cases import read_all
from tests.shared import Shared
from tests.sites import PROJECT

INVALID = "<!DOCTYPE html><html lang=en><title>x</title><p><div></p><h2>a</h2><h5>b</h5>"
THEMES = ("notmyidea", "simple")


@pytest.fixture(scope="module")
def found(shared: Shared) -> nu.Found:
    """The findings of the checker in all folders; it runs only once, because it takes seconds to start."""
    folders = {"own": shared.demo().output}
    for theme in THEMES:
        folders[f"{theme} with"] = shared.demo(THEME=theme).output
        folders[f"{theme} without"] = shared.demo(THEME=theme, PLUGINS=[]).output

    def check(folder: Path) -> nu.Found:
        for name, text in (("wrong", INVALID), ("media", media())):
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


def test_the_checker_finds_errors(found: nu.Found) -> None:
    errors, _ = found["wrong"]
    assert any("No “p” element in scope" in line for line in errors)


@pytest.mark.parametrize("theme", THEMES)
def test_the_demo_site_is_valid_in_pelican_s_themes(found: nu.Found, theme: str) -> None:
    errors, warnings = found[f"{theme} with"]
    _, theme_warnings = found[f"{theme} without"]
    assert errors == set()
    assert warnings - theme_warnings == set()


def test_the_demo_site_is_valid_in_its_own_theme(found: nu.Found) -> None:
    assert found["own"] == (set(), set())


def test_rendered_wordpress_shortcodes_are_valid(found: nu.Found) -> None:
    assert found["media"] == (set(), set())
