"""Reading and checking settings."""

from __future__ import annotations

from typing import Any

import pytest

from pelican_mks.render.settings import Settings
from pelican_mks.site.settings import read_settings


def test_no_setting_is_required() -> None:
    assert read_settings({"SITENAME": "x"}) == (Settings(), ())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("assets", "manual"),
        ("heading_level", 6),
        ("heading_level", None),
        ("empty_text", "Nothing."),
        ("empty_text", None),
        ("lang_detect", False),
        ("sync", False),
        ("layout", "parallel"),
        ("shortcodes", ("mks_tabs",)),
        ("shortcodes", None),
    ],
)
def test_valid_values(name: str, value: Any) -> None:
    settings, errors = read_settings({f"MKS_{name.upper()}": value})
    assert getattr(settings, name) == value
    assert errors == ()


@pytest.mark.parametrize("names", [["mks_tabs"], {"mks_tabs"}, ("mks_tabs",)])
def test_names_can_be_in_any_collection(names: Any) -> None:
    settings, errors = read_settings({"MKS_SHORTCODES": names})
    assert settings.shortcodes == ("mks_tabs",)
    assert errors == ()


def test_title_languages_are_pairs() -> None:
    settings, errors = read_settings({"MKS_TITLE_LANGUAGES": {"Original (French)": "fr"}})
    assert settings.title_languages == (("Original (French)", "fr"),)
    assert errors == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("assets", "none"),
        ("assets", ["auto"]),
        ("heading_level", 1),
        ("heading_level", 7),
        ("heading_level", "3"),
        ("heading_level", True),
        ("empty_text", " "),
        ("empty_text", 1),
        ("lang_detect", 1),
        ("sync", "off"),
        ("layout", "beside"),
        ("title_languages", {"Original": "French!"}),
        ("title_languages", {"Original": 1}),
        ("title_languages", {" ": "fr"}),
        ("title_languages", {1: "fr"}),
        ("title_languages", ["fr"]),
        ("shortcodes", "mks_tabs"),
        ("shortcodes", [1]),
        ("shortcodes", 1),
    ],
)
def test_an_invalid_value_is_reported_and_replaced(name: str, value: Any) -> None:
    settings, (error,) = read_settings({f"MKS_{name.upper()}": value})
    assert settings == Settings()
    assert f"MKS_{name.upper()} = {value!r} is not valid" in error
    assert repr(getattr(Settings(), name)) in error
    assert "Valid values: " in error


def test_an_unknown_setting_is_reported() -> None:
    settings, (error,) = read_settings({"MKS_SNYC": False})
    assert settings == Settings()
    assert "MKS_SNYC" in error
    assert "MKS_SYNC" in error
