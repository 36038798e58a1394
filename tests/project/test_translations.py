"""The translations of the plugin's texts are complete, up to date, and found by language tag."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog

from pelican_mks import transform
from pelican_mks.render import words
from pelican_mks.render.words import LOCALE, NO_TEXT, Word, shown
from pelican_mks.shortcodes.nodes import Value
from tools.words import catalogues, file_of, files

EMPTY = "<p>[mks_toggle title=A][/mks_toggle]</p>"
WORDS = {word for word in vars(words).values() if isinstance(word, Word)}
UNKNOWN_LANGUAGE = "qaa"
"""A private-use code, which belongs to no language."""
FILES = files()
EACH = pytest.mark.parametrize("catalogue", catalogues(), ids=lambda each: str(each.locale))


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def placeholder_text(language: str | None) -> Value:
    return shown(Value(NO_TEXT), language)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(LOCALE).as_posix())
def test_the_files_are_up_to_date(path: Path) -> None:
    assert path.read_bytes() == FILES[path], "run make words"


@EACH
def test_every_word_is_translated(catalogue: Catalog) -> None:
    translations = {str(message.id): message.string for message in catalogue if message.id}
    assert translations.keys() == WORDS
    assert all(str(text).strip() for text in translations.values())


@EACH
def test_translations_have_the_same_placeholders(catalogue: Catalog) -> None:
    for message in catalogue:
        assert placeholders(str(message.id or "")) == placeholders(
            str(message.string if message.id else "")
        )


@EACH
def test_readers_see_what_translators_wrote(catalogue: Catalog) -> None:
    name = str(catalogue.locale_identifier)
    html = transform(EMPTY, language=name.replace("_", "-")).html
    assert f'__empty">{catalogue[NO_TEXT].string}</p>' in html


def test_there_are_ten_languages_and_two_of_them_run_from_right_to_left() -> None:
    locales = [catalogue.locale for catalogue in catalogues()]
    assert len({locale.language for locale in locales if locale}) >= 10
    assert {str(each) for each in locales if each and each.text_direction == "rtl"} >= {"ar", "fa"}


@pytest.mark.parametrize(
    ("tag", "catalogue"),
    [
        ("es-419", "es"),
        ("es_MX", "es"),
        ("PT-br", "pt"),
        ("fr-CA-x-private", "fr"),
        ("ar-EG", "ar"),
        ("zh", "zh_Hans"),
        ("zh-CN", "zh_Hans"),
        ("zh-SG", "zh_Hans"),
        ("zh-Hans-HK", "zh_Hans"),
        ("zh_TW", "zh_Hant"),
        ("zh-HK", "zh_Hant"),
        ("zh-MO", "zh_Hant"),
        ("zh-hant", "zh_Hant"),
        ("zh-Hant-HK", "zh_Hant"),
        ("yue", "zh_Hant"),
    ],
)
def test_the_most_similar_language_is_used(tag: str, catalogue: str) -> None:
    expected = {str(each.locale_identifier): each[NO_TEXT].string for each in catalogues()}
    assert placeholder_text(tag) == Value(str(expected[catalogue]))


@pytest.mark.parametrize("tag", ["en", "en-GB", "EN_us", None, ""])
def test_english_is_the_default(tag: str | None) -> None:
    assert placeholder_text(tag) == Value("There is no text here.")


@pytest.mark.parametrize(
    "tag",
    [
        UNKNOWN_LANGUAGE,
        f"{UNKNOWN_LANGUAGE}-Arab-AF",
        "espagnol",
        "-",
        "../ar",
        "x" * 10_000,
        "e\0s",
    ],
)
def test_other_languages_get_english_marked_as_such(tag: str) -> None:
    assert placeholder_text(tag) == Value(
        "There is no text here.", '<bdi lang="en">There is no text here.</bdi>'
    )


def test_an_author_s_text_is_not_translated() -> None:
    assert shown(Value("Title"), "fr") == Value("Title")


def test_no_catalogue_is_loaded_unless_a_text_of_ours_is_shown() -> None:
    program = (
        "import sys, pelican_mks;"
        "pelican_mks.transform('<p>[mks_toggle title=A]x[/mks_toggle]</p>', language='ar');"
        "print('gettext' in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_a_new_catalogue_is_empty() -> None:
    written = files(UNKNOWN_LANGUAGE)
    assert file_of(UNKNOWN_LANGUAGE, "po") in written
    assert b'msgid "Title"\nmsgstr ""\n' in written[file_of(UNKNOWN_LANGUAGE, "po")]
    assert not file_of(UNKNOWN_LANGUAGE, "po").exists()
