"""What a tag says: its attributes bound to those that its shortcode declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pelican_mks.shortcodes.attributes import Inside, Written
from pelican_mks.shortcodes.declaration import Attribute, Shortcode
from pelican_mks.shortcodes.diagnostic import CURLY_QUOTES, INVALID_VALUE, UNUSED_ATTRIBUTE, Fault
from pelican_mks.shortcodes.nodes import Meaning, Problem, Value

_NO_VALUES: Mapping[str, Value] = MappingProxyType({})


def meaning_of(
    shortcode: Shortcode, inside: Inside, markup: Sequence[str | None], *, closing: bool
) -> Meaning:
    """What a tag with this `inside` says; `markup` holds the HTML of each of its attributes that has tags."""
    written = inside.attributes
    if closing:
        return Meaning(shortcode, closing, inside.self_closing, written, _NO_VALUES, (), ())
    values = default_values(shortcode)
    declared = {attribute.name: attribute for attribute in shortcode.attributes}
    problems = [
        _bind(each, html, shortcode, declared, values)
        for each, html in zip(written, markup, strict=True)
    ]
    remarks = (
        _problem(CURLY_QUOTES, shortcode, attribute=each.name, value=each.text)
        for each in written
        if each.curly and each.name
    )
    invalid = tuple(filter(None, problems))
    return Meaning(
        shortcode, closing, inside.self_closing, written, values, tuple(remarks), invalid
    )


def default_values(shortcode: Shortcode) -> dict[str, Value]:
    """The values of a shortcode for which nothing is written."""
    return {attribute.name: Value(attribute.default) for attribute in shortcode.attributes}


def _bind(
    written: Written,
    html: str | None,
    shortcode: Shortcode,
    declared: Mapping[str, Attribute],
    values: dict[str, Value],
) -> Problem | None:
    """Put one attribute into `values`, or say why it is not used."""
    attribute = declared.get(written.name or written.text.lower())
    if attribute is None or not (written.name or attribute.is_flag):
        known = ", ".join(declared) or "none"
        name = written.name or written.text
        return _problem(UNUSED_ATTRIBUTE, shortcode, attribute=name, known=known)
    value = attribute.read(written.text if written.name else "on")
    if value is None:
        return _problem(
            INVALID_VALUE,
            shortcode,
            attribute=attribute.name,
            value=written.text,
            default=attribute.default,
            allowed=attribute.allowed,
        )
    values[attribute.name] = Value(value, html)
    return None


def _problem(fault: Fault, shortcode: Shortcode, **details: str) -> Problem:
    return Problem(fault, (("name", shortcode.name), *details.items()))
