"""The configuration: `[tool.pelican-mks]` in the nearest `pyproject.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click

from pelican_mks.command.errors import CommandError
from pelican_mks.command.rules import ALL, SEVERITIES, Rules, checked_codes, per_file, selected

FORMATS = ("full", "concise", "json", "github", "sarif")
_TABLE = "pelican-mks"


PerFile = tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `check` and `fix`."""

    paths: tuple[Path, ...]
    settings_path: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    extend_select: tuple[str, ...]
    per_file_ignores: PerFile
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
    statistics: bool
    fix: bool
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Config:
    """The values of a `pyproject.toml`."""

    folder: Path
    """Patterns are relative to this folder."""
    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    per_file_ignores: PerFile = ()
    exclude: tuple[str, ...] = ()
    min_severity: str = SEVERITIES[0]
    output_format: str = FORMATS[0]

    def rules(self, options: Options) -> Rules:
        """Return the rules to check; the options add to the file, but `select` replaces its choice."""
        select = options.select or (*self.select, *self.extend_select)
        ignore = options.ignore if options.select else (*self.ignore, *options.ignore)
        return Rules(
            selected(
                (*select, *options.extend_select),
                ignore,
                options.min_severity or self.min_severity,
            ),
            self.folder,
            (*self.per_file_ignores, *options.per_file_ignores),
            (*self.exclude, *options.exclude),
        )


def read_config(folder: Path) -> Config:
    """Read the configuration for `folder`: that of the nearest `pyproject.toml` upwards with a table.

    Raise `CommandError` if it is not valid.
    """
    for each in (folder, *folder.parents):
        path = each / "pyproject.toml"
        if not path.is_file():
            continue
        try:
            tool = tomllib.loads(path.read_text(encoding="utf-8")).get("tool", {})
            if isinstance(tool, Mapping) and _TABLE in tool:
                return Config(each, **_values(tool[_TABLE]))
        except (OSError, ValueError) as error:
            message = f"{path}: {error}"
            raise CommandError(message) from error
    return Config(folder)


def _values(table: Any) -> dict[str, Any]:
    """Read the table; raise `ValueError`."""
    where = f"[tool.{_TABLE}]"
    if not isinstance(table, Mapping):
        message = f"{where} must be a table"
        raise ValueError(message)  # noqa: TRY004 - an author's mistake
    values = {}
    for key, value in table.items():
        if key not in KEYS:
            message = f"{where} has no setting “{key}”; {_hint(key, tuple(KEYS))}"
            raise ValueError(message)
        try:
            values[key.replace("-", "_")] = KEYS[key](value)
        except (ValueError, click.BadParameter) as error:
            message = f"{where} {key}: {error}"
            raise ValueError(message) from error
    return values


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        message = "must be a list of strings"
        raise ValueError(message)
    return tuple(value)


def _codes(value: Any) -> tuple[str, ...]:
    return checked_codes(_texts(value))


def _codes_by_pattern(value: Any) -> PerFile:
    if not isinstance(value, Mapping):
        message = "must be a table of patterns, each with a list of codes"
        raise ValueError(message)  # noqa: TRY004 - an author's mistake
    return per_file({pattern: _texts(codes) for pattern, codes in value.items()})


def _choice(valid: Sequence[str], value: Any) -> str:
    if value not in valid:
        message = f"{value!r} is not valid; {_hint(str(value), valid)}"
        raise ValueError(message)
    return str(value)


def _hint(text: str, valid: Sequence[str]) -> str:
    near = get_close_matches(text, valid, 1)
    return f"did you mean “{near[0]}”?" if near else f"use one of {', '.join(valid)}"


KEYS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "select": _codes,
        "ignore": _codes,
        "extend-select": _codes,
        "per-file-ignores": _codes_by_pattern,
        "exclude": _texts,
        "min-severity": partial(_choice, SEVERITIES),
        "output-format": partial(_choice, FORMATS),
    }
)
"""How to read each setting."""
