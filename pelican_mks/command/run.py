"""One run of `check` or `fix`: find the files, check them, then report, show or write the fixes."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

import click

from pelican_mks.command import report, writing
from pelican_mks.command.checking import Check, Checked, check_all
from pelican_mks.command.config import Options, read_config
from pelican_mks.command.console import settings_path, tracked
from pelican_mks.command.errors import (
    CLEAN,
    FAILED,
    PROBLEMS_FOUND,
    UnreadableError,
    complain,
    fail,
    warn,
)
from pelican_mks.command.files import read_stdin, reason
from pelican_mks.command.rules import Rules
from pelican_mks.command.site import Site, open_site
from pelican_mks.shortcodes.diagnostic import printable

_STDIN = Path("-")


def run(**given: Any) -> None:
    """Do what the command line asks for, and exit."""
    config = read_config(Path.cwd())
    options = Options(**given)
    run = _Run(options, config.rules(options), options.format_name or config.output_format)
    sys.exit(run.status())


class _Run:
    def __init__(self, options: Options, rules: Rules, format_name: str) -> None:
        self.options = options
        self.rules = rules
        self.format = format_name
        self.is_text = format_name in ("full", "concise")
        if options.statistics and not (self.is_text or format_name == "json"):
            message = f"--statistics cannot be written as {format_name}; use json."
            raise click.UsageError(message)

        self.failed = False

    def status(self) -> int:
        """Do it all; return the exit status."""
        checked = self.results()
        for each in checked:
            if each.error:
                self.complain(each.path, each.error)
        with ExitStack() as stack:
            if self.options.fix and not self.options.diff and self.options.paths == (_STDIN,):
                found = self.write_to_stdout(checked)
            else:
                if self.options.output_file:
                    stack.enter_context(_stdout_in(self.options.output_file))
                found = self.show_diff(checked) if self.options.diff else self.report(checked)
        if self.failed:
            return FAILED
        return PROBLEMS_FOUND if found and not self.options.exit_zero else CLEAN

    def complain(self, path: Path, error: str) -> None:
        """Print an error about a file."""
        self.failed = True
        complain(f"{path}: {error}")

    def results(self) -> list[Checked]:
        """Check all files that are meant; return the results by path."""
        options = self.options
        settings = settings_path(options.settings_path)
        if settings is None and not options.paths:
            fail(
                "There is no pelicanconf.py here or in a parent folder. "
                "Name files or folders, or the settings with --settings"
            )
        check = Check(settings, self.rules, imported=options.imported)
        site = open_site(settings)
        if _STDIN in options.paths:
            return self.stdin_result(check)
        files = [path for path in self.files(site) if not self.rules.excludes(path)]
        if not files:
            where = ", ".join(map(str, options.paths)) or str(site.generator.path)
            warn(f"{where}: no files to check")
        results = tracked(check_all(check, files, options.jobs), len(files))
        return sorted(results, key=lambda result: str(result.path))

    def files(self, site: Site) -> list[Path]:
        """Return the files that are meant, each once."""
        found = [] if self.options.paths else site.contents()
        for path in self.options.paths:
            found += site.below(path) if path.is_dir() else [path]
        return list(dict.fromkeys(found))

    def stdin_result(self, check: Check) -> list[Checked]:
        """Check standard input; return nothing if its path is excluded."""
        path = Path(self.options.stdin_name or "stdin.md")
        try:
            file = read_stdin(path)
            if not self.rules.excludes(path):
                return [check.text(file)]
        except UnreadableError as error:
            return [Checked(path, str(error))]
        if self.options.fix:
            click.echo(file.data, nl=False)
        return []

    def report(self, checked: Sequence[Checked]) -> bool:
        """Write the fixed files if asked to, and report the problems that are left."""
        options = self.options
        refused = writing.write(checked, force=options.force) if options.fix else {}
        for path, why in refused.items():
            self.complain(path, f"not fixed: {why}")
        written = [each for each in checked if options.fix and each.path not in refused]
        paths = {each.path for each in written}
        left = [
            found
            for each in checked
            for found in (each.fixed.remaining if each.path in paths else each.fixed.diagnostics)
        ]
        is_told = self.is_text and not options.quiet
        for each in checked if options.fix and is_told else ():
            fixed = _fixed(each) if each.path in paths else ()
            for line in (*fixed, *_not_fixed(each)):
                click.echo(printable(line))
        if options.statistics:
            if counts := report.statistics(left, self.format):
                click.echo(counts)
        elif left or not self.is_text:
            click.echo(report.FORMATS[self.format](left))
        files = sum(not each.error for each in checked)
        if is_told and files and options.fix:
            done = sum(found.fixable for each in written for found in each.fixed.diagnostics)
            click.echo(report.fix_summary(done, left, files))
        elif is_told and files and not options.statistics:
            click.echo(report.summary(left, files))
        return bool(left) or self.counts_as_problem(written)

    def counts_as_problem(self, written: Iterable[Checked]) -> bool:
        """Whether --exit-non-zero-on-fix is given and any of these files was changed."""
        return self.options.exit_non_zero_on_fix and any(each.is_changed for each in written)

    def show_diff(self, checked: Sequence[Checked]) -> bool:
        """Show what fixing would change; whether it would."""
        for each in checked:
            if each.is_changed and each.file:
                writing.print_diff(writing.diff(each.file, each.fixed.revision))
                if self.options.imported:
                    # `patch` ignores the lines that show how the page changes.
                    writing.print_diff(f"# {line}\n" for line in each.fixed.effect())
        if not self.options.quiet:
            for each in checked:
                for line in _not_fixed(each):
                    click.echo(printable(line), err=True)
        return any(each.is_changed for each in checked)

    def write_to_stdout(self, checked: Sequence[Checked]) -> bool:
        """Write the fixed text; whether problems are left in it."""
        for each in checked:
            if each.file:
                click.echo(each.file.encoded(each.fixed.revision), nl=False)
        return any(each.fixed.remaining for each in checked) or self.counts_as_problem(checked)


@contextmanager
def _stdout_in(path: Path) -> Iterator[None]:
    """Write standard output to a file, without colours."""
    click.get_current_context().color = False
    try:
        file = path.open("w", encoding="utf-8", errors="surrogateescape")
        with file, redirect_stdout(file):
            yield
    except OSError as error:
        fail(f"{path}: {reason(error)}")


def _fixed(each: Checked) -> Iterator[str]:
    """What was fixed in a file."""
    if each.fixed.counts:
        yield f"{each.path}: fixed {_counts(each.fixed.counts)}"
    if each.fixed.cleaned:
        cleaned = (report.counted(count, kind) for kind, count in each.fixed.cleaned)
        yield f"{each.path}: cleaned {', '.join(cleaned)}"


def _not_fixed(each: Checked) -> Iterator[str]:
    """What was not fixed in a file because the page would change."""
    if each.fixed.refused:
        yield f"{each.path}: {_counts(Counter(each.fixed.refused))} not fixed: the page would change"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} × {code}" for code, number in counts.items())
