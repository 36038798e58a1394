"""Colours: any CSS colour as `#rrggbb`, and whether text on it is readable.

Only six hexadecimal digits reach a page, so that a value cannot carry anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

BLACK, WHITE = "#000000", "#ffffff"
READABLE = 4.5
"""The minimum contrast of text (WCAG 2.2, 1.4.3)."""
READABLE_IF_LARGE = 3.0
"""The minimum contrast of large text (WCAG 2.2, 1.4.3)."""
LARGE = 24
"""The minimum size of large text of any weight, in CSS pixels: 18 points."""

_HEX = re.compile(r"#?((?:[0-9a-fA-F]{3}){1,2})")
_LONGEST = 80
_FROM_D50 = (
    (0.9554734527, -0.0230985369, 0.0632593087),
    (-0.0283697070, 1.0099954580, 0.0210413990),
    (0.0123140017, -0.0205076964, 1.3303659366),
)
_TO_LINEAR = (
    (3.2409699419, -1.5373831776, -0.4986107603),
    (-0.9692436363, 1.8759675015, 0.0415550574),
    (0.0556300797, -0.2039769589, 1.0569715142),
)
"""CSS Color 4, sample code: CIE XYZ under D50 to D65, and to linear sRGB."""


@cache
def hex_colour(text: str) -> str | None:
    """Return an opaque CSS colour as `#rrggbb`; `None` if `text` is not one.

    Three or six digits need no `#`. Colours outside sRGB are clipped to it.
    """
    text = text.strip()
    if digits := _HEX.fullmatch(text):
        found = digits[1].lower()
        return "#" + (found if len(found) > 3 else "".join(digit * 2 for digit in found))  # noqa: PLR2004
    if not text or len(text) > _LONGEST:
        return None
    from tinycss2.color4 import parse_color  # noqa: PLC0415 - most articles contain only digits

    colour = parse_color(text)
    if colour is None or isinstance(colour, str) or colour.alpha < 1:
        return None
    try:
        channels = [round(255 * min(max(channel, 0), 1)) for channel in _srgb(colour)]
    except (ArithmeticError, NotImplementedError, ValueError):
        return None
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours written `#rrggbb`, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@cache
def readable_on(background: str, wanted: str, size: float = 0) -> str:
    """Return `wanted` if text of that colour is readable on `background`, otherwise black or white.

    `size` is the text's in CSS pixels; 0 if the page's stylesheet decides.
    """
    if contrast(background, wanted) >= contrast_needed(size):
        return wanted
    return max((BLACK, WHITE), key=lambda colour: contrast(background, colour))


def contrast_needed(size: float) -> float:
    """The minimum contrast of text of `size` CSS pixels and any weight."""
    return READABLE_IF_LARGE if size >= LARGE else READABLE


def _srgb(colour: Any) -> Iterable[float]:
    if colour.space in ("srgb", "hsl", "hwb"):
        channels: Iterable[float] = colour.to("srgb").coordinates
        return channels
    if colour.space in ("lab", "lch", "xyz-d50"):
        xyz = _times(_FROM_D50, colour.to("xyz-d50").coordinates)
    else:
        xyz = colour.to("xyz-d65").coordinates
    return map(_encoded, _times(_TO_LINEAR, xyz))


def _times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _encoded(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055  # noqa: PLR2004


def _luminance(colour: str) -> float:
    red, green, blue = (_decoded(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _decoded(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
