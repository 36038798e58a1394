"""`[mks_button]`, `[mks_social]` and `[mks_icon]`: links to press, and pictures in a line of text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pelican_mks.html.elements import OpenElement
from pelican_mks.html.plain import plain_text
from pelican_mks.render.context import Context
from pelican_mks.render.escape import attribute, content
from pelican_mks.render.icons import HEIGHT, find_icon
from pelican_mks.render.networks import called, is_known, network
from pelican_mks.render.title import title_markup
from pelican_mks.render.write import (
    class_names,
    colours,
    lengths,
    single_colour,
    stands_in_a_control,
    style,
)
from pelican_mks.shortcodes.attribute_types import choice, colour, flag, icon, label, length, url
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.diagnostic import MISSING_NAME, UNKNOWN_ICON
from pelican_mks.shortcodes.nodes import Element, Value

_NAMED_BY_CONTENT = frozenset(
    ("a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "label", "summary")
)
_REACH = 2000
"""In a link or heading longer than this there is text."""
_TAG_OF_OURS = re.compile(r"\[/?mks_[^\[\]]*+\]")
_NAMES = re.compile(
    r"""\s(?:alt|aria-label|aria-labelledby|title)\s*=\s*["']?[^\s"'>]""", re.IGNORECASE
)
_TARGETS = {"blank": "_blank", "new": "_blank", "_new": "_blank", "self": "_self"}


def render_button(element: Element, context: Context) -> str:
    """A link that looks like a button; without a title it is called by its icon or its address."""
    values = element.values
    name = values["icon"].text
    picture = _picture(name, values["icon_type"].text, context) if name else ""
    title = title_markup(values["title"])
    if not title:
        called = network(name)[0] if name else values["url"].text.removeprefix("https://")
        shown = context.shown(Value(called))
        context.report(MISSING_NAME, element, attribute="title", shown=shown.text)
        title = _unseen(shown) if picture else title_markup(shown)
    if name and not picture:
        context.report(UNKNOWN_ICON, element, icon=name, consequence="the page shows no icon")
    names = class_names(
        "mks-button",
        "" if values["size"].text == "large" else values["size"].text,
        "" if values["style"].text == "rounded" else values["style"].text,
    )
    content = f"{picture} {title}" if picture else title
    return _link(element, names + style(colours(element, context), context), content)


def render_social(element: Element, context: Context) -> str:
    """A link to a network under its sign, called by its name."""
    values = element.values
    key = values["icon"].text
    called, sign = network(key) if key else (values["url"].text.removeprefix("https://"), "")
    label = context.shown(Value(called))
    picture = _picture(sign, "fa", context) if sign else ""
    if not key:
        context.report(MISSING_NAME, element, attribute="icon", shown=label.text)
    elif sign and not picture:
        context.report(
            UNKNOWN_ICON, element, icon=key, consequence=f"the page shows “{label.text}”"
        )
    shape = "" if values["style"].text == "square" else values["style"].text
    names = class_names("mks-social", shape, "" if picture else "text")
    content = f"{picture} {_unseen(label)}" if picture else title_markup(label)
    return _link(element, names + style(lengths(element, "size"), context), content)


def render_icon(element: Element, context: Context) -> str:
    """A picture that says nothing to those who do not see it, unless nothing else would; else its name."""
    values = element.values
    name = values["icon"].text
    look = style(single_colour(element, "color"), context)
    picture = _picture(name, values["type"].text, context, look) if name else ""
    if picture:
        return picture + _meaning(element, context)
    shown = context.shown(Value(network(name)[0]))
    consequence = f"the page shows “{shown.text}”" if shown.text else "the page shows nothing"
    context.report(UNKNOWN_ICON, element, icon=name, consequence=consequence)
    return f'<span class="mks-icon"{look}>{title_markup(shown)}</span>' if shown.text else ""


def _meaning(element: Element, context: Context) -> str:
    """What an icon says: its title or, where it stands for a whole link or heading, what it is called."""
    title = element.values["title"]
    if title.text:
        return _unseen(title)
    if not _stands_alone(element, context):
        return ""
    name = element.values["icon"].text
    shown = context.shown(Value(called(name)))
    if not is_known(name):
        context.report(MISSING_NAME, element, attribute="title", shown=shown.text)
        if not (context.language or "en").lower().startswith("en"):
            shown = Value(shown.text, f'<bdi lang="en">{content(shown.text)}</bdi>')
    return _unseen(shown)


