"""The site's own shortcodes: what `MKS_OWN_SHORTCODES` declares, by a function or by a template.

A declaration takes the name of a built-in shortcode to render that one differently; a template of the theme
does the same by its name alone. Nothing that such a function or template does stops a build: where it fails,
the author's text is kept and the fault reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from pelican_mks.diagnostic import NOT_RENDERED
from pelican_mks.markup import flow_container
from pelican_mks.nodes import Element, Value
from pelican_mks.render.context import Context
from pelican_mks.render.item import author_id, spoken_as, text_between
from pelican_mks.render.title import title_markup
from pelican_mks.render.write import escaped
from pelican_mks.settings import OWN_ALLOWED
from pelican_mks.shortcode import Attribute, OwnShortcodes, Renderer, Shortcode

_NAME = re.compile(r"[A-Za-z][\w-]{0,63}", re.ASCII)
_ATTRIBUTE_NAME = re.compile(r"[a-z_][a-z0-9_-]*")
_GIVEN = frozenset(("body", "items", "heading_level"))
"""What a template gets beside the attributes and an `id`."""
THEME_FOLDER = "mks"
"""Among a theme's templates: those that render built-in shortcodes."""
_KEYS = ("template", "attributes", "single", "inline", "about")


class Templates(Protocol):
    """Where templates come from."""

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        """The template `name` with these values: texts are escaped, what has `__html__` is not."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """Renders a shortcode of the site's own, and keeps its text where that fails."""

    render: Renderer

    def __call__(self, element: Element, context: Context) -> str:
        """The element as HTML."""
        said = len(context.diagnostics)
        context = context.keeping_bodies()
        try:
            html = self.render(element, context)
            if not isinstance(html, str):
                message = f"it gave {type(html).__name__}, not a text"
                raise TypeError(message)  # noqa: TRY301 - the handler reports both kinds alike
        except Exception as error:  # noqa: BLE001 - whatever a site's code raises
            del context.diagnostics[said:]
            html = _kept_text(element, context)
            context.report(NOT_RENDERED, element, error=f"{type(error).__name__}: {error}")
        return html


@dataclass(frozen=True, slots=True)
class FromTemplate:
    """Renders a shortcode by a template, which gets its attributes and what `_GIVEN` names."""

    template: str
    templates: Templates

    def __call__(self, element: Element, context: Context) -> str:
        """The element as HTML."""
        kind = element.shortcode.name.removeprefix("mks_").replace("_", "-")
        own_id = _id_asked_for(element, context) or context.ids.number(kind)
        given = {"id": _Text(own_id), "heading_level": context.heading_level}
        if element.shortcode.item is None:
            body = "" if element.shortcode.single else context.body(element)
            values = {**_values(element, body, context), **given}
            return self.templates.render(self.template, values)
        outer = flow_container(element.common)
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
    for name, value in element.values.items():
        text = values[name.replace("-", "_")] = _Text(value.text)
        is_free = any(
            each.name == name and each.read is str.strip for each in element.shortcode.attributes
        )
        text.markup = _Html(title_markup(value if is_free else Value(value.text)))
    if values.keys() >= {"lang", "dir"}:
        spoken = spoken_as(element, body, context)
        values |= {"lang": _Text(spoken.lang), "dir": _Text(spoken.dir)}
    return values


def _bodies(items: list[Element], group: Element, context: Context) -> list[str]:
    outer = flow_container(group.common)
    return [
        context.fragment(item.body_start, item.body_end, item.children, outer) for item in items
    ]


def _kept_text(element: Element, context: Context) -> str:
    """What an author wrote between the tags; a tag that holds no text stays itself."""
    shortcode = element.shortcode
    if shortcode.single:
        source = context.splicer.html[element.start.offset : element.body_start.offset]
        text = escaped(source) if "<" not in source else escaped(f"[{shortcode.name}]")
        return text if element.inline else f"<p>{text}</p>"
    if shortcode.item is None:
        return context.body(element)
    items = [child for child in element.children if child.shortcode.group]
    moved = text_between(element, items, flow_container(element.common), context)
    return "\n".join((*moved, *_bodies(items, element, context)))


def template_of(name: str) -> str:
    """Where a theme puts the template that renders the built-in shortcode `name`."""
    return f"{THEME_FOLDER}/{name}.html"


