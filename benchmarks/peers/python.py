"""Readers in Python."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any

from bbcode import Parser
from nikola.shortcodes import apply_shortcodes

from benchmarks.corpus import Case, converter
from benchmarks.measure import Candidate, timed

_TAG = re.compile(r"\[(/?)(mks_[a-z_]+)([^\]]*)\]")


def nikola(case: Case) -> Candidate:
    """Nikola's parser, its tags in place of ours."""
    text = _TAG.sub(r"{{% \1\2\3 %}}", case.html)
    registry: dict[str, Any] = {}

    def tabs(nav: str, data: str, **_: Any) -> str:
        inside = apply_shortcodes(data, registry, raise_exceptions=True)[0]
        return f'<div class="mks_tabs {escape(nav)}">{inside}</div>'

    def item(title: str, data: str, **_: Any) -> str:
        return _item(title, data)

    registry["mks_tabs"] = tabs
    registry["mks_tab_item"] = item
    return _checked(lambda: apply_shortcodes(text, registry, raise_exceptions=True)[0], case)


def bbcode(case: Case) -> Candidate:
    """`bbcode`, left to read tags alone."""
    parser = Parser(
        newline="\n",
        install_defaults=False,
        escape_html=False,
        replace_links=False,
        replace_cosmetic=False,
    )
    parser.add_formatter(
        "mks_tabs",
        lambda _name, value, options, *_: (
            f'<div class="mks_tabs {escape(options.get("nav", ""))}">{value}</div>'
        ),
    )
    parser.add_formatter(
        "mks_tab_item",
        lambda _name, value, options, *_: _item(options.get("title", ""), value),
    )
    return _checked(lambda: parser.format(case.html), case)


def blocks(case: Case) -> Candidate:
    """`pymdownx.blocks.tab`, together with the Markdown that it is part of."""
    source = re.sub(r"\[/?mks_tabs[^\]]*\]", "", case.source)
    source = re.sub(r'\[mks_tab_item title="([^"]*)"\]', r"\n/// tab | \1\n", source)
    source = source.replace("[/mks_tab_item]", "\n///\n")
    markdown = converter("pymdownx.blocks.tab")

    def convert() -> str:
        markdown.reset()
        return markdown.convert(source)

    return _checked(convert, case, '<div class="tabbed-content">')


def _item(title: str, text: str) -> str:
    return f'<div class="mks_tab_item"><div class="nav">{escape(title)}</div>{text}</div>'


def _checked(
    work: Callable[[], str], case: Case, mark: str = '<div class="mks_tab_item">'
) -> Candidate:
    """A candidate that has shown once that it reads all tabs."""
    read = work().count(mark)
    assert case.broken or read == 2 * case.widgets, f"{read} tabs of {case.key} are read"
    return timed(work)
