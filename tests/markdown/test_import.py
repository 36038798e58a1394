"""From a WordPress export through Pelican's importer and pandoc to the published site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pelican_mks import transform
from tests.markdown.test_markdown import convert
from tests.outline import outline
from tests.shared import Shared
from tests.sites import PROJECT, Site, build
from tests.wordpress import imported

DATA = PROJECT / "tests/data"
POSTS = {
    file.stem: file.read_text(encoding="utf-8") for file in sorted((DATA / "posts").glob("*.txt"))
}
SEPARATOR = "\n======== outline\n"


def post(name: str) -> str:
    """A post's text as WordPress stores it."""
    return POSTS[name].partition(SEPARATOR)[0]


def expected(name: str, markup: str) -> list[str]:
    """The expected outline; a line with the name of a markup applies only to it."""
    lines = POSTS[name].partition(SEPARATOR)[2].strip("\n").split("\n")
    others = [f"{other}:" for other in ("markdown", "rst") if other != markup]
    return [line.removeprefix(f"{markup}:") for line in lines if not line.startswith(tuple(others))]


def is_unfixed(name: str, markup: str) -> bool:
    """Whether Python-Markdown misreads the importer's output for a post."""
    return markup == "markdown" and (DATA / f"fix-imported/{name}.md").exists()


@pytest.fixture(scope="module", params=["markdown", "rst"])
def markup(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def files(markup: str, shared: Shared) -> dict[str, str]:
    posts = {name: post(name) for name in POSTS}
    return shared.get(f"posts-{markup}", lambda folder: imported(posts, folder, markup))


@pytest.fixture(scope="module")
def site(markup: str, files: dict[str, str], shared: Shared) -> Site:
    # Docutils drops a whole article for code in a language that it cannot highlight.
    settings = {"DOCUTILS_SETTINGS": {"syntax_highlight": "none"}}
    return shared.get(f"posts-{markup}-site", lambda folder: build(folder, files, **settings))


def content(site: Site, name: str) -> str:
    article = site.page(f"{name}.html").partition("<article>")[2]
    return article.partition("</header>")[2].partition("<footer>")[0]


def test_there_are_fifteen_posts() -> None:
    assert len(POSTS) >= 15


def test_every_post_is_imported(files: dict[str, str]) -> None:
    assert sorted(Path(name).stem for name in files) == sorted(POSTS)


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        (markup, name)
        for markup in ("markdown", "rst")
        for name in POSTS
        if not is_unfixed(name, markup)
    ],
    indirect=["markup"],
)
def test_the_page_contains_the_widgets(site: Site, markup: str, name: str) -> None:
    assert outline(content(site, name)).split("\n") == expected(name, markup)


@pytest.mark.parametrize("name", POSTS)
def test_no_tag_or_backslash_is_left(site: Site, name: str) -> None:
    prose = re.sub(r"<(pre|code|tt)\b.*?</\1>", "", content(site, name), flags=re.DOTALL)
    assert not re.search(r"\[/?mks|\\", prose)


def test_only_authors_mistakes_are_logged(site: Site, markup: str) -> None:
    found = [re.search(r"([\w-]+)\.\w+:\d+:\d+: (MKS\d+)", line) for line in site.log]
    assert {
        match and match.groups() for match in found if not (match and is_unfixed(match[1], markup))
    } == {
        ("never-closed", "MKS001"),
        ("reference", "MKS001"),
        ("reference", "MKS002"),
        ("reference", "MKS006"),
        ("comments-unclosed", "MKS001"),
    }


@pytest.mark.parametrize(
    "file", sorted((DATA / "pandoc-2").glob("*.md")), ids=lambda file: file.stem
)
def test_the_output_of_pandoc_2_is_supported(file: Path) -> None:
    html = transform(convert(file.read_text(encoding="utf-8"))).html
    assert outline(html).split("\n") == expected(file.stem, "markdown")