def read_own(
    declared: Mapping[Any, object],
    built_in: Mapping[str, Shortcode],
    templates: Templates,
) -> tuple[OwnShortcodes, tuple[str, ...]]:
    """Read the declarations; also a message for each that is wrong and was left out."""
    found: dict[str, Shortcode] = {}
    errors: list[str] = []
    for name, declaration in declared.items():
        try:
            found[name] = _declared(name, declaration, built_in.get(name), templates)
        except _WrongError as wrong:
            errors.append(_error(name, str(wrong)))
    for name in [each for each in found if _is_alone(found[each], {**built_in, **found})]:
        del found[name]
        errors.append(_error(name, "its group or its item is missing; each must name the other"))
    return OwnShortcodes(tuple(found.values())), tuple(errors)


class _WrongError(Exception):
    """What is wrong with a declaration."""


def _error(name: str, problem: str) -> str:
    return f"MKS_OWN_SHORTCODES[{name!r}]: {problem}. It was left out. Allowed: {OWN_ALLOWED}."


def _is_alone(shortcode: Shortcode, known: Mapping[str, Shortcode]) -> bool:
    """Whether it has a group or an item that does not belong to it."""
    group, item = known.get(shortcode.group or ""), known.get(shortcode.item or "")
    return bool(
        (shortcode.group and (group is None or group.item != shortcode.name))
        or (shortcode.item and (item is None or item.group != shortcode.name))
    )


def _declared(
    name: Any, declaration: object, built_in: Shortcode | None, templates: Templates
) -> Shortcode:
    _check(
        isinstance(name, str) and _NAME.fullmatch(name),
        "a name is made of letters, digits, _ and -, the first a letter",
    )
    base = built_in or Shortcode(name, "")
    _check(not base.group, f"[{name}] is rendered by [{base.group}]; declare that one")
    if isinstance(declaration, Shortcode):
        _check(declaration.name == name, f"its declaration is named {declaration.name!r}")
        _check(
            callable(declaration.render) or declaration.group,
            "it has no function that renders it",
        )
        shortcode = replace(declaration, attributes=_attributes(declaration.attributes))
        if built_in:
            shortcode = replace(shortcode, item=base.item, row=base.row)
    elif isinstance(declaration, str):
        shortcode = replace(base, render=FromTemplate(_template(declaration), templates))
    elif isinstance(declaration, Mapping):
        shortcode = _from_mapping(declaration, base, templates)
    else:
        _check(callable(declaration), f"{declaration!r} is not allowed")
        render: Any = declaration
        shortcode = replace(base, render=render)
    return replace(shortcode, render=Guarded(shortcode.render)) if shortcode.render else shortcode


def _from_mapping(
    declaration: Mapping[Any, Any], base: Shortcode, templates: Templates
) -> Shortcode:
    for key in declaration:
        _check(key in _KEYS, f"{key!r} is not known; known are {', '.join(_KEYS)}")
    given = {"single": base.single, "inline": base.inline, "about": base.about, **declaration}
    for key in ("single", "inline"):
        _check(isinstance(given[key], bool), f"{key} is {given[key]!r}; allowed are True and False")
    attributes = _attributes(given.get("attributes", base.attributes))
    for attribute in attributes:
        _check(attribute.name not in _GIVEN, f"no attribute may be named {attribute.name}")
    return replace(
        base,
        about=str(given["about"]),
        attributes=attributes,
        single=given["single"],
        inline=given["inline"],
        render=FromTemplate(_template(given.get("template")), templates),
    )


def _template(name: object) -> str:
    _check(isinstance(name, str) and name.strip(), f"{name!r} is no name of a template")
    return str(name)


def _attributes(declared: object) -> tuple[Attribute, ...]:
    """Attributes in any collection: declared ones, or names for those that take any text."""
    _check(
        isinstance(declared, list | tuple),
        f"attributes are {declared!r}; allowed is a list of names or of Attribute",
    )
    assert isinstance(declared, list | tuple), "checked above"
    found = []
    for each in declared:
        attribute = Attribute(each, "", "") if isinstance(each, str) else each
        _check(
            isinstance(attribute, Attribute) and _ATTRIBUTE_NAME.fullmatch(attribute.name),
            f"{each!r} is no attribute; allowed is a name in small letters or an Attribute",
        )
        found.append(
            replace(attribute, read=Reading(attribute.read)) if _is_own(attribute) else attribute
        )
    return tuple(found)


def _is_own(attribute: Attribute) -> bool:
    return attribute.read is not str.strip and not attribute.read.__module__.startswith(
        __package__ or ""
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads a value by a function of the site's own; one that fails has found it not valid."""

    read: Callable[[str], str | None]

    def __call__(self, text: str) -> str | None:
        """The value, `None` where it is not valid."""
        try:
            value = self.read(text)
        except Exception:  # noqa: BLE001 - whatever a site's code raises
            return None
        return None if value is None else str(value)


def _check(allowed: object, problem: str) -> None:
    if not allowed:
        raise _WrongError(problem)
