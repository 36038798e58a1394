"""Read and check the custom shortcodes that `MKS_OWN_SHORTCODES` declares.

A function or a template renders each of them. A declaration with the name of a built-in shortcode changes how that
one is rendered. No error in a function or template stops the build: the page keeps the author's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from pelican_mks.families.custom import (
    GIVEN,
    FromTemplate,
    Guarded,
    Templates,
    described,
    render_text,
)
from pelican_mks.render.settings import OWN_VALID
from pelican_mks.shortcodes.declaration import Attribute, OwnShortcodes, Reader, Shortcode

_NAME = re.compile(r"[A-Za-z][\w-]{0,63}", re.ASCII)
_ATTRIBUTE_NAME = re.compile(r"[a-z_][a-z0-9_-]*")
_KEYS = ("template", "attributes", "single", "inline", "about")


def read_own(
    declared: Mapping[Any, object],
    built_in: Mapping[str, Shortcode],
    templates: Templates,
) -> tuple[OwnShortcodes, tuple[str, ...]]:
    """Return the declared shortcodes, and a message for each declaration that is not valid."""
    found: dict[str, Shortcode] = {}
    errors: list[str] = []
    for name, declaration in declared.items():
        try:
            found[name] = _declared(name, declaration, built_in.get(name), templates)
        except _InvalidError as error:
            errors.append(_error(name, str(error)))
        except Exception as error:  # noqa: BLE001 - a declaration may be anything
            errors.append(_error(name, f"it cannot be read ({described(error)})"))
    for name in [each for each in found if _is_alone(found[each], {**built_in, **found})]:
        del found[name]
        errors.append(
            _error(
                name, "its group or item is missing; declare both, each with the name of the other"
            )
        )
    return OwnShortcodes(tuple(found.values())), tuple(errors)


class _InvalidError(Exception):
    """A declaration is not valid."""


def _error(name: str, problem: str) -> str:
    return f"MKS_OWN_SHORTCODES[{name!r}] is ignored: {problem}. Valid values: {OWN_VALID}."


def _is_alone(shortcode: Shortcode, known: Mapping[str, Shortcode]) -> bool:
    """Whether the group or item of a shortcode is missing, or names another one."""
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
        "a name consists of letters, digits, _ and -, and begins with a letter",
    )
    base = built_in or Shortcode(name, "")
    _check(not base.group, f"[{base.group}] renders [{name}]; declare [{base.group}] instead")
    if isinstance(declaration, Shortcode):
        _check(declaration.name == name, f"the name of its Shortcode is {declaration.name!r}")
        _check(
            callable(declaration.render) or (declaration.group and declaration.render is None),
            "its Shortcode has no render function",
        )
        shortcode = replace(declaration, attributes=_attributes(declaration.attributes))
        if built_in:
            shortcode = replace(shortcode, item=base.item, row=base.row)
    elif isinstance(declaration, str):
        shortcode = replace(base, render=FromTemplate(_template(declaration), templates))
    elif isinstance(declaration, Mapping):
        shortcode = _from_mapping(declaration, base, templates)
    else:
        _check(callable(declaration), f"{declaration!r} is not valid")
        render: Any = declaration
        shortcode = replace(base, render=render)
    if not shortcode.render:
        return shortcode
    # The built-in renderer is safe only with the built-in attributes.
    is_built_in = replace(shortcode, about=base.about, render=base.render) == built_in
    fallback = base.render if is_built_in and base.render else render_text
    return replace(shortcode, render=Guarded(shortcode.render, fallback))


def _from_mapping(
    declaration: Mapping[Any, Any], base: Shortcode, templates: Templates
) -> Shortcode:
    for key in declaration:
        _check(key in _KEYS, f"the key {key!r} is unknown")
    given = {"single": base.single, "inline": base.inline, "about": base.about, **declaration}
    for key in ("single", "inline"):
        _check(isinstance(given[key], bool), f"{key} is {given[key]!r}, not True or False")
    attributes = _attributes(given.get("attributes", base.attributes))
    for attribute in attributes:
        _check(attribute.name not in GIVEN, f"the attribute name {attribute.name} is reserved")
    return replace(
        base,
        about=str(given["about"]),
        attributes=attributes,
        single=given["single"],
        inline=given["inline"],
        render=FromTemplate(_template(given.get("template")), templates),
    )


def _template(name: object) -> str:
    _check(isinstance(name, str) and name.strip(), f"the template {name!r} is not a name")
    return str(name)


def _attributes(declared: object) -> tuple[Attribute, ...]:
    """Return the attributes; a name alone stands for an attribute that accepts any text."""
    _check(
        isinstance(declared, list | tuple) and not isinstance(declared, Attribute),
        f"attributes is {declared!r}, not a list of names or Attribute objects",
    )
    assert isinstance(declared, list | tuple), "checked above"
    found = []
    for each in declared:
        attribute = Attribute(each, "", "") if isinstance(each, str) else each
        _check(
            isinstance(attribute, Attribute),
            f"the attribute {each!r} is neither a name nor an Attribute",
        )
        _check(
            _ATTRIBUTE_NAME.fullmatch(str(attribute.name)),
            f"the attribute name {attribute.name!r} is not a lower-case name",
        )
        _check(
            type(attribute.default) is str,
            f"the default of {attribute.name} is {attribute.default!r}, not a string",
        )
        _check(
            callable(attribute.read),
            f"the read function of {attribute.name} is {attribute.read!r}, not a function",
        )
        own = attribute._replace(read=_guarded(attribute.read))
        found.append(own if _is_own(attribute) else attribute)
    return tuple(found)


def _is_own(attribute: Attribute) -> bool:
    """Whether the site's own code reads the values of an attribute."""
    # Methods of built-in classes, such as `str.lower`, belong to no module.
    module = getattr(attribute.read, "__module__", None) or ""
    return attribute.read is not str.strip and not module.startswith("pelican_mks.")


def _guarded(read: Callable[[str], object]) -> Reader:
    """Return a reader that calls a site's function, and treats its exceptions as invalid values."""

    def guarded(text: str) -> str | None:
        try:
            value = read(text)
            value = value[0] if isinstance(value, re.Match) else value
            return None if value is None else str(value)
        except (Exception, SystemExit):  # noqa: BLE001 - a site's code may raise anything
            return None

    return guarded


def _check(is_valid: object, problem: str) -> None:
    if not is_valid:
        raise _InvalidError(problem)
