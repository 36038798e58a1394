"""The same bodies through every reader and typography result in the same widgets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pelican.settings import DEFAULT_CONFIG

from tests.cases import check_each
from tests.outline import outline
from tests.shared import Shared
from tests.sites import PROJECT, build
from tests.wordpress import imported

BODIES = {
    file.stem: file.read_text(encoding="utf-8")
    for file in sorted((PROJECT / "tests/data/bodies").glob("*.txt"))
}
UNFIXED = {file.stem for file in (PROJECT / "tests/data/fix-imported").glob("*.md")}
"""Posts that Python-Markdown misreads after an import, until they are fixed."""
READERS = ("markdown", "imported-markdown", "rst", "imported-rst", "html")
MARKDOWN: Any = DEFAULT_CONFIG["MARKDOWN"]
SMARTY: dict[str, Any] = {
    **MARKDOWN,
    "extension_configs": {**MARKDOWN["extension_configs"], "markdown.extensions.smarty": {}},
}
TYPOGRAPHIES: dict[str, dict[str, Any]] = {
    "none": {},
    "typogrify": {"TYPOGRIFY": True},
    "smarty": {"MARKDOWN": SMARTY},
    "docutils": {"DOCUTILS_SETTINGS": {"smart_quotes": True}},
    "all": {
        "TYPOGRIFY": True,
        "MARKDOWN": SMARTY,
        "DOCUTILS_SETTINGS": {"smart_quotes": True},
    },
}
ONLY_CONTENT: dict[str, Any] = {
    "DIRECT_TEMPLATES": [],
    "FEED_ALL_ATOM": None,
    "FEED_ALL_RSS": None,
    "CATEGORY_SAVE_AS": "",
    "AUTHOR_SAVE_AS": "",
    "STATIC_PATHS": [],
}
HEADERS = {
    "markdown": "Title: {0}\nDate: 2020-01-02\nSlug: {0}\n\n{1}",
    "rst": "{0}\n####################\n\n:date: 2020-01-02\n:slug: {0}\n\n{1}",
    "html": (
        '<html><head><title>{0}</title><meta name="date" content="2020-01-02">'
        '<meta name="slug" content="{0}"></head><body>{1}</body></html>'
    ),
}
SUFFIXES = {"markdown": "md", "rst": "rst", "html": "html"}


def section(body: str, name: str) -> str:
    """Return the part of a body with the heading `name`."""
    return body.partition(f"======== {name}\n")[2].partition("\n======== ")[0].strip("\n")


def articles(reader: str, shared: Shared) -> dict[str, str]:
    """Return the articles for a `reader` by file name."""
    if reader.startswith("imported-"):
        posts = {name: section(body, "html") for name, body in BODIES.items()}
        markup = reader.removeprefix("imported-")
        return shared.get(f"bodies-{reader}", lambda folder: imported(posts, folder, markup))
    return {
        f"{name}.{SUFFIXES[reader]}": HEADERS[reader].format(name, section(body, reader))
        for name, body in BODIES.items()
    }


def _content(page: str) -> str:
    """Return the article's text in a page of the simple theme."""
    article = page.partition("<article>")[2]
    return article.partition("</header>")[2].partition("<footer>")[0]


@pytest.mark.parametrize("typography", TYPOGRAPHIES)
@pytest.mark.parametrize("reader", READERS)
def test_the_same_widgets(tmp_path: Path, shared: Shared, reader: str, typography: str) -> None:
    files = articles(reader, shared)
    pages = build(tmp_path, files, **ONLY_CONTENT, **TYPOGRAPHIES[typography]).pages()

    def check(name: str, body: str) -> None:
        found = outline(_content(pages[f"{name}.html"]))
        assert found.split("\n") == section(body, "outline").split("\n")

    left_out = UNFIXED if reader == "imported-markdown" else ()
    check_each(check, {name: (name, body) for name, body in BODIES.items() if name not in left_out})


def test_there_are_twenty_bodies() -> None:
    assert len(BODIES) == 20
