"""The HTML for the benchmarks: every kind of widget, and articles that contain one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_TAG = re.compile(r"\[/?mks_[^\]]*\]")
_STRAIGHT = re.compile('"|&quot;')
_LAST_CLOSING = re.compile(r"<p>\[/mks_(?:tabs|accordion|col)\]</p>$|\[/mks_tabs\](?=</p>$)")
_PARAGRAPH = "<p>Employees of <em>private</em> firms study speeches on loyalty.</p>\n"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of widget in an article's HTML."""

    name: str
    widget: str
    """Each `{n}` is replaced by a unique number, so that no cache contains the text."""
    limit: float = 4
    """The goal for one more widget, as a multiple of WordPress' time."""
    before: str = ""
    after: str = ""

    def article(self, first: int, widgets: int, paragraphs: int) -> str:
        """Return an article whose first paragraphs follow a widget each, numbered from `first`."""
        numbers = range(first, first + widgets)
        units = "".join(f"{_numbered(self.widget.strip(), n)}\n{_PARAGRAPH}" for n in numbers)
        return f"{self.before}{units}{_PARAGRAPH * (paragraphs - widgets)}{self.after}"

    def long_article(self, number: int) -> str:
        """Return an article of 9 KB with one widget in its middle."""
        half = _PROSE * (_LONG // len(_PROSE) // 2)
        text = _numbered(f"{half}{self.widget.strip()}\n{half}", number)
        return f"{self.before}{text}{self.after}"

    def broken(self, name: str | None = None) -> Kind:
        """Return the same kind with curly quotes and unclosed groups, as in published articles."""
        widget = _TAG.sub(lambda tag: _STRAIGHT.sub("”", tag[0]), self.widget.strip())
        return replace(self, name=name or self.name, widget=_LAST_CLOSING.sub("", widget))


def _numbered(text: str, number: int) -> str:
    return text.replace("{n}", f"{number:07}")


_LONG = 9_000
_PROSE = """\
<p>The party branch of a firm told its <a href="https://example.org/a?b={n}">members</a> to study speeches.
Many of them say that it costs time which they would rather spend with their <em>families</em>.</p>
<p>“Nobody asks what we think”, writes one of them, “and nobody counts the hours.” Others find it
<strong>useful</strong>, or say so; <a href="https://example.org/c/{n}">a survey</a> of 2017 names no figures.</p>
"""
# The HTML that Pelican's Markdown reader produces: a paragraph for every tag.
_TABS = """
<p>[mks_tabs nav="horizontal"]</p>
<p>[mks_tab_item title="Translation"]</p>
<p>Every week, {n} employees learn the speeches of the party.</p>
<p>[/mks_tab_item]</p>
<p>[mks_tab_item title="Original Quote"]</p>
<p>对党忠诚、为党分忧，企业员工每周学习{n}。</p>
<p>[/mks_tab_item]</p>
<p>[/mks_tabs]</p>
"""
_WPAUTOP = _TABS.replace("</p>\n<p>", "<br />\n")
_DOCUTILS = _WPAUTOP.replace("<br />", "").replace('"', "&quot;")
_RICH = """
<p>[mks_tabs]</p>
<p>[mks_tab_item title="Translation"]</p>
<ul>
<li>Every week, {n} employees learn the speeches.</li>
<li>They write about them, <em>too</em>.</li>
</ul>
<p><img alt="A room" src="/images/{n}.jpg"></p>
<p>[/mks_tab_item]</p>
<p>[mks_tab_item title="Original Quote"]</p>
<blockquote>
<p>对党忠诚、为党分忧，企业员工每周学习{n}。</p>
</blockquote>
<p>[/mks_tab_item]</p>
<p>[/mks_tabs]</p>
"""
_NESTED = """
<p>[mks_tabs]</p>
<p>[mks_tab_item title="Week {n}"]</p>
<p>[mks_tabs nav="vertical"]</p>
<p>[mks_tab_item title="Translation"]</p>
<p>Every week, {n} employees learn the speeches of the party.</p>
<p>[/mks_tab_item]</p>
<p>[/mks_tabs]</p>
<p>[/mks_tab_item]</p>
<p>[mks_tab_item title="Original Quote"]</p>
<p>对党忠诚、为党分忧，企业员工每周学习{n}。</p>
<p>[/mks_tab_item]</p>
<p>[/mks_tabs]</p>
"""
_ACCORDION = """
<p>[mks_accordion]</p>
<p>[mks_accordion_item title="Who studies in week {n}?"]</p>
<p>All members of the party branch.</p>
<p>[/mks_accordion_item]</p>
<p>[mks_accordion_item title="And who does not in week {n}?"]</p>
<p>Nobody whose name is known.</p>
<p>[/mks_accordion_item]</p>
<p>[/mks_accordion]</p>
"""
_COLUMNS = """
<p>[mks_col]</p>
<p>[mks_one_half]</p>
<p>Every week, {n} employees learn the speeches of the party.</p>
<p>[/mks_one_half]</p>
<p>[mks_one_half]</p>
<p>对党忠诚、为党分忧，企业员工每周学习{n}。</p>
<p>[/mks_one_half]</p>
<p>[/mks_col]</p>
"""
_BUTTON = """
<p>[mks_button size="large" title="Read report {n}" style="squared" url="https://example.org/reports/{n}"
target="_blank" bg_color="#990000" txt_color="#FFFFFF" icon="fa-book" icon_type="fa"]</p>
"""
_TOGGLE = """
<p>[mks_toggle title="What happened in week {n}?" state="open"]</p>
<p>All members of the party branch learned a speech.</p>
<p>[/mks_toggle]</p>
"""
_PULL_QUOTE = """
<p>[mks_pullquote align="right" width="300" size="24" bg_color="#000000" txt_color="#ffffff"]</p>
<p>Nobody counts the hours of week {n}.</p>
<p>[/mks_pullquote]</p>
"""
_HIGHLIGHT = """
<p>Every week, [mks_highlight color="#dd9933"]{n} employees[/mks_highlight] learn the speeches.</p>
"""
_DROP_CAP = """
<p>[mks_dropcap style="square" size="52" bg_color="#990000" txt_color="#ffffff"]E[/mks_dropcap]very week, {n}
employees learn the speeches.</p>
"""
_SOCIAL = """
<p>[mks_social icon="facebook" size="48" style="circle" url="https://example.org/{n}" target="_blank"]</p>
"""
_ICON = """
<p>[mks_icon icon="fa-heart" color="#990000" type="fa"] Every week, {n} employees learn the speeches.</p>
"""
_PROGRESS_BAR = """
<p>[mks_progressbar name="Week {n}" level="Employees" value="80" height="20" color="#990000" style="squared"]</p>
"""
_SEPARATOR = """
<p>[mks_separator style="dashed" height="2"]</p>
"""
TABS = Kind("tabs", _TABS, 3)
IN_SECTION = Kind(
    "tabs in a docutils section",
    _DOCUTILS,
    3,
    '<div class="section" id="loyalty">\n<h2>Loyalty</h2>\n',
    "</div>\n",
)
IN_DIVS = Kind(
    "tabs in nested divs",
    _TABS,
    3,
    '<div class="entry">\n<div class="text">\n',
    "</div>\n</div>\n",
)
KINDS = (
    TABS,
    TABS.broken("unclosed tabs with curly quotes"),
    Kind("tabs after wpautop", _WPAUTOP, 3),
    Kind("tabs with lists, quotations and pictures", _RICH, 3),
    IN_SECTION,
    IN_DIVS,
    Kind("tabs in tabs", _NESTED, 3),
    Kind("accordion of two", _ACCORDION, 3),
    Kind("row of two columns", _COLUMNS, 3),
    Kind("button", _BUTTON, 3),
    Kind("toggle", _TOGGLE),
    Kind("pull quote", _PULL_QUOTE),
    Kind("highlight", _HIGHLIGHT),
    Kind("drop cap", _DROP_CAP),
    Kind("social link", _SOCIAL),
    Kind("icon", _ICON),
    Kind("progress bar", _PROGRESS_BAR),
    Kind("separator", _SEPARATOR),
)
