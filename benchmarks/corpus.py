"""The articles that are measured: made anew from one seed each time, so that every run measures the same."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown import Markdown
from pelican.settings import DEFAULT_CONFIG

SEED = 20170901
LENGTH = 7_400
"""How many bytes of prose an article has: 9 KB of HTML, as published ones have on average."""
COUNTS = (0, 1, 4, 40)
"""How many widgets stand in an article."""
_WORDS = {
    "Latin": (
        "the party branch members of a private firm have been told to study speeches on loyalty and "
        "to write about them every week which many of them say costs time they would rather spend "
        "with their families or at work where nobody asks what they think"
    ).split(),
    "Chinese": "对党忠诚 为党分忧 为党担责 为党尽责 坚持党管媒体原则 通过 平台 传递 社会 正能量 企业 员工 学习".split(),
}
SCRIPTS = tuple(_WORDS)
_JOINTS = {"Latin": (" ", ". "), "Chinese": ("", "。")}


@dataclass(frozen=True, slots=True)
class Case:
    """An article in the forms that its readers want."""

    script: str
    widgets: int
    broken: bool
    source: str
    """As its author wrote it: Markdown, and what WordPress holds of a post."""
    html: str
    """As Pelican hands it to its plugins."""

    @property
    def key(self) -> str:
        """What names it among all."""
        return f"{self.script}-{self.widgets}-{'broken' if self.broken else 'clean'}"


@cache
def cases() -> dict[str, Case]:
    """All articles, by their keys."""
    made = [
        _case(script, widgets, broken=broken)
        for script in SCRIPTS
        for widgets in COUNTS
        for broken in ((False, True) if widgets else (False,))
    ]
    return {case.key: case for case in made}


def to_html(source: str, *extensions: str) -> str:
    """What Pelican's Markdown makes of `source`, with more extensions than its own."""
    return converter(*extensions).convert(source)


def converter(*extensions: str) -> Markdown:
    """Pelican's Markdown with more extensions than its own."""
    ours: Any = DEFAULT_CONFIG["MARKDOWN"]
    names = [*ours["extension_configs"], *extensions]
    return Markdown(extensions=names, extension_configs=ours["extension_configs"])


def article(script: str, widgets: int, *, broken: bool = False) -> str:
    """An article as its author wrote it, its widgets spread over it."""
    chance = random.Random(f"{SEED} {script}")  # noqa: S311 - no secret
    paragraphs: list[str] = []
    length = 0
    while length < LENGTH:
        paragraphs.append(_paragraph(script, chance))
        length += len(paragraphs[-1].encode())
    tabs = [_widget(script, chance, broken=broken) for _ in range(widgets)]
    parts: list[str] = []
    for index, paragraph in enumerate(paragraphs):
        ends = [number * widgets // len(paragraphs) for number in (index, index + 1)]
        parts += (paragraph, *tabs[slice(*ends)])
    return "\n\n".join(parts)


def _case(script: str, widgets: int, *, broken: bool) -> Case:
    source = article(script, widgets, broken=broken)
    return Case(script, widgets, broken, source, to_html(source, "pelican_mks.markdown"))


def _paragraph(script: str, chance: random.Random) -> str:
    """A paragraph of some sentences, with a link and an emphasis among its words."""
    between, stop = _JOINTS[script]
    sentences = []
    for _ in range(chance.randint(2, 4)):
        words = chance.choices(_WORDS[script], k=chance.randint(9, 18))
        words[3] = f"*{words[3]}*" if script == "Latin" else f"**{words[3]}**"
        words[6] = f"[{words[6]}](https://example.org/a?b={chance.randint(1, 99)})"
        sentences.append(between.join(words).capitalize())
    return stop.join(sentences) + stop.strip()


def _widget(script: str, chance: random.Random, *, broken: bool) -> str:
    """Two tabs. Broken is the kind that published articles are full of: curly quotes, never closed."""
    quote = "”" if broken else '"'
    texts = [_sentence(script, chance), _sentence("Chinese", chance)]
    items = (
        f"[mks_tab_item title={quote}{title}{quote}]\n{text}\n[/mks_tab_item]\n"
        for title, text in zip(("Translation", "Original Quote"), texts, strict=True)
    )
    opening = f"[mks_tabs nav={quote}horizontal{quote}]\n"
    return opening + "".join(items) + ("" if broken else "[/mks_tabs]\n")


def _sentence(script: str, chance: random.Random) -> str:
    between, stop = _JOINTS[script]
    return between.join(chance.choices(_WORDS[script], k=14)).capitalize() + stop.strip()
