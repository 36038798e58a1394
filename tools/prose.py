"""Check the project's prose against its list of terms, `tools/prose.toml`: part of `make check`.

In Markdown, text outside code and generated parts is checked; in Python, comments and strings; in other files,
everything. Nothing in backquotes is checked.
"""

from __future__ import annotations

import io
import re
import sys
import token
import tokenize
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

PROJECT = Path(__file__).parent.parent
TERMS = Path(__file__).with_name("prose.toml")
_CODE_BLOCK = re.compile(r"^( *)(```+|~~~+).*?^\1\2`*$", re.DOTALL | re.MULTILINE)
_GENERATED = re.compile(r"<!-- ([a-z]+) -->.*?<!-- /\1 -->", re.DOTALL)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_SHORTCODE = re.compile(r"\[/?mks_\w+[^\]]*\]")
_URL = re.compile(r"https?://[^\s)>\"]+|\]\([^)\s]+\)")
_VISIBLE = re.compile(r"\S")
_RAW = re.compile(r"[bf]?r[bf]?[\"']", re.IGNORECASE)
"""Raw strings are patterns."""
_FORMATTED = re.compile("f[\"']", re.IGNORECASE)
_EXPRESSION = re.compile(r"\{[^{}]*\}")
_CONTINUATION = re.compile(r"\n[ \t]*#:?")
_PROSE_TOKENS = {
    token.COMMENT,
    token.STRING,
    getattr(token, "FSTRING_MIDDLE", token.STRING),  # since Python 3.12
}


class Finding(NamedTuple):
    """A term to avoid at its place in a file."""

    line: int
    column: int
    found: str
    write: str


Terms = Iterable[tuple[re.Pattern[str], str]]
"""Expressions whose group `avoid` is a term to avoid, and what to write instead."""


def main() -> None:
    """Check the files that `prose.toml` lists; exit with 1 if any contains a term to avoid."""
    configuration = tomllib.loads(TERMS.read_text(encoding="utf-8"))
    terms = read_terms(configuration["term"])
    problems = 0
    for path in files(configuration["files"], configuration["exclude"]):
        for finding in check(prose(path.suffix, path.read_text(encoding="utf-8")), terms):
            problems += 1
            place = f"{path.relative_to(PROJECT)}:{finding.line}:{finding.column}"
            print(f"{place}: “{finding.found}”: write {finding.write}")  # noqa: T201
    if problems:
        terms_to_avoid = "1 term" if problems == 1 else f"{problems} terms"
        sys.exit(f"{terms_to_avoid} to avoid. Terms and exceptions are in tools/prose.toml.")


def read_terms(entries: Iterable[Mapping[str, str]]) -> Terms:
    """Compile the entries of `prose.toml` as patterns of whole words, which may be on two lines."""
    return [
        (
            re.compile(
                # What a phrase matches in which the term is right, the term cannot match.
                rf"\b(?:(?:{entry.get('unless', '(?!)')})|(?P<avoid>{entry['avoid']}))\b".replace(
                    " ", r"\s+"
                ),
                re.IGNORECASE,
            ),
            entry["write"],
        )
        for entry in entries
    ]


def files(patterns: Iterable[str], exclude: Iterable[str]) -> list[Path]:
    """Find the files that match, relative to the project; every pattern must match one."""
    found: set[Path] = set()
    for pattern in patterns:
        matching = set(PROJECT.glob(pattern))
        assert matching, f"no file matches {pattern}"
        found |= matching
    return sorted(found - {PROJECT / name for name in exclude})


def prose(suffix: str, text: str) -> str:
    """Replace everything except prose with spaces, so that positions stay the same."""
    text = _python(text) if suffix == ".py" else text
    if suffix == ".md":
        for unchecked in (_CODE_BLOCK, _GENERATED):
            text = unchecked.sub(_blank, text)
    for unchecked in (_CODE, _SHORTCODE, _URL):
        text = unchecked.sub(_blank, text)
    # A phrase may continue in the next line of a comment.
    return _CONTINUATION.sub(lambda found: found[0].replace("#", " "), text)


def check(text: str, terms: Terms) -> list[Finding]:
    """Find the terms to avoid in prose, in the order of the text."""
    return sorted(
        Finding(
            text.count("\n", 0, found.start()) + 1,
            found.start() - text.rfind("\n", 0, found.start()),
            " ".join(found[0].split()),
            write,
        )
        for pattern, write in terms
        for found in pattern.finditer(text)
        if found["avoid"]
    )


def _python(source: str) -> str:
    """Keep comments and strings, except raw strings and the expressions in formatted ones."""
    starts = [0, *(end.end() for end in re.finditer("\n", source))]
    kept = list(_VISIBLE.sub(" ", source))
    for found in tokenize.generate_tokens(io.StringIO(source).readline):
        if found.type in _PROSE_TOKENS and not _RAW.match(found.string):
            start, end = (starts[line - 1] + column for line, column in (found.start, found.end))
            text = source[start:end]
            kept[start:end] = _EXPRESSION.sub(_blank, text) if _FORMATTED.match(text) else text
    return "".join(kept)


def _blank(found: re.Match[Any]) -> str:
    return _VISIBLE.sub(" ", found[0])


if __name__ == "__main__":
    main()
