"""What the documentation says is held against the code."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from pelican_mks.registry import SHORTCODES
from pelican_mks.settings import PREFIX, Settings
from tests.site import PROJECT
from tools import faults

README = (PROJECT / "README.md").read_text(encoding="utf-8")
GUIDE = (PROJECT / "content/pages/guide.md").read_text(encoding="utf-8")


def table(text: str, heading: str) -> list[list[str]]:
    """The cells of the table whose heading row begins with `heading`."""
    rows = text[text.index(f"| {heading} |") :].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]


def test_the_readme_lists_every_setting() -> None:
    assert table(README, "setting") == [
        [
            f"`{PREFIX}{item.name.upper()}`",
            f"`{item.default!r}`",
            item.metadata["about"],
            item.metadata["rule"].allowed,
        ]
        for item in fields(Settings)
    ]


def test_the_page_about_faults_is_up_to_date() -> None:
    assert faults.PAGE.read_text(encoding="utf-8") == faults.page()


def test_the_guide_lists_every_attribute() -> None:
    listed = [
        (name, attribute)
        for title, body in re.findall(r'_item title="(<code>[^"]*)"\](.*?)\[/', GUIDE, re.DOTALL)
        for name in re.findall(r"<code>(\w+)</code>", title)
        for attribute in re.findall(r"^`(\w+)`\n: ", body, re.MULTILINE)
    ]
    assert listed == [
        (shortcode.name, a.name) for shortcode in SHORTCODES for a in shortcode.attributes
    ]


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(from pelican_mks.*?)```", README, re.DOTALL)
    exec(example, {})  # noqa: S102 - the README's own words
    printed = capsys.readouterr().out
    assert '<h2 class="mks-tabs__title">A</h2>' in printed
    assert printed.endswith("()\n")


@pytest.mark.parametrize("command", re.findall(r"^make ([a-z]+)", README, re.MULTILINE))
def test_the_commands_exist(command: str) -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{command}:", makefile, re.MULTILINE)
