"""Reading HTML takes work that grows with its length, whatever it is.

An expression that goes over a text again and again runs no more lines of ours, so this is no counted work:
megabytes are read, with which anything quadratic would be at it for hours.
"""

from __future__ import annotations

from tests.test_growth import done_in_time

MINUTE = 60
"""Of CPU time; it takes a few seconds."""

PARTS = {
    "scripts begun": "<script ",
    "scripts": "<script>",
    "scripts in comments in scripts": "<script><!--",
    "comments begun": "<!--",
    "comments begun and not ended": "<!-- --",
    "declarations begun": "<!",
    "end tags begun": "</",
    "tags begun": "<a ",
    "attributes begun": '<a ="',
    "quotes in turn": '<a =\'"="',
    "pictures begun": '<img a="',
}
"""None ends: each text is read in one go, or not in an hour."""
SCRIPT = """
from pelican_mks.html.plain import comments, is_empty, plain_text
from pelican_mks.html.tokens import attributes, tokens
from pelican_mks.render.language import speech
from pelican_mks.render.title import title_markup
from pelican_mks.families.captions import split_at_image
from pelican_mks.shortcodes.nodes import Value
for part in {parts!r}:
    print(part, flush=True)
    for begin in ("\\u5bf9", "<img>"):
        html = begin + part * (2_000_000 // len(part))
        for token in tokens(html):
            if token.kind == "start" and token.end - token.start > 100:
                attributes(html, token)
        plain_text(html), is_empty(html), comments(html), split_at_image(html), speech(html, "en"), title_markup(Value("", html))
"""


def test_megabytes_of_html_are_read() -> None:
    parts = [*PARTS.values()]
    assert done_in_time(SCRIPT.format(parts=parts), MINUTE) == parts
