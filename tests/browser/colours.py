"""Colours as they are seen on a screenshot, and their contrast as WCAG reckons it."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter

from playwright.sync_api import FloatRect, Page

Colour = tuple[int, int, int]


def contrast(one: Colour, other: Colour) -> float:
    """From 1, no difference, to 21, black on white."""
    lower, higher = sorted((_luminance(one), _luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


def colours(page: Page, area: FloatRect) -> Counter[Colour]:
    """How many pixels of each colour there are in an area of the window."""
    picture = b64encode(page.screenshot(clip=area)).decode()
    pixels: list[list[int]] = page.evaluate(
        """async picture => {
            const image = new Image();
            image.src = `data:image/png;base64,${picture}`;
            await image.decode();
            const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
            canvas.drawImage(image, 0, 0);
            const { data } = canvas.getImageData(0, 0, image.width, image.height);
            return Array.from({ length: data.length / 4 }, (_, i) => [...data.slice(4 * i, 4 * i + 3)]);
        }""",
        picture,
    )
    return Counter((red, green, blue) for red, green, blue in pixels)


def _luminance(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
