"""Searches for texts that break what always holds, led by what they reach in our code: `make fuzz`.

`text`, the first of the searches, begins with the fixtures; the others are those of
`tests/security/generators.py`. A search keeps what it finds on the way; what breaks something is saved beside
it, and given as an argument, it is tried alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import atheris
from hypothesis import given, settings

fuzzer: Any = atheris
with fuzzer.instrument_imports(include=["pelican_mks"]):
    from tests.fixture_cases import read_all
    from tests.invariants import check_that_stretches_read_as_tokens, check_what_always_holds
    from tests.security.generators import SEARCHES
    from tests.strategies import FRAGMENTS, OPEN_GROUPS, QUOTES

FOLDER = Path(".cache/fuzz")
LONGEST = 2_000
EVERY = 1_000
"""After so many examples it is said how many of them reached what they test."""
TEXT = "text"


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
    file = FOLDER / "dictionary.txt"
    made = (*FRAGMENTS, *OPEN_GROUPS, *QUOTES)
    lines = {
        "".join(f"\\x{byte:02X}" for byte in word.encode(errors="surrogatepass")) for word in made
    }
    file.write_text("".join(f'"{line}"\n' for line in sorted(lines)), encoding="ascii")
    return file


def checked_by(name: str) -> Callable[[bytes], object]:
    """What tries the text that a search's generator makes of these bytes."""
    search = SEARCHES[name]
    reached = tried = 0

    @settings(deadline=None)
    @given(search.texts)
    def example(text: Any) -> None:
        nonlocal reached, tried
        try:
            reached += search.check(text)
        except BaseException:
            sys.stderr.write(f"{name}: {text!r}\n")
            raise
        tried += 1
        if tried % EVERY == 0:
            sys.stderr.write(f"{name}: {reached} of {tried} reached what they test\n")

    made: Any = example
    return made.hypothesis.fuzz_one_input  # type: ignore[no-any-return]


def main() -> None:
    """Search; the first argument may name a search, the others are those of libFuzzer."""
    arguments = sys.argv[1:]
    name = arguments.pop(0) if arguments[:1] and arguments[0] in (TEXT, *SEARCHES) else TEXT
    found = FOLDER / name
    found.mkdir(parents=True, exist_ok=True)
    options = [f"-max_len={LONGEST}", f"-artifact_prefix={FOLDER}/{name}-", "-timeout=60"]
    begin = [str(seeds())] if name == TEXT else []
    options += [f"-dict={words()}"] if name == TEXT else ["-len_control=0"]
    tried = [argument for argument in arguments if not argument.startswith("-")]
    folders = [] if tried else [str(found), *begin]
    target = check if name == TEXT else checked_by(name)
    fuzzer.Setup([sys.argv[0], *options, *arguments, *folders], target)
    fuzzer.Fuzz()


if __name__ == "__main__":
    main()
