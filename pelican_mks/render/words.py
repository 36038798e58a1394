"""The plugin's own words on a page, in the language of the text around them.

`locale/` contains a catalogue for each language; `make words` compiles them. In other languages, the words are in
English and marked up as such.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from pelican_mks.render.escape import attribute, content
from pelican_mks.shortcodes.nodes import Value

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "pelican_mks"
"""The gettext domain."""
_ENGLISH = "en"
_OTHER_NAMES = {"zh": "zh-hans", "yue": "zh-hant"} | dict.fromkeys(
    ("zh-hk", "zh-mo", "zh-tw"), "zh-hant"
)
"""Tags for Chinese without the writing system."""


class Word(str):
    """An English word of the plugin. An author's text is never a `Word`, even if the characters are equal."""

    __slots__ = ()


# Translators: Placeholder in an empty tab, toggle or accordion item.
NO_TEXT = Word("There is no text here.")
# Translators: Title of a tab, toggle or accordion item without a title.
TITLE = Word("Title")
# Translators: Shown instead of pictures that are not available.
GALLERY = Word("Gallery")
# Translators: The same, with the numbers of the pictures.
NUMBERED_GALLERY = Word("Gallery: {numbers}")
# Translators: Name of a link that starts an e-mail.
EMAIL = Word("E-mail")


def shown(value: Value, language: str | None, *, is_certain: bool = True, **details: str) -> Value:
    """Translate a value into `language` if it is one of our words; return other values unchanged.

    `language` is the BCP 47 tag of the text around, and `is_certain` whether the page marks that text up with it.
    If the word is in another language than the page says, it gets a `lang` of its own. `details` fill in the word.
    """
    word = value.text
    if not isinstance(word, Word):
        return value
    found = _lookup(language) if language else _ENGLISH
    tag = found or _ENGLISH
    text = _translation(tag)(word).format_map(details)
    if not language or (found and is_certain):
        return Value(text)
    # A `bdi` also takes its direction from its text.
    return Value(text, f"<bdi{attribute('lang', tag)}>{content(text)}</bdi>")


@lru_cache(maxsize=64)
def _lookup(language: str) -> str | None:
    """Return the tag of the catalogue for a language (RFC 4647, 3.4: drop one subtag after the other)."""
    tag = language.replace("_", "-").lower()
    while tag:
        tag = _OTHER_NAMES.get(tag, tag)
        if tag == _ENGLISH or tag in _files():
            return tag
        tag = tag.rpartition("-")[0]
    return None


@cache
def _files() -> Mapping[str, Path]:
    """Return the catalogues by lower-case tag."""
    return {
        folder.name.replace("_", "-").lower(): folder / "LC_MESSAGES" / f"{DOMAIN}.mo"
        for folder in LOCALE.iterdir()
        if folder.is_dir()
    }


@cache
def _translation(tag: str) -> Callable[[str], str]:
    """Return the function that translates a word with a catalogue."""
    if tag == _ENGLISH:
        return str
    from gettext import GNUTranslations  # noqa: PLC0415 - most articles need none of it

    with _files()[tag].open("rb") as stream:
        return GNUTranslations(stream).gettext
