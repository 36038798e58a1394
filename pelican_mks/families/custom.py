"""Render custom shortcodes with functions or templates."""

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
"""Names that a template gets besides the attributes and `id`; no attribute can have them."""


class Templates(Protocol):
    """A collection of templates."""

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        """Render a template; values are escaped, unless they have `__html__`."""


class Guarded:
    """A renderer that uses `fallback` if the site's `render` raises an exception."""

    def __init__(self, render: Renderer, fallback: Renderer) -> None:
        self.render = render
        self.fallback = fallback

    def __call__(self, element: Element, context: Context) -> str:
        """Render the element."""
        before = len(context.article.diagnostics)
        context = context.keeping_bodies()
        try:
            return _text(self.render(element, context))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a site's code may raise anything
            html = self.fallback(element, context)
            # Both may have reported the same problems in the body.
            diagnostics = context.article.diagnostics
            diagnostics[before:] = dict.fromkeys(diagnostics[before:])
            context.report(SHORTCODE_ERROR, element, error=described(error))
            return html


def described(error: BaseException) -> str:
    """Return the type and message of an exception."""
    name = type(error).__name__
    try:
        text = str(error)
    except Exception:  # noqa: BLE001 - a site's class
        return name
    return f"{name}: {text}" if text else name


def _text(html: object) -> str:
    """Return the result of a site's code as a plain string that can be encoded."""
    if not isinstance(html, str):
        message = f"it returned {type(html).__name__}, not str"
        raise TypeError(message)
    # A subclass such as Markup would escape the strings that are added to it.
    return _SURROGATES.sub("\ufffd", str.__str__(html))


class FromTemplate:
    """A renderer that passes the attributes and the values named in `GIVEN` to a template."""

    def __init__(self, template: str, templates: Templates) -> None:
        self.template = template
        self.templates = templates

    def __call__(self, element: Element, context: Context) -> str:
        """Render the element."""
        kind = element.shortcode.name.removeprefix("mks_").replace("_", "-")
        own_id = _author_id(element, context) or context.ids.number(kind)
        given = {"id": _Text(own_id), "heading_level": context.heading_level}
        if element.shortcode.item is None:
            body = "" if element.shortcode.single else context.body(element)
            values = {**_values(element, body, context), **given}
            return self.templates.render(self.template, values)
        bodies = _bodies(element, context)
        values = {**_values(element, "", context), **given, "items": []}
        for number, (item, body) in enumerate(zip(element.items, bodies, strict=True), 1):
            item_id = _author_id(item, context) or context.ids.unique(f"{own_id}-{number}")
            values["items"].append({**_values(item, body, context), "id": _Text(item_id)})
        moved = text_between(element, context)
        return "\n".join((*moved, self.templates.render(self.template, values)))


class _Text(str):
    """A value that Jinja escapes in the same way as our own renderers do."""

    __slots__ = ("markup",)
    markup: _Html
    """The value with its emphasis, for the content of an element, not for an attribute."""

    def __html__(self) -> str:
        return escaped(self)


class _Html(str):
    """HTML that Jinja does not escape."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def _author_id(element: Element, context: Context) -> str:
    return author_id(element, context) if "id" in element.values else ""


def _values(element: Element, body: str, context: Context) -> dict[str, Any]:
    """Return the attributes and the body for a template."""
    values: dict[str, Any] = {"body": _Html(body)}
    for attribute in element.shortcode.attributes:
        value = context.shown(element.values[attribute.name])
        text = values[attribute.name.replace("-", "_")] = _Text(value.text)
        text.markup = _Html(title_markup(value if is_label(attribute) else Value(value.text)))
    if values.keys() >= {"lang", "dir"}:
        spoken = spoken_as(element.values, body, context.settings, context.language)
        values |= {"lang": _Text(spoken.lang), "dir": _Text(spoken.dir)}
    return values


def _bodies(group: Element, context: Context) -> list[str]:
    outer = group.common.flow
    return [
        context.inside(item).fragment(item.body_start, item.body_end, item.children, outer)
        for item in group.items
    ]


def render_text(element: Element, context: Context) -> str:
    """Render the title and the body without a widget; a single tag stays text."""
    shortcode = element.shortcode
    if shortcode.single:
        source = context.article.splicer.html[element.start.offset : element.body_start.offset]
        text = escaped(source) if "<" not in source else escaped(f"[{shortcode.name}]")
        return text if element.inline else f"<p>{text}</p>"
    if shortcode.item is None:
        return _title(element, context) + context.body(element)
    moved = text_between(element, context)
    bodies = zip(element.items, _bodies(element, context), strict=True)
    return "\n".join((*moved, *(_title(item, context) + body for item, body in bodies)))


def _title(element: Element, context: Context) -> str:
    title = title_markup(context.shown(element.values.get("title", Value(""))))
    if not title:
        return ""
    return f"{title} " if element.inline else f"<p>{title}</p>\n"
