"""The pages that the tests open: articles with shortcodes, rendered by the plugin."""

from __future__ import annotations

from pelican_mks import transform
from tests.settings import ALL_ENABLED

STYLESHEET = '<link rel="stylesheet" href="/tabs.css">'
SCRIPT = '<script src="/tabs.js"></script>'
ASSETS = STYLESHEET + SCRIPT

FILLER = '<p class="filler">Prose that is long enough to scroll.</p>' * 60
PROSE = "<p>Some prose around the widget, enough for any engine to draw at once.</p>" * 6
PAUSE = "<!--pause-->"
"""The server waits here until the test calls `resume`."""


TEXTS = ("First text", "Second text", "Third text")
"""The texts of `three_tabs`."""


def tabs(*items: tuple[str, str], attributes: str = "") -> str:
    """The shortcodes of tabs with these titles and bodies; a title may add attributes: `B" active="on`."""
    panels = "".join(
        f'[mks_tab_item title="{title}"]\n{body}\n[/mks_tab_item]\n' for title, body in items
    )
    return f"[mks_tabs{attributes and ' '}{attributes}]\n{panels}[/mks_tabs]\n"


def three_tabs(attributes: str = "") -> str:
    """The shortcodes of three plain tabs."""
    return tabs(
        ("One", "<p>First text.</p>"),
        ("Two", '<p>Second text <b id="deep">deep</b>.</p>'),
        ("Three", "<p>Third text.</p>"),
        attributes=attributes,
    )


def article(source: str, language: str | None = None) -> str:
    """Render an article."""
    return transform(source, prefix="post", language=language, settings=ALL_ENABLED).html


def page(
    source: str,
    *,
    head: str = ASSETS,
    html: str = 'lang="en"',
    after: str = "",
    language: str | None = None,
) -> str:
    """A whole page with `source` as its article, in `language`; `after` is HTML after the article."""
    return (
        f"<!doctype html><html {html}><head><meta charset=utf-8><title>A page</title>"
        f'<meta name="viewport" content="width=device-width">{head}</head>'
        f"<body><main><h1>An article</h1>\n{article(source, language)}\n</main>{after}</body></html>"
    )
