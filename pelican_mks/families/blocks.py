"""`[mks_pullquote]`, `[mks_separator]` and `[mks_progressbar]`: what stands between paragraphs."""

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
    """Words set apart at the side. The role keeps them out of the list of landmarks."""
    side = "" if element.values["align"].text == "left" else "right"
    properties = {**lengths(element, "width", "size"), **colours(element, context)}
    attributes = class_names("mks-pullquote", side) + style(properties, context)
    return f'<aside{attributes} role="doc-pullquote">{context.body(element)}</aside>'


def render_separator(element: Element, context: Context) -> str:
    """A line between parts of a text; a blank one is only seen."""
    look = element.values["style"].text
    attributes = class_names("mks-separator", "" if look == "solid" else look)
    hidden = attribute("aria-hidden", "true") if look == "blank" else ""
    return f"<hr{attributes}{style(lengths(element, 'height'), context)}{hidden}>"


def render_progressbar(element: Element, context: Context) -> str:
    """A measure from 0 to 100 with its name."""
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
        "Words from the text, set apart at its side.",
        (
            choice("align", "At which side.", ("left", "right")),
            length("width", "How wide it is.", 300, 40, 2000),
            length("size", "How large its letters are.", 24, 8, 200),
            colour("bg_color", "The colour behind the text.", "#000000"),
            colour("txt_color", "The colour of the text.", "#ffffff"),
        ),
        render_pullquote,
    ),
    Shortcode(
        "mks_separator",
        "A line between parts of a text.",
        (
            choice("style", "How it is drawn.", ("solid", "double", "dotted", "dashed", "blank")),
            length("height", "How thick it is.", 2, 0, 1000),
        ),
        render_separator,
        single=True,
    ),
    Shortcode(
        "mks_progressbar",
        "A bar that shows how much of something there is.",
        (
            label("name", "What is measured."),
            label("level", "How much there is, in words."),
            percentage("value", "How much there is, of 100.", 80),
            colour("color", "The colour of the bar.", "#000000"),
            length("height", "How high the bar is.", 20, 1, 400),
            Attribute("style", "", "The shape of its ends.", "squared or rounded", _corners),
        ),
        render_progressbar,
        single=True,
    ),
)
