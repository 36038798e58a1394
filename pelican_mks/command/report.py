"""Findings as text, JSON, GitHub's annotations or SARIF.

Names and texts come from anyone: what would steer a terminal is shown as an escape.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

import click
from rich.cells import cell_len, set_cell_size

from pelican_mks import __version__
from pelican_mks.command.documentation import rule_url
from pelican_mks.shortcodes.diagnostic import RULES, Rule, Severity, printable
from pelican_mks.source.findings import Finding

_WIDTH = 100
_MARGIN = 30
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def colours_are_on() -> bool:
    """Whether the command's context asks for colours on what is no terminal, or forbids none on one."""
    context = click.get_current_context(silent=True)
    color = context.color if context else False
    return sys.stdout.isatty() if color is None else color


def full(findings: Sequence[Finding]) -> str:
    """Each finding as in the log of a build, with its line and a mark under its place."""
    return "\n".join(line for finding in findings for line in _lines(finding))


def concise(findings: Sequence[Finding]) -> str:
    """Each finding on one line."""
    return "\n".join(map(_line, findings))


def as_json(findings: Sequence[Finding]) -> str:
    """The findings as a list of objects."""
    return json.dumps([_object(finding) for finding in findings], indent=2, ensure_ascii=False)


def github(findings: Sequence[Finding]) -> str:
    """The findings as commands of GitHub's workflows, which show them beside the lines."""
    return "\n".join(map(_annotation, findings))


def sarif(findings: Sequence[Finding]) -> str:
    """The findings in the Static Analysis Results Interchange Format, version 2.1.0."""
    driver = {
        "name": "pelican-mks",
        "version": __version__,
        "rules": [_rule(rule) for rule in RULES],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding) for finding in findings],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, indent=2, ensure_ascii=False)


FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = MappingProxyType(
    {"full": full, "concise": concise, "json": as_json, "github": github, "sarif": sarif}
)
"""How findings are written, by the name of the format."""


def statistics(findings: Iterable[Finding], format_name: str) -> str:
    """How many findings there are of each rule, the most frequent first: as text or as JSON."""
    counts: dict[Rule, list[Finding]] = {}
    for finding in findings:
        counts.setdefault(finding.rule, []).append(finding)
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
        return json.dumps(rows, indent=2, ensure_ascii=False)
    width = max((len(str(len(found))) for found in counts.values()), default=0)
    return "\n".join(
        f"{len(found):>{width}}  {rule.code}  {_share(found)}  {rule.title}"
        for rule, found in ordered
    )


def _share(found: Sequence[Finding]) -> str:
    """Whether all findings are fixed by `fix`, some, or none."""
    fixable = sum(each.fixable for each in found)
    return "[*]" if fixable == len(found) else "[-]" if fixable else "[ ]"


def summary(findings: Sequence[Finding], files: int) -> str:
    """One sentence about what was found in so many files."""
    if not findings:
        return f"No problems in {counted(files, 'file')}."
    affected = len({finding.path for finding in findings})
    fixable = sum(finding.fixable for finding in findings)
    found = f"{counted(len(findings), 'problem')} in {affected} of {counted(files, 'file')}"
    if not fixable:
        return f"{found}; pelican-mks fix fixes none of them."
    return f"{found}; pelican-mks fix fixes {fixable} of them [*]."


def fixed(done: int, left: Sequence[Finding], files: int) -> str:
    """One sentence about how many problems were fixed in so many files, and what is left."""
    affected = len({finding.path for finding in left})
    rest = f"{counted(len(left), 'problem') if left else 'no problems'} left"
    sentence = f"fixed {counted(done, 'problem')}; {rest}" if done else rest
    where = f"{affected} of {counted(files, 'file')}" if left else counted(files, "file")
    return f"{sentence[0].upper()}{sentence[1:]} in {where}."


def counted(number: int, noun: str) -> str:
    """A number of things."""
    return f"{number} {noun}{'s' * (number != 1)}"


def _line(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line}:{finding.column}:"
    code = click.style(finding.code, fg=_COLOURS[finding.rule.severity], bold=True)
    if (url := rule_url(finding.code)) and colours_are_on():
        code = f"\x1b]8;;{url}\x1b\\{code}\x1b]8;;\x1b\\"
    mark = " [*]" if finding.fixable else ""
    return f"{click.style(printable(place), bold=True)} {code}{mark} {printable(finding.message)}"


def _lines(finding: Finding) -> Iterable[str]:
    yield _line(finding)
    if finding.excerpt:
        number = str(finding.line)
        line, mark = _marked(finding)
        yield f"{number:>6} | {line}"
        yield f"{'':>6} | {click.style(mark, fg=_COLOURS[finding.rule.severity])}"


def _marked(finding: Finding) -> tuple[str, str]:
    """A line, cut where it is long, and a mark under the place of a finding."""
    line = finding.excerpt.replace("\t", " ")
    start = finding.column - finding.excerpt_column
    is_line = finding.end_line == finding.line
    end = min(len(line), finding.end_column - finding.excerpt_column) if is_line else len(line)
    first = max(0, start - _MARGIN) if cell_len(line[:end]) > _WIDTH else 0
    before = ("…" if first or finding.excerpt_column > 1 else "") + printable(line[first:start])
    marked, behind = printable(line[start:end]), printable(line[end:])
    shown = before + marked + behind
    if cell_len(shown) > _WIDTH:
        shown = set_cell_size(shown, _WIDTH - 1).rstrip() + "…"
    width = min(cell_len(marked), _WIDTH - cell_len(before))
    return shown, " " * cell_len(before) + "^" * max(1, width)


def _object(finding: Finding) -> dict[str, Any]:
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "code": finding.code,
        "severity": finding.rule.severity.value,
        "message": finding.message,
        "fixable": finding.fixable,
        "url": rule_url(finding.code) or None,
    }


def _annotation(finding: Finding) -> str:
    properties = {
        "file": finding.path,
        "line": finding.line,
        "col": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
        "title": finding.code,
    }
    written = ",".join(f"{name}={_in_property(str(value))}" for name, value in properties.items())
    command = _GITHUB[finding.rule.severity]
    return f"::{command} {written}::{_in_command(finding.message)}"


def _in_command(value: str) -> str:
    """A text for the end of a workflow command; only these three signs end or disguise it."""
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


def _result(finding: Finding) -> dict[str, Any]:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    location = {"artifactLocation": {"uri": _uri(finding.path)}, "region": region}
    return {
        "ruleId": finding.code,
        "level": _SARIF[finding.rule.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": location}],
    }


def _uri(path: str) -> str:
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix(), errors="surrogatepass")
