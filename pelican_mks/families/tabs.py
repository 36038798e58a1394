"""`[mks_tabs]`: titled sections, which the script makes into a tabs widget.

Without the script, in feeds, summaries and print, each title stands beside its text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pelican_mks.html.elements import OpenElement
from pelican_mks.html.plain import plain_text
from pelican_mks.render.context import Context
from pelican_mks.render.escape import attribute
from pelican_mks.render.ids import slug
from pelican_mks.render.item import author_id, item_body, text_between
from pelican_mks.render.settings import Settings
from pelican_mks.render.title import title_markup
from pelican_mks.render.words import TITLE
from pelican_mks.shortcodes.attribute_types import DIR, ID, LANG, choice, flag, label, pattern
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.diagnostic import INVALID_VALUE
from pelican_mks.shortcodes.nodes import Element, Value

_LONGEST_LABEL = 80
_MOST_PARALLEL = 3
"""More panels than these leave none of them room for a line of text."""


def render_tabs(element: Element, context: Context) -> str:
    """The widget, with text that stands between its tabs moved in front of it."""
    outer = element.common.flow
    widget_id = author_id(element, context) or context.ids.number("tabs")
    level = context.heading_level
    items = [child for child in element.children if child.shortcode.group]
    moved = text_between(element, items, outer, context)
    titles = [title_markup(context.shown(item.values["title"])) for item in items]
    if _too_many_in_parallel(element.values, len(items)):
        context.report(INVALID_VALUE, element, **_TOO_MANY)
    panels = [
        _panel(item, title, widget_id, level, outer, context)
        for item, title in zip(items, titles, strict=True)
    ]
    name = label_of(
        element.values["label"].text or context.lead_in(element) or context.heading, titles
    )
    widget = widget_markup(widget_id, name, element.values, panels, context.settings)
    return "\n".join((*moved, widget))


def label_of(name: str, titles: Sequence[str]) -> str:
    """The name of a tablist: `name` or, where there is none, its titles."""
    name = name or ", ".join(map(plain_text, titles))
    if len(name) > _LONGEST_LABEL:
        cut = name[:_LONGEST_LABEL]
        name = cut[: cut.rfind(" ")].rstrip(" ,;:") + "…" if " " in cut else cut + "…"
    return name


def widget_markup(
    widget_id: str,
    name: str,
    values: Mapping[str, Value],
    panels: Sequence[str],
    settings: Settings,
) -> str:
    """The widget of these panels, which are HTML."""
    names, look = "mks-tabs", ""
    if _is_parallel(values, len(panels), settings):
        # The first class on an element decides which stylesheet a page needs for it.
        names, look = "mks-parallel mks-tabs", attribute("data-parallel", str(len(panels)))
    elif values["nav"].text == "vertical":
        look = ' data-nav="vertical"'
    alone = "" if settings.sync and values["sync"].text == "on" else ' data-sync="off"'
    attributes = attribute("id", widget_id) + attribute("data-label", name) + look + alone
    opening = f"<div{attribute('class', names)}{attributes}>"
    return "\n".join((opening, *panels, "</div>"))


def _too_many_in_parallel(values: Mapping[str, Value], count: int) -> bool:
    """Whether the author wants `count` panels side by side that have no room there."""
    return values["layout"].text == "parallel" and count > _MOST_PARALLEL


def _is_parallel(values: Mapping[str, Value], count: int, settings: Settings) -> bool:
    """Whether `count` panels may stand side by side; tabs at the side are as good as a word for tabs."""
    site = "tabs" if values["nav"].text == "vertical" else settings.layout
    return (values["layout"].text or site) == "parallel" and count <= _MOST_PARALLEL


def panel_markup(panel_id: str, title: str, level: int, spoken: str, body: str, active: str) -> str:
    """A panel: its title and body as HTML, `spoken` and `active` as attributes."""
    return (
        f'<section class="mks-tabs__panel"{attribute("id", panel_id)}{active}>\n'
        f'<h{level} class="mks-tabs__title">{title}</h{level}>\n'
        f'<div class="mks-tabs__body"{spoken}>{body}</div>\n'
        "</section>"
    )


def panel_name(plain_title: str) -> str:
    """What the id of a panel ends in."""
    return slug(plain_title) or "tab"


def active_attribute(values: Mapping[str, Value]) -> str:
    """What marks the panel that is open at first."""
    return " data-active" if values["active"].text else ""


def _panel(
    item: Element,
    title: str,
    widget_id: str,
    level: int,
    outer: OpenElement,
    context: Context,
) -> str:
    plain_title = plain_text(title)
    panel_id = author_id(item, context) or context.ids.unique(
        f"{widget_id}-{panel_name(plain_title)}"
    )
    spoken, body = item_body(item, "mks-tabs", plain_title, level, outer, context)
    return panel_markup(panel_id, title, level, spoken, body, active_attribute(item.values))


_LAYOUT = pattern(
    "layout",
    "Whether the texts stand side by side where there is room; by default `MKS_LAYOUT` decides.",
    f"tabs, or parallel for up to {_MOST_PARALLEL} tabs",
    "tabs|parallel",
)
_TOO_MANY = {
    "attribute": _LAYOUT.name,
    "value": "parallel",
    "default": "tabs",
    "allowed": _LAYOUT.allowed,
}
"""What to tell an author who wants too many."""
TABS = Shortcode(
    "mks_tabs",
    "Tabs: one text at a time, chosen by its title.",
    (
        choice("nav", "Where the titles stand: above or beside.", ("horizontal", "vertical")),
        label("label", "What the tabs are about; read out by screen readers."),
        choice("sync", "Whether tabs with the same titles switch together.", ("on", "off")),
        _LAYOUT,
        ID,
    ),
    render_tabs,
    item="mks_tab_item",
)
ITEM = Shortcode(
    "mks_tab_item",
    "One of the tabs.",
    (
        label("title", "What stands on the tab; emphasis is kept.", TITLE),
        LANG,
        DIR,
        ID,
        flag("active", "Whether this tab is open at first."),
    ),
    group="mks_tabs",
)
SHORTCODES = (TABS, ITEM)
STYLESHEETS = ("tabs", "parallel")
