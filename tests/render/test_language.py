"""Detecting the language of a text from its script."""

from __future__ import annotations

import pytest

from pelican_mks.render.language import Speech, speech


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("对党忠诚", "zh"),
        ("党に忠誠を", "ja"),
        ("カタカナ", "ja"),
        ("당에 충성", "ko"),
        ("ภาษาไทย", "th"),
        ("ελληνικά", "el"),
        ("հայերեն", "hy"),
        ("ქართული", "ka"),
        ("தமிழ்", "ta"),
        ("ગુજરાતી", "gu"),
        ("ਪੰਜਾਬੀ", "pa"),
        ("ಕನ್ನಡ", "kn"),
        ("മലയാളം", "ml"),
        ("తెలుగు", "te"),
        ("සිංහල", "si"),
        ("ភាសាខ្មែរ", "km"),
        ("ພາສາລາວ", "lo"),
    ],
)
def test_a_script_of_one_language_identifies_it(text: str, lang: str) -> None:
    assert speech(f"<p>{text}</p>", "en") == Speech(lang)
    assert speech(f"<p>{text}</p>", None) == Speech(lang)
    assert speech(f"<p>{text}</p>", lang) == Speech()


@pytest.mark.parametrize(
    "text", ["Text", "Ünïcödé", "Цитата", "हिन्दी", "বাংলা", "မြန်မာ", "123 !?", ""]
)
def test_a_script_of_several_languages_identifies_none(text: str) -> None:
    assert speech(text, "en") == Speech()


@pytest.mark.parametrize(
    ("text", "lang"), [("עברית", "he"), ("عربي", ""), ("ދިވެހި", "dv"), ("ܣܘܪܝܝܐ", "")]
)
def test_languages_from_right_to_left(text: str, lang: str) -> None:
    assert speech(text, "en") == Speech(lang, "rtl")


@pytest.mark.parametrize("page", ["ar", "fa-IR", "HE", "ur_PK", "yi"])
def test_text_on_a_page_from_right_to_left(page: str) -> None:
    assert speech("Latin", page).dir == "ltr"
    assert speech("عربي", page).dir == ""


@pytest.mark.parametrize("page", ["ja", "ko-KR", "zh-Hant", "yue", "vi"])
def test_han_is_not_foreign_on_a_page_that_uses_it(page: str) -> None:
    assert speech("對黨忠誠", page) == Speech()


def test_three_quarters_of_the_letters_decide() -> None:
    assert speech("对党忠诚对党 ab", "en").lang == "zh"
    assert speech("对党忠诚 ab", "en").lang == ""


def test_entities_and_tags_are_ignored() -> None:
    assert speech("&#23545;&#20826;&#24544;", "en") == Speech("zh")
    assert speech("&#23545;&#20826;&#24544; &amp; more Latin", "en") == Speech()
    assert speech("<b>&#23545;</b>&#20826;é", "en") == Speech()
    assert speech("<b lang='x'>对</b>党忠诚", "en") == Speech("zh")
