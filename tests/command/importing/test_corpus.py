"""Hundreds of posts lose no content on the way from the export to the published site."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pelican_mks.command.cli import main
from tests import oracle
from tests.cases import check_each
from tests.command.importing.corpus import Post, corpus
from tests.outline import outline
from tests.shared import Shared
from tests.sites import Site, build
from tests.wordpress import export

POSTS = {post.slug: post for post in corpus(150)}
_TYPOGRAPHY = str.maketrans("’‘“”", "''\"\"")
MARKUPS = ("html", "markdown", "rst")


@pytest.fixture(scope="module", params=MARKUPS)
def markup(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def site(markup: str, shared: Shared) -> Site:
    return shared.get(f"corpus-{markup}", lambda folder: published(folder, markup))


def published(folder: Path, markup: str) -> Site:
    """Import the posts and build a site of them."""
    file = folder / "export.xml"
    file.write_text(export({slug: post.content for slug, post in POSTS.items()}), "utf-8")
    arguments = ["import", str(file), "-m", markup, "-o", str(folder / "content")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert f"Imported {len(POSTS)} articles" in result.output
    assert "Every shortcode will be rendered." in result.output
    return build(folder, {})


def article(site: Site, slug: str) -> str:
    page = site.page(f"{slug}.html").partition("<article>")[2]
    return page.partition("</header>")[2].rpartition("<footer>")[0].partition("<footer>")[0]


def letters(words: list[str]) -> str:
    """Join words without spaces, which inline elements may add."""
    return "".join("".join(words).split()).translate(_TYPOGRAPHY)


def test_there_are_more_than_a_hundred_posts() -> None:
    assert len(POSTS) >= 100


def test_the_build_reports_nothing(site: Site) -> None:
    # Some images have no alternative text on purpose.
    assert [line for line in site.log if "empty alt attribute" not in line.lower()] == []


def test_every_word_and_title_appears_once(site: Site, markup: str) -> None:
    def check(post: Post) -> None:
        html = article(site, post.slug)
        assert letters(oracle.words(html)) == letters(post.words)
        assert oracle.titles(html) == post.titles
        # HTML keeps unclosed elements open, as WordPress does, and browsers then move elements.
        if markup != "html" or "unclosed" not in post.content:
            assert oracle.misplaced(html) == []

    check_each(check, {slug: (post,) for slug, post in POSTS.items()})


@pytest.mark.parametrize("markup", ["markdown", "rst"], indirect=True)
# The outline ignores `kbd`, and each markup closes unclosed elements in its own way.
def test_the_widgets_have_the_same_content(site: Site, reference: Site) -> None:
    def check(slug: str) -> None:
        expected = outline(article(reference, slug)).split("\n")
        lines = outline(article(site, slug)).split("\n")
        found = [line.replace("![image1]", "![]") for line in lines]
        assert [line for line in found if "http" not in line] == [
            line for line in expected if "http" not in line
        ]

    slugs = [f"tabs-{place}" for place in range(36) if place not in (7, 33)]
    check_each(check, {slug: (slug,) for slug in slugs})


@pytest.fixture(scope="module")
def reference(shared: Shared) -> Site:
    """The posts as HTML."""
    return shared.get("corpus-html", lambda folder: published(folder, "html"))
