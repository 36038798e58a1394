"""`pelican-mks explain`."""

from __future__ import annotations

import json
import re
from textwrap import indent

import click

from pelican_mks.command.documentation import rule_url
from pelican_mks.command.options import code_argument, color_option, text_or_json
from pelican_mks.command.rules import ALL, selected
from pelican_mks.shortcodes.diagnostic import RULES, Rule, Severity

_SEVERITIES = {
    Severity.ERROR: "error: the site's own code failed",
    Severity.WARNING: "warning: the page may differ from what was meant",
    Severity.INFO: "info: the page is right; a build shows it only with --verbose",
}
_REPETITIONS = re.compile(r"(<[^<>]*>|\[[^][]*\])\1{2,}")


@click.command()
@code_argument
@color_option
@text_or_json
def explain(rules: tuple[str, ...], format_name: str) -> None:
    """Explain rules: what is wrong, an example, and what to write instead.

    CODE is the code of a rule, or a prefix of several; by default all rules.

    \b
    Examples:
      pelican-mks explain MKS006
      pelican-mks explain --output-format json
    """  # noqa: D301 - \b keeps click from joining the lines
    codes = selected(rules or (ALL,), ())
    chosen = [rule for rule in RULES if rule.code in codes]
    if format_name == "json":
        click.echo(json.dumps([_object(rule) for rule in chosen], indent=2, ensure_ascii=False))
    else:
        click.echo("\n\n".join(map(_section, chosen)))


def example(rule: Rule) -> str:
    """Return the example of a rule, without the repetitions of a tag."""
    return _REPETITIONS.sub(r"\1\1…", rule.example)


def _message(rule: Rule) -> str:
    """Return the message of a rule, with names in capitals where a diagnostic has details."""
    message = f"{rule.problem}; {rule.consequence}. {rule.advice}."
    return re.sub(r"\{(\w+)\}", lambda found: found[1].upper(), message)


def _section(rule: Rule) -> str:
    fix = "pelican-mks fix, if it is safe." if rule.fixable else "by hand."
    lines = [
        f"{click.style(rule.code, bold=True)}  {rule.title}",
        *([f"Why: {rule.reason}"] if rule.reason else []),
        f"Severity: {_SEVERITIES[rule.severity]}.",
        f"Fix: {fix}",
        f"Message: {_message(rule)}",
        "Example:",
        indent(example(rule), "    "),
    ]
    if url := rule_url(rule.code):
        lines.append(f"More: {url}")
    return "\n".join(lines)


def _object(rule: Rule) -> dict[str, object]:
    names = "code title reason severity fixable problem consequence advice example".split()
    return {**{name: getattr(rule, name) for name in names}, "url": rule_url(rule.code) or None}
