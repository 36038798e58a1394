"""What renders the site's own shortcodes: functions, whatever they do, and templates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Protocol

from pelican_mks.render.context import Context
from pelican_mks.render.escape import escaped
from pelican_mks.render.item import author_id, spoken_as, text_between
from pelican_mks.render.title import title_markup
from pelican_mks.shortcodes.attribute_types import is_label
from pelican_mks.shortcodes.declaration import Renderer
from pelican_mks.shortcodes.diagnostic import SHORTCODE_ERROR
from pelican_mks.shortcodes.nodes import Element, Value

_SURROGATES = re.compile("[\ud800-\udfff]")
GIVEN = frozenset(("body", "items", "heading_level"))
"""What a template gets beside the attributes and an `id`."""


class Templates(Protocol):
    """Where templates come from."""

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        """The template `name` with these values: texts are escaped, what has `__html__` is not."""


class Guarded:
    """Renders a custom shortcode, or falls back to `otherwise` if its code raises an error."""

    def __init__(self, render: Renderer, otherwise: Renderer) -> None:
        self.render = render
        self.otherwise = otherwise

    def __call__(self, element: Element, context: Context) -> str:
        """The element as HTML."""
        said = len(context.article.diagnostics)
        context = context.keeping_bodies()
        try:
            return _text(self.render(element, context))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a site's code raises
            html = self.otherwise(element, context)
            # What both have found in the body is said once.
            diagnostics = context.article.diagnostics
            diagnostics[said:] = dict.fromkeys(diagnostics[said:])
            context.report(SHORTCODE_ERROR, element, error=described(error))
            return html


def described(error: BaseException) -> str:
    """An exception as a part of a message, whatever its class does."""
    name = type(error).__name__
    try:
        text = str(error)
    except Exception:  # noqa: BLE001 - a site's class
        return name
    return f"{name}: {text}" if text else name


def _text(html: object) -> str:
    """What a site's code gave as a plain text that can be written to a file."""
    if not isinstance(html, str):
        message = f"it gave {type(html).__name__}, not a text"
        raise TypeError(message)
    # A text of a class such as Markup would escape what it is joined to.
    return _SURROGATES.sub("\ufffd", str.__str__(html))


class FromTemplate:
    """Renders a shortcode with a template, which gets its attributes and the names in `GIVEN`."""

    def __init__(self, template: str, templates: Templates) -> None:
        self.template = template
        self.templates = templates

    def __call__(self, element: Element, context: Context) -> str:
        """The element as HTML."""
        kind = element.shortcode.name.removeprefix("mks_").replace("_", "-")
        own_id = _id_asked_for(element, context) or context.ids.number(kind)
        given = {"id": _Text(own_id), "heading_level": context.heading_level}
        if element.shortcode.item is None:
            body = "" if element.shortcode.single else context.body(element)
            values = {**_values(element, body, context), **given}
            return self.templates.render(self.template, values)
        outer = element.common.flow
        items = [child for child in element.children if child.shortcode.group]
        bodies = _bodies(items, element, context)
        values = {**_values(element, "", context), **given, "items": []}
        for number, (item, body) in enumerate(zip(items, bodies, strict=True), 1):
            item_id = _id_asked_for(item, context) or context.ids.unique(f"{own_id}-{number}")
            values["items"].append({**_values(item, body, context), "id": _Text(item_id)})
        moved = text_between(element, items, outer, context)
        return "\n".join((*moved, self.templates.render(self.template, values)))


class _Text(str):
    """A value: compared and measured as it is, and escaped as all our values are where it is written."""

    __slots__ = ("markup",)
    markup: _Html
    """The value with its emphasis, for the inside of an element; an attribute may hold no tags."""

    def __html__(self) -> str:
        return escaped(self)


class _Html(str):
    """A piece of HTML, written as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def _id_asked_for(element: Element, context: Context) -> str:
    return author_id(element, context) if "id" in element.values else ""


def _values(element: Element, body: str, context: Context) -> dict[str, Any]:
    """The values for a template: the attributes, and what stands between the tags."""
    values: dict[str, Any] = {"body": _Html(body)}
    for attribute in element.shortcode.attributes:
        value = context.shown(element.values[attribute.name])
        text = values[attribute.name.replace("-", "_")] = _Text(value.text)
        text.markup = _Html(title_markup(value if is_label(attribute) else Value(value.text)))
    if values.keys() >= {"lang", "dir"}:
        spoken = spoken_as(element.values, body, context.settings, context.language)
        values |= {"lang": _Text(spoken.lang), "dir": _Text(spoken.dir)}
    return values


def _bodies(items: list[Element], group: Element, context: Context) -> list[str]:
    outer = group.common.flow
    return [
        context.inside(item).fragment(item.body_start, item.body_end, item.children, outer)
        for item in items
    ]


def render_text(element: Element, context: Context) -> str:
    """The title that an author wrote, and what stands between the tags; a single tag stays itself."""
    shortcode = element.shortcode
    if shortcode.single:
        source = context.article.splicer.html[element.start.offset : element.body_start.offset]
        text = escaped(source) if "<" not in source else escaped(f"[{shortcode.name}]")
        return text if element.inline else f"<p>{text}</p>"
    if shortcode.item is None:
        return _title(element, context) + context.body(element)
    items = [child for child in element.children if child.shortcode.group]
    moved = text_between(element, items, element.common.flow, context)
    bodies = zip(items, _bodies(items, element, context), strict=True)
    return "\n".join((*moved, *(_title(item, context) + body for item, body in bodies)))


def _title(element: Element, context: Context) -> str:
    title = title_markup(context.shown(element.values.get("title", Value(""))))
    if not title:
        return ""
    return f"{title} " if element.inline else f"<p>{title}</p>\n"
