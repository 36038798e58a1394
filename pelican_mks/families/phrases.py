"""`[mks_highlight]` and `[mks_dropcap]`: inline text with a different style."""

from __future__ import annotations

from pelican_mks.html.plain import plain_text
from pelican_mks.render.context import Context
from pelican_mks.render.escape import attribute
from pelican_mks.render.write import class_names, colours, lengths, single_colour, style
from pelican_mks.shortcodes.attribute_types import choice, colour, length
from pelican_mks.shortcodes.colour import BLACK, readable_on
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.nodes import Element

_LONGEST_CAPITAL = 20
_NO_COLOUR = "#ffffff"


def render_highlight(element: Element, context: Context) -> str:
    """Render marked text. Around paragraphs it is a `div`, since `mark` cannot contain them."""
    background = element.values["color"].text
    properties = {}
    if background != _NO_COLOUR:
        properties = {"background": background, "color": readable_on(background, BLACK)}
    name = "mark" if element.inline else "div"
    attributes = class_names("mks-highlight") + style(properties, context)
    return f"<{name}{attributes}>{context.body(element)}</{name}>"


def render_dropcap(element: Element, context: Context) -> str:
    """Render a large first letter.

    The letter stays part of its word, so that readers can find and copy the word, and screen readers read it as
    one. The visible letter is generated content, which screen readers skip.
    """
    body = context.body(element)
    letter = plain_text(body)
    if not element.inline or element.children or not 0 < len(letter) <= _LONGEST_CAPITAL:
        return body
    shape = element.values["style"].text
    properties = lengths(element, "size")
    if shape == "letter":
        properties |= single_colour(element, "txt_color")
    else:
        properties |= colours(element, context)
    attributes = class_names("mks-dropcap", "" if shape == "letter" else shape)
    attributes += style(properties, context) + attribute("data-letter", letter)
    return f"<span{attributes}>{body}</span>"


SHORTCODES = (
    Shortcode(
        "mks_highlight",
        "Highlighted text.",
        (colour("color", "The background colour; white means the browser's default.", _NO_COLOUR),),
        render_highlight,
        inline=True,
        styles_text=True,
    ),
    Shortcode(
        "mks_dropcap",
        "A large first letter of a text.",
        (
            choice(
                "style",
                "The shape behind the letter; `letter` for none.",
                ("letter", "square", "circle", "rounded"),
            ),
            length("size", "The size of the letter.", 52, 8, 400),
            colour("bg_color", "The background colour, except for the style `letter`.", "#ffffff"),
            colour("txt_color", "The colour of the letter.", "#000000"),
        ),
        render_dropcap,
        inline=True,
        styles_text=True,
    ),
)
