"""Sites that a plugin derives from the settings of another site, as `i18n_subsites` does for each language."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pelican import Pelican, signals
from pelican.settings import configure_settings

from pelican_mks.site.settings import Declarations
from tests.sites import WIDGET, Site, article, build, neighbour

TEMPLATE = "<p class='{language}'>{{{{ title }}}}</p>"


def theme(folder: Path, language: str) -> str:
    templates = folder / language / "templates" / "mks"
    templates.mkdir(parents=True)
    (templates / "mks_button.html").write_text(TEMPLATE.format(language=language))
    return str(folder / language)


def deriving(overrides: dict[str, Any], built: list[dict[str, Any]]) -> ModuleType:
    """A plugin that builds a second site inside the first one, with a copy of its settings."""

    def derive(pelican: Pelican) -> None:
        built.append(pelican.settings)
        if len(built) == 1:
            Pelican(configure_settings({**pelican.settings.copy(), **overrides})).run()

    return neighbour(signals.get_writer, derive)


def both(
    folder: Path, body: str, overrides: dict[str, Any], *, first: bool, **settings: Any
) -> tuple[Site, list[dict[str, Any]]]:
    """Build two sites, the second one in the folder `de` of the first."""
    output = str(folder / "output/de")
    overrides = {"OUTPUT_PATH": output, "PLUGINS": ["pelican_mks"], **overrides}
    found: list[dict[str, Any]] = []
    plugins = [deriving(overrides, found), "pelican_mks"]
    site = build(
        folder,
        {"one.md": article(body)},
        PLUGINS=plugins if first else plugins[::-1],
        **settings,
    )
    return site, found


@pytest.mark.parametrize("first", [True, False])
def test_each_uses_the_templates_of_its_own_theme(tmp_path: Path, first: bool) -> None:  # noqa: FBT001
    site, found = both(
        tmp_path,
        "[mks_button title=A]",
        {"THEME": theme(tmp_path, "de")},
        first=first,
        THEME=theme(tmp_path, "en"),
    )
    assert "class='en'" in site.page("one.html")
    assert "class='de'" in site.page("de/one.html")
    assert site.log == ()
    paths = [settings["THEME_STATIC_PATHS"] for settings in found]
    assert paths == [["static"], ["static"]]


def test_a_theme_without_templates_uses_none_of_the_other_site(tmp_path: Path) -> None:
    site, _ = both(
        tmp_path,
        "[mks_button title=A]",
        {"THEME": "simple"},
        first=True,
        THEME=theme(tmp_path, "en"),
    )
    assert "class='en'" in site.page("one.html")
    assert 'class="mks-button"' in site.page("de/one.html")


def test_both_have_the_custom_shortcodes(tmp_path: Path) -> None:
    site, found = both(
        tmp_path,
        "[box]x[/box]",
        {"SITENAME": "Second"},
        first=True,
        MKS_OWN_SHORTCODES={"box": lambda *_: "<p>box</p>"},
    )
    assert "<p>box</p>" in site.page("one.html")
    assert "<p>box</p>" in site.page("de/one.html")
    for settings in found:
        assert settings["MARKDOWN"]["extensions"].count("pelican_mks.markdown") == 1
    assert all(isinstance(each["MKS_OWN_SHORTCODES"], Declarations) for each in found)


def test_each_can_have_its_own_settings(tmp_path: Path) -> None:
    site, _ = both(
        tmp_path,
        f"[box]x[/box]\n\n{WIDGET}",
        {"MKS_OWN_SHORTCODES": {}, "MKS_SHORTCODES": []},
        first=True,
        MKS_OWN_SHORTCODES={"box": lambda *_: "<p>box</p>"},
    )
    assert "<p>box</p>" in site.page("one.html")
    assert "[box]x[/box]" in site.page("de/one.html")
    assert "[mks_tabs]" in site.page("de/one.html")
    assert (site.output / "theme/pelican_mks/tabs.css").is_file()
    assert not (site.output / "de/theme/pelican_mks/tabs.css").exists()


def test_both_can_share_the_files_of_the_theme(tmp_path: Path) -> None:
    overrides = {
        "SITEURL": "https://example.org/de",
        "THEME_STATIC_DIR": "../theme",
        "THEME_STATIC_PATHS": [],
    }
    site, _ = both(tmp_path, WIDGET, overrides, first=True)
    assert "https://example.org/de/../theme/pelican_mks/tabs.css" in site.page("de/one.html")
    assert (site.output / "theme/pelican_mks/tabs.css").is_file()
    assert not (site.output / "de/theme").exists()
