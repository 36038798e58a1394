"""`[mks_pullquote]`, `[mks_separator]` and `[mks_progressbar]`: block-level elements."""

from __future__ import annotations

from pelican_mks.render.context import Context
from pelican_mks.render.escape import attribute, escaped
from pelican_mks.render.title import title_markup
from pelican_mks.render.write import class_names, colours, lengths, single_colour, style
from pelican_mks.shortcodes.attribute_types import choice, colour, label, length, percentage
from pelican_mks.shortcodes.declaration import Attribute, Shortcode
from pelican_mks.shortcodes.diagnostic import MISSING_NAME
from pelican_mks.shortcodes.nodes import Element


def render_pullquote(element: Element, context: Context) -> str:
    """Render a quotation at the side. Its role keeps the `aside` out of the list of landmarks."""
    side = "" if element.values["align"].text == "left" else "right"
    properties = {**lengths(element, "width", "size"), **colours(element, context)}
    attributes = class_names("mks-pullquote", side) + style(properties, context)
    return f'<aside{attributes} role="doc-pullquote">{context.body(element)}</aside>'


def render_separator(element: Element, context: Context) -> str:
    """Render a line; a blank one is hidden from screen readers."""
    shape = element.values["style"].text
    attributes = class_names("mks-separator", "" if shape == "solid" else shape)
    hidden = attribute("aria-hidden", "true") if shape == "blank" else ""
    return f"<hr{attributes}{style(lengths(element, 'height'), context)}{hidden}>"


def render_progressbar(element: Element, context: Context) -> str:
    """Render a value from 0 to 100 and its name."""
    values = element.values
    value = values["value"].text
    parts = [title_markup(values[name]) for name in ("name", "level")]
    if not any(parts):
        parts[0] = escaped(f"{value} %")
        context.report(MISSING_NAME, element, attribute="name", shown=parts[0])
    spans = " ".join(f"<span>{part}</span>" for part in parts if part)
    meter_id = context.ids.number("progressbar")
    properties = {**lengths(element, "height"), **single_colour(element, "color")}
    attributes = class_names("mks-progressbar", values["style"].text) + style(properties, context)
    return (
        f"<div{attributes}>\n"
        f'<label class="mks-progressbar__label"{attribute("for", meter_id)}>{spans}</label>\n'
        f'<meter class="mks-progressbar__bar"{attribute("id", meter_id)} max="100"{attribute("value", value)}>'
        f"{escaped(value)} %</meter>\n"
        "</div>"
    )


def _corners(text: str) -> str | None:
    value = text.strip().lower()
    return value if value in ("", "squared", "rounded") else None


SHORTCODES = (
    Shortcode(
        "mks_pullquote",
        "A quotation beside the text.",
        (
            choice("align", "The side of the text.", ("left", "right")),
            length("width", "The width of the quotation.", 300, 40, 2000),
            length("size", "The font size.", 24, 8, 200),
            colour("bg_color", "The background colour.", "#000000"),
            colour("txt_color", "The colour of the text.", "#ffffff"),
        ),
        render_pullquote,
    ),
    Shortcode(
        "mks_separator",
        "A line between parts of a text.",
        (
            choice(
                "style", "The style of the line.", ("solid", "double", "dotted", "dashed", "blank")
            ),
            length("height", "The thickness of the line.", 2, 0, 1000),
        ),
        render_separator,
        single=True,
    ),
    Shortcode(
        "mks_progressbar",
        "A bar that shows a value from 0 to 100.",
        (
            label("name", "The name of the value."),
            label("level", "The value in words."),
            percentage("value", "The value.", 80),
            colour("color", "The colour of the bar.", "#000000"),
            length("height", "The height of the bar.", 20, 1, 400),
            Attribute("style", "", "The shape of the bar's ends.", "squared or rounded", _corners),
        ),
        render_progressbar,
        single=True,
    ),
)
