"""One run of `check` or `fix`: which files, what is done with them, and what is said about it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from pelican_mks.command import checking, report, writing
from pelican_mks.command.checking import Checked, Task
from pelican_mks.command.config import Config, ConfigError, read_config
from pelican_mks.command.console import (
    CLEAN,
    FAILED,
    PROBLEMS_FOUND,
    complain,
    fail,
    print_diff,
    settings_path,
    warn,
)
from pelican_mks.command.files import read_stdin
from pelican_mks.command.progress import tracked
from pelican_mks.command.rendered import UnreadableError
from pelican_mks.command.site import Site, open_site
from pelican_mks.shortcodes.diagnostic import printable

STDIN = Path("-")
_STDIN_NAME = "stdin.md"
_NO_SITE = (
    "There is no pelicanconf.py here or in a parent folder. Name files or folders, or the settings "
    "with --settings"
)


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for."""

    paths: tuple[Path, ...]
    settings_path: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    extend_select: tuple[str, ...]
    per_file_ignores: tuple[tuple[str, frozenset[str]], ...]
    exclude: tuple[str, ...]
    min_severity: str | None
    format_name: str | None
    output_file: Path | None
    quiet: bool
    exit_zero: bool
    exit_non_zero_on_fix: bool
    diff: bool
    force: bool
    stdin_name: str | None
    jobs: int
    fix: bool = False
    """Whether files are changed."""
    imported: bool = False
    statistics: bool = False


def run(**given: Any) -> None:
    """Do what the command line asks for, and end with the exit status."""
    options = Options(**given)
    try:
        config = read_config(Path.cwd())
    except ConfigError as error:
        fail(str(error))
    if options.output_file:
        # A report in a file holds no colours.
        click.get_current_context().color = False
    sys.exit(_Run(options, config).status())


