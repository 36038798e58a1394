"""Options and arguments that several subcommands share, with their completion."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from pelican_mks.command.config import FORMATS
from pelican_mks.command.rules import ALL, SEVERITIES, checked_codes, per_file
from pelican_mks.shortcodes.diagnostic import RULES

_F = TypeVar("_F", bound=Callable[..., Any])
_COLORS = {"always": True, "never": False, "auto": None}


def _codes(_context: object, _parameter: object, values: Sequence[str]) -> tuple[str, ...]:
    """Parse codes or prefixes, separated by commas."""
    return checked_codes(values)


def _complete_codes(_context: object, _parameter: object, incomplete: str) -> list[CompletionItem]:
    """Complete a code, the last one after a comma."""
    done, comma, prefix = incomplete.rpartition(",")
    return [
        CompletionItem(f"{done}{comma}{rule.code}", help=rule.title)
        for rule in RULES
        if rule.code.startswith(prefix.upper())
    ]


def _patterns(
    _context: object, _parameter: object, values: Sequence[str]
) -> tuple[tuple[str, frozenset[str]], ...]:
    """Parse patterns of paths with codes: `drafts/*:MKS006`, several separated by commas."""
    found: dict[str, list[str]] = {}
    for value in ",".join(values).split(",") if values else ():
        pattern, colon, code = value.rpartition(":")
        if not colon or not pattern:
            message = f"“{value}” is not a pattern with a code; write drafts/*:MKS006"
            raise click.BadParameter(message)
        found.setdefault(pattern, []).append(code)
    return per_file(found)


def _paths(_context: object, _parameter: object, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Accept files and folders, or standard input alone."""
    if len(paths) > 1 and Path("-") in paths:
        message = "- stands for standard input and must be the only path."
        raise click.BadParameter(message)
    return paths


def _file_name(_context: object, _parameter: object, name: str | None) -> str | None:
    if name is not None and (Path(name).name in {"", ".."} or "\0" in name):
        message = f"“{name}” is not the name of a file."
        raise click.BadParameter(message)
    return name


def _use_color(context: click.Context, _parameter: object, when: str | None) -> None:
    """Decide whether to use colours: the option, then NO_COLOR, FORCE_COLOR and TERM=dumb."""
    if when:
        context.color = _COLORS[when]
    elif os.environ.get("NO_COLOR"):
        context.color = False
    elif os.environ.get("FORCE_COLOR"):
        context.color = True
    elif os.environ.get("TERM") == "dumb":
        context.color = False


code_argument = click.argument(
    "rules", nargs=-1, metavar="[CODE]...", callback=_codes, shell_complete=_complete_codes
)
settings_option = click.option(
    "-s",
    "--settings",
    "settings_path",
    type=click.Path(exists=True, dir_okay=False),
    help="The site's settings.  [default: pelicanconf.py here or in the nearest parent folder]",
)
color_option = click.option(
    "--color",
    type=click.Choice(tuple(_COLORS)),
    expose_value=False,
    is_eager=True,
    callback=_use_color,
    help="When to use colours.  [default: auto, unless NO_COLOR or FORCE_COLOR is set]",
)
stdin_option = click.option(
    "--stdin-filename",
    "stdin_name",
    metavar="NAME",
    callback=_file_name,
    help="The path of the text on standard input; its suffix determines the markup.",
)
text_or_json = click.option(
    "--output-format", "format_name", type=click.Choice(("text", "json")), default="text"
)
jobs_option = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="one for each core",
    help="The number of files to work on at a time.",
)


def _code_option(name: str, about: str) -> Callable[[Any], Any]:
    return click.option(
        name,
        multiple=True,
        metavar="CODE",
        callback=_codes,
        shell_complete=_complete_codes,
        help=about,
    )


_SHARED = (
    click.argument(
        "paths",
        nargs=-1,
        callback=_paths,
        metavar="[PATH]...",
        type=click.Path(exists=True, allow_dash=True, path_type=Path),
    ),
    settings_option,
    _code_option("--select", f"Check only these rules: codes, prefixes such as MKS02, or {ALL}."),
    _code_option("--ignore", "Do not check these rules."),
    _code_option("--extend-select", "Check these rules as well."),
    click.option(
        "--per-file-ignores",
        multiple=True,
        metavar="PATTERN:CODE",
        callback=_patterns,
        help="Do not check a rule in the files that match a pattern.",
    ),
    click.option(
        "--exclude", multiple=True, metavar="PATTERN", help="Skip files and folders that match."
    ),
    click.option(
        "--min-severity",
        type=click.Choice(SEVERITIES),
        help=f"Check only rules of this or a higher severity.  [default: {SEVERITIES[0]}]",
    ),
    click.option(
        "--output-format",
        "format_name",
        type=click.Choice(FORMATS),
        help=f"The format of the report.  [default: {FORMATS[0]}]",
    ),
    click.option(
        "-o",
        "--output-file",
        type=click.Path(dir_okay=False, writable=True, path_type=Path),
        help="Write the report to this file.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Print only problems."),
    color_option,
    click.option("-e", "--exit-zero", is_flag=True, help="Exit with 0 even if there are problems."),
    click.option("--exit-non-zero-on-fix", is_flag=True, help="Exit with 1 if a file was changed."),
    click.option("--diff", is_flag=True, help="Show what fixing would change, and write nothing."),
    click.option("--force", is_flag=True, help="Also fix files with uncommitted changes."),
    stdin_option,
    jobs_option,
)


def shared_options(command: _F) -> _F:
    """Add the arguments and options of `check` and `fix`."""
    for option in reversed(_SHARED):
        command = option(command)
    return command
