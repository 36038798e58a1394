"""Reports of diagnostics as text, JSON, GitHub annotations or SARIF.

Names and texts come from anyone, so the text formats escape control characters.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

import click
from rich.cells import cell_len, set_cell_size

from pelican_mks import __version__
from pelican_mks.command.console import colours_are_on
from pelican_mks.command.documentation import rule_url
from pelican_mks.shortcodes.diagnostic import RULES, Rule, Severity, printable
from pelican_mks.source.diagnostics import FileDiagnostic

_WIDTH = 100
_MARGIN = 30
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def full(diagnostics: Sequence[FileDiagnostic]) -> str:
    """One line for each diagnostic as in the log of a build, then the line of the file with a mark."""
    return "\n".join(line for each in diagnostics for line in _lines(each))


def concise(diagnostics: Sequence[FileDiagnostic]) -> str:
    """One line for each diagnostic."""
    return "\n".join(map(_line, diagnostics))


def as_json(diagnostics: Sequence[FileDiagnostic]) -> str:
    """A list of objects."""
    return _dumped([_object(each) for each in diagnostics])


def github(diagnostics: Sequence[FileDiagnostic]) -> str:
    """GitHub workflow commands, which annotate the lines of a pull request."""
    return "\n".join(map(_annotation, diagnostics))


def sarif(diagnostics: Sequence[FileDiagnostic]) -> str:
    """A log in the Static Analysis Results Interchange Format, version 2.1.0."""
    driver = {
        "name": "pelican-mks",
        "version": __version__,
        "rules": [_rule(rule) for rule in RULES],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each) for each in diagnostics],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return _dumped(log)


def _dumped(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


FORMATS: Mapping[str, Callable[[Sequence[FileDiagnostic]], str]] = MappingProxyType(
    {"full": full, "concise": concise, "json": as_json, "github": github, "sarif": sarif}
)
"""The formats by name."""


def statistics(diagnostics: Iterable[FileDiagnostic], format_name: str) -> str:
    """Return the number of diagnostics for each rule, the most frequent first, as text or JSON."""
    counts: dict[Rule, list[FileDiagnostic]] = {}
    for each in diagnostics:
        counts.setdefault(each.rule, []).append(each)
    ordered = sorted(counts.items(), key=lambda item: (-len(item[1]), item[0].code))
    if format_name == "json":
        rows = [
            {
                "code": rule.code,
                "severity": rule.severity.value,
                "title": rule.title,
                "count": len(found),
                "fixable": sum(each.fixable for each in found),
            }
            for rule, found in ordered
        ]
        return _dumped(rows)
    width = max((len(str(len(found))) for found in counts.values()), default=0)
    return "\n".join(
        f"{len(found):>{width}}  {rule.code}  {_share(found)}  {rule.title}"
        for rule, found in ordered
    )


def _share(found: Sequence[FileDiagnostic]) -> str:
    """Return a mark for whether `fix` fixes all of these diagnostics, some or none."""
    fixable = sum(each.fixable for each in found)
    return "[*]" if fixable == len(found) else "[-]" if fixable else "[ ]"


def summary(diagnostics: Sequence[FileDiagnostic], files: int) -> str:
    """Return a sentence about the problems in this many files."""
    if not diagnostics:
        return f"No problems in {counted(files, 'file')}."
    affected = len({each.path for each in diagnostics})
    fixable = sum(each.fixable for each in diagnostics)
    found = f"{counted(len(diagnostics), 'problem')} in {affected} of {counted(files, 'file')}"
    if not fixable:
        return f"{found}; pelican-mks fix can fix none of them."
    return f"{found}; pelican-mks fix can fix {fixable} of them [*]."


def fix_summary(done: int, left: Sequence[FileDiagnostic], files: int) -> str:
    """Return a sentence about the fixed and the remaining problems in this many files."""
    affected = len({each.path for each in left})
    rest = f"{counted(len(left), 'problem') if left else 'no problems'} left"
    sentence = f"fixed {counted(done, 'problem')}; {rest}" if done else rest
    where = f"{affected} of {counted(files, 'file')}" if left else counted(files, "file")
    return f"{sentence[0].upper()}{sentence[1:]} in {where}."


def counted(number: int, noun: str) -> str:
    """Return a number with a noun."""
    return f"{number} {noun}{'s' * (number != 1)}"


def _line(each: FileDiagnostic) -> str:
    place = f"{each.path}:{each.line}:{each.column}:"
    code = click.style(each.code, fg=_COLOURS[each.severity], bold=True)
    if colours_are_on() and (url := rule_url(each.code)):
        code = f"\x1b]8;;{url}\x1b\\{code}\x1b]8;;\x1b\\"
    mark = " [*]" if each.fixable else ""
    return f"{click.style(printable(place), bold=True)} {code}{mark} {printable(each.message)}"


def _lines(each: FileDiagnostic) -> Iterable[str]:
    yield _line(each)
    if each.excerpt:
        number = str(each.line)
        line, mark = _marked(each)
        yield f"{number:>6} | {line}"
        yield f"{'':>6} | {click.style(mark, fg=_COLOURS[each.severity])}"


def _marked(each: FileDiagnostic) -> tuple[str, str]:
    """A line, cut where it is long, and a mark under the place of its diagnostic."""
    line = each.excerpt.replace("\t", " ")
    start = each.column - each.excerpt_column
    is_line = each.end_line == each.line
    end = min(len(line), each.end_column - each.excerpt_column) if is_line else len(line)
    first = max(0, start - _MARGIN) if cell_len(line[:end]) > _WIDTH else 0
    before = ("…" if first or each.excerpt_column > 1 else "") + printable(line[first:start])
    marked, after = printable(line[start:end]), printable(line[end:])
    shown = before + marked + after
    if cell_len(shown) > _WIDTH:
        shown = set_cell_size(shown, _WIDTH - 1).rstrip() + "…"
    width = min(cell_len(marked), _WIDTH - cell_len(before))
    return shown, " " * cell_len(before) + "^" * max(1, width)


def _object(each: FileDiagnostic) -> dict[str, Any]:
    names = "path line column end_line end_column code severity message fixable".split()
    return {**{name: getattr(each, name) for name in names}, "url": rule_url(each.code) or None}


def _annotation(each: FileDiagnostic) -> str:
    properties = {
        "file": each.path,
        "line": each.line,
        "col": each.column,
        "endLine": each.end_line,
        "endColumn": each.end_column,
        "title": each.code,
    }
    written = ",".join(f"{name}={_in_property(str(value))}" for name, value in properties.items())
    command = _GITHUB[each.severity]
    return f"::{command} {written}::{_in_command(each.message)}"


def _in_command(value: str) -> str:
    """Escape the text of a workflow command; only these three characters end or disguise it."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _in_property(value: str) -> str:
    return _in_command(value).replace(":", "%3A").replace(",", "%2C")


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        **({"helpUri": url} if (url := rule_url(rule.code)) else {}),
        "defaultConfiguration": {"level": _SARIF[rule.severity]},
    }


def _result(each: FileDiagnostic) -> dict[str, Any]:
    region = {
        "startLine": each.line,
        "startColumn": each.column,
        "endLine": each.end_line,
        "endColumn": each.end_column,
    }
    location = {"artifactLocation": {"uri": _uri(each.path)}, "region": region}
    return {
        "ruleId": each.code,
        "level": _SARIF[each.severity],
        "message": {"text": each.message},
        "locations": [{"physicalLocation": location}],
    }


def _uri(path: str) -> str:
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix(), errors="surrogatepass")
