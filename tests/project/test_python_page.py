"""The page about the Python API matches the package, and its examples run."""

from __future__ import annotations

import re
from inspect import signature

import pytest

import pelican_mks
from pelican_mks import Diagnostic, Result, transform
from tests.sites import PROJECT

PAGE = (PROJECT / "docs/python.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def table(start: str) -> list[str]:
    """The names in the first column of the table after `start`."""
    rows = PAGE.partition(start)[2].partition("| --- |")[2].partition("\n\n")[0]
    cells = re.findall(r"^\| (.*?) \|", rows, re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]


def test_lists_the_arguments_and_the_results() -> None:
    assert table("`transform` does not raise") == list(signature(transform).parameters)
    assert table("returns a `Result`") == list(Result._fields)
    named = table("A `Diagnostic` has")
    assert {*Diagnostic._fields} - set(named) == {"rule", "details"}
    assert all(hasattr(Diagnostic, name) for name in named)


def test_names_everything_that_the_package_exports() -> None:
    exported = {*pelican_mks.__all__} - {"__version__", "register"}
    assert exported <= set(re.findall(r"\w+", PAGE))


@pytest.mark.parametrize(
    ("example", "printed"),
    [*zip(EXAMPLES, ["MKS020 info", "<audio", "<em>emphasis</em>"], strict=True)],
)
def test_an_example_runs(example: str, printed: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(example, {})  # noqa: S102 - the page's own example
    assert printed in capsys.readouterr().out
