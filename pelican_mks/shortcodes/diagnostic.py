"""Rules and diagnostics: every kind of problem, and its occurrences in a text.

No problem stops a build: the parser recovers, and the diagnostic tells the author.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

_LONGEST_DETAIL = 200
"""In characters: a message stays one line, whatever a tag contains."""
CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that a terminal would act on or a log could not encode: control characters, line separators,
bidirectional controls and surrogates."""


def printable(text: str) -> str:
    """Return `text` with its control characters escaped."""
    return CONTROL_CHARACTERS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


class Severity(StrEnum):
    """How serious a problem is."""

    ERROR = "error"
    """The site's own code or template failed; the page shows the text without the widget."""

    WARNING = "warning"
    """The page shows all text, but perhaps not as the author meant it."""
    INFO = "info"
    """The page is correct; the source is worth fixing."""


class Rule(NamedTuple):
    """A kind of problem. Its three sentences are templates that `Diagnostic.details` fills in."""

    code: str
    """Never changes: people search for it and ignore rules by it."""
    severity: Severity
    problem: str
    """What is wrong."""
    consequence: str
    """What the page shows."""
    advice: str
    """What the author should write instead."""
    title: str
    """The problem in general: a sentence for the documentation."""
    example: str
    """A text with this problem, for the documentation."""
    reason: str = ""
    """Why it is a problem, for the documentation, unless `consequence` says it."""
    fixable: bool = False
    """Whether `pelican-mks fix` can fix it, provided that the page does not change."""


class Diagnostic(NamedTuple):
    """One occurrence of a problem."""

    rule: Rule
    start: int
    """Offset in the HTML given to `transform`, in characters."""
    end: int
    details: tuple[tuple[str, str], ...] = ()

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The rule's severity."""
        return self.rule.severity

    @property
    def message(self) -> str:
        """The problem, what the page shows and what to write instead, on one line."""
        rule = self.rule
        text = f"{rule.problem}; {rule.consequence}. {rule.advice}."
        details = {name: _shortened(detail) for name, detail in self.details}
        return CONTROL_CHARACTERS.sub("\ufffd", " ".join(text.format_map(details).split()))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_DETAIL else text[:_LONGEST_DETAIL] + "…"


def diagnose(rule: Rule, span: tuple[int, int], **details: str) -> Diagnostic:
    """Return a diagnostic at `span` (start, end); `details` fill in the rule's sentences."""
    return Diagnostic(rule, *span, tuple(details.items()))


