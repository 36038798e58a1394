"""Inline code stays code, however a reader marks it up."""

from __future__ import annotations

from typing import Any

import pytest
from docutils.core import publish_parts
from docutils.writers import html4css1, html5_polyglot

from pelican_mks import transform

TEXTS = ("[mks_tabs]", '[mks_button title="A B"]', "a [mks_toggle]x[/mks_toggle] b", "[/mks_tabs]")
MARKED = (
    '<span class="docutils literal">{}</span>',
    "<span class='literal docutils'>{}</span>",
    '<span class="docutils literal notranslate">{}</span>',
    '<tt class="docutils literal">{}</tt>',
    '<code class="docutils literal notranslate"><span class="pre">{}</span></code>',
    '<span class="docutils literal"><span class="pre">{}</span> <span>x</span></span>',
    '<span class="monospaced">{}</span>',
    '<div class="literalblock"><div class="content monospaced"><pre>{}</pre></div></div>',
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("writer", [html4css1, html5_polyglot], ids=lambda each: each.__name__)
def test_inline_literals_of_docutils_are_code(writer: Any, text: str) -> None:
    """The HTML 5 writer, which MyST uses, too, writes `span`; others write `tt` or `code`."""
    html = publish_parts(f"Before ``{text}`` behind.", writer=writer.Writer())["body"]
    assert transform(html).html is html


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("mark", MARKED)
def test_markup_of_other_readers_is_code(mark: str, text: str) -> None:
    html = f"<p>Before {mark.format(text)} behind.</p>"
    result = transform(html)
    assert result.html is html
    assert result.diagnostics == ()


def test_only_the_marked_text_is_code() -> None:
    mark = '<span class="docutils literal">[mks_separator]</span>'
    html = transform(f"<p>{mark}</p>\n<p>[mks_separator]</p>\n<p>{mark}</p>").html
    assert html.count(mark) == 2
    assert html.count("<hr") == 1


@pytest.mark.parametrize("quote", ['"', "'", ""])
@pytest.mark.parametrize(
    "name", ["literally", "docutils", "no-literal", "xmonospaced", "literal-block2", ""]
)
def test_other_classes_do_not_mark_code(name: str, quote: str) -> None:
    html = f"<p><span class={quote}{name}{quote}>[mks_button title=x]</span></p>"
    assert "mks-button" in transform(html).html
