"""The shortcode tags of a post, and which bracketed words are shortcodes.

An export does not list the site's plugins, and `[sic]` and `[in the firm]` are prose. So a name counts as a
shortcode if it is written like one anywhere in the export: with a closing tag, with attributes, with an
underscore, or alone in a paragraph.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pelican_mks.command.fixing.rewrite import HTML, rewritten
from pelican_mks.families.registry import BUILT_IN, MEKS_FAMILY, WORDPRESS_FAMILY, lexicon_of
from pelican_mks.shortcodes.declaration import OwnShortcodes, Shortcode
from pelican_mks.shortcodes.lexer import Lexicon
from pelican_mks.source.tags import SourceTag, source_tags

_WORDPRESS_ONLY = ("wp_caption", "playlist", "gallery", "caption", "audio", "video", "embed")
OPAQUE = re.compile(
    r"<(?P<name>pre|code|script|style|textarea|kbd|samp|tt|svg|math)\b[^<>]*>.*?</(?P=name)\s*>|<!--.*?-->",
    re.DOTALL | re.IGNORECASE,
)
"""Code and comments, which contain no shortcodes."""
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
_QUOTED = re.compile(r"(\"[^\"]*\"|'[^']*')")
_SPACE = re.compile(r"(?:[\s\u200b\u200e\u200f\u2060\ufeff]|&nbsp;|&\#160;|&\#8203;|<br\s*/?>)+")
_IN_VALUE = re.compile(r"(?:<br\s*/?>|[ \t\r]*\n[ \t\r]*)+")


@dataclass(frozen=True, slots=True)
class PostTag:
    """A shortcode tag in a post's text."""

    start: int
    end: int
    name: str
    text: str
    """The tag with straight quotes, on one line."""
    attributes: dict[str, str]
    closing: bool
    self_closing: bool
    closed_by: int | None = None
    """Where its closing tag starts."""


def shortcode_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the names written like shortcodes in `texts`, the contents of all posts."""
    found = set()
    for text in texts:
        if "[" not in text:
            continue
        for match in _EVIDENCE.finditer(OPAQUE.sub("", text)):
            found.add(next(filter(None, match.groups())))
    return frozenset(found)


def import_lexicon(names: frozenset[str]) -> Lexicon:
    """Return a lexicon of these names and of the Meks and WordPress shortcodes."""
    wanted = {*BUILT_IN, *_WORDPRESS_ONLY, *names}
    others = OwnShortcodes(
        tuple(Shortcode(name, "") for name in sorted(wanted - {*BUILT_IN}) if not _MEKS.match(name))
    )
    return lexicon_of((MEKS_FAMILY, WORDPRESS_FAMILY), others)


def find_tags(text: str, lexicon: Lexicon) -> list[PostTag]:
    """Return the tags of a `lexicon` in `text`, except in code and comments."""
    opaque = [match.span() for match in OPAQUE.finditer(text)] if "[" in text else []
    found: list[PostTag] = []
    for tag in source_tags(text, lexicon.opening) if "[" in text else ():
        if tag.inside is None or any(start <= tag.start < end for start, end in opaque):
            continue
        if found and tag.start < found[-1].end:
            continue
        found.append(_read(tag, text))
    return _paired(found)


def _read(tag: SourceTag, text: str) -> PostTag:
    assert tag.inside is not None
    written = rewritten(tag, text, HTML) or text[tag.start : tag.end]
    return PostTag(
        tag.start,
        tag.end,
        tag.word.replace("\\", ""),
        _one_line(written),
        {each.name: each.text for each in tag.attributes if each.name},
        tag.closing,
        tag.inside.self_closing,
    )


def _one_line(tag: str) -> str:
    """Put a tag on one line, with single spaces between its attributes."""
    parts = _QUOTED.split(tag)
    between = [_SPACE.sub(" ", part) for part in parts[::2]]
    between[-1] = re.sub(r" (?=\]$)", "", between[-1])
    parts[::2] = between
    parts[1::2] = [_IN_VALUE.sub(" ", value) for value in parts[1::2]]
    return "".join(parts)


def _paired(tags: list[PostTag]) -> list[PostTag]:
    """Pair each closing tag with the nearest open tag of its name."""
    unclosed: dict[str, list[int]] = defaultdict(list)
    paired = list(tags)
    for place, tag in enumerate(tags):
        if not tag.closing:
            if not tag.self_closing:
                unclosed[tag.name].append(place)
        elif unclosed[tag.name]:
            opened = unclosed[tag.name].pop()
            paired[opened] = replace(paired[opened], closed_by=tag.start)
    return paired


def is_block(tag: PostTag, lexicon: Lexicon) -> bool:
    """Whether a line with only this tag is a paragraph of its own.

    The text after an unclosed tag stays in the tag's paragraph, where the tag's body ends.
    """
    shortcode = lexicon.shortcodes.get(tag.name)
    if shortcode and shortcode.inline:
        return False
    if tag.closing or tag.self_closing:
        return True
    return tag.closed_by is not None or bool(shortcode and (shortcode.single or shortcode.item))
