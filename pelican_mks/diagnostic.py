"""What is said to an author about a fault, and every fault that is known.

A fault never stops a build: the text is rescued first and the author told afterwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_LONGEST_DETAIL = 200
"""A message stays a line, whatever was written into a tag."""
_CONTROL = re.compile(r"(?!\s)[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal would obey, or a log could not write."""


class Severity(StrEnum):
    """How much an author should care."""

    ERROR = "error"
    """The site's own code or template failed; the text is shown without what it should make of it."""

    WARNING = "warning"
    """Text was rescued: the page shows it, but perhaps not where it was meant."""
    INFO = "info"
    """The page is right; the source is worth repairing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of mistake. The three sentences are templates for `Diagnostic.details`."""

    code: str
    """Stable for ever: people search for it and switch it off by it."""
    severity: Severity
    problem: str
    """What is wrong."""
    rescue: str
    """What was done about it."""
    repair: str
    """What the author should write instead."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault at one place."""

    fault: Fault
    start: int
    """Offset in the HTML given to `transform`, in characters."""
    end: int
    details: tuple[tuple[str, str], ...] = ()

    @property
    def code(self) -> str:
        """The fault's code."""
        return self.fault.code

    @property
    def severity(self) -> Severity:
        """The fault's severity."""
        return self.fault.severity

    @property
    def message(self) -> str:
        """What is wrong, what was done, how to repair it: one line."""
        fault = self.fault
        text = f"{fault.problem}; {fault.rescue}. {fault.repair}."
        details = {name: _shortened(detail) for name, detail in self.details}
        return " ".join(text.format_map(details).split())


def _shortened(text: str) -> str:
    shown = text if len(text) <= _LONGEST_DETAIL else text[:_LONGEST_DETAIL] + "…"
    return _CONTROL.sub("\ufffd", shown)


def diagnose(fault: Fault, span: tuple[int, int], **details: str) -> Diagnostic:
    """Report `fault` at `span` (start, end), `details` filling the fault's sentences."""
    return Diagnostic(fault, *span, tuple(details.items()))


def _warning(code: str, problem: str, rescue: str, repair: str) -> Fault:
    return Fault(code, Severity.WARNING, problem, rescue, repair)


def _info(code: str, problem: str, rescue: str, repair: str) -> Fault:
    return Fault(code, Severity.INFO, problem, rescue, repair)


UNCLOSED_GROUP = _warning(
    "MKS001",
    "[{name}] is never closed",
    "it ends after its last item",
    "Write [/{name}] after that item",
)
UNCLOSED_ITEM = _warning(
    "MKS002",
    "[{name}] is never closed",
    "it ends {where}",
    "Write [/{name}] where its text ends",
)
MISSING_GROUP = _warning(
    "MKS003",
    "[{name}] stands outside [{group}]",
    "it and the items that follow at once form a group of their own",
    "Write [{group}] before the first and [/{group}] after the last",
)
TEXT_IN_GROUP = _warning(
    "MKS004",
    "Text stands in [{name}] but in none of its items",
    "it was moved in front of the group",
    "Move it into an item or out of the group",
)
STRAY_CLOSER = _warning(
    "MKS005",
    "[/{name}] closes nothing",
    "it was dropped",
    "Remove it, or write the opening tag that is missing",
)
EMPTY_ITEM = _warning(
    "MKS006",
    "[{name}] titled “{title}” holds no text",
    "its place says so",
    "Write its text between the tags, or remove the item",
)
UNTERMINATED_TAG = _warning(
    "MKS007",
    "[{name} has no closing bracket in its paragraph",
    "it stays in the text as it is",
    "Write ] at the end of the tag",
)
UNKNOWN_NAME = _warning(
    "MKS008",
    "[{name}] is not a shortcode",
    "it stays in the text as it is",
    "{suggestion}",
)
EMPTY_GROUP = _warning(
    "MKS009",
    "[{name}] holds no item",
    "the tag was dropped and its text kept",
    "Put the text into items, or remove the tag",
)
UNUSED_ATTRIBUTE = _warning(
    "MKS010",
    "[{name}] does not know “{attribute}”",
    "it was left out",
    "Known are: {known}",
)
INVALID_VALUE = _warning(
    "MKS011",
    "{attribute}=“{value}” of [{name}] is not valid",
    "“{default}” is used instead",
    "Allowed: {allowed}",
)
TOO_DEEP = _warning(
    "MKS012",
    "[{name}] is nested more than {limit} deep",
    "the tag was dropped and its text kept",
    "Take it out of the shortcodes around it",
)
TAKEN_ID = _warning(
    "MKS013",
    "id=“{value}” of [{name}] is taken by something else in this article",
    "“{used}” is used instead",
    "Give each its own id",
)
NAMELESS = _warning(
    "MKS014",
    "[{name}] has no {attribute}",
    "it shows “{shown}”",
    "Write {attribute}=, so that every reader is told what it is",
)
LOW_CONTRAST = _warning(
    "MKS015",
    "Text in {colour} on {background} cannot be read in [{name}]",
    "it is written in {used}",
    "Choose colours with a contrast of 4.5 to 1 or more",
)
UNKNOWN_ICON = _warning(
    "MKS016",
    "There is no icon “{icon}” for [{name}]",
    "{rescue}",
    "Choose a name of Font Awesome 4 or Simple Line Icons",
)
NOT_RENDERED = Fault(
    "MKS017",
    Severity.ERROR,
    "[{name}] could not be rendered ({error})",
    "its text is shown without it",
    "Repair its function in MKS_OWN_SHORTCODES, or its template",
)
NOTHING_TO_SHOW = _warning(
    "MKS018",
    "[{name}] {problem}",
    "{rescue}",
    "{repair}",
)
CURLY_QUOTES = _info(
    "MKS020",
    "[{name}] has typographic quotes round “{value}”",
    "they are read as straight ones",
    'Write {attribute}="{value}"',
)
BACKSLASHES = _info(
    "MKS021",
    "[{name}] has backslashes left by an importer",
    "they are ignored",
    "Remove them from the tag",
)
