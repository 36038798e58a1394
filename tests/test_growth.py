"""The work grows no faster than the text, whatever the text.

There are two measures, and neither is a clock: how many lines of our code run for a text and for one twice as long,
and whether transforming a long text, which could make a regular expression backtrack, ends at all.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_mks import transform
from pelican_mks.shortcodes.scanner import DEEPEST
from tests.abuse import FRAGMENTS, RUNS, TAGS, title
from tests.reach import reached
from tests.settings import ALL_ENABLED

STEPS = 300
BEYOND_DEPTH_LIMIT = DEEPEST + 10
"""The work for each pair changes at the depth from which tags are text, so both measures are taken beyond it."""
LONG = 12_000
SECONDS = 10
"""CPU time, so that other programs do not count; each part takes one or two seconds."""
PARTS = 4


def work(text: str) -> tuple[int, int]:
    """Count the lines of our code that run for `text`, and the characters of the result."""
    count = 0

    def inside(_frame: FrameType, event: str, _value: object) -> Any:
        nonlocal count
        count += event == "line"
        return inside

    def entered(frame: FrameType, _event: str, _value: object) -> Any:
        return inside if "pelican_mks" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        html = transform(text, settings=ALL_ENABLED).html
    finally:
        sys.settrace(before)
    return count, len(html)


@pytest.mark.parametrize("make", TAGS.values(), ids=TAGS)
def test_twice_the_text_is_twice_the_work(make: Callable[[int], str]) -> None:
    lines_once, length_once = work(make(STEPS))
    lines_twice, length_twice = work(make(2 * STEPS))
    assert lines_twice <= 2.3 * lines_once
    assert length_twice <= 2.3 * length_once + 100


@given(
    first=st.sampled_from(FRAGMENTS), second=st.sampled_from(FRAGMENTS), alternately=st.booleans()
)
def test_twice_as_many_pairs_of_fragments_are_twice_the_work(
    first: str, second: str, *, alternately: bool
) -> None:
    def make(number: int) -> str:
        return (first + second) * number if alternately else first * number + second * number

    lines_once, _ = work(make(BEYOND_DEPTH_LIMIT))
    lines_twice, _ = work(make(2 * BEYOND_DEPTH_LIMIT))
    assert lines_twice <= 2.3 * lines_once
    reached(lines_twice > lines_once)


@pytest.mark.parametrize("part", range(PARTS))
def test_long_texts_finish(part: int) -> None:
    names = [*RUNS][part::PARTS]
    script = (
        "from pelican_mks import transform\n"
        "from tests.abuse import RUNS\n"
        "from tests.settings import ALL_ENABLED\n"
        f"for name in {names!r}:\n"
        "    print(name, flush=True)\n"
        f"    transform(RUNS[name]({LONG}), settings=ALL_ENABLED)"
    )
    assert run_in_time(script, SECONDS) == names


def run_in_time(script: str, seconds: int) -> list[str]:
    """Run a script with a limit of CPU time, which it must not reach; return the lines that it printed."""
    limit = f"import resource\nresource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))\n"
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", limit + script], check=False, stdout=subprocess.PIPE, text=True
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, f"not done: {lines[-1:]}"
    return lines


def test_a_value_of_a_megabyte_is_kept() -> None:
    value = "word " * 200_000
    assert value.strip() in transform(title(value)).html
