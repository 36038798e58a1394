"""The cases in `tests/fixtures/*.md`: inputs with their expected output.

A case is a title, the input, the expected HTML and, if there are any, the diagnostics with line, column and the
text that they point at:

    An empty item shows a placeholder {language=en}
    .
    <p>[mks_tabs][mks_tab_item title="A"][/mks_tab_item][/mks_tabs]</p>
    .
    <div class="mks-tabs" …
    .
    MKS006 1:14 [mks_tab_item title="A"]
    .

Lines before the first title begin with `#`. Braces after a title contain settings, or `prefix` and `language`.
A failing case shows a unified diff. To compare all cases with their actual output:

    python -m tests.fixture_cases            # show the differences
    python -m tests.fixture_cases --write    # write the actual output; review it with `git diff`
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path

from pelican_mks import Result, transform
from pelican_mks.site.settings import read_settings

FOLDER = Path(__file__).parent / "fixtures"
_OPTIONS = re.compile(r" \{(?P<options>[^{}]*)\}$")
_VALUES = {"on": True, "off": False}


@dataclass(frozen=True, slots=True)
class Case:
    """An input with its expected output."""

    path: Path
    line: int
    title: str
    source: str
    html: str
    diagnostics: str = ""

    def __str__(self) -> str:
        sections = [self.title, self.source, self.html]
        if self.diagnostics:
            sections.append(self.diagnostics)
        return "\n.\n".join((*sections, ""))

    def actual(self) -> Case:
        """The case with its actual output."""
        result = self.run()
        diagnostics = "\n".join(
            f"{diagnostic.code} {_position(self.source, diagnostic.start)} "
            + " ".join(self.source[diagnostic.start : diagnostic.end].split())
            for diagnostic in result.diagnostics
        )
        return replace(
            self, html=result.html, diagnostics=diagnostics.replace(" \n", "\n").rstrip()
        )

    def run(self) -> Result:
        found = _OPTIONS.search(self.title)
        pairs = found["options"].split(", ") if found else []
        options = dict(pair.split("=", 1) for pair in pairs)
        prefix, language = options.pop("prefix", ""), options.pop("language", None)
        settings, errors = read_settings(
            {f"MKS_{name.upper()}": _read(name, value) for name, value in options.items()}
        )
        assert not errors, errors
        return transform(self.source, prefix=prefix, language=language, settings=settings)


def _read(name: str, value: str) -> str | bool | int | list[str]:
    if name == "shortcodes":
        return value.split()
    return int(value) if value.isdigit() else _VALUES.get(value, value)


def _position(text: str, offset: int) -> str:
    line = text.count("\n", 0, offset) + 1
    return f"{line}:{offset - text.rfind(chr(10), 0, offset)}"


def read(path: Path) -> Iterator[Case]:
    """The cases in a file."""
    sections: list[list[str]] = [[]]
    first = 0
    for number, line in enumerate([*path.read_text(encoding="utf-8").split("\n"), ""], 1):
        if line == ".":
            sections.append([])
        elif len(sections) >= 4 and not line and not sections[-1]:
            title, *rest = ("\n".join(section) for section in sections[:-1])
            yield Case(path, first, title, *rest)
            sections = [[]]
        elif len(sections) > 1 or (line and not line.startswith("#")):
            first = number if len(sections) == 1 else first
            sections[-1].append(line)
    assert sections == [[]], f"{path}:{first}: this case does not end with a dot and an empty line"


def read_all() -> list[Case]:
    """The cases in all files."""
    return [case for path in sorted(FOLDER.glob("*.md")) for case in read(path)]


def difference(expected: Case, actual: Case) -> str:
    """A unified diff; empty if both are equal."""
    name = f"{expected.path.name}:{expected.line}"
    lines = unified_diff(
        str(expected).splitlines(),
        str(actual).splitlines(),
        f"{name} expected",
        "actual",
        lineterm="",
        n=99,
    )
    return "\n".join(lines)


def _main(*, write: bool) -> None:
    for path in sorted(FOLDER.glob("*.md")):
        cases = list(read(path))
        for case in cases:
            if found := difference(case, case.actual()):
                sys.stdout.write(f"{found}\n\n")
        if write:
            head = [
                line for line in path.read_text(encoding="utf-8").split("\n") if line[:1] == "#"
            ]
            body = "\n".join(str(case.actual()) for case in cases)
            path.write_text("\n".join((*head, "", body)), encoding="utf-8")


if __name__ == "__main__":
    _main(write="--write" in sys.argv)
