"""`[mks_tabs]`: titled sections, which the script makes into a tabs widget.

Without the script, in feeds, summaries and print, each title stands beside its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pelican_mks.attribute_types import DIR, ID, LANG, choice, flag, label
from pelican_mks.ids import slug
from pelican_mks.markup import OpenElement, flow_container
from pelican_mks.nodes import Element
from pelican_mks.plain import plain_text
from pelican_mks.render.context import Context
from pelican_mks.render.item import author_id, item_body, text_between
from pelican_mks.render.title import title_markup
from pelican_mks.render.write import escaped
from pelican_mks.shortcode import Shortcode

_LONGEST_LABEL = 80


def render_tabs(element: Element, context: Context) -> str:
    """The widget, with text that stands between its tabs moved in front of it."""
    outer = flow_container(element.common)
    widget_id = author_id(element, context) or context.ids.number("tabs")
    level = context.heading_level
    items = [child for child in element.children if child.shortcode.group]
    moved = text_between(element, items, outer, context)
    titles = [title_markup(item.values["title"]) for item in items]
    panels = [
        _panel(item, title, widget_id, level, outer, context)
        for item, title in zip(items, titles, strict=True)
    ]
    name = escaped(_label(element, titles, context))
    vertical = ' data-nav="vertical"' if element.values["nav"].text == "vertical" else ""
    synced = context.settings.sync and element.values["sync"].text == "on"
    alone = "" if synced else ' data-sync="off"'
    return "\n".join(
        (
            *moved,
            f'<div class="mks-tabs" id="{escape(widget_id)}" data-label="{name}"{vertical}{alone}>',
            *panels,
            "</div>",
        )
    )


def _panel(
    item: Element,
    title: str,
    widget_id: str,
    level: int,
    outer: OpenElement | None,
    context: Context,
) -> str:
    plain_title = plain_text(title)
    panel_id = author_id(item, context) or context.ids.unique(
        f"{widget_id}-{slug(plain_title) or 'tab'}"
    )
    spoken, body = item_body(
        item, "mks-tabs", plain_title, outer, context.under(level, plain_title)
    )
    active = " data-active" if item.values["active"].text else ""
    return (
        f'<section class="mks-tabs__panel" id="{escape(panel_id)}"{active}>\n'
        f'<h{level} class="mks-tabs__title">{title}</h{level}>\n'
        f'<div class="mks-tabs__body"{spoken}>{body}</div>\n'
        "</section>"
    )


def _label(element: Element, titles: Sequence[str], context: Context) -> str:
    """The name of the tablist: the author's, else what introduces the widget, else its titles."""
    name = element.values["label"].text or context.lead_in(element) or context.place.heading
    name = name or ", ".join(map(plain_text, titles))
    if len(name) <= _LONGEST_LABEL:
        return name
    cut = name[:_LONGEST_LABEL]
    return cut[: cut.rfind(" ")].rstrip(" ,;:") + "…" if " " in cut else cut + "…"


SHORTCODES = (
    Shortcode(
        "mks_tabs",
        "Tabs: one text at a time, chosen by its title.",
        (
            choice("nav", "Where the titles stand: above or beside.", ("horizontal", "vertical")),
            label("label", "What the tabs are about; read out by screen readers."),
            choice("sync", "Whether tabs with the same titles switch together.", ("on", "off")),
            ID,
        ),
        render_tabs,
        item="mks_tab_item",
    ),
    Shortcode(
        "mks_tab_item",
        "One of the tabs.",
        (
            label("title", "What stands on the tab; emphasis is kept.", "Title"),
            LANG,
            DIR,
            ID,
            flag("active", "Whether this tab is open at first."),
        ),
        group="mks_tabs",
    ),
)
