"""What a tag says: its attributes bound to those that its shortcode declares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pelican_mks.shortcodes.attributes import Inside, Written
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.diagnostic import CURLY_QUOTES, INVALID_VALUE, UNUSED_ATTRIBUTE, Fault
from pelican_mks.shortcodes.nodes import Meaning, Problem, Value


def bound(
    shortcode: Shortcode,
    defaults: Mapping[str, Value],
    inside: Inside,
    markup: Iterable[str | None],
) -> Meaning:
    """What an opening tag with this `inside` says; `markup` is the HTML of each attribute that holds tags."""
    values = dict(defaults)
    remarks: list[Problem] = []
    invalid: list[Problem] = []
    for written, html in zip(inside.attributes, markup, strict=False):
        problem = _bind(written, html, shortcode, values)
        if problem:
            invalid.append(problem)
        if written.curly and written.name:
            details = {"attribute": written.name, "value": written.text}
            remarks.append(_problem(CURLY_QUOTES, shortcode, **details))
    return Meaning(
        shortcode,
        False,
        inside.self_closing,
        inside.attributes,
        values,
        tuple(remarks),
        tuple(invalid),
    )


def default_values(shortcode: Shortcode) -> dict[str, Value]:
    """The values of a shortcode for which nothing is written."""
    return {name: Value(attribute.default) for name, attribute in shortcode.by_name.items()}


def _bind(
    written: Written,
    html: str | None,
    shortcode: Shortcode,
    values: dict[str, Value],
) -> Problem | None:
    """Put one attribute into `values`, or say why it is not used."""
    declared = shortcode.by_name
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
