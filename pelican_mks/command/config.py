"""The command's settings: `[tool.pelican-mks]` in the nearest `pyproject.toml`, and options in place of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pelican_mks.command.rules import (
    ALL,
    SEVERITIES,
    Rules,
    UnknownRuleError,
    checked_codes,
    per_file,
    selected,
)

FILE = "pyproject.toml"
TABLE = "pelican-mks"
FORMATS = ("full", "concise", "json", "github", "sarif")


class ConfigError(Exception):
    """A `pyproject.toml` that cannot be used, and why."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a `pyproject.toml` says; each field is a key, with hyphens."""

    folder: Path
    """Patterns are relative to this folder."""
    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, frozenset[str]], ...] = ()
    exclude: tuple[str, ...] = ()
    min_severity: str = SEVERITIES[0]
    output_format: str = FORMATS[0]

    def rules(
        self,
        *,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        extend_select: Sequence[str] = (),
        per_file_ignores: Sequence[tuple[str, frozenset[str]]] = (),
        exclude: Sequence[str] = (),
        min_severity: str | None = None,
    ) -> Rules:
        """The rules with these options: `select` replaces what the file selects and ignores."""
        chosen = select or (*self.select, *self.extend_select)
        ignored = ignore if select else (*self.ignore, *ignore)
        return Rules(
            selected((*chosen, *extend_select), ignored, min_severity or self.min_severity),
            self.folder,
            (*self.per_file_ignores, *per_file_ignores),
            (*self.exclude, *exclude),
        )


KEYS = tuple(field.name.replace("_", "-") for field in fields(Config) if field.name != "folder")


def read_config(folder: Path) -> Config:
    """The settings for `folder`: those of the nearest file upwards that has some.

    Raises `ConfigError`.
    """
    for each in (folder, *folder.parents):
        path = each / FILE
        if path.is_file():
            table = _table(path)
            if table is not None:
                return _config(path, table)
    return Config(folder)


def _table(path: Path) -> Any:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path}: {error}"
        raise ConfigError(message) from error
    tool = content.get("tool", {})
    return tool.get(TABLE) if isinstance(tool, Mapping) else None


def _config(path: Path, table: Any) -> Config:
    if not isinstance(table, Mapping):
        message = f"{path}: [tool.{TABLE}] is not a table"
        raise ConfigError(message)
    values: dict[str, Any] = {}
    for key, value in table.items():
        try:
            values[key.replace("-", "_")] = _value(key, value)
        except ValueError as error:
            message = f"{path}: [tool.{TABLE}] {error}"
            raise ConfigError(message) from error
    return Config(path.parent, **values)


def _value(key: str, value: Any) -> Any:
    """The value of a setting; raises `ValueError`."""
    if key not in KEYS:
        message = f"has no setting “{key}”; {_closest(key, KEYS)}"
        raise ValueError(message)
    if key in ("min-severity", "output-format"):
        allowed = SEVERITIES if key == "min-severity" else FORMATS
        if value not in allowed:
            message = f"{key} = {value!r} is not valid; {_closest(str(value), allowed)}"
            raise ValueError(message)
        return value
    if key == "per-file-ignores":
        return _named(key, per_file, _table_of_lists(key, value))
    texts = _texts(key, value)
    return texts if key == "exclude" else _named(key, checked_codes, texts)


def _named(key: str, read: Any, value: Any) -> Any:
    try:
        return read(value)
    except UnknownRuleError as error:
        message = f"{key}: {error}"
        raise ValueError(message) from error


def _table_of_lists(key: str, value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, Mapping):
        message = f"{key} must be a table of patterns, each with a list of codes"
        raise ValueError(message)  # noqa: TRY004 - a wrong setting, not a wrong call
    return {pattern: _texts(key, codes) for pattern, codes in value.items()}


def _texts(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        message = f"{key} must be a list of strings"
        raise ValueError(message)
    return tuple(value)


def _closest(text: str, allowed: Sequence[str]) -> str:
    near = get_close_matches(text, allowed, 1)
    return f"did you mean “{near[0]}”?" if near else f"use one of {', '.join(allowed)}"
