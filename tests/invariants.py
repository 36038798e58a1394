"""What holds for every text, whoever wrote it, as checks for whoever makes the texts."""

from __future__ import annotations

import re

from pelican_mks import Result, transform
from pelican_mks.direct import transform_directly
from pelican_mks.families.registry import SHORTCODES, lexicon_of
from pelican_mks.render.settings import Settings
from pelican_mks.shortcodes.diagnostic import Diagnostic
from pelican_mks.transform import transform_by_tree

LEXICON = lexicon_of(None)
Way = tuple[str, list[Diagnostic]] | None
_NAMES = "|".join(re.escape(shortcode.name) for shortcode in SHORTCODES)
_TAG_OF_OURS = re.compile(rf"\[(?:/\s*)?(?:{_NAMES})(?![\w-])")


def check_what_always_holds(html: str) -> Result:
    """It comes out finished, with diagnostics that lie in it, and without tags as it was."""
    result = transform(html, prefix="slug", language="en")
    again = transform(result.html, prefix="slug", language="en")
    assert again.html == result.html
    spans = [(diagnostic.start, diagnostic.end) for diagnostic in result.diagnostics]
    assert all(0 <= start <= end <= len(html) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)
    assert all(diagnostic.message for diagnostic in result.diagnostics)
    if not _TAG_OF_OURS.search(html) and "\\" not in html:
        assert result.html is html
    return result


def check_that_ways_agree(html: str, language: str = "en", prefix: str = "slug") -> bool:
    """Whether the short way is taken; then it must agree with the long one."""
    arguments = LEXICON, prefix, language, Settings()
    tag = LEXICON.hint.search(html)
    short = transform_directly(html, tag.start(), *arguments) if tag else None
    if short is None:
        return False
    assert _in_order(short) == _in_order(transform_by_tree(html, *arguments))
    return True


def _in_order(way: Way) -> Way:
    assert way is not None
    html, diagnostics = way
    return html, sorted(diagnostics, key=lambda each: (each.start, each.code))
