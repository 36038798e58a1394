"""What a tag says: its attributes bound to those that its shortcode declares."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from pelican_mks.shortcodes.attribute_types import is_required
from pelican_mks.shortcodes.attributes import Inside, Written
from pelican_mks.shortcodes.declaration import Attribute, Shortcode
from pelican_mks.shortcodes.diagnostic import (
    CURLY_QUOTES,
    INVALID_VALUE,
    MISSING_NAME,
    UNKNOWN_ATTRIBUTE,
    UNQUOTED_VALUE,
    Rule,
)
from pelican_mks.shortcodes.nodes import Meaning, Problem, Value


class Declared(NamedTuple):
    """What a shortcode declares, ready for its tags."""

    shortcode: Shortcode
    defaults: Mapping[str, Value]
    required: frozenset[str]

    @classmethod
    def by(cls, shortcode: Shortcode) -> Declared:
        """Read a declaration."""
        required = (each.name for each in shortcode.attributes if is_required(each))
        return cls(shortcode, default_values(shortcode), frozenset(required))


def bound(declared: Declared, inside: Inside, markup: Iterable[str | None]) -> Meaning:
    """What an opening tag with this `inside` says; `markup` is the HTML of each attribute that holds tags."""
    shortcode, attributes = declared.shortcode, inside.attributes
    values = dict(declared.defaults)
    missing = set(declared.required)
    words: Collection[int] = ()
    invalid: list[Problem] = []
    remarks: list[Problem] = []
    if not all(each.name for each in attributes):
        words, invalid = _unquoted_words(shortcode, attributes)
    for written, html in zip(attributes, markup, strict=False):
        if not written.name and written.start in words:
            continue
        attribute = _declared(written, shortcode)
        if attribute is None:
            known = ", ".join(shortcode.by_name) or "none"
            name = written.name or written.text
            invalid.append(_problem(UNKNOWN_ATTRIBUTE, shortcode, attribute=name, known=known))
        else:
            value = attribute.read(written.text if written.name else "on")
            if value is not None:
                values[attribute.name] = Value(value, html)
                missing.discard(attribute.name)
            elif written.text.strip():
                missing.discard(attribute.name)
                invalid.append(_invalid(shortcode, attribute, written.text))
        if written.curly and written.name:
            details = {"attribute": written.name, "value": written.text}
            remarks.append(_problem(CURLY_QUOTES, shortcode, **details))
    for name in sorted(missing):
        shown = shortcode.by_name[name].default
        invalid.append(_problem(MISSING_NAME, shortcode, attribute=name, shown=shown))
    return Meaning(
        shortcode,
        False,
        inside.self_closing,
        attributes,
        values,
        tuple(remarks),
        tuple(invalid),
    )


def default_values(shortcode: Shortcode) -> dict[str, Value]:
    """The values of a shortcode for which nothing is written."""
    return {name: Value(attribute.default) for name, attribute in shortcode.by_name.items()}


def _declared(written: Written, shortcode: Shortcode) -> Attribute | None:
    """The attribute that is written; a flag may stand without a value."""
    attribute = shortcode.by_name.get(written.name or written.text.lower())
    return attribute if attribute and (written.name or attribute.is_flag) else None


def _unquoted_words(
    shortcode: Shortcode, attributes: Sequence[Written]
) -> tuple[set[int], list[Problem]]:
    """Where the words stand that belong to the unquoted value before them: `title=Original Quote`."""
    found: dict[Written, list[Written]] = {}
    value = last = None
    for each in attributes:
        if each.name:
            value = each if each.name in shortcode.by_name and not each.curly else None
        elif value and last and each.start - last.end == 1 and not _declared(each, shortcode):
            found.setdefault(value, []).append(each)
        else:
            value = None
        last = each
    problems = []
    for first, behind in found.items():
        ignored = " ".join(each.text for each in behind)
        meant = f"{first.text} {ignored}"
        details = {"attribute": first.name, "word": ignored, "value": meant}
        problems.append(_problem(UNQUOTED_VALUE, shortcode, **details))
    return {each.start for behind in found.values() for each in behind}, problems


def _invalid(shortcode: Shortcode, attribute: Attribute, text: str) -> Problem:
    return _problem(
        INVALID_VALUE,
        shortcode,
        attribute=attribute.name,
        value=text,
        default=attribute.default,
        allowed=attribute.allowed,
    )


def _problem(rule: Rule, shortcode: Shortcode, **details: str) -> Problem:
    return Problem(rule, (("name", shortcode.name), *details.items()))
