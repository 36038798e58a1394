"""Progress, messages, closing report and exit status of the import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import click

from pelican_mks.command.console import settings, tracked
from pelican_mks.command.errors import CLEAN, FAILED, PROBLEMS_FOUND, UnreadableError, complain
from pelican_mks.command.importing.export import ExportError
from pelican_mks.command.importing.pandoc import PandocError
from pelican_mks.command.importing.run import Import
from pelican_mks.command.importing.writing import Options
from pelican_mks.command.report import counted
from pelican_mks.families.registry import (
    BUILT_IN,
    MEKS_FAMILY,
    WORDPRESS,
    WORDPRESS_FAMILY,
    lexicon_of,
)
from pelican_mks.render.settings import Settings
from pelican_mks.shortcodes.diagnostic import printable

_MOST_FILES = 3
_ENABLED = frozenset(shortcode.name for shortcode in WORDPRESS)
_STATUSES = {"trash": "in the trash", "auto-draft": "started but never saved"}


def import_export(options: Options, settings_path: str | None) -> int:
    """Import an export and print a report; return the exit status."""
    try:
        run = Import(options)
    except PandocError as error:
        complain(str(error))
        return FAILED
    except (ExportError, ImportError, OSError) as error:
        complain(f"{options.export}: {error.strerror if isinstance(error, OSError) else error}")
        return FAILED
    for _ in tracked(run.run(), len(run.export)):
        pass
    for problem in run.problems:
        complain(problem)
    for line in _report(run, _rendered(settings_path)):
        click.echo(printable(line))
    return PROBLEMS_FOUND if run.problems or run.kept else CLEAN


def _rendered(settings_path: str | None) -> Collection[str]:
    """Return the shortcodes that the site renders, or a site with the defaults if it cannot be read."""
    try:
        site = settings(settings_path)
    except UnreadableError as error:
        complain(f"{error}. The report below is for the default settings.")
        site = Settings()
    return lexicon_of(site.shortcodes, site.own_shortcodes).shortcodes


def _report(run: Import, rendered: Collection[str]) -> Iterator[str]:
    """Yield the lines of the closing report; `rendered` contains the enabled shortcodes."""
    kinds = Counter(run.written)
    counts = [counted(kinds.pop("article", 0), "article")]
    counts += [counted(number, kind) for kind, number in sorted(kinds.items())]
    yield f"Imported {_listed(counts)} into {run.options.output}."
    drafts = [f"{number} {was}" for was, number in sorted(run.drafts.items()) if number]
    if drafts:
        yield f"Became drafts: {_listed(drafts)}."
    if not run.export.is_complete:
        yield "The export file is truncated, so posts may be missing. Export again."
    if run.kept:
        verb = "exists" if len(run.kept) == 1 else "exist"
        yield (
            f"{counted(len(run.kept), 'file')} not written, because another {verb} there: "
            f"{_files(run.kept)}. To overwrite: --force"
        )
    left_out = [
        f"{counted(number, 'post')} {_STATUSES.get(status, f'with the status {status}')}"
        for status, number in sorted(run.export.left_out().items())
    ]
    if run.export.comments:
        left_out.append(counted(run.export.comments, "comment"))
    if left_out:
        yield f"Not imported: {_listed(left_out)}."
    if run.downloads.failed:
        yield f"{counted(len(run.downloads.failed), 'file')} could not be downloaded:"
        yield from (f"  {url}" for url in run.downloads.failed)
    unrendered = [(name, files) for name, files in run.shortcodes.items() if name not in rendered]
    # The most frequent first.
    yield from _shortcodes(sorted(unrendered, key=lambda each: (-each[1].total(), each[0])))


def _shortcodes(found: Sequence[tuple[str, Counter[Path]]]) -> Iterator[str]:
    if not found:
        yield "Every shortcode will be rendered."
        return
    yield "Nothing renders these shortcodes; pages show them as text:"
    for name, files in found:
        yield f"  [{name}] {files.total()} × in {counted(len(files), 'file')}: {_files(files)}"
    names = {name for name, _ in found}
    if names & _ENABLED:
        yield (
            f"To render {_listed(f'[{name}]' for name in sorted(names & _ENABLED))}, write into "
            f'pelicanconf.py: MKS_SHORTCODES = ["{MEKS_FAMILY}", "{WORDPRESS_FAMILY}"]'
        )
    if names - set(BUILT_IN):
        yield "Delete the others, or declare them in MKS_OWN_SHORTCODES."


def _listed(things: Iterable[str]) -> str:
    *first, last = things
    return f"{', '.join(first)} and {last}" if first else last


def _files(paths: Iterable[Path]) -> str:
    names = [str(path) for path in paths]
    more = len(names) - _MOST_FILES
    shown = ", ".join(names[:_MOST_FILES])
    return f"{shown} and {more} more" if more > 0 else shown
