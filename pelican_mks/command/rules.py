"""The selection of rules and files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path

import click

from pelican_mks.shortcodes.diagnostic import CODES, RULES, Severity

ALL = "ALL"
SEVERITIES = tuple(severity.value for severity in reversed(Severity))
"""From the least to the most severe."""


def checked_codes(values: Iterable[str]) -> tuple[str, ...]:
    """Split values at commas into codes and prefixes; raise `click.BadParameter` for unknown ones."""
    wanted = tuple(code.strip().upper() for value in values for code in value.split(","))
    for code in wanted:
        if code != ALL and (not code or not any(each.startswith(code) for each in CODES)):
            near = get_close_matches(code, sorted(CODES), 1)
            hint = f"did you mean {near[0]}?" if near else f"the last rule is {RULES[-1].code}."
            message = f"Unknown rule {code or '“”'}; {hint}"
            raise click.BadParameter(message)
    return wanted


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules to check in each file."""

    codes: frozenset[str] = CODES
    folder: Path = Path()
    """Patterns are relative to this folder."""
    per_file: tuple[tuple[str, frozenset[str]], ...] = ()
    """Patterns of paths, and the codes to ignore there."""
    exclude: tuple[str, ...] = ()

    def for_file(self, path: Path) -> frozenset[str]:
        """Return the codes of the rules to check in a file."""
        ignored = (codes for pattern, codes in self.per_file if self._matches(path, pattern))
        return self.codes.difference(*ignored)

    def excludes(self, path: Path) -> bool:
        """Whether a file, or a folder it is in, is excluded."""
        whole = Path(os.path.abspath(path))  # noqa: PTH100 - links are not followed
        folders = set(whole.parents) - {self.folder, *self.folder.parents}
        return any(
            self._matches(each, pattern) for pattern in self.exclude for each in (whole, *folders)
        )

    def _matches(self, path: Path, pattern: str) -> bool:
        whole = os.path.abspath(path)  # noqa: PTH100
        pattern = pattern.rstrip("/")
        return fnmatch(path.name, pattern) or fnmatch(whole, os.path.join(self.folder, pattern))  # noqa: PTH118


def selected(
    select: Iterable[str], ignore: Iterable[str], least: str = SEVERITIES[0]
) -> frozenset[str]:
    """Return the codes that are selected and not ignored; the longer prefix wins.

    `least` is the least severity.
    """
    chosen, ignored = tuple(select), tuple(ignore)
    severities = SEVERITIES[SEVERITIES.index(least) :]
    return frozenset(
        rule.code
        for rule in RULES
        if rule.severity.value in severities
        and _longest_prefix(rule.code, chosen) > _longest_prefix(rule.code, ignored)
    )


def _longest_prefix(code: str, prefixes: Iterable[str]) -> int:
    """Return the length of the longest of the prefixes that a code has; -1 if it has none."""
    lengths = (
        0 if each == ALL else len(each) for each in prefixes if each == ALL or code.startswith(each)
    )
    return max(lengths, default=-1)


def per_file(patterns: Mapping[str, Iterable[str]]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the codes to ignore for each pattern."""
    return tuple(
        (pattern, selected(checked_codes(codes), ())) for pattern, codes in patterns.items()
    )
