"""`[mks_tabs]`: sections with headings, which JavaScript turns into tabs.

Without JavaScript, in feeds and in print, each heading stays above its text.
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
_MAX_PARALLEL = 3
"""More panels side by side are too narrow for a line of text."""


def render_tabs(element: Element, context: Context) -> str:
    """Render the tabs; text between them moves in front of the widget."""
    outer = element.common.flow
    widget_id = author_id(element, context) or context.ids.number("tabs")
    level = context.heading_level
    items = element.items
    moved = text_between(element, context)
    titles = [title_markup(context.shown(item.values["title"])) for item in items]
    if element.values["layout"].text == "parallel" and len(items) > _MAX_PARALLEL:
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
    """Return `name`, or else the titles, as the accessible name of a tablist."""
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
    """Return the widget with these panels."""
    names, layout = "mks-tabs", ""
    if _is_parallel(values, len(panels), settings):
        # The first class of an element decides which stylesheet the page loads.
        names, layout = "mks-parallel mks-tabs", attribute("data-parallel", str(len(panels)))
    elif values["nav"].text == "vertical":
        layout = ' data-nav="vertical"'
    sync = "" if settings.sync and values["sync"].text == "on" else ' data-sync="off"'
    attributes = attribute("id", widget_id) + attribute("data-label", name) + layout + sync
    opening = f"<div{attribute('class', names)}{attributes}>"
    return "\n".join((opening, *panels, "</div>"))


def _is_parallel(values: Mapping[str, Value], count: int, settings: Settings) -> bool:
    """Whether the panels may be side by side; the site's layout does not apply to vertical tabs."""
    site = "tabs" if values["nav"].text == "vertical" else settings.layout
    return (values["layout"].text or site) == "parallel" and count <= _MAX_PARALLEL


def panel_markup(panel_id: str, title: str, level: int, spoken: str, body: str, active: str) -> str:
    """Return a panel; `title` and `body` are HTML, `spoken` and `active` are attributes."""
    return (
        f'<section class="mks-tabs__panel"{attribute("id", panel_id)}{active}>\n'
        f'<h{level} class="mks-tabs__title">{title}</h{level}>\n'
        f'<div class="mks-tabs__body"{spoken}>{body}</div>\n'
        "</section>"
    )


def panel_name(plain_title: str) -> str:
    """Return the last part of a panel's id."""
    return slug(plain_title) or "tab"


def active_attribute(values: Mapping[str, Value]) -> str:
    """Return the attribute of the panel that is open at first."""
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
    "Whether the panels are side by side if there is room; by default, `MKS_LAYOUT` decides.",
    f"tabs, or parallel for up to {_MAX_PARALLEL} tabs",
    "tabs|parallel",
)
_TOO_MANY = {
    "attribute": _LAYOUT.name,
    "value": "parallel",
    "default": "tabs",
    "allowed": _LAYOUT.allowed,
}
"""The details of the diagnostic."""
TABS = Shortcode(
    "mks_tabs",
    "Tabs: the page shows one panel at a time.",
    (
        choice(
            "nav", "Whether the tabs are above or beside the panel.", ("horizontal", "vertical")
        ),
        label("label", "The name of the tabs, which screen readers announce."),
        choice("sync", "Whether tabs with the same titles switch together.", ("on", "off")),
        _LAYOUT,
        ID,
    ),
    render_tabs,
    item="mks_tab_item",
)
ITEM = Shortcode(
    "mks_tab_item",
    "A tab and its panel.",
    (
        label("title", "The title of the tab; it may contain emphasis.", TITLE),
        LANG,
        DIR,
        ID,
        flag("active", "Whether this tab is open at first."),
    ),
    group="mks_tabs",
)
SHORTCODES = (TABS, ITEM)
STYLESHEETS = ("tabs", "parallel")
