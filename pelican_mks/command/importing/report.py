"""What an import says at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pelican_mks.command.importing.run import Outcome, unrendered
from pelican_mks.families.registry import BUILT_IN, MEKS_FAMILY, WORDPRESS, WORDPRESS_FAMILY

_MOST_FILES = 3
_ENABLED = frozenset(shortcode.name for shortcode in WORDPRESS)
_STATUSES = {"trash": "in the trash", "auto-draft": "begun and never saved"}


def report(outcome: Outcome, output: Path, rendered: Iterable[str]) -> Iterator[str]:
    """The lines of the closing report; `rendered` are the names of the shortcodes that are on."""
    kinds = Counter(outcome.written)
    counts = [_count(kinds.pop("article", 0), "article")]
    counts += [_count(number, kind) for kind, number in sorted(kinds.items())]
    yield f"Imported {_listed(counts)} into {output}."
    drafts = [f"{number} {was}" for was, number in sorted(outcome.drafts.items()) if number]
    if drafts:
        yield f"Became drafts: {_listed(drafts)}."
    if not outcome.is_whole:
        yield "The export file ends too early; export again, or the last posts are missing."
    if outcome.kept:
        verb = "exists" if len(outcome.kept) == 1 else "exist"
        yield (
            f"{_count(len(outcome.kept), 'file')} not written, because another {verb} there: "
            f"{_files(outcome.kept)}. To overwrite: --force"
        )
    left_out = [
        f"{_count(number, 'post')} {_STATUSES.get(status, f'with the status {status}')}"
        for status, number in sorted(outcome.left_out.items())
    ]
    if outcome.comments:
        left_out.append(_count(outcome.comments, "comment"))
    if left_out:
        yield f"Not imported: {_listed(left_out)}."
    if outcome.failed_downloads:
        yield f"{_count(len(outcome.failed_downloads), 'file')} could not be downloaded:"
        yield from (f"  {url}" for url in outcome.failed_downloads)
    yield from _shortcodes(unrendered(outcome.shortcodes, rendered))


def _shortcodes(found: Sequence[tuple[str, Counter[Path]]]) -> Iterator[str]:
    if not found:
        yield "Every shortcode will be rendered."
        return
    yield "Nothing renders these shortcodes; pages show them as text:"
    for name, files in found:
        yield f"  [{name}] {files.total()} × in {_count(len(files), 'file')}: {_files(files)}"
    names = {name for name, _ in found}
    if names & _ENABLED:
        yield (
            f"To render {_listed(f'[{name}]' for name in sorted(names & _ENABLED))}, write into "
            f'pelicanconf.py: MKS_SHORTCODES = ["{MEKS_FAMILY}", "{WORDPRESS_FAMILY}"]'
        )
    if names - set(BUILT_IN):
        yield "Delete the others, or declare them in MKS_OWN_SHORTCODES."


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _listed(things: Iterable[str]) -> str:
    *first, last = things
    return f"{', '.join(first)} and {last}" if first else last


def _files(paths: Iterable[Path]) -> str:
    names = [str(path) for path in paths]
    more = len(names) - _MOST_FILES
    shown = ", ".join(names[:_MOST_FILES])
    return f"{shown} and {more} more" if more > 0 else shown
