"""`[mks_button]`, `[mks_social]` and `[mks_icon]`: links and icons."""

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
    is_in_control,
    lengths,
    single_colour,
    style,
)
from pelican_mks.shortcodes.attribute_types import choice, colour, flag, icon, label, length, url
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.diagnostic import MISSING_NAME, UNKNOWN_ICON
from pelican_mks.shortcodes.nodes import Element, Value

_NAMED_BY_CONTENT = frozenset(
    ("a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "label", "summary")
)
_MAX_LENGTH = 2000
"""A longer link or heading is assumed to contain text."""
_TAG_OF_OURS = re.compile(r"\[/?mks_[^\[\]]*+\]")
_NAMES = re.compile(
    r"""\s(?:alt|aria-label|aria-labelledby|title)\s*=\s*["']?[^\s"'>]""", re.IGNORECASE
)
_TARGETS = {"blank": "_blank", "new": "_blank", "_new": "_blank", "self": "_self"}


def render_button(element: Element, context: Context) -> str:
    """Render a link that looks like a button; without a title, its name is that of the icon, or its URL."""
    values = element.values
    name = values["icon"].text
    picture = _picture(name, values["icon_type"].text, context) if name else ""
    title = title_markup(values["title"])
    if not title:
        called = network(name)[0] if name else values["url"].text.removeprefix("https://")
        shown = context.shown(Value(called))
        context.report(MISSING_NAME, element, attribute="title", shown=shown.text)
        title = _visually_hidden(shown) if picture else title_markup(shown)
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
    """Render a link to a social network: the network's icon and name."""
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
    content = f"{picture} {_visually_hidden(label)}" if picture else title_markup(label)
    return _link(element, names + style(lengths(element, "size"), context), content)


def render_icon(element: Element, context: Context) -> str:
    """Render an icon. It is hidden from screen readers, unless a link or heading contains nothing else."""
    values = element.values
    name = values["icon"].text
    look = style(single_colour(element, "color"), context)
    picture = _picture(name, values["type"].text, context, look) if name else ""
    if picture:
        return picture + _text_alternative(element, context)
    shown = context.shown(Value(network(name)[0]))
    consequence = f"the page shows “{shown.text}”" if shown.text else "the page shows nothing"
    context.report(UNKNOWN_ICON, element, icon=name, consequence=consequence)
    return f'<span class="mks-icon"{look}>{title_markup(shown)}</span>' if shown.text else ""


def _text_alternative(element: Element, context: Context) -> str:
    """Return the icon's title or, if a link or heading contains nothing else, its name; visually hidden."""
    title = element.values["title"]
    if title.text:
        return _visually_hidden(title)
    if not _is_only_content(element, context):
        return ""
    name = element.values["icon"].text
    shown = context.shown(Value(called(name)))
    if not is_known(name):
        context.report(MISSING_NAME, element, attribute="title", shown=shown.text)
        if not (context.language or "en").lower().startswith("en"):
            shown = Value(shown.text, f'<bdi lang="en">{content(shown.text)}</bdi>')
    return _visually_hidden(shown)


def _is_only_content(element: Element, context: Context) -> bool:
    """Whether the link, heading or control around an icon contains nothing but icons."""
    control = _named_by_content(element.start.element)
    if control is None:
        return False
    html, start, end = context.article.splicer.html, element.start.offset, element.end.offset
    if start - control.end > _MAX_LENGTH or _NAMES.search(html, control.start, control.end):
        return False
    length = html[end : end + _MAX_LENGTH].lower().find(f"</{control.name}")
    rest = end + (length if length >= 0 else _MAX_LENGTH)
    around = html[control.end : start] + html[end:rest]
    return not _NAMES.search(around) and not plain_text(_TAG_OF_OURS.sub("", around))


def _named_by_content(element: OpenElement) -> OpenElement | None:
    """Return the innermost element around `element` whose content is its accessible name."""
    while element.depth and element.name not in _NAMED_BY_CONTENT:
        element = element.parent
    return element if element.depth else None


def _picture(name: str, kind: str, context: Context, look: str = "") -> str:
    """Return an icon as SVG, or for the theme's icon font; empty if the icon is unknown."""
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
    """Return a link, or only its content if there is no URL or a link is not allowed here."""
    address = element.values["url"].text
    if not address or is_in_control(element.start.element):
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


def _visually_hidden(label: Value) -> str:
    return f'<span class="mks-unseen">{title_markup(label)}</span>'


SHORTCODES = (
    Shortcode(
        "mks_button",
        "A link that looks like a button.",
        (
            choice("size", "The size of the button.", ("large", "medium", "small")),
            choice("style", "The shape of the corners.", ("rounded", "squared")),
            label("title", "The text of the button; it may contain emphasis."),
            url("url", "The URL of the link.", "#"),
            choice("target", "Whether the link opens a new window.", ("_self", "_blank"), _TARGETS),
            icon("icon", "The icon before the title."),
            choice("icon_type", "The icon set: Font Awesome or Simple Line Icons.", ("fa", "sl")),
            colour("bg_color", "The colour of the button.", "#000000"),
            colour("txt_color", "The colour of the text.", "#ffffff"),
            flag("nofollow", "Whether to tell search engines not to follow the link."),
        ),
        render_button,
        single=True,
        inline=True,
    ),
    Shortcode(
        "mks_social",
        "A link to a social network, shown as its icon.",
        (
            icon("icon", "The network, such as `facebook`."),
            choice("style", "The shape around the icon.", ("square", "circle", "rounded")),
            length("size", "The width and height.", 48, 8, 400),
            url("url", "The URL of the link.", ""),
            choice("target", "Whether the link opens a new window.", ("_blank", "_self"), _TARGETS),
        ),
        render_social,
        single=True,
        inline=True,
    ),
    Shortcode(
        "mks_icon",
        "An inline icon.",
        (
            icon("icon", "The name of the icon."),
            choice("type", "The icon set: Font Awesome or Simple Line Icons.", ("fa", "sl")),
            colour("color", "The colour.", "#000000"),
            label("title", "The text that screen readers read instead."),
        ),
        render_icon,
        single=True,
        inline=True,
    ),
)
