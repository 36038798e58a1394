"""The site's own shortcodes: what `MKS_OWN_SHORTCODES` declares, by a function or by a template.

A declaration takes the name of a built-in shortcode to render that one differently; a template of the theme
does the same by its name alone. Nothing that such a function or template does stops a build: where it fails,
the author's text is kept and the problem reported.
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
THEME_FOLDER = "mks"
"""Among a theme's templates: those that render built-in shortcodes."""
_KEYS = ("template", "attributes", "single", "inline", "about")


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
        except Exception as error:  # noqa: BLE001 - a declaration may be anything
            errors.append(_error(name, f"it cannot be read ({described(error)})"))
    for name in [each for each in found if _is_alone(found[each], {**built_in, **found})]:
        del found[name]
        errors.append(_error(name, "its group or its item is missing; each must name the other"))
    return OwnShortcodes(tuple(found.values())), tuple(errors)


class _WrongError(Exception):
    """What is wrong with a declaration."""


def _error(name: str, problem: str) -> str:
    return f"MKS_OWN_SHORTCODES[{name!r}]: {problem}. It was left out. Valid: {OWN_VALID}."


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
            callable(declaration.render) or (declaration.group and declaration.render is None),
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
        _check(callable(declaration), f"{declaration!r} is not valid")
        render: Any = declaration
        shortcode = replace(base, render=render)
    if not shortcode.render:
        return shortcode
    # The built-in renderer relies on the values that its own attributes let through.
    is_same = replace(shortcode, about=base.about, render=base.render) == built_in
    otherwise = base.render if is_same and base.render else render_text
    return replace(shortcode, render=Guarded(shortcode.render, otherwise))


def _from_mapping(
    declaration: Mapping[Any, Any], base: Shortcode, templates: Templates
) -> Shortcode:
    for key in declaration:
        _check(key in _KEYS, f"{key!r} is not known; known are {', '.join(_KEYS)}")
    given = {"single": base.single, "inline": base.inline, "about": base.about, **declaration}
    for key in ("single", "inline"):
        _check(isinstance(given[key], bool), f"{key} is {given[key]!r}; valid are True and False")
    attributes = _attributes(given.get("attributes", base.attributes))
    for attribute in attributes:
        _check(attribute.name not in GIVEN, f"no attribute may be named {attribute.name}")
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
        isinstance(declared, list | tuple) and not isinstance(declared, Attribute),
        f"attributes are {declared!r}; valid is a list of names or of Attribute",
    )
    assert isinstance(declared, list | tuple), "checked above"
    found = []
    for each in declared:
        attribute = Attribute(each, "", "") if isinstance(each, str) else each
        _check(
            isinstance(attribute, Attribute) and _ATTRIBUTE_NAME.fullmatch(str(attribute.name)),
            f"{each!r} is no attribute; valid is a name in small letters or an Attribute",
        )
        _check(
            type(attribute.default) is str,
            f"the default of {attribute.name} is {attribute.default!r}; valid is a text",
        )
        _check(
            callable(attribute.read),
            f"{attribute.read!r} cannot read the values of {attribute.name}; valid is a function",
        )
        own = attribute._replace(read=_guarded(attribute.read))
        found.append(own if _is_own(attribute) else attribute)
    return tuple(found)


def _is_own(attribute: Attribute) -> bool:
    # Methods of built-in classes, such as `str.lower`, belong to no module.
    module = getattr(attribute.read, "__module__", None) or ""
    return attribute.read is not str.strip and not module.startswith("pelican_mks.")


def _guarded(read: Callable[[str], object]) -> Reader:
    """Let a site's function `read` values; one for which it raises an error is not valid."""

    def guarded(text: str) -> str | None:
        try:
            value = read(text)
            value = value[0] if isinstance(value, re.Match) else value
            return None if value is None else str(value)
        except (Exception, SystemExit):  # noqa: BLE001 - a site's code may raise anything
            return None

    return guarded


def _check(allowed: object, problem: str) -> None:
    if not allowed:
        raise _WrongError(problem)
