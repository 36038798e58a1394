"""Articles read by the readers of other plugins: `make test-matrix NOX_FLAGS="--session readers"`.

Each reader is installed in its own environment, because most replace Pelican's Markdown reader and their
requirements conflict.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from bs4 import BeautifulSoup, Tag
from pelican import signals
from pelican.readers import BaseReader, Readers

from tests.sites import build, neighbour

INLINE = "[mks_tabs]"
LONG = '[mks_toggle title="x y"]z[/mks_toggle]'
BLOCK = '[mks_toggle title="code"]*code*[/mks_toggle]'
MARKDOWN = f"""\
---
title: One
date: 2020-01-02
slug: one
---

Write `{INLINE}` and `{LONG}` as code.

[mks_tabs nav="vertical"]
[mks_tab_item title="One *two*"]
Some *text* with `{INLINE}`.

- a
- b

[/mks_tab_item]
[mks_tab_item title=”Original Quote”]
对党忠诚
[/mks_tab_item]
[/mks_tabs]

An inline [mks_button title="More" url="https://example.org/a_b_c?x=1&y=2"]
and [mks_highlight color="#ff0"]marked *text*[/mks_highlight].

```
{BLOCK}
```

```python
{BLOCK}
```

    {BLOCK}

The end.
"""
ASCIIDOC = f"""\
= One
:date: 2020-01-02
:slug: one

Write `{INLINE}` and `{LONG}` as code.

++++
[mks_tabs nav="vertical"]
[mks_tab_item title="One <em>two</em>"]
++++

Some _text_ with `{INLINE}`.

- a
- b

++++
[/mks_tab_item]
[mks_tab_item title=”Original Quote”]
++++

对党忠诚

++++
[/mks_tab_item]
[/mks_tabs]
++++

An inline [mks_button title="More" url="/a_b_c?x=1&y=2"]
and [mks_highlight color="#ff0"]marked _text_[/mks_highlight].

----
{BLOCK}
----

....
{BLOCK}
....

 {BLOCK}

The end.
"""
"""In AsciiDoc, a line in brackets contains the attributes of a block, except in a passthrough block."""
CODE = "pre, code, tt, .literal, .monospaced"
RAW = re.compile(r"\[/?mks_")


class AsciiDocReader(BaseReader):
    """A reader like the former Pelican plugin of this name, which no package contains."""

    enabled = True
    file_extensions = ["adoc"]  # noqa: RUF012 - as Pelican declares it

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        command = ("asciidoc", "--no-header-footer", "--out-file=-", source_path)
        html = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
        source = Path(source_path).read_text(encoding="utf-8")
        found = {"title": "One", **dict(re.findall(r"^:(\w+): (.+)", source, re.MULTILINE))}
        process: Any = self.process_metadata
        return html, {name: process(name, value) for name, value in found.items()}


def add_asciidoc(readers: Readers) -> None:
    readers.reader_classes["adoc"] = AsciiDocReader


class Reader(NamedTuple):
    """A reader and the settings that enable it."""

    plugin: str | Callable[[], ModuleType]
    settings: Mapping[str, object] = {}
    file: str = "one.md"
    text: str = MARKDOWN


MYST = "pelican.plugins.myst_reader"
READERS = {
    "pelican-myst-reader": Reader(MYST),
    "pelican-myst-reader-sphinx": Reader(MYST, {"MYST_FORCE_SPHINX": True}),
    "pelican-markdown-it-reader": Reader("pelican.plugins.markdown_it_reader"),
    "pelican-pandoc-reader": Reader("pelican.plugins.pandoc_reader"),
    "minchin.pelican.readers.commonmark": Reader("minchin.pelican.readers.commonmark"),
    "asciidoc": Reader(
        lambda: neighbour(signals.readers_init, add_asciidoc), file="one.adoc", text=ASCIIDOC
    ),
}


@pytest.fixture(scope="module", params=READERS, name="article")
def _article(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tag:
    """The article as rendered by a reader and our plugin."""
    reader = READERS[request.param]
    plugin = reader.plugin if isinstance(reader.plugin, str) else reader.plugin()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", os.pathsep.join((*programs(), os.environ["PATH"])))
        site = build(
            tmp_path_factory.mktemp("site"),
            {reader.file: reader.text},
            PLUGINS=[plugin, "pelican_mks"],
            **reader.settings,
        )
    assert site.log == ()
    page = BeautifulSoup(site.page("one.html"), "html.parser")
    article = page.select_one("article")
    assert article
    return article


def programs() -> list[str]:
    """The folders of the programs that the readers call."""
    found = [str(Path(sys.executable).parent)]
    try:
        import pypandoc  # noqa: PLC0415 - only one of the environments has it
    except ImportError:
        return found
    return [*found, str(Path(pypandoc.get_pandoc_path()).parent)]


def words(element: Tag) -> str:
    """The text of an element, without white space that a reader adds."""
    return " ".join(element.get_text().split())


def test_code_is_unchanged(article: Tag) -> None:
    found = [words(each) for each in article.select(CODE)]
    for text, times in ((INLINE, 2), (LONG, 1), (BLOCK, 3)):
        assert found.count(text) >= times, text


def test_no_shortcode_is_left_outside_code(article: Tag) -> None:
    for code in article.select(CODE):
        code.clear()
    assert not RAW.search(article.get_text())


def test_tabs_contain_the_reader_s_html(article: Tag) -> None:
    (widget,) = article.select(".mks-tabs")
    first, second = widget.select("section")
    assert [words(each) for each in widget.select("h2")] == ["One two", "Original Quote"]
    assert [words(each) for each in first.select("em")][-1] == "text"
    assert [words(each) for each in first.select("li")] == ["a", "b"]
    assert [words(each) for each in second.select("[lang=zh]")] == ["对党忠诚"]
    assert not second.select("li")


def test_inline_shortcodes_are_rendered(article: Tag) -> None:
    (button,) = article.select("a.mks-button")
    assert str(button["href"]).endswith("/a_b_c?x=1&y=2")
    (mark,) = article.select("mark")
    assert words(mark) == "marked text"
    assert mark.select_one("em")


def test_text_after_a_shortcode_is_kept(article: Tag) -> None:
    assert words(article).count("The end.") == 1
