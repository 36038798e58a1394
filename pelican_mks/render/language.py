"""The language and direction of a text, if its writing system makes them certain.

With `lang="zh"`, a screen reader reads a quotation with a Chinese voice (WCAG 2.2, 3.1.2).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape

from pelican_mks.html.tokens import without_markup

_RANGES = {
    "han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f",
    "kana": "\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff",
    "hangul": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "hebrew": "\u05d0-\u05ea\ufb1d-\ufb4f",
    "arabic": "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdff\ufe70-\ufefc",
    "armenian": "\u0531-\u0556\u0561-\u0587",
    "georgian": "\u10a0-\u10ff\u1c90-\u1cbf",
    "tamil": "\u0b82-\u0bcd",
    "bengali": "\u0980-\u09df",
    "gujarati": "\u0a81-\u0acd",
    "gurmukhi": "\u0a05-\u0a4d",
    "kannada": "\u0c85-\u0ccd",
    "malayalam": "\u0d05-\u0d4d",
    "telugu": "\u0c05-\u0c4d",
    "sinhala": "\u0d85-\u0dca",
    "khmer": "\u1780-\u17d2",
    "lao": "\u0e81-\u0ebc\u0ec0-\u0edf",
    "burmese": "\u1000-\u109f",
    "thaana": "\u0780-\u07b1",
    "syriac": "\u0710-\u074a",
}
_OTHER_SCRIPTS = "[Ͱ-῿Ⰰ-􏿿]"
"""A superset of the above without Latin and typographic quotes."""
_NO_LETTERS = re.compile(r"[\W\d_]+")
_LANGUAGES = {
    "han": "zh",
    "kana": "ja",
    "hangul": "ko",
    "thai": "th",
    "greek": "el",
    "hebrew": "he",
    "armenian": "hy",
    "georgian": "ka",
    "tamil": "ta",
    "gujarati": "gu",
    "gurmukhi": "pa",
    "kannada": "kn",
    "malayalam": "ml",
    "telugu": "te",
    "sinhala": "si",
    "khmer": "km",
    "lao": "lo",
    "thaana": "dv",
}
"""Writing systems of a single living language. Arabic, Bengali, Burmese, Cyrillic, Devanagari and Latin have
several."""
_RIGHT_TO_LEFT = frozenset(("arabic", "hebrew", "syriac", "thaana"))
_RIGHT_TO_LEFT_LANGUAGES = frozenset("ar arc ckb dv fa he ps sd syr ug ur yi".split())
_MAY_BE_HAN = frozenset(("ja", "ko", "zh", "yue", "wuu", "nan", "hak", "lzh", "vi"))
_MAJORITY = 0.75
"""A share of the letters, since every text may contain Latin names and abbreviations."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The language and direction to declare for a text; empty if uncertain or the same as the page's."""

    lang: str = ""
    dir: str = ""


NOTHING = Speech()


def speech(html: str, page_language: str | None) -> Speech:
    """The language and direction of `html` as far as they differ from those of `page_language`, a BCP 47 tag."""
    page = _primary(page_language or "")
    page_is_rtl = page in _RIGHT_TO_LEFT_LANGUAGES
    if (
        not page_is_rtl
        and "&" not in html
        and (html.isascii() or not _other_scripts().search(html))
    ):
        return NOTHING
    text = without_markup(html) if "<" in html else html
    script = _script(unescape(text) if "&" in text else text)
    if not script and not page_is_rtl:
        return NOTHING
    lang = _LANGUAGES.get(script, "")
    if lang == page or (script == "han" and page in _MAY_BE_HAN):
        lang = ""
    is_rtl = script in _RIGHT_TO_LEFT
    if not script or is_rtl == page_is_rtl:
        return _claim(lang, "")
    return _claim(lang, "rtl" if is_rtl else "ltr")


def language_of_title(title: str, languages: tuple[tuple[str, str], ...]) -> str:
    """The site's language for texts under `title`; empty if it has none.

    `languages` are pairs of a title and a language; `*` in a title stands for any text, and titles without it come
    first. Case and white space are ignored.
    """
    exact, patterns = _titles(languages)
    title = _plain_title(title)
    if title in exact:
        return exact[title]
    return next((language for pattern, language in patterns if pattern.fullmatch(title)), "")


@lru_cache(maxsize=8)
def _titles(
    languages: tuple[tuple[str, str], ...],
) -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """The titles without `*`, and patterns for those with it, which never backtrack."""
    exact = {_plain_title(title): language for title, language in languages if "*" not in title}
    patterns = tuple(
        (_title_pattern(_plain_title(title)), language)
        for title, language in languages
        if "*" in title
    )
    return exact, patterns


def _title_pattern(title: str) -> re.Pattern[str]:
    first, *others = map(re.escape, title.split("*"))
    *middle, last = others
    lazily = "".join(f"(?>.*?{part})" for part in middle)
    return re.compile(f"{first}{lazily}.*{last}", re.DOTALL)


def _plain_title(title: str) -> str:
    return " ".join(title.split()).casefold()


@cache
def _claim(lang: str, direction: str) -> Speech:
    """Reuse the few values that there are."""
    return Speech(lang, direction)


@cache
def _other_scripts() -> re.Pattern[str]:
    return re.compile(_OTHER_SCRIPTS)


_FIRST_LETTERS = sorted(
    (first, script) for script, ranges in _RANGES.items() for first in re.findall(r"(.)-.", ranges)
)


@cache
def _letter() -> re.Pattern[str]:
    """A letter or mark of any of these writing systems."""
    return re.compile(f"[{''.join(_RANGES.values())}]")


@cache
def _letters(script: str) -> re.Pattern[str]:
    """A run of letters and marks of a writing system."""
    return re.compile(f"[{_RANGES[script]}]+")


def _script_of(letter: str) -> str:
    """The writing system of a letter that `_letter` matches."""
    return _FIRST_LETTERS[bisect_right(_FIRST_LETTERS, (letter, "~")) - 1][1]


@lru_cache(maxsize=64)
def _primary(language: str) -> str:
    """The first part of a language tag, such as `pt` of `pt_BR`."""
    return language.lower().replace("_", "-").split("-")[0]


def _script(text: str) -> str:
    """The writing system of most letters in `text`; `""` if there is none."""
    counts: dict[str, int] = {}
    letter = _letter()
    rest = text
    # Most texts have a single writing system, so each is removed as a whole.
    while first := letter.search(rest):
        script = _script_of(first[0])
        others = _letters(script).sub("", rest)
        counts[script] = len(rest) - len(others)
        rest = others
    if "kana" in counts:
        counts["kana"] += counts.pop("han", 0)
    counts["other"] = len(_NO_LETTERS.sub("", rest))
    least = max(1, _MAJORITY * sum(counts.values()))
    return next((script for script, count in counts.items() if count >= least), "")
