"""The plugin together with other popular plugins: `make test-matrix NOX_FLAGS="--session neighbours"`.

The plugins are installed only for these tests, because Pelican loads every plugin that it finds.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.sites import WIDGET, article

PLUGINS = (
    "i18n_subsites",
    "render_math",
    "liquid_tags",
    "jinja2content",
    "neighbors",
    "series",
    "similar_posts",
    "sitemap",
    "seo",
    "image_process",
    "minify",
    "webassets",
)
BUILD = """
import json, sys
from pelican import Pelican
from pelican.settings import read_settings
Pelican(read_settings(override=json.loads(sys.argv[1]))).run()
"""
TIME = re.compile(rb"(?<=<lastmod>)[^<]*")
"""The time of the build in a sitemap."""
SHORTCODE = re.compile(r"\[/?mks_")
MATHS = "The sum $a_1 + a_2$ and\n\n$$\\int_0^1 x\\,dx$$"


def english(body: str, *, title: str, slug: str, more: str = "") -> str:
    return article(body, title=title, slug=slug, more=f"Lang: en\n{more}")


FILES = {
    "tabs.md": english(
        f"Before, with $x_1$ and *words*.\n\n{WIDGET}\n\nAfter.",
        title="Tabs",
        slug="tabs",
        more="Series: one\nTags: a, b\nDescription: Tabs\n",
    ),
    "toggle.rst": "Toggle\n######\n\n:date: 2020-01-03\n:slug: toggle\n:lang: en\n:tags: a\n\n"
    "[mks_toggle title=”A *b*”]\n\n- one\n- two\n\n[/mks_toggle]\n",
    "maths.md": english(
        f"{MATHS}\n\n[mks_button title=”More” url=”{{filename}}/plain.md”]",
        title="Maths",
        slug="maths",
    ),
    "picture.md": english(
        "[mks_one_half]\n\n![a](){: .image-process-thumb }\n\n[/mks_one_half]".replace(
            "()", "({static}/images/dot.png)"
        ),
        title="Picture",
        slug="picture",
    ),
    "deutsch.md": article(WIDGET, title="Reiter", slug="tabs", more="Lang: de\nTags: a\n"),
    "plain.md": english(
        f"Brackets [1], a < b & c.\n\n{MATHS}\n\n?a=1&copy=2",
        title="Plain",
        slug="plain",
        more="Tags: a, b\nSeries: one\nCategory: plain\n",
    ),
    "pages/about.md": english("An *about* page.", title="About", slug="about"),
}
PLUGIN_FILES = {
    "jinja2content": {
        "template.md": english(
            "{% for each in ['x', 'y'] %}[mks_toggle title=\"{{ each }}\"]{{ each }}[/mks_toggle] {% endfor %}",
            title="Template",
            slug="template",
        ),
    },
    "liquid_tags": {
        "liquid.md": english(
            "{% youtube aqz-KE-bpKQ %}", title="Liquid", slug="liquid", more="Category: plain\n"
        ),
    },
}
"""Articles for a single plugin. These plugins use the same braces, so a site contains the articles of only one."""
SETTINGS: dict[str, Any] = {
    "SITEURL": "https://example.org",
    "SITENAME": "Neighbours",
    "AUTHOR": "Somebody",
    "DEFAULT_LANG": "en",
    "TIMEZONE": "UTC",
    "THEME": "notmyidea",
    "DEFAULT_CATEGORY": "misc",
    "FEED_ALL_ATOM": "feeds/all.atom.xml",
    "STATIC_PATHS": ["images"],
    "I18N_SUBSITES": {"de": {"THEME": "simple"}},
    "IMAGE_PROCESS": {"thumb": ["scale_in 2 2 True"]},
    "SITEMAP": {"format": "xml"},
    "SEO_REPORT": False,
    "SEO_ENHANCER": True,
    "SEO_ENHANCER_OPEN_GRAPH": True,
    "WEBASSETS_CONFIG": [("cache", False), ("manifest", False)],
}
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
del Path
Build = Callable[..., dict[str, bytes]]


@pytest.fixture(scope="module", name="build")
def _build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A function that builds the site with the given plugins, in a separate process."""

    @cache
    def build(*plugins: str) -> dict[str, bytes]:
        folder = tmp_path_factory.mktemp("neighbours")
        files = dict(FILES)
        for plugin in [each for each in PLUGIN_FILES if each in plugins][:1]:
            files |= PLUGIN_FILES[plugin]
        for name, text in files.items():
            path = folder / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (folder / "content/images").mkdir()
        (folder / "content/images/dot.png").write_bytes(DOT)
        settings = {**SETTINGS, "PATH": "content", "OUTPUT_PATH": "output"}
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", BUILD, json.dumps({**settings, "PLUGINS": plugins})],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        log = done.stdout + done.stderr
        assert done.returncode == 0, log
        assert "Traceback" not in log, log
        assert "pelican-mks failed" not in log, log
        assert "Could not process" not in log, log
        output = folder / "output"
        return {
            path.relative_to(output).as_posix(): TIME.sub(b"", path.read_bytes())
            for path in output.rglob("*")
            if path.is_file()
        }

    return build


def check(with_ours: dict[str, bytes], without: dict[str, bytes]) -> None:
    """Check that only pages with shortcodes differ, and that these are rendered and styled."""
    ours = {name for name in with_ours if "/pelican_mks/" in name}
    assert any(name.endswith("theme/pelican_mks/tabs.css") for name in ours)
    assert with_ours.keys() - ours == without.keys()
    rendered = 0
    for name, content in without.items():
        text = content.decode() if name.endswith((".html", ".xml")) else ""
        if not SHORTCODE.search(text):
            assert with_ours[name] == content, name
            continue
        page = with_ours[name].decode()
        assert not SHORTCODE.search(page), name
        if name.endswith(".html") and re.search(r"class=\"?mks-", page):
            rendered += 1
            head = page[: page.index("<body")]
            assert "/pelican_mks/" in head, name
    assert rendered >= 5


def test_all_plugins_are_installed() -> None:
    for name in PLUGINS:
        assert version(f"pelican-{name.replace('_', '-')}")


@pytest.mark.parametrize("name", PLUGINS)
def test_works_together_with_each_plugin(build: Build, name: str) -> None:
    check(build(name, "pelican_mks"), build(name))


def test_works_after_all_plugins(build: Build) -> None:
    check(build(*PLUGINS, "pelican_mks"), build(*PLUGINS))


def test_works_before_all_plugins(build: Build) -> None:
    check(build("pelican_mks", *PLUGINS), build(*PLUGINS))


def test_formulas_in_a_tab_are_rendered(build: Build) -> None:
    pages = build("render_math", "pelican_mks")
    page = BeautifulSoup(pages["maths.html"], "html.parser")
    assert len(page.select(".math")) == 2
    assert page.select("a.mks-button[href='https://example.org/plain.html']")


def test_each_language_has_its_widgets(build: Build) -> None:
    pages = build("i18n_subsites", "pelican_mks")
    for name in ("tabs.html", "de/tabs.html"):
        assert BeautifulSoup(pages[name], "html.parser").select_one(".mks-tabs"), name


def test_a_template_can_generate_shortcodes(build: Build) -> None:
    page = BeautifulSoup(build("jinja2content", "pelican_mks")["template.html"], "html.parser")
    assert [each.get_text() for each in page.select("summary")] == ["x", "y"]
