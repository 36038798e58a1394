"""The few words that the plugin itself puts before readers, in the language of the text they stand in.

`locale/` holds a catalogue a language, made by `make words`. What has none gets English, marked as such.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from pelican_mks.render.escape import attribute, content
from pelican_mks.shortcodes.nodes import Value

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "pelican_mks"
"""The name of every catalogue."""
_ENGLISH = "en"
_OTHER_NAMES = {"zh": "zh-hans", "yue": "zh-hant"} | dict.fromkeys(
    ("zh-hk", "zh-mo", "zh-tw"), "zh-hant"
)
"""Tags of Chinese that do not say in which script it is written."""


class Word(str):
    """A word of the plugin's own, in English. No author's text is one, even where it reads the same."""

    __slots__ = ()


# Translators: Stands in a tab, or in another text that opens under its title, when it is empty.
NO_TEXT = Word("There is no text here.")
# Translators: Stands on a tab, or over another text, whose author wrote no title.
TITLE = Word("Title")
# Translators: Stands in the place of pictures that cannot be shown.
GALLERY = Word("Gallery")
# Translators: The same; the numbers name the pictures.
NUMBERED_GALLERY = Word("Gallery: {numbers}")
# Translators: Names a link that opens a letter to somebody.
EMAIL = Word("E-mail")


def shown(value: Value, language: str | None, *, is_certain: bool = True, **details: str) -> Value:
    """What readers are shown of a value: a word of ours in `language`, all else as it is.

    `language` is that of the text around, a BCP 47 tag, and `is_certain` whether the page will say so;
    the word says what it is in where that is not what readers are told. `details` fill a word's braces.
    """
    word = value.text
    if not isinstance(word, Word):
        return value
    found = _lookup(language) if language else _ENGLISH
    tag = found or _ENGLISH
    text = _translation(tag)(word).format_map(details)
    if not language or (found and is_certain):
        return Value(text)
    # Its direction, too, is its own: that of a `bdi` comes from its text.
    return Value(text, f"<bdi{attribute('lang', tag)}>{content(text)}</bdi>")


@lru_cache(maxsize=64)
def _lookup(language: str) -> str | None:
    """The tag of the catalogue for a language: RFC 4647, 3.4, subtag after subtag left out."""
    tag = language.replace("_", "-").lower()
    while tag:
        tag = _OTHER_NAMES.get(tag, tag)
        if tag == _ENGLISH or tag in _files():
            return tag
        tag = tag.rpartition("-")[0]
    return None


@cache
def _files() -> Mapping[str, Path]:
    """The catalogues by their tags in small letters."""
    return {
        folder.name.replace("_", "-").lower(): folder / "LC_MESSAGES" / f"{DOMAIN}.mo"
        for folder in LOCALE.iterdir()
        if folder.is_dir()
    }


@cache
def _translation(tag: str) -> Callable[[str], str]:
    """What brings a word into the language of a catalogue."""
    if tag == _ENGLISH:
        return str
    from gettext import GNUTranslations  # noqa: PLC0415 - most articles need none of it

    with _files()[tag].open("rb") as stream:
        return GNUTranslations(stream).gettext
