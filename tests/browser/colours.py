"""The colours in a screenshot, and their contrast as WCAG defines it."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter

from playwright.sync_api import FloatRect, Page

Colour = tuple[int, int, int]


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio, from 1 for equal colours to 21 for black on white."""
    lower, higher = sorted((_luminance(one), _luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


def colours(page: Page, area: FloatRect) -> Counter[Colour]:
    """Count the pixels of each colour in an area of the window."""
    picture = b64encode(page.screenshot(clip=area)).decode()
    counts: list[tuple[int, int]] = page.evaluate(
        """async picture => {
            const image = new Image();
            image.src = `data:image/png;base64,${picture}`;
            await image.decode();
            const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
            canvas.drawImage(image, 0, 0);
            const { data } = canvas.getImageData(0, 0, image.width, image.height);
            const counts = new Map();
            for (let i = 0; i < data.length; i += 4) {
                const colour = data[i] << 16 | data[i + 1] << 8 | data[i + 2];
                counts.set(colour, (counts.get(colour) ?? 0) + 1);
            }
            return [...counts];
        }""",
        picture,
    )
    return Counter({(n >> 16, n >> 8 & 255, n & 255): count for n, count in counts})


def _luminance(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
