"""Shortcodes of other WordPress plugins that are left in a page as text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape

from pelican_mks.families.registry import BUILT_IN
from pelican_mks.html.elements import INLINE, PROTECTED
from pelican_mks.html.tokens import tokens
from pelican_mks.shortcodes.diagnostic import UNRENDERED_SHORTCODE, Diagnostic, diagnose
from pelican_mks.shortcodes.lexer import is_word

_TAG = re.compile(
    r"(?<!\[)\[(?P<closing>/)?(?P<name>[a-z][a-z0-9]*+(?:[_-]++[a-z0-9]++)*+)(?P<rest>(?:[\s=/][^\[\]]*+)?+)\]"
)
_ATTRIBUTE = re.compile(r"\s[a-z][\w-]*+\s?=\s?[\"'“”„‘’«″′]")
_BARE_ATTRIBUTE = re.compile(r"\s[a-z][\w-]*+=[\w#./-]")
_ADDRESS = re.compile(r"[\s=]\s*(?:https?:|www\.|\d+\s*(?:$|\s))")
_ALONE = re.compile(r"(?:\A|\n)[ \t]*\Z")
_ENDS_LINE = re.compile(r"[ \t]*(?:\n|\Z)")
_PLUGINS = (
    r"(?:vc|wpb|et_pb|su|fusion|av|ts|cs|tve|thrive|fl|ngg|ninja|woocommerce|wpcf7|bbp|bp|ultimatemember|wpdm|"
    r"jetpack|theme|x|cmsmasters|gdlr|mk|nectar|porto|otw|eo|tribe|edd|learndash|ld|pmpro|wpml|wpsm|one|"
    r"two|three|four|pt|sc|wp|wc|mc4wp|ai1ec|aiovg|embedpress|elementor|envira|foogallery|wpforms|"
    r"gravityforms|formidable)_[a-z]"
    r"|contact-f(?:orm|ield)|nggallery|gravityform|wpforms|metaslider|smartslider3|layerslider|masterslider|rev_slider|"
    r"tablepress|ninja_form|ninjaforms|wpgmza|mappress|advanced_iframe|foogallery|shareaholic|addtoany|"
    r"easyazon|wpvideo|sourcecode"
)
"""Names and prefixes that only WordPress plugins and page builders use."""
_CONTENT = frozenset(
    "accordion alert archives audio box button caption code column columns divider dropcap embed facebook "
    "faq flickr form gallery gist googlemaps highlight icon iframe image instagram list map playlist "
    "poll product products pullquote quote recipe row scribd section slideshare slideshow soundcloud "
    "spotify tab table tabs toggle tooltip tweet twitter video vimeo wpvideo youtube".split()
)
"""Names of shortcodes that are also words: inside a line they may be prose."""
_HINT = (
    rf"\[(?:/[a-z]|{_PLUGINS}|(?:{'|'.join(sorted(_CONTENT))})[\]\s=/]|[a-z][\w-]*+\s[^\[\]=]*+=)"
)


def may_be_left(text: str) -> bool:
    """Whether `text`, a source or HTML, may contain such a shortcode."""
    # The large expression is compiled on first use.
    return "[" in text and re.search(_HINT, text.replace("\\", "")) is not None


def leftovers(html: str, known: Collection[str]) -> list[str]:
    """Return the names of shortcodes in the text of rendered `html`, in order, except in code.

    `known` names, which are rendered, are left out. A name in brackets counts if it has attributes or a
    closing tag, belongs to a WordPress plugin, or names content and fills a line. All else is prose:
    `[sic]`, `[1]`, `[citation needed]`.
    """
    if not may_be_left(html):
        return []
    text = _text(html)
    opened: set[str] = set()
    found: dict[str, None] = {}
    for tag in _TAG.finditer(text):
        name = tag["name"]
        if name in known or not is_word(name):
            continue
        if tag["closing"]:
            is_shortcode = name in opened
        else:
            opened.add(name)
            is_shortcode = _is_shortcode(tag)
        if is_shortcode:
            found[name] = None
    return list(found)


def unrendered(
    html: str, source: str, known: Collection[str]
) -> Iterator[tuple[Diagnostic, int, int]]:
    """Yield a diagnostic for each name that is left in rendered `html`.

    With each come the start and the end of its first occurrence in `source`, or -1 twice.
    """
    for name in leftovers(html, known):
        written = re.search(rf"\[{_escapable(name)}(?![\w-])", source)
        start, end = written.span() if written else (-1, -1)
        yield diagnose(UNRENDERED_SHORTCODE, (0, 0), name=name, advice=_advice(name)), start, end


def _is_shortcode(tag: re.Match[str]) -> bool:
    """Whether an opening `tag` is certainly not prose."""
    rest, name = tag["rest"], tag["name"]
    if re.match(_PLUGINS, name) or _ATTRIBUTE.search(rest):
        return True
    if name not in _CONTENT:
        return False
    fills_line = _ENDS_LINE.match(tag.string, tag.end()) and _ALONE.search(
        tag.string, max(0, tag.start() - 80), tag.start()
    )
    return bool(_BARE_ATTRIBUTE.search(rest) or _ADDRESS.match(rest) or (not rest and fills_line))


def _text(html: str) -> str:
    """Return the text of `html` without code, one block per line, with spaces for escaped brackets."""
    parts: list[str] = []
    position = depth = 0
    for token in tokens(html):
        if not depth:
            parts.append(html[position : token.start])
        position = token.end
        if token.name in PROTECTED:
            depth = max(0, depth + (1 if token.kind == "start" else -1))
        elif token.name == "br" or token.name not in INLINE:
            parts.append("\n")
    parts.append(html[position:] if not depth else "")
    return unescape("".join(parts).replace("&#91;", " ")).replace("\xa0", " ")


def _advice(name: str) -> str:
    if name in BUILT_IN:
        return 'To render it, set MKS_SHORTCODES = ["meks", "wordpress"]'
    return "Replace it, or define it in MKS_OWN_SHORTCODES"


def _escapable(name: str) -> str:
    """Return an expression for a name whose underscores an importer may have escaped."""
    return re.escape(name).replace("_", r"\\?_")
