"""Those who read shortcodes, too, each asked to do as nearly the same as it can."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from benchmarks.corpus import Case
from benchmarks.measure import Candidate
from benchmarks.peers import python, servers

DO_SHORTCODE = "WordPress, `do_shortcode`"
CHAIN = "WordPress, whole content"
Reader = Callable[[Case], Candidate]


@dataclass(frozen=True, slots=True)
class Peer:
    """One that reads shortcodes."""

    name: str
    lacks: str
    """What it does not do for its time."""
    reader: Reader
    reads_broken: bool = True
    """Whether it reads an article of broken tags at all."""


PYTHON = (
    Peer(
        "Nikola's parser",
        "Its own `{{% tags %}}`. No HTML, no nesting of a name in itself, no curly quotes; raises for what is broken.",
        python.nikola,
        reads_broken=False,
    ),
    Peer(
        "bbcode",
        "No HTML: it treats it as text. No curly quotes; what is never closed stays as it is; deep nesting raises.",
        python.bbcode,
    ),
    Peer(
        "pymdown-extensions' blocks.tab",
        "Its own `/// tab` in Markdown, so that no published article needs it to be quick. No recovery.",
        python.blocks,
        reads_broken=False,
    ),
)
_SHORTCODES = (
    "Executes tags in code and attributes, cuts curly-quoted values at their first space, pairs the wrong tags of "
    "nested names, leaves unclosed ones in the text, and does not balance the paragraphs that a tag cuts."
)
_PACKAGE = (
    "Executes tags in code and attributes, knows no nesting of a name in itself; curly-quoted values are cut at their first space; "
    "what is never closed stays as it is."
)


@contextmanager
def peers() -> Iterator[tuple[tuple[Peer, ...], Mapping[str, str]]]:
    """Those that can be had, and why the others cannot."""
    found: list[Peer] = []
    missing: dict[str, str] = {}
    with ExitStack() as stack:
        served = (
            (DO_SHORTCODE, _SHORTCODES, servers.wordpress("shortcodes")),
            (
                CHAIN,
                "The same; it also makes the paragraphs and the quotation marks, which Pelican's reader has made before us.",
                servers.wordpress("chain"),
            ),
            (
                "@wordpress/shortcode",
                _PACKAGE,
                servers.shortcode(),
            ),
        )
        for name, lacks, server in served:
            try:
                found.append(Peer(name, lacks, stack.enter_context(server)))
            except servers.MissingError as error:
                missing[name] = str(error)
        yield (*found, *PYTHON), missing
