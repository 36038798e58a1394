"""Classes and styles of widgets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pelican_mks.html.elements import OpenElement
from pelican_mks.render.context import Context
from pelican_mks.render.escape import attribute
from pelican_mks.shortcodes.colour import contrast_needed, readable_on
from pelican_mks.shortcodes.diagnostic import LOW_CONTRAST
from pelican_mks.shortcodes.nodes import Element

_INTERACTIVE = frozenset(("a", "button", "label", "summary"))


@lru_cache(maxsize=256)
def class_names(block: str, *modifiers: str, also: str = "") -> str:
    """Return a class attribute, such as `mks-button mks-button--small`; `also` contains the author's classes."""
    names = (block, *(f"{block}--{name}" for name in modifiers if name), also)
    return attribute("class", " ".join(filter(None, names)))


def style(properties: Mapping[str, str], context: Context) -> str:
    """Return a style attribute with custom properties; empty if the site disables inline styles."""
    if not properties or not context.settings.inline_style:
        return ""
    return attribute(
        "style", ";".join(f"--mks-{name}:{value}" for name, value in properties.items())
    )


def lengths(element: Element, *names: str) -> dict[str, str]:
    """Return the properties for lengths that differ from the default."""
    return {name: f"{element.values[name].text}px" for name in names if _is_changed(element, name)}


def colours(element: Element, context: Context) -> dict[str, str]:
    """Return the properties for the colours of text and background, with enough contrast."""
    if not context.settings.inline_style:
        return {}
    background, wanted = element.values["bg_color"].text, element.values["txt_color"].text
    size = int(element.values["size"].text) if _has_length(element, "size") else 0
    colour = readable_on(background, wanted, size)
    if colour != wanted:
        context.report(
            LOW_CONTRAST,
            element,
            colour=wanted,
            background=background,
            used=colour,
            needed=f"{contrast_needed(size):g}",
        )
    properties = {"background": background} if _is_changed(element, "bg_color") else {}
    if colour != _default(element, "txt_color"):
        properties["color"] = colour
    return properties


def single_colour(element: Element, name: str) -> dict[str, str]:
    """Return the property for a colour that is not behind text."""
    return {"color": element.values[name].text} if _is_changed(element, name) else {}


def is_in_control(element: OpenElement) -> bool:
    """Whether a link is not allowed in `element`, since it is in a link or control."""
    while element.depth:
        if element.name in _INTERACTIVE:
            return True
        element = element.parent
    return False


def _is_changed(element: Element, name: str) -> bool:
    return element.values[name].text != _default(element, name)


def _has_length(element: Element, name: str) -> bool:
    return name in element.values and element.values[name].text.isdecimal()


def _default(element: Element, name: str) -> str:
    return element.shortcode.by_name[name].default
