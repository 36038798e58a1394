"""What is said to an author about a fault, and every fault that is known.

A fault never stops a build: the text is rescued first and the author told afterwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_LONGEST_DETAIL = 200
"""A message stays a line, whatever was written into a tag."""
STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal would obey, or a log could not write: control characters, the separators of lines, the
marks of direction, halves of characters."""


def printable(text: str) -> str:
    """A text with escapes in place of what a terminal would obey, or a log could not write."""
    return STEERING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


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
    title: str
    """What is wrong, whatever the place: a sentence for the documentation."""
    example: str
    """A text with this fault, for the documentation."""
    fixable: bool = False
    """Whether `pelican-mks fix` can fix it, if that is safe."""


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
        return STEERING.sub("\ufffd", " ".join(text.format_map(details).split()))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_DETAIL else text[:_LONGEST_DETAIL] + "…"


def diagnose(fault: Fault, span: tuple[int, int], **details: str) -> Diagnostic:
    """Report `fault` at `span` (start, end), `details` filling the fault's sentences."""
    return Diagnostic(fault, *span, tuple(details.items()))


UNCLOSED_GROUP = Fault(
    "MKS001",
    Severity.WARNING,
    "[{name}] is never closed",
    "it ends after its last item",
    "Write [/{name}] after that item",
    title="A group is never closed.",
    example="[mks_tabs]\n[mks_tab_item title=A]one[/mks_tab_item]\n\nText.",
    fixable=True,
)
UNCLOSED_ITEM = Fault(
    "MKS002",
    Severity.WARNING,
    "[{name}] is never closed",
    "it ends {where}",
    "Write [/{name}] where its text ends",
    title="An item, or another shortcode that holds text, is never closed.",
    example="[mks_tabs]\n[mks_tab_item title=A]one\n[mks_tab_item title=B]two[/mks_tab_item]\n[/mks_tabs]",
    fixable=True,
)
MISSING_GROUP = Fault(
    "MKS003",
    Severity.WARNING,
    "[{name}] is outside [{group}]",
    "it and the items right after it form a group",
    "Write [{group}] before the first and [/{group}] after the last",
    title="An item is outside a group.",
    example="[mks_tab_item title=A]one[/mks_tab_item]\n[mks_tab_item title=B]two[/mks_tab_item]",
    fixable=True,
)
TEXT_IN_GROUP = Fault(
    "MKS004",
    Severity.WARNING,
    "Text is inside [{name}] but outside its items",
    "the page shows it before the group",
    "Move it into an item or out of the group",
    title="Text is inside a group but outside its items.",
    example="[mks_tabs]\nLost.\n[mks_tab_item title=A]one[/mks_tab_item]\n[/mks_tabs]",
)
STRAY_CLOSER = Fault(
    "MKS005",
    Severity.WARNING,
    "[/{name}] closes nothing",
    "it is ignored",
    "Remove it, or write the missing opening tag",
    title="A closing tag closes nothing.",
    example="Text.\n[/mks_tabs]",
    fixable=True,
)
EMPTY_ITEM = Fault(
    "MKS006",
    Severity.WARNING,
    "[{name}] “{title}” is empty",
    "the page shows a placeholder",
    "Write its text between the tags, or remove the item",
    title="An item is empty.",
    example="[mks_tabs]\n[mks_tab_item title=A][/mks_tab_item]\n[/mks_tabs]",
)
UNTERMINATED_TAG = Fault(
    "MKS007",
    Severity.WARNING,
    "[{name} has no closing bracket in its paragraph",
    "the page shows it as text",
    "Write ] at the end of the tag",
    title="A tag has no closing bracket in its paragraph.",
    example="[mks_tabs nav=vertical\n\nText.",
    fixable=True,
)
UNKNOWN_NAME = Fault(
    "MKS008",
    Severity.WARNING,
    "[{name}] is not a shortcode",
    "the page shows it as text",
    "{suggestion}",
    title="An unknown name. One wrong letter, capitals and hyphens are fixed if no other name can be meant.",
    example="[mks_togle title=A]one[/mks_togle]",
    fixable=True,
)
EMPTY_GROUP = Fault(
    "MKS009",
    Severity.WARNING,
    "[{name}] has no items",
    "the tag is ignored and its text kept",
    "Put the text into items, or remove the tag",
    title="A group has no items.",
    example="[mks_tabs]Text.[/mks_tabs]",
)
UNUSED_ATTRIBUTE = Fault(
    "MKS010",
    Severity.WARNING,
    "[{name}] has no attribute “{attribute}”",
    "it is ignored",
    "Valid attributes: {known}",
    title="An unknown attribute.",
    example="[mks_separator width=5]",
)
INVALID_VALUE = Fault(
    "MKS011",
    Severity.WARNING,
    "{attribute}=“{value}” is not valid in [{name}]",
    "“{default}” is used instead",
    "Valid values: {allowed}",
    title="An invalid value.",
    example="[mks_separator height=tall]",
)
TOO_DEEP = Fault(
    "MKS012",
    Severity.WARNING,
    "[{name}] is nested more than {limit} deep",
    "the tag is ignored and its text kept",
    "Move it out of the shortcodes around it",
    title="Shortcodes are nested too deeply.",
    example="[mks_toggle]" * 65 + "Text." + "[/mks_toggle]" * 65,
)
TAKEN_ID = Fault(
    "MKS013",
    Severity.WARNING,
    "id=“{value}” of [{name}] is already used in this article",
    "“{used}” is used instead",
    "Write an id that nothing else has",
    title="An id is used twice.",
    example="[mks_toggle title=A id=a]one[/mks_toggle]\n[mks_toggle title=B id=a]two[/mks_toggle]",
)
NAMELESS = Fault(
    "MKS014",
    Severity.WARNING,
    "[{name}] has no {attribute}",
    "it shows “{shown}”",
    'Write {attribute}="…", which screen readers announce',
    title="A tab, toggle, button, social link or progress bar, or an icon that is all of a link or heading, has no title or name.",
    example="[mks_button url=/more]",
)
LOW_CONTRAST = Fault(
    "MKS015",
    Severity.WARNING,
    "Text in {colour} on {background} is hard to read in [{name}]",
    "it is shown in {used}",
    "Choose colours with a contrast of at least {needed} to 1",
    title="Text is hard to read on its background.",
    example="[mks_button title=More url=/more bg_color=#eee txt_color=#fff]",
)
UNKNOWN_ICON = Fault(
    "MKS016",
    Severity.WARNING,
    "[{name}] has an unknown icon, “{icon}”",
    "{rescue}",
    "Use a name from Font Awesome 4 or Simple Line Icons",
    title="An unknown icon.",
    example="[mks_icon icon=fa-unicorn]",
)
NOT_RENDERED = Fault(
    "MKS017",
    Severity.ERROR,
    "[{name}] raised an error ({error})",
    "the page shows its text without it",
    "Fix its function in MKS_OWN_SHORTCODES, or its template",
    title="A custom shortcode raised an error.",
    example="[note]Text.[/note]",
)
NOTHING_TO_SHOW = Fault(
    "MKS018",
    Severity.WARNING,
    "[{name}] {problem}",
    "{rescue}",
    "{repair}",
    title="A WordPress shortcode names nothing to show.",
    example="[audio]",
)
CURLY_QUOTES = Fault(
    "MKS020",
    Severity.INFO,
    "[{name}] has curly quotes around “{value}”",
    "they are read as straight quotes",
    'Write {attribute}="{value}"',
    title="Curly quotes around a value.",
    example="[mks_toggle title=”A”]one[/mks_toggle]",
    fixable=True,
)
BACKSLASHES = Fault(
    "MKS021",
    Severity.INFO,
    "[{name}] contains backslashes from an importer",
    "they are ignored",
    "Remove them from the tag",
    title="Backslashes from an importer in a tag.",
    example=r"\[mks\_toggle title=A\]one\[/mks\_toggle\]",
    fixable=True,
)
WORDPRESS_COMMENT = Fault(
    "MKS022",
    Severity.INFO,
    "WordPress left a comment beside a shortcode",
    "it is ignored",
    "Remove it",
    title="A comment that WordPress writes around shortcodes.",
    example="<!-- wp:shortcode -->\n[mks_separator]\n<!-- /wp:shortcode -->",
    fixable=True,
)
UNQUOTED_VALUE = Fault(
    "MKS023",
    Severity.WARNING,
    "[{name}] has no quotes around the value of {attribute}",
    "“{word}” is ignored",
    'Write {attribute}="{value}"',
    title="A value of several words has no quotes.",
    example="[mks_toggle title=Original Quote]one[/mks_toggle]",
)
UNUSED_SUPPRESSION = Fault(
    "MKS024",
    Severity.INFO,
    "{problem}",
    "it has no effect",
    "{repair}",
    title="A suppression comment that suppresses nothing.",
    example="<!-- pelican-mks: ignore MKS006 -->\n[mks_separator]",
    fixable=True,
)
UNRENDERED_SHORTCODE = Fault(
    "MKS025",
    Severity.INFO,
    "[{name}] is a shortcode that nothing renders",
    "it is shown as it is",
    "{repair}",
    title="A shortcode of another plugin is left in the text.",
    example='[contact-form-7 id="5" title="Contact"]',
)
TOO_DEEP_IN_HTML = Fault(
    "MKS026",
    Severity.WARNING,
    "[{name}] is inside more than {limit} HTML elements",
    "it is shown as it is",
    "Take it out of the elements around it",
    title="A shortcode is nested too deep in HTML.",
    example="<div>" * 101 + "[mks_separator]" + "</div>" * 101,
)

FAULTS = tuple(value for value in list(globals().values()) if isinstance(value, Fault))
"""All rules, in the order of their codes."""
CODES = frozenset(fault.code for fault in FAULTS)
"""Their codes."""
