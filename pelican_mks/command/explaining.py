"""Rules, explained."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from textwrap import indent
from types import MappingProxyType
from typing import Any

import click

from pelican_mks.command.documentation import rule_url
from pelican_mks.shortcodes.diagnostic import RULES, Rule, Severity

SEVERITIES = {
    Severity.ERROR: "error: the site's own code failed",
    Severity.WARNING: "warning: the page may differ from what was meant",
    Severity.INFO: "info: the page is right; a build names it only with --verbose",
}
_LONGEST = 240


def as_text(codes: Collection[str]) -> str:
    """The rules of these codes, in order."""
    return "\n\n".join(_section(rule) for rule in RULES if rule.code in codes)


def as_json(codes: Collection[str]) -> str:
    """A list of objects."""
    found = [_object(rule) for rule in RULES if rule.code in codes]
    return json.dumps(found, indent=2, ensure_ascii=False)


FORMATS: Mapping[str, Callable[[Collection[str]], str]] = MappingProxyType(
    {"text": as_text, "json": as_json}
)


def example(rule: Rule) -> str:
    """A text with this problem, cut if it is long."""
    if len(rule.example) <= _LONGEST:
        return rule.example
    start = rule.example[:_LONGEST]
    return f"{start[: max(start.rfind('['), start.rfind('<'))]}…"


def _section(rule: Rule) -> str:
    lines = [
        f"{click.style(rule.code, bold=True)}  {rule.title}",
        f"Severity: {SEVERITIES[rule.severity]}.",
        f"Fix: {_fix(rule)}",
        f"Message: {rule.problem}; {rule.consequence}. {rule.advice}.",
        "Example:",
        indent(example(rule), "    "),
    ]
    if url := rule_url(rule.code):
        lines.append(f"More: {url}")
    return "\n".join(lines)


def _fix(rule: Rule) -> str:
    if rule.fixable:
        return "pelican-mks fix, if the page stays the same."
    return "by hand."


def _object(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "title": rule.title,
        "severity": rule.severity.value,
        "fixable": rule.fixable,
        "problem": rule.problem,
        "consequence": rule.consequence,
        "advice": rule.advice,
        "example": rule.example,
        "url": rule_url(rule.code) or None,
    }