def _stands_alone(element: Element, context: Context) -> bool:
    """Whether nothing but icons stands in the link, heading or control around an icon."""
    control = _named_by_content(element.start.element)
    if control is None:
        return False
    html, start, end = context.article.splicer.html, element.start.offset, element.end.offset
    if start - control.end > _REACH or _NAMES.search(html, control.start, control.end):
        return False
    behind = html[end : end + _REACH].lower().find(f"</{control.name}")
    rest = end + (behind if behind >= 0 else _REACH)
    around = html[control.end : start] + html[end:rest]
    return not _NAMES.search(around) and not plain_text(_TAG_OF_OURS.sub("", around))


def _named_by_content(element: OpenElement) -> OpenElement | None:
    """The innermost element around that is called by what stands in it."""
    while element.depth and element.name not in _NAMED_BY_CONTENT:
        element = element.parent
    return element if element.depth else None


def _picture(name: str, kind: str, context: Context, look: str = "") -> str:
    """An icon as it is drawn, or as the theme's font shows it; empty where there is none."""
    if context.settings.icons == "font":
        font = f"fa fa-{name}" if kind == "fa" else f"icon-{name}"
        return f'<i{class_names("mks-icon", also=font)}{look} aria-hidden="true"></i>'
    found = find_icon(name, kind)
    if found is None:
        return ""
    size = attribute("viewBox", f"0 0 {found.width} {HEIGHT}")
    size += attribute("width", f"{found.width / HEIGHT:.3g}em")
    return (
        f'<svg class="mks-icon"{look}{size} height="1em" fill="currentColor" aria-hidden="true">'
        f"<path{attribute('d', found.path)}/></svg>"
    )


def _link(element: Element, attributes: str, content: str) -> str:
    """A link to the element's address; where none may stand, or without one, its content alone."""
    address = element.values["url"].text
    if not address or stands_in_a_control(element.start.element):
        return f"<span{attributes}>{content}</span>"
    rel = [name for name, wanted in _relations(element).items() if wanted]
    target = ' target="_blank"' if element.values["target"].text == "_blank" else ""
    relation = attribute("rel", " ".join(rel)) if rel else ""
    return f"<a{attributes}{attribute('href', address)}{target}{relation}>{content}</a>"


def _relations(element: Element) -> Mapping[str, bool]:
    values = element.values
    return {
        "nofollow": "nofollow" in values and bool(values["nofollow"].text),
        "noopener": values["target"].text == "_blank",
    }


def _unseen(label: Value) -> str:
    return f'<span class="mks-unseen">{title_markup(label)}</span>'


SHORTCODES = (
    Shortcode(
        "mks_button",
        "A link that looks like a button.",
        (
            choice("size", "How large it is.", ("large", "medium", "small")),
            choice("style", "The shape of its corners.", ("rounded", "squared")),
            label("title", "What stands on the button; emphasis is kept."),
            url("url", "Where it leads.", "#"),
            choice("target", "Whether it opens a new window.", ("_self", "_blank"), _TARGETS),
            icon("icon", "The icon in front of the title."),
            choice("icon_type", "The set that the icon is of.", ("fa", "sl")),
            colour("bg_color", "The colour of the button.", "#000000"),
            colour("txt_color", "The colour of its text.", "#ffffff"),
            flag("nofollow", "Whether search engines should not follow it."),
        ),
        render_button,
        single=True,
        inline=True,
    ),
    Shortcode(
        "mks_social",
        "A link to a social network under its sign.",
        (
            icon("icon", "The network, such as `facebook`."),
            choice("style", "The shape round the sign.", ("square", "circle", "rounded")),
            length("size", "How wide and high it is.", 48, 8, 400),
            url("url", "Where it leads.", ""),
            choice("target", "Whether it opens a new window.", ("_blank", "_self"), _TARGETS),
        ),
        render_social,
        single=True,
        inline=True,
    ),
    Shortcode(
        "mks_icon",
        "An icon in a line of text.",
        (
            icon("icon", "The name of the icon."),
            choice("type", "The set that it is of.", ("fa", "sl")),
            colour("color", "Its colour.", "#000000"),
            label("title", "What it says to those who do not see it."),
        ),
        render_icon,
        single=True,
        inline=True,
    ),
)
