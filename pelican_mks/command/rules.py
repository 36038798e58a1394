"""Which rules are checked in which file, and which files not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path

from pelican_mks.shortcodes.diagnostic import CODES, RULES, Severity

ALL = "ALL"
SEVERITIES = tuple(severity.value for severity in reversed(Severity))
"""From the least to the most severe."""


class UnknownRuleError(ValueError):
    """A code that begins the code of no rule."""


def checked_codes(values: Iterable[str]) -> tuple[str, ...]:
    """Codes, or beginnings of some, each value with one or several; raises `UnknownRuleError`."""
    wanted = tuple(code.strip().upper() for value in values for code in value.split(","))
    for code in wanted:
        if code != ALL and (not code or not any(each.startswith(code) for each in CODES)):
            near = get_close_matches(code, sorted(CODES), 1)
            hint = f"did you mean {near[0]}?" if near else f"the last rule is {RULES[-1].code}."
            message = f"Unknown rule {code or '“”'}; {hint}"
            raise UnknownRuleError(message)
    return wanted


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules to check, by file."""

    codes: frozenset[str] = CODES
    folder: Path = Path()
    """Patterns are relative to this folder."""
    per_file: tuple[tuple[str, frozenset[str]], ...] = ()
    """Patterns of paths, and the codes that are ignored there."""
    exclude: tuple[str, ...] = ()

    def for_file(self, path: Path) -> frozenset[str]:
        """The codes of the rules for the file at `path`."""
        ignored = (codes for pattern, codes in self.per_file if self._matches(path, pattern))
        return self.codes.difference(*ignored)

    def excludes(self, path: Path) -> bool:
        """Whether the file at `path`, or a folder it is in, is excluded."""
        return any(
            self._matches(each, pattern)
            for pattern in self.exclude
            for each in (path, *_parents(path, self.folder))
        )

    def _matches(self, path: Path, pattern: str) -> bool:
        whole = os.path.abspath(path)  # noqa: PTH100 - no link is followed
        pattern = pattern.rstrip("/")
        return fnmatch(path.name, pattern) or fnmatch(whole, os.path.join(self.folder, pattern))  # noqa: PTH118


def _parents(path: Path, folder: Path) -> Iterable[Path]:
    """The folders of `path` below `folder`, or all of them if it is elsewhere."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100
    return (each for each in whole.parents if each != folder and each not in folder.parents)


def selected(
    select: Iterable[str], ignore: Iterable[str], least: str = SEVERITIES[0]
) -> frozenset[str]:
    """The codes that `select` begins and `ignore` does not; of two beginnings the longer one counts.

    `least` is the least severity of their rules.
    """
    chosen, ignored = tuple(select), tuple(ignore)
    severities = SEVERITIES[SEVERITIES.index(least) :]
    return frozenset(
        rule.code
        for rule in RULES
        if rule.severity.value in severities
        and _longest(rule.code, chosen) > _longest(rule.code, ignored)
    )


def _longest(code: str, beginnings: Iterable[str]) -> int:
    """The length of the longest beginning of a code; -1 if there is none."""
    return max(
        (
            0 if each == ALL else len(each)
            for each in beginnings
            if code.startswith(each) or each == ALL
        ),
        default=-1,
    )


def per_file(patterns: Mapping[str, Iterable[str]]) -> tuple[tuple[str, frozenset[str]], ...]:
    """The codes to ignore in the files that match each pattern."""
    return tuple(
        (pattern, selected(checked_codes(codes), ())) for pattern, codes in patterns.items()
    )
