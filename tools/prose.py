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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Term:
    """A term to avoid."""

    avoid: re.Pattern[str]
    write: str
    unless: re.Pattern[str] | None
    """Phrases in which the term is right."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A term to avoid at its place in a file."""

    line: int
    column: int
    found: str
    write: str


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


def read_terms(entries: Iterable[Mapping[str, str]]) -> list[Term]:
    """Compile the entries of `prose.toml`."""
    return [
        Term(
            _phrase(entry["avoid"]),
            entry["write"],
            _phrase(entry["unless"]) if "unless" in entry else None,
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


def check(text: str, terms: Iterable[Term]) -> list[Finding]:
    """Find the terms to avoid in prose, in the order of the text."""
    return sorted(_findings(text, terms), key=lambda finding: (finding.line, finding.column))


def _findings(text: str, terms: Iterable[Term]) -> Iterator[Finding]:
    for term in terms:
        right = [found.span() for found in term.unless.finditer(text)] if term.unless else []
        for found in term.avoid.finditer(text):
            start, end = found.span()
            if not any(first <= start and end <= last for first, last in right):
                line_start = text.rfind("\n", 0, start) + 1
                line = text.count("\n", 0, start) + 1
                words = " ".join(found[0].split())
                yield Finding(line, start - line_start + 1, words, term.write)


def _phrase(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of whole words, which may be on two lines."""
    words = pattern.replace(" ", r"\s+")
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _python(source: str) -> str:
    """Keep comments and strings, except raw strings."""
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    kept = list(_VISIBLE.sub(" ", source))
    for found in tokenize.generate_tokens(io.StringIO(source).readline):
        if found.type in _PROSE_TOKENS and not _RAW.match(found.string):
            (first_line, first), (last_line, last) = found.start, found.end
            start, end = starts[first_line - 1] + first, starts[last_line - 1] + last
            is_formatted = _FORMATTED.match(found.string)
            kept[start:end] = (
                _EXPRESSION.sub(_blank, source[start:end]) if is_formatted else source[start:end]
            )
    return "".join(kept)


def _blank(found: re.Match[Any]) -> str:
    return _VISIBLE.sub(" ", found[0])


if __name__ == "__main__":
    main()
