"""Which words in brackets are shortcodes of some plugin, and which are prose.

An export does not say which plugins the site had. `[sic]` and `[in the firm]` are prose; a name is that of
a shortcode if it is written like one somewhere in the export: with a closing tag, with attributes, with an
underscore, or alone in a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pelican_mks.families.registry import (
    BUILT_IN,
    MEKS_FAMILY,
    WORDPRESS_FAMILY,
    lexicon_of,
)
from pelican_mks.shortcodes.declaration import OwnShortcodes, Shortcode
from pelican_mks.shortcodes.lexer import Lexicon

_WORDPRESS_ONLY = ("wp_caption", "playlist", "gallery", "caption", "audio", "video", "embed")
OPAQUE = re.compile(
    r"<(?P<name>pre|code|script|style|textarea|kbd|samp|tt|svg|math)\b[^<>]*>.*?</(?P=name)\s*>|<!--.*?-->",
    re.DOTALL | re.IGNORECASE,
)
"""Code, in which a word in brackets is no shortcode, and comments."""
_NAME = r"[a-zA-Z][a-zA-Z0-9]*+(?:[_-][a-zA-Z0-9_-]*+)?+"
_EVIDENCE = re.compile(
    rf"""\[(?:
        /\s*(?P<closed>{_NAME})\s*\]
        |(?P<attributed>{_NAME})\s[^\[\]]*?(?<![^\s"'”’″])[\w-]+\s*=\s*[\w"'“”„‘’″&]
        |(?P<ended>{_NAME})\s*/\]
        |(?P<underscored>[a-zA-Z][a-zA-Z0-9]*+_[\w-]*+)[\s\]]
    )|(?:\A|\n\s*\n|<p>)\s*\[(?P<alone>[a-z][a-z0-9]*+(?:[_-][a-z0-9_-]*+)?+)\]\s*(?=\Z|\n\s*\n|</p>)""",
    re.VERBOSE,
)
_MEKS = re.compile("mks[_-]", re.IGNORECASE)


def shortcode_names(texts: Iterable[str]) -> frozenset[str]:
    """The names that are written like shortcodes in `texts`, the contents of all posts."""
    found = set()
    for text in texts:
        if "[" not in text:
            continue
        for match in _EVIDENCE.finditer(OPAQUE.sub("", text)):
            found.add(next(filter(None, match.groups())))
    return frozenset(found)


def import_lexicon(names: frozenset[str]) -> Lexicon:
    """The lexicon that finds the tags of these names, of Meks and of WordPress."""
    wanted = {*BUILT_IN, *_WORDPRESS_ONLY, *names}
    others = OwnShortcodes(
        tuple(Shortcode(name, "") for name in sorted(wanted - {*BUILT_IN}) if not _MEKS.match(name))
    )
    return lexicon_of((MEKS_FAMILY, WORDPRESS_FAMILY), others)
