"""Searches for texts that break what always holds, led by what they reach in our code: `make fuzz`.

It begins with the fixtures, and keeps what it finds on the way; a text that breaks something is saved
beside it, and given as an argument, it is tried alone.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import atheris

fuzzer: Any = atheris
with fuzzer.instrument_imports(include=["pelican_mks"]):
    from tests.fixture_cases import read_all
    from tests.invariants import check_that_stretches_read_as_tokens, check_what_always_holds
    from tests.strategies import FRAGMENTS, OPEN_GROUPS, QUOTES

FOLDER = Path(".cache/fuzz")
LONGEST = 2_000


def check(data: bytes) -> None:
    """Try what these bytes are as text."""
    html = data.decode(errors="surrogateescape")
    check_what_always_holds(html)
    check_that_stretches_read_as_tokens(html)


def seeds() -> Path:
    """A folder with the inputs of all fixtures."""
    folder = FOLDER / "seeds"
    folder.mkdir(parents=True, exist_ok=True)
    for case in read_all():
        file = folder / f"{case.path.stem}-{case.line}"
        file.write_bytes(case.source.encode(errors="surrogatepass"))
    return folder


def words() -> Path:
    """A file with what is worth putting into a text."""
    file = FOLDER / "words"
    made = (*FRAGMENTS, *OPEN_GROUPS, *QUOTES)
    lines = {
        "".join(f"\\x{byte:02X}" for byte in word.encode(errors="surrogatepass")) for word in made
    }
    file.write_text("".join(f'"{line}"\n' for line in sorted(lines)), encoding="ascii")
    return file


def main() -> None:
    """Search; arguments are those of libFuzzer."""
    found = FOLDER / "found"
    found.mkdir(parents=True, exist_ok=True)
    options = [
        f"-dict={words()}",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={FOLDER}/",
        "-timeout=10",
    ]
    tried = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    folders = [] if tried else [str(found), str(seeds())]
    fuzzer.Setup([sys.argv[0], *options, *sys.argv[1:], *folders], check)
    fuzzer.Fuzz()


if __name__ == "__main__":
    main()
