"""The types of attributes: their valid values, and how these are normalised.

Each function declares an attribute. Every value that it accepts is safe where it is used: a colour or a length in a
style, a URL in a link, a name in a class.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from pelican_mks.shortcodes.colour import hex_colour
from pelican_mks.shortcodes.declaration import Attribute

_ON = frozenset(("1", "on", "true", "yes"))
_OFF = frozenset(("", "0", "no", "off", "false"))
_LENGTH = re.compile(r"([0-9]{1,5})(?:\.[0-9]{1,4})?\s?(?:px)?", re.IGNORECASE)
_PERCENTAGE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,2})?)\s?%?")
_MOST = 100
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
_INTRASITE = re.compile(
    r"(?:\{(?:filename|static|attach|author|category|tag|index)\}|\|filename\|)", re.IGNORECASE
)
_NO_PATH = re.compile(r"//|[^?#]*?(?::|%3a)", re.IGNORECASE)
_LONGEST_URL = 2048
_PLAIN_URL = re.compile(r"https?://[\w.~:/?#@!$&()*+,;=-]++", re.ASCII)
_UNSAFE_IN_URL = frozenset("\"'<>\\^`{|} ")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LONGEST_ICON = 60
_ICON = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_ICON_SETS = re.compile(
    r"(?:fa|fas|far|fab|sl|icons?)\s+(?=\S)|fa-|sl-icon-|sl-|icon-", re.IGNORECASE
)
_CLASSES = re.compile(r"[A-Za-z_][\w-]{0,63}(?:\s[A-Za-z_][\w-]{0,63}){0,9}", re.ASCII)
_OURS = re.compile(r"(?:^|\s)(?:mks-|contents)", re.IGNORECASE)
_NO_OTHER_NAMES: Mapping[str, str] = MappingProxyType({})


def choice(
    name: str,
    about: str,
    values: tuple[str, ...],
    other_names: Mapping[str, str] = _NO_OTHER_NAMES,
) -> Attribute:
    """Declare an attribute with a few valid `values`, the first of which is the default.

    `other_names` maps aliases to their values.
    """
    allowed = f"{', '.join(values[:-1])} or {values[-1]}"

    def read(text: str) -> str | None:
        value = text.replace("\\", "").strip().lower()
        value = other_names.get(value, value)
        return value if value in values else None

    return Attribute(name, values[0], about, allowed, read)


def pattern(name: str, about: str, allowed: str, expression: str) -> Attribute:
    """Declare an attribute, empty by default, whose value must match the whole `expression`."""

    def read(text: str) -> str | None:
        return text if re.fullmatch(expression, text) else None

    return Attribute(name, "", about, allowed, read)


def flag(name: str, about: str) -> Attribute:
    """Declare an attribute that is off by default; its value is `"on"` or empty."""

    def read(text: str) -> str | None:
        value = text.strip().lower()
        if value in _ON:
            return "on"
        return "" if value in _OFF else None

    return Attribute(name, "", about, "on or off", read, is_flag=True)


def label(name: str, about: str, default: str = "") -> Attribute:
    """Declare an attribute for a line of text, which must not be empty if there is a `default`."""
    if not default:
        return Attribute(name, default, about)
    return Attribute(name, default, about, "a text that is not empty", _not_empty)


def is_label(attribute: Attribute) -> bool:
    """Whether an attribute is a line of text, which keeps its emphasis."""
    return attribute.read in (str.strip, _not_empty)


def is_required(attribute: Attribute) -> bool:
    """Whether an attribute is a line of text that must not be empty."""
    return attribute.read is _not_empty


def _not_empty(text: str) -> str | None:
    return text.strip() or None


def length(name: str, about: str, default: int, least: int, most: int) -> Attribute:
    """Declare an attribute for a number of pixels from `least` to `most`."""

    def read(text: str) -> str | None:
        written = _LENGTH.fullmatch(text.strip())
        return written[1] if written and least <= int(written[1]) <= most else None

    allowed = f"a number of pixels from {least} to {most}"
    return Attribute(name, str(default), about, allowed, lambda text: _plain_number(read(text)))


def percentage(name: str, about: str, default: int) -> Attribute:
    """Declare an attribute for a number from 0 to 100."""

    def read(text: str) -> str | None:
        written = _PERCENTAGE.fullmatch(text.strip())
        return f"{float(written[1]):g}" if written and float(written[1]) <= _MOST else None

    return Attribute(name, str(default), about, "a number from 0 to 100", read)


def colour(name: str, about: str, default: str) -> Attribute:
    """Declare an attribute for an opaque colour; its value is written `#rrggbb`."""
    allowed = "an opaque CSS colour, such as #c00, teal or rgb(0 102 153)"
    return Attribute(name, default, about, allowed, hex_colour)


def url(name: str, about: str, default: str) -> Attribute:
    """Declare an attribute for the URL of a link."""
    allowed = "a URL with http, https, mailto or tel, a path, or {filename}, {static}, {attach}…"
    return Attribute(name, default, about, allowed, _read_url)


def icon(name: str, about: str) -> Attribute:
    """Declare an attribute for the name of an icon; its value has no icon set's prefix."""

    def read(text: str) -> str | None:
        value = text.strip().lower()
        if len(value) > _LONGEST_ICON:
            return None
        while prefix := _ICON_SETS.match(value):
            value = value[prefix.end() :]
        return value if not value or _ICON.fullmatch(value) else None

    return Attribute(name, "", about, "the name of an icon, such as fa-star", read)


def classes(name: str, about: str) -> Attribute:
    """Declare an attribute for classes of the theme; the plugin's own are not valid."""

    def read(text: str) -> str | None:
        value = " ".join(text.split())
        if not value:
            return ""
        return value if _CLASSES.fullmatch(value) and not _OURS.search(value) else None

    return Attribute(name, "", about, "up to ten class names of the theme", read)


def _plain_number(digits: str | None) -> str | None:
    return str(int(digits)) if digits else None


def _read_url(text: str) -> str | None:
    if len(text) > _LONGEST_URL:
        return None
    if _PLAIN_URL.fullmatch(text):
        return text
    value = "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cs")).strip()
    if value.lower().startswith("www."):
        value = f"http://{value}"
    intrasite = _INTRASITE.match(value)
    begin = intrasite.end() if intrasite else 0
    scheme = _SCHEME.match(value)
    if scheme and scheme[1].lower() not in _SCHEMES:
        return None
    # Pelican keeps a scheme or host after its placeholder, and turns a file named `x:y` into such a link.
    if intrasite and _NO_PATH.match(value, begin):
        return None
    if scheme and not value[scheme.end() :].strip("/"):  # the placeholder in the dialog of Meks
        return None
    return value[:begin] + _PERCENT.sub("%25", "".join(map(_in_url, value[begin:])))


def _in_url(char: str) -> str:
    """Percent-encode a character that is invisible or would end a URL."""
    if char in _UNSAFE_IN_URL or unicodedata.category(char) in ("Cf", "Zs", "Zl", "Zp", "Cn", "Co"):
        return "".join(f"%{byte:02X}" for byte in char.encode())
    return char


LANG = pattern(
    "lang",
    "The language of the text, if it differs from the page's.",
    "a language tag such as zh or pt-BR",
    r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*",
)
DIR = pattern("dir", "The direction of the text.", "ltr, rtl or auto", r"ltr|rtl|auto")
ID = pattern(
    "id",
    "The id, which a URL can link to after its `#`.",
    "up to 100 letters, digits, hyphens, underscores and full stops, starting with a letter",
    r"[^\W\d_][\w.-]{0,99}",
)
