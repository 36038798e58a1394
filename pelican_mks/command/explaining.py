"""Rules, explained."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from textwrap import indent
from types import MappingProxyType
from typing import Any

import click

from pelican_mks.command.documentation import rule_url
from pelican_mks.shortcodes.diagnostic import FAULTS, Fault, Severity

SEVERITIES = {
    Severity.ERROR: "error: the site's own code failed",
    Severity.WARNING: "warning: the page may differ from what was meant",
    Severity.INFO: "info: the page is right; a build names it only with --verbose",
}
_LONGEST = 240


def as_text(codes: Collection[str]) -> str:
    """The rules of these codes, in order."""
    return "\n\n".join(_section(fault) for fault in FAULTS if fault.code in codes)


def as_json(codes: Collection[str]) -> str:
    """A list of objects."""
    found = [_object(fault) for fault in FAULTS if fault.code in codes]
    return json.dumps(found, indent=2, ensure_ascii=False)


FORMATS: Mapping[str, Callable[[Collection[str]], str]] = MappingProxyType(
    {"text": as_text, "json": as_json}
)


def example(fault: Fault) -> str:
    """A text with this problem, cut if it is long."""
    if len(fault.example) <= _LONGEST:
        return fault.example
    return f"{fault.example[:_LONGEST].rpartition('[')[0]}…"


def _section(fault: Fault) -> str:
    lines = [
        f"{click.style(fault.code, bold=True)}  {fault.title}",
        f"Severity: {SEVERITIES[fault.severity]}.",
        f"Fix: {_fix(fault)}",
        f"Message: {fault.problem}; {fault.rescue}. {fault.repair}.",
        "Example:",
        indent(example(fault), "    "),
    ]
    if url := rule_url(fault.code):
        lines.append(f"More: {url}")
    return "\n".join(lines)


def _fix(fault: Fault) -> str:
    if fault.fixable:
        return "pelican-mks fix, if the page stays the same."
    return "by hand."


def _object(fault: Fault) -> dict[str, Any]:
    return {
        "code": fault.code,
        "title": fault.title,
        "severity": fault.severity.value,
        "fixable": fault.fixable,
        "problem": fault.problem,
        "consequence": fault.rescue,
        "advice": fault.repair,
        "example": fault.example,
        "url": rule_url(fault.code) or None,
    }
