"""The guide to the migration: every command in it is run as it is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.markdown.test_import import expected, post
from tests.outline import outline
from tests.sites import PROJECT
from tests.wordpress import export, run

GUIDE = (PROJECT / "docs/migrating.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
COMMANDS = [text for language, text in BLOCKS if language == "sh"]
SETTINGS, RST_SETTINGS = (text for language, text in BLOCKS if language == "python")
MESSAGE, FAULT, REPAIR = (text for language, text in BLOCKS if language == "text")
POSTS = {"party": "never-closed", "classic": "classic", "code": "code"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    posts = {slug: post(name) for slug, name in POSTS.items()}
    (tmp_path / "export.xml").write_text(export(posts), encoding="utf-8")
    return tmp_path


def article(folder: Path, slug: str) -> str:
    page = (folder / f"output/{slug}.html").read_text(encoding="utf-8")
    return page.partition("<!-- /.post-info -->")[2].partition("<!-- /.entry-content")[0]


def shell(command: str, folder: Path) -> str:
    done = run(["bash", "-e", "-c", command], folder)
    return done.stdout + done.stderr


def follow(folder: Path, commands: list[str]) -> str:
    """Go through steps 2 to 4; what the build says comes back."""
    install, version, *imports, build = commands
    shell(install, folder)
    assert "pandoc" in shell(version, folder)
    for command in imports:
        shell(command, folder)
    return shell(build, folder)


def test_leads_from_the_export_to_the_published_site(folder: Path) -> None:
    (folder / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    *until_built, ask, publish = COMMANDS

    said = follow(folder, until_built)
    assert MESSAGE.strip() in said
    assert "MKS02" not in said
    assert "MKS020" in shell(ask, folder)
    for slug, name in POSTS.items():
        assert outline(article(folder, slug)).split("\n") == expected(name, "markdown")

    file = folder / "content/party.md"
    text = file.read_text(encoding="utf-8")
    assert text.count(FAULT) == 1
    file.write_text(text.replace(FAULT, REPAIR), encoding="utf-8")
    (folder / "output/left-over.html").touch()
    assert "MKS" not in shell(publish, folder)
    assert not (folder / "output/left-over.html").exists()
    assert 'class="mks-tabs"' in article(folder, "party")


def test_leads_through_restructuredtext_too(folder: Path) -> None:
    (folder / "pelicanconf.py").write_text(SETTINGS + RST_SETTINGS, encoding="utf-8")
    commands = [command.replace("--markup markdown", "--markup rst") for command in COMMANDS[:4]]
    follow(folder, commands)
    for slug in POSTS:
        assert (folder / f"content/{slug}.rst").is_file()
        assert 'class="mks-tabs"' in article(folder, slug)
