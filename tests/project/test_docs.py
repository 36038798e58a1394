"""The documentation agrees with the code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from markdown import markdown

from pelican_mks.families.registry import BUILT_IN
from pelican_mks.render.settings import Settings
from pelican_mks.site.settings import read_settings
from tests.sites import PROJECT, article, build
from tools.docs import written
from tools.docs.marked import put

README = (PROJECT / "README.md").read_text(encoding="utf-8")
PYPROJECT = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
OWN_URL = re.compile(r"https://(?:github\.com/[\w-]+|[\w-]+\.github\.io)/pelican-mks\b")
MENTIONING = [
    path
    for pattern in (
        "*.md",
        "*.py",
        "*.toml",
        ".github/**/*.yml",
        "content/**/*.html",
        "content/**/*.md",
        "docs/*.md",
        "pelican_mks/**/*.py",
        "tools/**/*.py",
    )
    for path in PROJECT.glob(pattern)
]
PAGES = sorted(written.FOLDER.glob("*.md"))
ROOT_FILES = sorted(PROJECT.glob("*.md"))
SECTIONS = ["Guides", "Reference", "Project"]
LONGEST_SUMMARY = 160
GENERATED = written.files()


def examples(page: str, language: str) -> list[str]:
    """The code blocks in this `language` on a page."""
    text = (PROJECT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def head(page: Path) -> Mapping[str, Any]:
    """The metadata of a page."""
    _, found, _ = page.read_text(encoding="utf-8").split("---\n", 2)
    read: Mapping[str, Any] = yaml.safe_load(found)
    return read


class TestGeneratedParts:
    @pytest.mark.parametrize("name", GENERATED)
    def test_are_up_to_date(self, name: str) -> None:
        text = (written.FOLDER / name).read_text(encoding="utf-8")
        assert text == GENERATED[name], "run make docs"

    def test_replace_the_previous_text(self) -> None:
        page = "a\n\n<!-- x -->\n\nold\n\n<!-- /x -->\n\nb\n"
        assert put(page, "x", "new") == page.replace("old", "new")

    def test_are_between_comments_with_their_name(self) -> None:
        named = {
            (page.stem, name)
            for page in PAGES
            for name in re.findall(r"<!-- (\w+) -->", page.read_text(encoding="utf-8"))
        }
        expected = {(page, name) for page, parts in written.PARTS.items() for name in parts}
        assert named == {*expected, ("benchmarks", "figures")}


class TestPages:
    @pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
    def test_have_complete_metadata(self, page: Path) -> None:
        found = head(page)
        assert found.keys() == {"Title", "Slug", "Summary", "Section", "Order"}
        assert found["Slug"] == page.stem
        assert found["Section"] in SECTIONS
        assert 10 <= found["Order"] <= 99, "two digits, because Pelican sorts it as text"
        assert found["Summary"].endswith(".")
        assert len(found["Summary"]) <= LONGEST_SUMMARY

    def test_are_ordered_by_section(self) -> None:
        heads = sorted(map(head, PAGES), key=lambda found: found["Order"])
        sections = [SECTIONS.index(found["Section"]) for found in heads]
        assert sections == sorted(sections)
        for name in ("Order", "Title", "Summary"):
            assert len({found[name] for found in heads}) == len(PAGES)

    @pytest.mark.parametrize("page", [*ROOT_FILES, *PAGES], ids=lambda page: page.name)
    def test_link_only_existing_files_and_headings(self, page: Path) -> None:
        """This is for GitHub; another test checks the built site."""
        html = BeautifulSoup(
            markdown(page.read_text(encoding="utf-8"), extensions=["extra"]), "lxml"
        )
        links = [str(tag["href"]) for tag in html("a", href=True)]
        links += [str(tag["src"]) for tag in html("img", src=True)]
        for link in links:
            target_path, _, fragment = link.partition("#")
            if "://" in target_path or "{" in target_path:
                continue
            target = (page.parent / target_path).resolve() if target_path else page
            assert target.is_file(), link
            assert not fragment or fragment in headings(target), link


def headings(page: Path) -> set[str]:
    """The ids of a page's headings."""
    text = page.read_text(encoding="utf-8")
    return set(re.findall(r'<h\d id="([^"]+)"', markdown(text, extensions=["extra", "toc"])))