UNCLOSED_GROUP = Rule(
    "MKS001",
    Severity.WARNING,
    "[{name}] is never closed",
    "it ends after its last item",
    "Write [/{name}] after that item",
    title="A group is never closed.",
    example="[mks_tabs]\n[mks_tab_item title=A]one[/mks_tab_item]\n\nText.",
    reason=(
        "Only the closing tag shows where the group ends. If you add text between its items, the group ends there, "
        "and the items after the text form another group."
    ),
    fixable=True,
)
UNCLOSED_ITEM = Rule(
    "MKS002",
    Severity.WARNING,
    "[{name}] is never closed",
    "it ends {where}",
    "Write [/{name}] where its text ends",
    title="An item, or another shortcode with a body, is never closed.",
    example="[mks_tabs]\n[mks_tab_item title=A]one\n[mks_tab_item title=B]two[/mks_tab_item]\n[/mks_tabs]",
    reason=(
        "Only the closing tag shows where the text of an item ends. Without it, a paragraph may end up outside the "
        "item that it belongs to, or inside one that it does not."
    ),
    fixable=True,
)
MISSING_GROUP = Rule(
    "MKS003",
    Severity.WARNING,
    "[{name}] is outside [{group}]",
    "it and the items right after it form a group",
    "Write [{group}] before the first and [/{group}] after the last",
    title="An item is outside a group.",
    example="[mks_tab_item title=A]one[/mks_tab_item]\n[mks_tab_item title=B]two[/mks_tab_item]",
    reason="Only items right after each other form a group. If you add text between them, readers see two groups.",
    fixable=True,
)
TEXT_IN_GROUP = Rule(
    "MKS004",
    Severity.WARNING,
    "[{name}] contains text outside its items",
    "the page shows it before the group",
    "Move it into an item, or out of the group",
    title="A group contains text outside its items.",
    example="[mks_tabs]\nLost.\n[mks_tab_item title=A]one[/mks_tab_item]\n[/mks_tabs]",
    reason=(
        "Readers see one panel at a time, so text between panels has no place there. Before the group, it may seem "
        "to belong to the paragraph above."
    ),
)
STRAY_CLOSER = Rule(
    "MKS005",
    Severity.WARNING,
    "[/{name}] has no matching opening tag",
    "it is ignored",
    "Remove it, or write the opening tag",
    title="A closing tag has no matching opening tag.",
    example="Text.\n[/mks_tabs]",
    reason="The opening tag may be misspelt or missing, and with it a widget.",
    fixable=True,
)
EMPTY_ITEM = Rule(
    "MKS006",
    Severity.WARNING,
    "[{name}] “{title}” is empty",
    "the page shows a placeholder",
    "Write its text between the tags, or remove the item",
    title="An item is empty.",
    example="[mks_tabs]\n[mks_tab_item title=A][/mks_tab_item]\n[/mks_tabs]",
    reason="Readers open the panel and find nothing. Often its text is outside the tags.",
)
UNTERMINATED_TAG = Rule(
    "MKS007",
    Severity.WARNING,
    "[{name} has no closing bracket in its paragraph",
    "the page shows it as text",
    "Write ] at the end of the tag",
    title="A tag has no closing bracket.",
    example="[mks_tabs nav=vertical\n\nText.",
    fixable=True,
)
UNKNOWN_NAME = Rule(
    "MKS008",
    Severity.WARNING,
    "[{name}] is not a shortcode",
    "the page shows it as text",
    "{suggestion}",
    title="A shortcode name is unknown.",
    example="[mks_togle title=A]one[/mks_togle]",
    fixable=True,
)
EMPTY_GROUP = Rule(
    "MKS009",
    Severity.WARNING,
    "[{name}] has no items",
    "its tags are ignored and its text is kept",
    "Put the text into items, or remove the tags",
    title="A group has no items.",
    example="[mks_tabs]Text.[/mks_tabs]",
    reason="The author wanted tabs or an accordion, but readers see plain text. Often the tags of the items are missing.",
)
UNKNOWN_ATTRIBUTE = Rule(
    "MKS010",
    Severity.WARNING,
    "[{name}] has no attribute “{attribute}”",
    "it is ignored",
    "Valid attributes: {known}",
    title="An attribute is unknown.",
    example="[mks_separator width=5]",
    reason="The attribute is often misspelt, so the page lacks what it was meant to do.",
)
INVALID_VALUE = Rule(
    "MKS011",
    Severity.WARNING,
    "{attribute}=“{value}” is not valid in [{name}]",
    "“{default}” is used instead",
    "Valid values: {allowed}",
    title="The value of an attribute is not valid.",
    example="[mks_separator height=tall]",
    reason="The page does not look or work as the author intended.",
)
TOO_DEEP = Rule(
    "MKS012",
    Severity.WARNING,
    "[{name}] is nested more than {limit} levels deep",
    "its tags are ignored and its text is kept",
    "Move it out of the shortcodes around it",
    title="A shortcode is nested too deep in other shortcodes.",
    example="[mks_toggle]" * 65 + "Text." + "[/mks_toggle]" * 65,
    reason="The limit keeps a text from slowing down the build. So many levels usually result from unclosed tags.",
)
DUPLICATE_ID = Rule(
    "MKS013",
    Severity.WARNING,
    "id=“{value}” of [{name}] is already used in this article",
    "“{used}” is used instead",
    "Choose a unique id",
    title="An id is used more than once.",
    example="[mks_toggle title=A id=a]one[/mks_toggle]\n[mks_toggle title=B id=a]two[/mks_toggle]",
    reason="A URL that ends with `#` and an id leads to one element only, so some links lead to the wrong one.",
)
MISSING_NAME = Rule(
    "MKS014",
    Severity.WARNING,
    "[{name}] has no {attribute}",
    "the page shows “{shown}”",
    'Add {attribute}="…", which screen readers announce',
    title="A tab, toggle, button, social link, progress bar, or icon alone in a link or heading has no title or name.",
    example="[mks_button url=/more]",
    reason="Screen readers announce nothing else. “Title” or a URL does not tell their users what they will find.",
)
LOW_CONTRAST = Rule(
    "MKS015",
    Severity.WARNING,
    "[{name}] has {colour} text on {background}, which is hard to read",
    "the page shows the text in {used}",
    "Choose colours with a contrast ratio of at least {needed}:1",
    title="The contrast between text and background is too low.",
    example="[mks_button title=More url=/more bg_color=#eee txt_color=#fff]",
    reason=(
        "Text with too little contrast is hard to read, above all with low vision or in sunlight. WCAG 2.2 (1.4.3) "
        "requires 4.5:1, or 3:1 for large text."
    ),
)
UNKNOWN_ICON = Rule(
    "MKS016",
    Severity.WARNING,
    "[{name}] has an unknown icon “{icon}”",
    "{consequence}",
    "Use a name from Font Awesome 4 or Simple Line Icons",
    title="An icon is unknown.",
    example="[mks_icon icon=fa-unicorn]",
)
SHORTCODE_ERROR = Rule(
    "MKS017",
    Severity.ERROR,
    "[{name}] raised an error ({error})",
    "the page shows only its text",
    "Fix its function in MKS_OWN_SHORTCODES, or its template",
    title="A custom shortcode raised an error.",
    example="[note]Text.[/note]",
    reason=(
        "Readers miss what your function or template adds to the text. The build goes on, since one error should "
        "not take down the site."
    ),
)
NOTHING_TO_SHOW = Rule(
    "MKS018",
    Severity.WARNING,
    "[{name}] {problem}",
    "{consequence}",
    "{advice}",
    title="A WordPress shortcode names no file or URL.",
    example="[audio]",
    reason="Without a URL there is nothing to play or show. The number of an image means nothing outside WordPress.",
)
CURLY_QUOTES = Rule(
    "MKS020",
    Severity.INFO,
    "[{name}] has curly quotes around “{value}”",
    "they are read as straight quotes",
    'Write {attribute}="{value}"',
    title="A value has curly quotes.",
    example="[mks_toggle title=”A”]one[/mks_toggle]",
    reason="WordPress and other programs read a curly quote as part of the value, and end the value at the first space.",
    fixable=True,
)
BACKSLASHES = Rule(
    "MKS021",
    Severity.INFO,
    "[{name}] contains backslashes from an importer",
    "they are ignored",
    "Remove them",
    title="A tag contains backslashes from an importer.",
    example=r"\[mks\_toggle title=A\]one\[/mks\_toggle\]",
    reason="The tag is hard to read, and a search for it in your editor does not find it.",
    fixable=True,
)
WORDPRESS_COMMENT = Rule(
    "MKS022",
    Severity.INFO,
    "A WordPress comment was left beside a shortcode",
    "it has no effect",
    "Remove it",
    title="A WordPress comment was left beside a shortcode.",
    example="<!-- wp:shortcode -->\n[mks_separator]\n<!-- /wp:shortcode -->",
    reason="Only the editor of WordPress reads these comments. On your site they only make the page larger.",
    fixable=True,
)
UNQUOTED_VALUE = Rule(
    "MKS023",
    Severity.WARNING,
    "[{name}] has no quotes around the value of {attribute}",
    "“{word}” is ignored",
    'Write {attribute}="{value}"',
    title="A value of several words has no quotes.",
    example="[mks_toggle title=Original Quote]one[/mks_toggle]",
    reason="Only the first word reaches the page, for example as the title.",
)
UNUSED_SUPPRESSION = Rule(
    "MKS024",
    Severity.INFO,
    "{problem}",
    "it has no effect",
    "{advice}",
    title="A suppression comment has no effect.",
    example="<!-- pelican-mks: ignore MKS006 -->\n[mks_separator]",
    reason="The comment would hide a problem that appears later.",
    fixable=True,
)
UNRENDERED_SHORTCODE = Rule(
    "MKS025",
    Severity.INFO,
    "[{name}] is not rendered",
    "the page shows it as text",
    "{advice}",
    title="A shortcode of another WordPress plugin is not rendered.",
    example='[contact-form-7 id="5" title="Contact"]',
    reason="Readers see the tag, and miss what its plugin would show in its place, such as a form.",
)
TOO_DEEP_IN_HTML = Rule(
    "MKS026",
    Severity.WARNING,
    "[{name}] is inside more than {limit} HTML elements",
    "the page shows it as text",
    "Move it out of the elements around it",
    title="A shortcode is nested too deep in HTML elements.",
    example="<div>" * 101 + "[mks_separator]" + "</div>" * 101,
    reason="The limit keeps a text from slowing down the build. So many elements usually result from missing end tags.",
)

RULES = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
"""All rules, in the order of their codes."""
CODES = frozenset(rule.code for rule in RULES)
"""Their codes."""
