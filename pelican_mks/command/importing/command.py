"""Progress, messages, closing report and exit status of the import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from pelican_mks.command.console import tracked
from pelican_mks.command.errors import CLEAN, FAILED, PROBLEMS_FOUND, UnreadableError, complain
from pelican_mks.command.importing.export import ExportError
from pelican_mks.command.importing.pandoc import PandocError
from pelican_mks.command.importing.run import Import, Options, Outcome
from pelican_mks.command.site import open_site
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
    except (ExportError, ImportError) as error:
        complain(f"{options.export}: {error}")
        return FAILED
    except OSError as error:
        complain(f"{options.export}: {error.strerror}")
        return FAILED
    for _ in tracked(run.run(), len(run)):
        pass
    outcome = run.outcome
    for problem in outcome.problems:
        complain(problem)
    # Read the settings only now: the content folder of a new site may not have existed before.
    settings = _settings(settings_path)
    rendered = lexicon_of(settings.shortcodes, settings.own_shortcodes).shortcodes
    for line in _report(outcome, options.layout.output, rendered):
        click.echo(printable(line))
    return PROBLEMS_FOUND if outcome.problems or outcome.kept else CLEAN


def _settings(path: str | None) -> Settings:
    """Return the site's settings; the defaults if there are none or they cannot be read."""
    if path is None:
        return Settings()
    try:
        return open_site(str(Path(path).resolve())).settings
    except UnreadableError as error:
        complain(f"{error}. The report below is for the default settings.")
        return Settings()


def _report(outcome: Outcome, output: Path, rendered: Iterable[str]) -> Iterator[str]:
    """Yield the lines of the closing report; `rendered` contains the enabled shortcodes."""
    kinds = Counter(outcome.written)
    counts = [_count(kinds.pop("article", 0), "article")]
    counts += [_count(number, kind) for kind, number in sorted(kinds.items())]
    yield f"Imported {_listed(counts)} into {output}."
    drafts = [f"{number} {was}" for was, number in sorted(outcome.drafts.items()) if number]
    if drafts:
        yield f"Became drafts: {_listed(drafts)}."
    if not outcome.is_complete:
        yield "The export file is truncated, so posts may be missing. Export again."
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
    yield from _shortcodes(_unrendered(outcome.shortcodes, rendered))


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


def _unrendered(
    found: dict[str, Counter[Path]], rendered: Iterable[str]
) -> list[tuple[str, Counter[Path]]]:
    """Return the shortcodes that are not `rendered`, the most frequent first."""
    names = set(found) - set(rendered)
    return sorted(
        ((name, found[name]) for name in names), key=lambda each: (-each[1].total(), each[0])
    )