class TestReadme:
    def test_lists_every_page(self) -> None:
        part = README.partition("## Documentation")[2].partition("\n## ")[0]
        linked = re.findall(r"\[([^]]+)\]\(docs/([\w-]+)\.md\)", part)
        titles = {head(page)["Slug"]: head(page)["Title"] for page in PAGES}
        del titles["changelog"]  # its source is CHANGELOG.md in the root folder
        assert {slug for _, slug in linked} == titles.keys()
        assert all(titles[slug].startswith(text) for text, slug in linked)

    def test_shows_a_widget_and_what_the_build_reports(self, tmp_path: Path) -> None:
        example, message = examples("README.md", "text")
        site = build(tmp_path, {"party.md": article(example, slug="party")})
        page = BeautifulSoup(site.page("party.html"), "lxml")
        titles = [title.get_text() for title in page.select(".mks-tabs__title")]
        assert titles == ["Translation", "Original Quote"]
        assert page.select(".mks-tabs__body[lang=zh]")
        (line,) = site.log
        assert line.endswith(message.strip())

    def test_lists_every_shortcode(self) -> None:
        rows = re.findall(r"^\| (`.*?) \|", README, re.MULTILINE)
        assert set(re.findall(r"`(\w+)`", " ".join(rows))) == set(BUILT_IN)

    def test_gives_the_oldest_supported_versions(self) -> None:
        project = tomllib.loads(PYPROJECT)["project"]
        python = project["requires-python"].removeprefix(">=")
        (pelican,) = [each[9:] for each in project["dependencies"] if each.startswith("pelican>=")]
        assert f"Requires Python {python} and Pelican {pelican}, or newer." in README

    def test_installs_before_it_builds_from_source(self) -> None:
        assert README.index("pip install pelican-mks") < README.index("make demo")

    def test_shows_images_for_light_and_dark_mode(self) -> None:
        pictures = re.findall(r'(?:src|srcset)="([^"]+)"', README)
        assert pictures == ["docs/widget-dark.png", "docs/widget-light.png"]
        assert all((PROJECT / picture).is_file() for picture in pictures)


def test_the_project_s_urls_are_the_same_everywhere() -> None:
    urls = tomllib.loads(PYPROJECT)["project"]["urls"]
    name = urls["Source"].removeprefix("https://github.com/")
    assert {urls["Changelog"], urls["Issues"]} == {
        f"{urls['Source']}/blob/HEAD/CHANGELOG.md",
        f"{urls['Source']}/issues",
    }
    others = {
        (path.relative_to(PROJECT).as_posix(), found[0])
        for path in MENTIONING
        for found in OWN_URL.finditer(path.read_text(encoding="utf-8"))
        if found[0] not in {urls["Source"], urls["Documentation"].rstrip("/")}
    }
    assert name.endswith("/pelican-mks")
    assert others == set()


class TestSettings:
    EXAMPLES = examples("docs/settings.md", "python")
    POSTER = "images/videos/aqz-KE-bpKQ.jpg"

    @pytest.mark.parametrize("example", EXAMPLES)
    def test_examples_are_valid(self, tmp_path: Path, example: str) -> None:
        files = {"one.md": article("[mks_separator]"), self.POSTER: ""}
        (tmp_path / "note.html").write_text("{{ body }}", encoding="utf-8")
        settings = _settings(example)
        assert settings
        site = build(tmp_path, files, THEME_TEMPLATES_OVERRIDES=[str(tmp_path)], **settings)
        assert site.log == ()
        assert read_settings({"PATH": str(tmp_path / "content"), **settings})[1] == ()

    def test_every_setting_except_switches_has_an_example_that_is_not_its_default(self) -> None:
        shown = read_settings(_settings("\n".join(self.EXAMPLES)))[0]
        for item in fields(Settings):
            is_default = getattr(shown, item.name) == item.default
            assert is_default is isinstance(item.default, bool), item.name

    def test_the_files_can_be_linked_from_a_theme_as_shown(self, tmp_path: Path) -> None:
        (links,) = examples("docs/settings.md", "html")
        (tmp_path / "page.html").write_text(links, encoding="utf-8")
        site = build(
            tmp_path,
            {"one.md": article("[mks_separator]", more="Template: page")},
            MKS_ASSETS="manual",
            THEME_TEMPLATES_OVERRIDES=[str(tmp_path)],
        )
        page = site.page("one.html")
        linked = re.findall(r'(?:href|src)="https://example\.org/(.+?)"', page)
        assert [Path(file).name for file in linked] == ["tabs.css", "tabs.js"]
        assert all((site.output / file).is_file() for file in linked)


def _settings(example: str) -> dict[str, Any]:
    """Run an example and return its settings."""
    expected: dict[str, Any] = {}
    exec(example, expected)  # noqa: S102 - code from the page
    return {name: value for name, value in expected.items() if name.startswith("MKS_")}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_the_commands_exist(page: str) -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    text = (PROJECT / page).read_text(encoding="utf-8")
    commands = re.findall(r"^make ([a-z-]+)|`make ([a-z-]+)`", text, re.MULTILINE)
    assert len(commands) > 2
    for command in map("".join, commands):
        assert re.search(rf"^(?:[a-z-]+ )*{command}[: ]", makefile, re.MULTILINE), command
