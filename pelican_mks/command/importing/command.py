"""The import as a subcommand: its progress, its messages and its exit status."""

from __future__ import annotations

from pathlib import Path

import click

from pelican_mks.command.console import tracked
from pelican_mks.command.errors import CLEAN, FAILED, PROBLEMS_FOUND, UnreadableError, complain
from pelican_mks.command.importing.export import ExportError
from pelican_mks.command.importing.pandoc import PandocError
from pelican_mks.command.importing.report import report
from pelican_mks.command.importing.run import Import, Options
from pelican_mks.command.site import open_site
from pelican_mks.families.registry import lexicon_of
from pelican_mks.render.settings import Settings
from pelican_mks.shortcodes.diagnostic import printable


def import_export(options: Options, settings_path: str | None) -> int:
    """Import an export and say what came of it; returns the exit status."""
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
    # Read now: before, the folder of a new site's content may have been missing.
    settings = _settings(settings_path)
    rendered = lexicon_of(settings.shortcodes, settings.own_shortcodes).shortcodes
    for line in report(outcome, options.layout.output, rendered):
        click.echo(printable(line))
    return PROBLEMS_FOUND if outcome.problems or outcome.kept else CLEAN


def _settings(path: str | None) -> Settings:
    """The settings of the site; the defaults if there is none, or if they cannot be read."""
    if path is None:
        return Settings()
    try:
        return open_site(str(Path(path).resolve())).settings
    except UnreadableError as error:
        complain(f"{error}. The report below is for the default settings.")
        return Settings()
