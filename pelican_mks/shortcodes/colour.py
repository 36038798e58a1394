"""Colours: whatever CSS allows, brought to `#rrggbb`, and whether text can be read on them.

Six digits are all that ever reaches a page, so that no value can carry anything else with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

BLACK, WHITE = "#000000", "#ffffff"
READABLE = 4.5
"""The contrast that text needs: WCAG 2.2, 1.4.3."""
READABLE_IF_LARGE = 3.0
"""The contrast that large text needs, by the same rule."""
LARGE = 24
"""The size in CSS pixels from which text is large whatever its weight: 18 points."""

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
    """`text`, an opaque CSS colour, as `#rrggbb`; `None` where it is none.

    Three and six digits are read without their `#` too. Colours outside sRGB come in at its edge.
    """
    text = text.strip()
    if digits := _HEX.fullmatch(text):
        found = digits[1].lower()
        return "#" + (found if len(found) > 3 else "".join(digit * 2 for digit in found))  # noqa: PLR2004
    if not text or len(text) > _LONGEST:
        return None
    from tinycss2.color4 import parse_color  # noqa: PLC0415 - most articles need no more than digits

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
    """`wanted` where text of that colour can be read on `background`, else black or white.

    `size` is that of the text in CSS pixels; 0 where the page decides on it.
    """
    if contrast(background, wanted) >= contrast_needed(size):
        return wanted
    return max((BLACK, WHITE), key=lambda colour: contrast(background, colour))


def contrast_needed(size: float) -> float:
    """The contrast that text of `size` CSS pixels needs, whatever its weight."""
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
