"""The command `pelican-mks`: what it takes and where its answers go. All else stands in other modules.

What a subcommand needs is imported where it runs, so that `--help` and completion come at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from pelican_mks import __version__
from pelican_mks.command.importing.subcommand import import_
from pelican_mks.shortcodes.diagnostic import FAULTS

_FORMATS = ("text", "json", "github", "sarif")


def _codes(
    _context: click.Context, _parameter: click.Parameter, values: Sequence[str]
) -> tuple[str, ...]:
    """Codes, or the beginnings of some, separated by commas."""
    wanted = tuple(code.strip().upper() for value in values for code in value.split(","))
    for code in wanted:
        if not code or not any(fault.code.startswith(code) for fault in FAULTS):
            message = f"{code or 'nothing'} begins no code; the last is {FAULTS[-1].code}."
            raise click.BadParameter(message)
    return wanted


def _paths(
    _context: click.Context, _parameter: click.Parameter, paths: tuple[Path, ...]
) -> tuple[Path, ...]:
    """Files and folders, or standard input alone."""
    if len(paths) > 1 and Path("-") in paths:
        message = "- stands for standard input and must stand alone."
        raise click.BadParameter(message)
    return paths


def _name(_context: click.Context, _parameter: click.Parameter, name: str) -> str:
    """The name of a file."""
    if Path(name).name in {"", ".."} or "\0" in name:
        message = f"“{name}” names no file."
        raise click.BadParameter(message)
    return name


_settings_option = click.option(
    "-s",
    "--settings",
    "settings_path",
    type=click.Path(exists=True, dir_okay=False),
    help="The site's settings; pelicanconf.py in this folder, if there is one.",
)
_paths_argument = click.argument(
    "paths",
    nargs=-1,
    callback=_paths,
    metavar="[PATH]...",
    type=click.Path(exists=True, allow_dash=True, path_type=Path),
)
_name_option = click.option(
    "--stdin-filename",
    "stdin_name",
    default="stdin.md",
    show_default=True,
    metavar="NAME",
    callback=_name,
    help="What a text on standard input is called; its ending tells its markup.",
)
_jobs_option = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="one for each core",
    help="How many processes work at a time.",
)


def _code_option(name: str, about: str) -> Callable[[Any], Any]:
    return click.option(name, multiple=True, metavar="CODE", callback=_codes, help=about)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="pelican-mks")
def main() -> None:
    """Check and repair the shortcodes in the articles of a Pelican site."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal's or a system's encoding may lack what authors write.
        sys.stdout.reconfigure(errors="backslashreplace")


@main.command()
@_paths_argument
@_settings_option
@click.option(
    "--format",
    "format_name",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How findings are written.",
)
@_code_option("--select", "Show these faults alone; MKS02 stands for all that begin so.")
@_code_option("--ignore", "Do not show these faults.")
@click.option("--statistics", is_flag=True, help="Say only how often each fault was found.")
@_name_option
@_jobs_option
def check(
    paths: tuple[Path, ...],
    settings_path: str | None,
    format_name: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    statistics: bool,  # noqa: FBT001 - click passes it by name
    stdin_name: str,
    jobs: int,
) -> None:
    """Name every fault in articles and pages, at its place.

    What is printed are the lines of a build's log, with those that `pelican` prints only with --verbose:
    quotes and backslashes.

    PATH is a file, a folder or - for standard input. Without one, all articles and pages of the site are
    checked.

    \b
    Exit status:
      0  no fault was found
      1  there are faults
      2  a file or the settings cannot be read, or the command was not understood

    \b
    Examples:
      pelican-mks check
      pelican-mks check content/2014 --ignore MKS020
      pelican-mks check --format github
      pelican-mks check - < article.md
    """  # noqa: D301 - click keeps the lines behind this sign
    from pelican_mks.command import checking, console, report  # noqa: PLC0415 - see the docstring of the module

    task = checking.Task(console.settings_path(settings_path))
    checked = console.results(task, paths, stdin_name, jobs)
    findings = [
        finding
        for each in checked
        for finding in each.findings
        if finding.code.startswith(select or ("",))
        and not finding.code.startswith(ignore or ("-",))
    ]
    is_text = format_name == "text"
    if statistics:
        click.echo(report.statistics(findings), nl=bool(findings))
    elif findings or not is_text:
        click.echo(report.FORMATS[format_name](findings))
    if is_text:
        files = sum(not each.error for each in checked)
        if files or not checked:
            click.echo(report.summary(findings, files), err=statistics)
    sys.exit(console.status(checked, findings))


