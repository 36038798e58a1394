"""Coverage-guided fuzzing with Atheris, `make fuzz`: find texts that violate an invariant.

The fuzz target `text` starts from the fixtures; the others are those of `tests/security/generators.py`. Each target
keeps its corpus. A text that fails is saved beside the corpus; pass its file as an argument to try only that text.
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
    from tests.invariants import check_invariants, check_stretches_against_tokens
    from tests.security.generators import FUZZ_TARGETS
    from tests.strategies import FRAGMENTS, QUOTES, TABS_OPENING_TAGS

FOLDER = Path(".cache/fuzz")
LONGEST_TEXT = 2_000
REPORT_INTERVAL = 1_000
"""After this many examples, a target prints how many reached what they test."""
TEXT = "text"


def check(data: bytes) -> None:
    """Check the text that these bytes encode."""
    html = data.decode(errors="surrogateescape")
    check_invariants(html)
    check_stretches_against_tokens(html)


def write_seeds() -> Path:
    """Write the input of each fixture to a folder."""
    folder = FOLDER / "seeds"
    folder.mkdir(parents=True, exist_ok=True)
    for case in read_all():
        file = folder / f"{case.path.stem}-{case.line}"
        file.write_bytes(case.source.encode(errors="surrogatepass"))
    return folder


def write_dictionary() -> Path:
    """Write libFuzzer's dictionary, the strings that it inserts."""
    file = FOLDER / "dictionary.txt"
    entries = (*FRAGMENTS, *TABS_OPENING_TAGS, *QUOTES)
    lines = {
        "".join(f"\\x{byte:02X}" for byte in word.encode(errors="surrogatepass"))
        for word in entries
    }
    file.write_text("".join(f'"{line}"\n' for line in sorted(lines)), encoding="ascii")
    return file


def example_check(name: str) -> Callable[[bytes], object]:
    """The function that generates an example from the fuzzer's bytes and checks it."""
    target = FUZZ_TARGETS[name]
    reached = tried = 0

    @settings(deadline=None)
    @given(target.texts)
    def example(text: Any) -> None:
        nonlocal reached, tried
        try:
            reached += target.check(text)
        except BaseException:
            sys.stderr.write(f"{name}: {text!r}\n")
            raise
        tried += 1
        if tried % REPORT_INTERVAL == 0:
            sys.stderr.write(f"{name}: {reached} of {tried} reached what they test\n")

    made: Any = example
    return made.hypothesis.fuzz_one_input  # type: ignore[no-any-return]


def main() -> None:
    """Run a fuzz target: the first argument may be its name; libFuzzer gets the others."""
    arguments = sys.argv[1:]
    name = arguments.pop(0) if arguments[:1] and arguments[0] in (TEXT, *FUZZ_TARGETS) else TEXT
    found = FOLDER / name
    found.mkdir(parents=True, exist_ok=True)
    options = [f"-max_len={LONGEST_TEXT}", f"-artifact_prefix={FOLDER}/{name}-", "-timeout=60"]
    seeds = [str(write_seeds())] if name == TEXT else []
    options += [f"-dict={write_dictionary()}"] if name == TEXT else ["-len_control=0"]
    tried = [argument for argument in arguments if not argument.startswith("-")]
    folders = [] if tried else [str(found), *seeds]
    target = check if name == TEXT else example_check(name)
    fuzzer.Setup([sys.argv[0], *options, *arguments, *folders], target)
    fuzzer.Fuzz()


if __name__ == "__main__":
    main()
