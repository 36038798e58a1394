"""`[mks_tabs]`: titled sections, which the script makes into a tabs widget.

Without the script, in feeds, summaries and print, each title stands beside its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from pelican_mks.diagnostic import EMPTY_ITEM, TAKEN_ID, TEXT_IN_GROUP, diagnose
from pelican_mks.ids import slug
from pelican_mks.language import Speech, speech
from pelican_mks.lexer import BRACKET
from pelican_mks.markup import OpenElement, flow_container
from pelican_mks.nodes import Element, Value
from pelican_mks.plain import plain_text
from pelican_mks.render.context import Context
from pelican_mks.render.title import title_markup
from pelican_mks.shortcode import Attribute, Shortcode, choice, flag, pattern

_SEEN = re.compile(r"<(?:audio|canvas|embed|hr|iframe|img|input|math|object|svg|video)\b", re.I)
_PARAGRAPH = re.compile(r"</?(?:p|br)\b[^<>]*+>", re.I)
_LONGEST_LABEL = 80


def render_tabs(element: Element, context: Context) -> str:
    """The widget, with text that stands between its tabs moved in front of it."""
    outer = flow_container(element.common)
    widget_id = _author_id(element, context) or context.ids.number("tabs")
    level = context.settings.heading_level or min(context.place.level + 1, 6)
    items = [child for child in element.children if child.shortcode.group]
    moved = _text_between(element, items, outer, context)
    titles = [title_markup(item.values["title"]) for item in items]
    panels = [
        _panel(item, title, widget_id, level, outer, context)
        for item, title in zip(items, titles, strict=True)
    ]
    label = escape(_label(element, titles, context)).replace("[", BRACKET)
    vertical = ' data-nav="vertical"' if element.values["nav"].text == "vertical" else ""
    synced = context.settings.sync and element.values["sync"].text == "on"
    alone = "" if synced else ' data-sync="off"'
    return "\n".join(
        (
            *moved,
            f'<div class="mks-tabs" id="{escape(widget_id)}" data-label="{label}"{vertical}{alone}>',
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
    panel_id = _author_id(item, context) or context.ids.unique(
        f"{widget_id}-{slug(plain_title) or 'tab'}"
    )
    body = context.under(level, plain_title).fragment(
        item.body_start, item.body_end, item.children, outer
    )
    if _is_empty(body):
        shown = context.settings.empty_text
        context.diagnostics.append(
            diagnose(EMPTY_ITEM, item.span, name=item.shortcode.name, title=plain_title, shown=shown)
        )
        body = f'<p class="mks-tabs__empty">{title_markup(Value(shown))}</p>'
        spoken = Speech()
    else:
        spoken = _speech(item, body, context)
    lang = f' lang="{escape(spoken.lang)}"' if spoken.lang else ""
    direction = f' dir="{spoken.dir}"' if spoken.dir else ""
    active = " data-active" if item.values["active"].text else ""
    return (
        f'<section class="mks-tabs__panel" id="{escape(panel_id)}"{active}>\n'
        f'<h{level} class="mks-tabs__title">{title}</h{level}>\n'
        f'<div class="mks-tabs__body"{lang}{direction}>{body}</div>\n'
        "</section>"
    )


def _text_between(
    element: Element, items: Sequence[Element], outer: OpenElement | None, context: Context
) -> list[str]:
    """What stands in the group but in none of its items, in order."""
    starts = [element.body_start, *(item.end for item in items)]
    ends = [*(item.start for item in items), element.body_end]
    others = [child for child in element.children if not child.shortcode.group]
    texts = []
    for start, end in zip(starts, ends, strict=True):
        inside = [child for child in others if start.offset <= child.start.offset < end.offset]
        text = context.fragment(start, end, inside, outer)
        if _is_empty(text):
            text = _PARAGRAPH.sub("", text).strip()
        if text:
            texts.append(text)
    if not all(map(_is_empty, texts)):
        context.diagnostics.append(
            diagnose(TEXT_IN_GROUP, element.span, name=element.shortcode.name)
        )
    return texts


def _author_id(element: Element, context: Context) -> str:
    """The id that the author asks for, if any, made unique."""
    wanted = element.values["id"].text
    if not wanted:
        return ""
    used = context.ids.unique(wanted)
    if used != wanted:
        name = element.shortcode.name
        context.diagnostics.append(
            diagnose(TAKEN_ID, element.span, name=name, value=wanted, used=used)
        )
    return used


def _label(element: Element, titles: Sequence[str], context: Context) -> str:
    """The name of the tablist: the author's, else what introduces the widget, else its titles."""
    place = context.place
    label = element.values["label"].text or place.lead_in or place.heading
    label = label or ", ".join(map(plain_text, titles))
    if len(label) <= _LONGEST_LABEL:
        return label
    cut = label[:_LONGEST_LABEL]
    return cut[: cut.rfind(" ")].rstrip(" ,;:") + "…" if " " in cut else cut + "…"


def _speech(item: Element, body: str, context: Context) -> Speech:
    """The language and direction of a panel's text: the author's word before the script's."""
    written = Speech(item.values["lang"].text, item.values["dir"].text)
    if (written.lang and written.dir) or not context.settings.lang_detect:
        return written
    found = speech(body, context.language)
    return Speech(written.lang or found.lang, written.dir or found.dir)


def _is_empty(html: str) -> bool:
    return not plain_text(html) and not _SEEN.search(html)


_ID = pattern(
    "id",
    "The address of this part of the page, behind the `#`.",
    "letters, digits, hyphens, underscores, full stops, the first a letter",
    r"[^\W\d_][\w.-]*",
)

SHORTCODES = (
    Shortcode(
        "mks_tabs",
        "Tabs: one text at a time, chosen by its title.",
        (
            choice("nav", "Where the titles stand: above or beside.", ("horizontal", "vertical")),
            Attribute("label", "", "What the tabs are about; read out by screen readers."),
            choice(
                "sync", "Whether tabs with the same titles switch together.", ("on", "off")
            ),
            _ID,
        ),
        render_tabs,
        item="mks_tab_item",
    ),
    Shortcode(
        "mks_tab_item",
        "One of the tabs.",
        (
            Attribute(
                "title",
                "Title",
                "What stands on the tab; emphasis is kept.",
                "a text that is not empty",
                lambda text: text.strip() or None,
            ),
            pattern(
                "lang",
                "The language of the text, where it is not the page's.",
                "a language tag such as zh or pt-BR",
                r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*",
            ),
            pattern(
                "dir", "The direction of the text.", "ltr, rtl or auto", r"ltr|rtl|auto"
            ),
            _ID,
            flag("active", "Whether this tab is open at first."),
        ),
        group="mks_tabs",
    ),
)