@main.command()
@_paths_argument
@_settings_option
@click.option("--diff", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--force", is_flag=True, help="Also write files with changes that git does not know.")
@_name_option
@_jobs_option
def fix(
    paths: tuple[Path, ...],
    settings_path: str | None,
    diff: bool,  # noqa: FBT001 - click passes it by name
    force: bool,  # noqa: FBT001
    stdin_name: str,
    jobs: int,
) -> None:
    """Repair the faults that can be repaired without changing a page.

    Writes closing tags, groups and straight quotes, removes stray closing tags, an importer's backslashes
    and the comments that WordPress writes round shortcodes, and corrects misspelt names. Nothing but tags
    is touched. Every repair is tried out first; one that would change the page is left.

    PATH is a file, a folder or -, which writes the repaired text to standard output. Without one, all
    articles and pages of the site are repaired. In a work tree of git, files that are not as the last commit
    holds them are left alone.

    \b
    Exit status:
      0  nothing is left to repair; with --diff: nothing would be written
      1  faults are left; with --diff: something would be written
      2  a file or the settings cannot be read or written, or the command was not understood

    \b
    Examples:
      pelican-mks fix --diff
      pelican-mks fix content/2014
    """  # noqa: D301 - click keeps the lines behind this sign
    from pelican_mks.command import checking, console, fixing, report  # noqa: PLC0415

    task = checking.Task(console.settings_path(settings_path), repair=True)
    checked = console.results(task, paths, stdin_name, jobs)
    changed = fixing.changed(checked)
    if diff:
        for _, file, text in changed:
            console.print_diff(fixing.diff(file, text))
        sys.exit(console.status(checked, changed))
    if paths == (console.STDIN,):
        for each in checked:
            if each.file and each.fixed:
                click.echo(each.file.encoded(each.fixed.text), nl=False)
        sys.exit(console.status(checked, [found for each in checked for found in each.findings]))
    written, refused = fixing.write(checked, force=force)
    for each in checked:
        line = fixing.said(each, written=each in written)
        if line:
            click.echo(report.printable(line))
    for path, reason in refused:
        console.complain(f"{path}: {reason}")
    findings = [finding for each in checked for finding in each.findings]
    if findings:
        click.echo(report.text(findings))
    click.echo(report.left(findings, sum(not each.error for each in checked)))
    sys.exit(console.FAILED if refused else console.status(checked, findings))


@main.command()
@_settings_option
@click.option("--standalone", is_flag=True, help="Write a whole page that needs no other file.")
@click.option("--title", default="", help="The title of that page.")
@click.option("--language", metavar="TAG", help="The language of the text, such as pt-BR.")
@click.option("--prefix", default="", metavar="TEXT", help="The beginning of all ids.")
def render(
    settings_path: str | None,
    standalone: bool,  # noqa: FBT001
    title: str,
    language: str | None,
    prefix: str,
) -> None:
    """Turn HTML with shortcodes into HTML without.

    It goes from standard input to standard output. What had to be rescued is said on standard error.

    \b
    Examples:
      pelican-mks render < article.html > rendered.html
      pelican-mks render --standalone --title Quotes < article.html > page.html
    """  # noqa: D301 - click keeps the lines behind this sign
    from pelican_mks.command import console, report  # noqa: PLC0415
    from pelican_mks.command.page import standalone as page  # noqa: PLC0415
    from pelican_mks.families.registry import lexicon_of  # noqa: PLC0415
    from pelican_mks.source.findings import locate  # noqa: PLC0415
    from pelican_mks.transform import transform  # noqa: PLC0415

    settings = console.settings(settings_path)
    try:
        source = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        console.complain(f"<stdin>: it is not encoded in UTF-8 (at byte {error.start + 1})")
        sys.exit(console.FAILED)
    result = transform(source, prefix=prefix, language=language, settings=settings)
    known = lexicon_of(settings.shortcodes, settings.own_shortcodes)
    for finding in locate(result.diagnostics, source, source, known, "<stdin>"):
        click.echo(report.printable(str(finding)), err=True)
    html = page(result.html, title=title, language=language) if standalone else result.html
    click.echo(html.encode("utf-8", "surrogatepass"), nl=False)


@main.command("list")
@_settings_option
@click.option("--format", "format_name", type=click.Choice(("text", "json")), default="text")
def list_(settings_path: str | None, format_name: str) -> None:
    """Show every shortcode that is read, with its attributes.

    \b
    Examples:
      pelican-mks list
      pelican-mks list --format json
    """  # noqa: D301 - click keeps the lines behind this sign
    from rich.console import Console  # noqa: PLC0415

    from pelican_mks.command import console, listing  # noqa: PLC0415
    from pelican_mks.families.registry import switched_on  # noqa: PLC0415

    settings = console.settings(settings_path)
    shortcodes = switched_on(settings.shortcodes, settings.own_shortcodes)
    if format_name == "json":
        click.echo(listing.as_json(shortcodes))
    else:
        Console().print(listing.as_table(shortcodes))


main.add_command(import_)
