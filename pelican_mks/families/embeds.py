"""`[embed]` and bare video URLs: links to other sites.

A bare URL is the only content of a paragraph; WordPress embeds it as if it were between `[embed]` tags.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from pelican_mks.families.links import element_link, link, video_id
from pelican_mks.html.plain import plain_text
from pelican_mks.html.tokens import tokens
from pelican_mks.render.context import Context
from pelican_mks.render.settings import Settings
from pelican_mks.render.title import title_markup
from pelican_mks.shortcodes.attribute_types import label, url
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.diagnostic import NOTHING_TO_SHOW
from pelican_mks.shortcodes.nodes import Element

_ADDRESS = re.compile(r"https?://\S+")
_PARAGRAPH = re.compile(
    r"(?P<start><p>|<div class=\"wp-block-embed__wrapper\">)\s*+(?P<link><a\s[^<>]*+>)?+"
    r"(?P<url>https?://[^\s<>\"]++)(?(link)</a>)\s*+(?P<end></(?:p|div)>)"
)
"""A paragraph, or a block of WordPress' editor, that contains only a URL, which may be a link."""
_INERT = frozenset("a button code kbd label pre samp summary tt".split())
"""Elements in which a URL is left alone: code, and those that must not contain links."""


def render_embed(element: Element, context: Context) -> str:
    """Render a link to what was embedded."""
    body = context.body(element)
    text = plain_text(body)
    found = _ADDRESS.fullmatch(text)
    address = found[0] if found else "" if text else element.values["src"].text
    if address:
        return element_link(
            address,
            element,
            context.settings,
            title=title_markup(element.values["title"]),
            poster=element.values["poster"].text,
        )
    context.report(
        NOTHING_TO_SHOW,
        element,
        problem="contains more than a URL",
        consequence="the page shows its text",
        advice="Write only the URL between the tags",
    )
    return body


def with_videos(html: str, settings: Settings) -> str:
    """Replace the bare URLs of videos on YouTube and Vimeo."""
    candidates = {
        found.start(): found
        for found in _PARAGRAPH.finditer(html)
        if video_id(unescape(found["url"]))
    }
    if not candidates:
        return html
    parts: list[str] = []
    position = 0
    for start in _outside_inert(html):
        found = candidates.get(start)
        if found:
            video = link(unescape(found["url"]), settings)
            is_block = not found["start"].startswith("<p")
            parts += (
                html[position : found.start()],
                f"{found['start']}{video}{found['end']}" if is_block else video,
            )
            position = found.end()
    return "".join((*parts, html[position:]))


def _outside_inert(html: str) -> Iterator[int]:
    """Where each start tag outside inert elements begins."""
    opened: Counter[str] = Counter()
    for token in tokens(html):
        if token.name in _INERT and token.kind in ("start", "end"):
            opened[token.name] = max(0, opened[token.name] + (1 if token.kind == "start" else -1))
        elif token.kind == "start" and not opened.total():
            yield token.start


_OLD = "Has no effect."
EMBED = Shortcode(
    "embed",
    "A link to something on another site.",
    (
        url("src", "The URL, unless it is between the tags.", ""),
        label("title", "The title of the link."),
        url("poster", "The URL of a picture on this site.", ""),
        label("width", _OLD),
        label("height", _OLD),
    ),
    render_embed,
)
SHORTCODES = (EMBED,)
STYLESHEETS = ("wordpress",)
