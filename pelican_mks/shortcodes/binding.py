"""What a tag says: its attributes bound to those that its shortcode declares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from pelican_mks.shortcodes.attribute_types import is_required
from pelican_mks.shortcodes.attributes import (
    Inside,
    PlainAttribute,
    Written,
    plain_attributes,
    read_plain,
)
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


class Reading(NamedTuple):
    """What one attribute of a tag says."""

    written: Written
    name: str
    """The declared attribute that something is written for; empty if there is none."""
    value: Value | None = None
    """`None` if no valid value is written."""
    invalid: Problem | None = None
    """Why there is no value."""
    remark: Problem | None = None
    """Read without harm and still worth fixing."""


class Declared:
    """A declared shortcode, ready to read its opening tags."""

    __slots__ = ("_plain_reading", "_required", "defaults", "shortcode")

    def __init__(self, shortcode: Shortcode) -> None:
        self.shortcode = shortcode
        self.defaults = default_values(shortcode)
        self._required = frozenset(each.name for each in shortcode.attributes if is_required(each))
        # A site has few values for most attributes.
        self._plain_reading = lru_cache(maxsize=1024)(self._read_plain)

    def plain_meaning(self, tag: str) -> Meaning:
        """What a tag says whose attributes are plain."""
        readings = list(map(self._plain_reading, plain_attributes(tag)))
        return self._bound(tuple([each[0] for each in readings]), readings)

    def meaning(self, inside: Inside, markup: Iterable[str | None]) -> Meaning:
        """What a tag with this `inside` says; `markup` is the HTML of each attribute that contains tags."""
        written = inside.attributes
        words, problems = _unquoted_words(self.shortcode, written)
        readings = [
            self._read(each, html)
            for each, html in zip(written, markup, strict=True)
            if each.name or each.start not in words
        ]
        return self._bound(written, readings, problems, self_closing=inside.self_closing)

    def _bound(
        self,
        written: tuple[Written, ...],
        readings: Iterable[Reading],
        problems: Iterable[Problem] = (),
        *,
        self_closing: bool = False,
    ) -> Meaning:
        values = self.defaults.copy()
        invalid, remarks = [*problems], []
        missing = self._required
        for _, name, value, problem, remark in readings:
            if value:
                values[name] = value
            if problem:
                invalid.append(problem)
            if remark:
                remarks.append(remark)
            if name in missing:
                missing -= {name}
        for name in sorted(missing):
            shown = self.defaults[name].text
            invalid.append(_problem(MISSING_NAME, self.shortcode, attribute=name, shown=shown))
        return Meaning(
            self.shortcode, False, self_closing, written, values, tuple(remarks), tuple(invalid)
        )

    def _read_plain(self, attribute: PlainAttribute) -> Reading:
        return self._read(read_plain(attribute), None)

    def _read(self, written: Written, markup: str | None) -> Reading:
        shortcode = self.shortcode
        remark = None
        if written.curly and written.name:
            details = {"attribute": written.name, "value": written.text}
            remark = _problem(CURLY_QUOTES, shortcode, **details)
        attribute = _declared(written, shortcode)
        if attribute is None:
            known = ", ".join(shortcode.by_name) or "none"
            name = written.name or written.text
            unused = _problem(UNKNOWN_ATTRIBUTE, shortcode, attribute=name, known=known)
            return Reading(written, "", None, unused, remark)
        value = attribute.read(written.text if written.name else "on")
        if value is not None:
            return Reading(written, attribute.name, Value(value, markup), None, remark)
        if not written.text.strip():
            return Reading(written, "", None, None, remark)
        invalid = _invalid(shortcode, attribute, written.text)
        return Reading(written, attribute.name, None, invalid, remark)


_NOTHING = Inside((), self_closing=False, bracket=0)


def closing_meaning(shortcode: Shortcode, inside: Inside = _NOTHING) -> Meaning:
    """What a closing tag says, whose attributes are of no use."""
    return Meaning(shortcode, True, inside.self_closing, inside.attributes, {}, (), ())


def default_values(shortcode: Shortcode) -> dict[str, Value]:
    """Return the values of a shortcode without attributes."""
    return {name: Value(attribute.default) for name, attribute in shortcode.by_name.items()}


def _declared(written: Written, shortcode: Shortcode) -> Attribute | None:
    """Return the declaration of an attribute; a flag needs no value."""
    attribute = shortcode.by_name.get(written.name or written.text.lower())
    return attribute if attribute and (written.name or attribute.is_flag) else None


def _unquoted_words(
    shortcode: Shortcode, attributes: Sequence[Written]
) -> tuple[set[int], list[Problem]]:
    """Find the words that belong to the unquoted value before them, as in `title=Original Quote`."""
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
