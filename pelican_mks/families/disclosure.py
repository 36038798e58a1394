"""`[mks_toggle]` and `[mks_accordion]`: disclosures, which work without JavaScript.

The id is on the body, not on the disclosure: browsers open a disclosure around the target of a link, but not one
that is the target itself.
"""

from __future__ import annotations

from pelican_mks.html.elements import OpenElement
from pelican_mks.html.plain import plain_text
from pelican_mks.render.context import Context
from pelican_mks.render.escape import attribute
from pelican_mks.render.ids import slug
from pelican_mks.render.item import author_id, item_body, text_between
from pelican_mks.render.title import title_markup
from pelican_mks.render.words import TITLE
from pelican_mks.shortcodes.attribute_types import DIR, ID, LANG, label
from pelican_mks.shortcodes.declaration import Attribute, Shortcode
from pelican_mks.shortcodes.nodes import Element


def render_toggle(element: Element, context: Context) -> str:
    """Render a disclosure. Its title is not a heading, since it is not part of the article's outline."""
    title = title_markup(context.shown(element.values["title"]))
    plain_title = plain_text(title)
    body_id = author_id(element, context) or context.ids.number("toggle")
    outer = element.common.flow
    spoken, body = item_body(element, "mks-toggle", plain_title, context.level, outer, context)
    is_open = " open" if element.values["state"].text == "open" else ""
    return (
        f'<details class="mks-toggle"{is_open}>\n'
        f'<summary class="mks-toggle__title">{title}</summary>\n'
        f'<div class="mks-toggle__body"{attribute("id", body_id)}{spoken}>{body}</div>\n'
        "</details>"
    )


def render_accordion(element: Element, context: Context) -> str:
    """Render disclosures with headings, one open at a time; text between them moves in front."""
    outer = element.common.flow
    name = context.ids.number("accordion")
    moved = text_between(element, context)
    disclosures = [_item(item, name, outer, context) for item in element.items]
    return "\n".join((*moved, '<div class="mks-accordion">', *disclosures, "</div>"))


def _item(item: Element, name: str, outer: OpenElement, context: Context) -> str:
    level = context.heading_level
    title = title_markup(context.shown(item.values["title"]))
    plain_title = plain_text(title)
    body_id = author_id(item, context) or context.ids.unique(
        f"{name}-{slug(plain_title) or 'item'}"
    )
    spoken, body = item_body(item, "mks-accordion", plain_title, level, outer, context)
    return (
        f'<details class="mks-accordion__item"{attribute("name", name)}>\n'
        f'<summary class="mks-accordion__title"><h{level}>{title}</h{level}></summary>\n'
        f'<div class="mks-accordion__body"{attribute("id", body_id)}{spoken}>{body}</div>\n'
        "</details>"
    )


_TITLE = label("title", "The title that opens the text; it may contain emphasis.", TITLE)

SHORTCODES = (
    Shortcode(
        "mks_toggle",
        "A text that opens when readers select its title.",
        (
            _TITLE,
            Attribute(
                "state",
                "closed",
                "Whether the text is open at first; any value except `open` means closed.",
                "open or closed",
                lambda text: "open" if text.strip().lower() == "open" else "closed",
            ),
            LANG,
            DIR,
            ID,
        ),
        render_toggle,
    ),
    Shortcode(
        "mks_accordion",
        "Texts of which one is open at a time.",
        (),
        render_accordion,
        item="mks_accordion_item",
    ),
    Shortcode(
        "mks_accordion_item",
        "A text in an accordion.",
        (_TITLE, LANG, DIR, ID),
        group="mks_accordion",
    ),
)
