"""`[mks_toggle]` and `[mks_accordion]`: texts that open under their titles, by the browser alone.

The body carries the id, not the disclosure: browsers open what an address leads into, not what it names.
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
    """A disclosure of its own. Its title is no heading: it stands aside of the text's outline."""
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
    """Disclosures under headings, one open at a time, with text between them moved in front."""
    outer = element.common.flow
    name = context.ids.number("accordion")
    items = [child for child in element.children if child.shortcode.group]
    moved = text_between(element, items, outer, context)
    written = [_item(item, name, outer, context) for item in items]
    return "\n".join((*moved, '<div class="mks-accordion">', *written, "</div>"))


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


_TITLE = label("title", "What stands on the part that opens; emphasis is kept.", TITLE)

SHORTCODES = (
    Shortcode(
        "mks_toggle",
        "A text that opens under its title.",
        (
            _TITLE,
            Attribute(
                "state",
                "closed",
                "Whether it is open at first; anything but `open` is closed.",
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
        "Texts that open under their titles, one at a time.",
        (),
        render_accordion,
        item="mks_accordion_item",
    ),
    Shortcode(
        "mks_accordion_item",
        "One of the texts of an accordion.",
        (_TITLE, LANG, DIR, ID),
        group="mks_accordion",
    ),
)
