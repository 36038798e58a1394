"""The time to read HTML grows linearly with its length, whatever it contains.

Backtracking in a regular expression runs no additional lines of Python, so counting lines would not find it.
These tests read megabytes, which would take quadratic code hours.
"""

from __future__ import annotations

from tests.test_growth import run_in_time

MINUTE = 60
"""CPU time; the test takes a few seconds."""

PARTS = {
    "incomplete script tags": "<script ",
    "scripts": "<script>",
    "scripts in comments in scripts": "<script><!--",
    "unterminated comments": "<!--",
    "unterminated comments with two hyphens": "<!-- --",
    "unterminated declarations": "<!",
    "incomplete end tags": "</",
    "incomplete tags": "<a ",
    "incomplete attributes": '<a ="',
    "alternating quotes": '<a =\'"="',
    "incomplete images": '<img a="',
}
"""Unterminated constructs: without a single-pass reader, each would take more than an hour."""
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


def test_megabytes_of_html_take_linear_time() -> None:
    parts = [*PARTS.values()]
    assert run_in_time(SCRIPT.format(parts=parts), MINUTE) == parts