class _Run:
    def __init__(self, options: Options, config: Config) -> None:
        self.options = options
        self.format = options.format_name or config.output_format
        self.is_text = self.format in ("full", "concise")
        if options.statistics and not (self.is_text or self.format == "json"):
            message = f"--statistics cannot be written as {self.format}; use json."
            raise click.UsageError(message)
        self.rules = config.rules(
            select=options.select,
            ignore=options.ignore,
            extend_select=options.extend_select,
            per_file_ignores=options.per_file_ignores,
            exclude=options.exclude,
            min_severity=options.min_severity,
        )
        self.written: list[str] = []
        self.failed = False

    def status(self) -> int:
        """Do it all; the exit status."""
        checked = self.results()
        for each in checked:
            if each.error:
                self.complain(f"{each.path}: {each.error}")
        if self.options.diff:
            found = self.show_diff(checked)
        elif self.options.fix and self.options.paths == (STDIN,):
            found = self.write_to_stdout(checked)
        elif self.options.fix:
            found = self.fix(checked)
        else:
            found = self.report(checked)
        if self.failed:
            return FAILED
        return PROBLEMS_FOUND if found and not self.options.exit_zero else CLEAN

    def results(self) -> list[Checked]:
        """The results for all files that are meant, by path."""
        options = self.options
        settings = settings_path(options.settings_path)
        if settings is None and not options.paths:
            fail(_NO_SITE)
        task = Task(settings, self.rules, imported=options.imported)
        try:
            site = open_site(settings)
        except UnreadableError as error:
            fail(str(error))
        if STDIN in options.paths:
            return self.of_stdin(task)
        files = [path for path in self.files(site) if not self.rules.excludes(path)]
        if not files:
            where = ", ".join(map(str, options.paths)) or str(site.generator.path)
            warn(f"{where}: no file to check")
        found = tracked(checking.each(task, files, options.jobs), len(files))
        return sorted(found, key=lambda result: str(result.path))

    def files(self, site: Site) -> list[Path]:
        """The files that are meant, each once."""
        found = [] if self.options.paths else site.contents()
        for path in self.options.paths:
            found += site.below(path) if path.is_dir() else [path]
        return list(dict.fromkeys(found))

    def of_stdin(self, task: Task) -> list[Checked]:
        path = Path(self.options.stdin_name or _STDIN_NAME)
        try:
            data = read_stdin()
        except OSError as error:
            fail(f"standard input: {error.strerror or error}")
        if self.rules.excludes(path):
            if self.options.fix:
                click.echo(data, nl=False)
            return []
        return [task.of_input(path, data)]

    def report(self, checked: Sequence[Checked]) -> bool:
        """Report what was found; whether something was."""
        findings = [found for each in checked for found in each.findings]
        if self.options.statistics:
            self.write(report.statistics(findings, self.format))
        else:
            self.write_findings(findings)
            self.sum_up(report.summary(findings, _readable(checked)), checked)
        self.flush()
        return bool(findings)

    def fix(self, checked: Sequence[Checked]) -> bool:
        """Write the fixed files, and report what is left; whether something is."""
        refused = writing.write(checked, force=self.options.force)
        for path, reason in refused.items():
            self.complain(f"{path}: {reason}")
        results = [(each, each.path not in refused) for each in checked]
        changed = [each for each, written in results if written and each.is_changed]
        left = [
            found
            for each, written in results
            for found in (each.remaining if written else each.findings)
        ]
        if self.is_text and not self.options.quiet:
            for each, written in results:
                self.write(_told(each, written=written))
        if self.options.statistics:
            self.write(report.statistics(left, self.format))
        else:
            self.write_findings(left)
        done = sum(found.fixable for each, written in results if written for found in each.findings)
        self.sum_up(report.fixed(done, left, _readable(checked)), checked)
        self.flush()
        return bool(left) or (self.options.exit_non_zero_on_fix and bool(changed))

    def show_diff(self, checked: Sequence[Checked]) -> bool:
        """Show what fixing would change; whether it would."""
        changed = [each for each in checked if each.is_changed]
        for each in changed:
            assert each.file, "it would change"
            assert each.fixed, "it would change"
            lines = tuple(writing.diff(each.file, each.fixed.revision))
            if self.options.imported:
                # What patch passes over: how the page changes.
                effect = (f"# {line}\n" for line in each.fixed.effect())
                lines = (*lines, *effect)
            if self.options.output_file:
                self.written.append("".join(lines).rstrip("\n"))
            else:
                print_diff(lines)
        if not self.options.quiet:
            for each in checked:
                for line in _not_fixed(each):
                    click.echo(printable(line), err=True)
        self.flush()
        return bool(changed)

    def write_to_stdout(self, checked: Sequence[Checked]) -> bool:
        """Write the fixed text; whether something is left in it."""
        for each in checked:
            if each.file and each.fixed:
                click.echo(each.file.encoded(each.fixed.revision), nl=False)
        changed = any(each.is_changed for each in checked)
        left = any(each.remaining for each in checked)
        return left or (self.options.exit_non_zero_on_fix and changed)

    def write_findings(self, findings: Sequence[Any]) -> None:
        if findings or not self.is_text:
            self.write(report.FORMATS[self.format](findings))

    def sum_up(self, sentence: str, checked: Sequence[Checked]) -> None:
        if self.is_text and not self.options.quiet and _readable(checked):
            self.write(sentence)

    def write(self, text: str) -> None:
        if text and self.options.output_file:
            self.written.append(click.unstyle(text))
        elif text:
            click.echo(text)

    def flush(self) -> None:
        """Write the report into its file, if it has one."""
        if not self.options.output_file:
            return
        text = "".join(f"{each}\n" for each in self.written)
        try:
            self.options.output_file.write_text(text, encoding="utf-8", errors="surrogateescape")
        except OSError as error:
            self.complain(f"{self.options.output_file}: {error.strerror or error}")

    def complain(self, message: str) -> None:
        self.failed = True
        complain(message)


def _readable(checked: Sequence[Checked]) -> int:
    return sum(not each.error for each in checked)


def _told(each: Checked, *, written: bool) -> str:
    """What was fixed in a file, and what was not: a line each."""
    lines = []
    if written and each.fixed and each.fixed.counts:
        lines.append(f"{each.path}: fixed {_counts(each.fixed.counts)}")
    if written and each.fixed and each.fixed.cleaned:
        cleaned = (report.counted(count, kind) for kind, count in each.fixed.cleaned)
        lines.append(f"{each.path}: cleaned {', '.join(cleaned)}")
    return "\n".join(printable(line) for line in (*lines, *_not_fixed(each)))


def _not_fixed(each: Checked) -> list[str]:
    """What was not fixed in a file since the page would change."""
    if not each.fixed or not each.fixed.refused:
        return []
    refused = {code: each.fixed.refused.count(code) for code in each.fixed.refused}
    return [f"{each.path}: {_counts(refused)} not fixed: the page would change"]


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} × {code}" for code, number in counts.items())
