"""Colours as authors write them."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_mks.shortcodes.colour import (
    READABLE,
    READABLE_IF_LARGE,
    contrast,
    hex_colour,
    readable_on,
)
from tests.reach import reached

HEX = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("#ABCDEF", "#abcdef"),
        ("#f09", "#ff0099"),
        ("ff0099", "#ff0099"),
        (" red ", "#ff0000"),
        ("RebeccaPurple", "#663399"),
        ("rgb(1, 2, 3)", "#010203"),
        ("rgb(100% 0% 0% / 1)", "#ff0000"),
        ("hsl(120 50% 50%)", "#40bf40"),
        ("hwb(90 10% 10%)", "#80e61a"),
        ("lab(46.2775% -47.5621 48.5837)", "#008000"),
        ("lch(46.2775% 67.9892 134.3912)", "#008000"),
        ("oklab(51.975% -0.1403 0.10768)", "#008000"),
        ("oklch(51.975% 0.17686 142.495)", "#008000"),
        ("color(xyz-d50 0.08312 0.154746 0.020961)", "#008000"),
        ("color(xyz 0.07719 0.15438 0.02573)", "#008000"),
        ("color(srgb 1 0.5 0)", "#ff8000"),
        ("oklch(0.7 0.9 30)", "#ff0000"),
    ],
)
def test_colours_become_six_digits(written: str, read: str) -> None:
    found = hex_colour(written)
    assert found is not None
    pairs = [(int(found[at : at + 2], 16), int(read[at : at + 2], 16)) for at in (1, 3, 5)]
    assert all(abs(one - other) <= 1 for one, other in pairs), found


@pytest.mark.parametrize(
    "written",
    [
        "", "#", "#12", "#1234", "#12345", "#ggg", "bluish", "transparent", "currentcolor", "Canvas", "inherit",
        "rgb(0 0 0 / 50%)", "#00000080", "color(display-p3 1 0 0)", "oklch(1e999 0 0)", "red;x:1", "red}", "var(--x)",
        "url(x)", "expression(alert(1))", "\x00red", "a" * 10_000, "(" * 10_000, "#" + "f" * 10_000,
    ],
)  # fmt: skip
def test_invalid_colours_are_rejected(written: str) -> None:
    assert hex_colour(written) is None


_NUMBER = st.one_of(
    st.integers(-9, 400).map(str), st.sampled_from(("50%", "1e3", "none", ".5", ""))
)
_COLOURS = st.one_of(
    st.text(max_size=60),
    st.text("0123456789abcdefAF#", max_size=8).map("#{}".format),
    st.builds("rgb({}{}{}{}{})".format, _NUMBER, st.sampled_from(", "), _NUMBER, st.sampled_from(", "), _NUMBER),
    st.builds("hsl({} {} {})".format, _NUMBER, _NUMBER, _NUMBER),
    st.sampled_from(("red", " Teal ", "RebeccaPurple", "inherit")),
)  # fmt: skip


@given(_COLOURS)
def test_any_text_becomes_six_digits_or_is_rejected(text: str) -> None:
    found = hex_colour(text)
    assert found is None or re.fullmatch("#[0-9a-f]{6}", found)
    reached(found)


def test_contrast_is_calculated_as_in_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ff0000", "#ff0000") == 1


@given(HEX, HEX)
def test_text_is_readable_on_every_background(background: str, preferred: str) -> None:
    used = readable_on(background, preferred)
    assert contrast(background, used) >= READABLE
    assert used == preferred or contrast(background, preferred) < READABLE
    reached(used != preferred)


@pytest.mark.parametrize(
    ("size", "used"), [(0, "#000000"), (23, "#000000"), (24, "#ffffff"), (41, "#ffffff")]
)
def test_large_text_needs_less_contrast(size: float, used: str) -> None:
    assert READABLE_IF_LARGE <= contrast("#f44336", "#ffffff") < READABLE
    assert readable_on("#f44336", "#ffffff", size) == used


def test_hexadecimal_colours_do_not_load_the_css_parser() -> None:
    program = (
        "import sys, pelican_mks; pelican_mks.transform('[mks_button title=x bg_color=#c00]');"
        " print([name for name in ('tinycss2', 'pelican') if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
