"""Reports for people and programs."""

from __future__ import annotations

import json
from dataclasses import replace

import click
import pytest
from click import unstyle

from pelican_mks.command import documentation, report
from pelican_mks.command.documentation import rule_url
from pelican_mks.shortcodes.diagnostic import RULES, STRAY_CLOSER
from pelican_mks.source.diagnostics import FileDiagnostic


def finding(excerpt: str = "[/mks_tabs]", column: int = 1, path: str = "a.md") -> FileDiagnostic:
    end = column + len("[/mks_tabs]")
    return FileDiagnostic(path, 3, column, 3, end, STRAY_CLOSER, "It is, so.", True, excerpt)


def shown(found: FileDiagnostic) -> list[str]:
    return unstyle(report.full([found])).split("\n")


def test_text_shows_the_line_with_a_mark() -> None:
    assert shown(finding("One [/mks_tabs] two.", 5)) == [
        "a.md:3:5: MKS005 [*] It is, so.",
        "     3 | One [/mks_tabs] two.",
        "       |     ^^^^^^^^^^^",
    ]


def test_the_mark_of_several_lines_ends_with_the_first() -> None:
    several = replace(finding("One [/mks_tabs two.", 5), end_line=4, end_column=2)
    assert shown(several)[2] == "       |     ^^^^^^^^^^^^^^^"


def test_the_mark_is_aligned_under_wide_characters() -> None:
    assert shown(finding("对党 [/mks_tabs]", 4))[2] == "       |      ^^^^^^^^^^^"


def test_a_long_line_is_shortened_around_the_diagnostic() -> None:
    _, line, mark = shown(finding("a" * 500 + "[/mks_tabs]" + "b" * 500, 501))
    assert line == "     3 | …" + "a" * 30 + "[/mks_tabs]" + "b" * 57 + "…"
    assert mark.index("^") == line.index("[")
    assert mark.count("^") == len("[/mks_tabs]")


@pytest.mark.parametrize("control", ["\x1b[2J", "\x07", "\u202e", "\u2066", "\x9b", "\ud800", "\r"])
def test_control_characters_are_escaped(control: str) -> None:
    lines = shown(finding(f"x{control}[/mks_tabs]", 2 + len(control), f"a{control}.md"))
    assert control not in "".join(lines)
    assert lines[2].index("^") == lines[1].index("[/mks")


def test_names_are_not_parsed_as_markup() -> None:
    assert shown(finding(path="[red]a[/red].md"))[0].startswith("[red]a[/red].md:3:1:")


def test_a_diagnostic_without_an_excerpt_is_one_line() -> None:
    assert len(shown(finding(""))) == 1


def test_json_contains_all_fields() -> None:
    assert json.loads(report.as_json([finding()])) == [
        {
            "path": "a.md",
            "line": 3,
            "column": 1,
            "end_line": 3,
            "end_column": 12,
            "code": "MKS005",
            "severity": "warning",
            "message": "It is, so.",
            "fixable": True,
            "url": rule_url("MKS005"),
        }
    ]
    assert json.loads(report.as_json([])) == []


def test_github_has_one_command_for_each_diagnostic() -> None:
    assert report.github([finding(path="a:b,c%.md")]) == (
        "::warning file=a%3Ab%2Cc%25.md,line=3,col=1,endLine=3,endColumn=12,title=MKS005::It is, so."
    )


def test_sarif_contains_the_rule_and_the_place() -> None:
    (run,) = json.loads(report.sarif([finding(path="a b/é.md")]))["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [each.code for each in RULES]
    (result,) = run["results"]
    assert result["ruleId"] == "MKS005"
    assert result["level"] == "warning"
    (place,) = result["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20b/%C3%A9.md"},
        "region": {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 12},
    }


def test_statistics_count_problems_the_most_frequent_first() -> None:
    found = [finding()] * 11
    found.append(FileDiagnostic("a.md", 1, 1, 1, 1, RULES[0], "x"))
    found.append(replace(found[-1], fixable=True))
    assert report.statistics(found, "full") == (
        "11  MKS005  [*]  A closing tag has no matching opening tag.\n 2  MKS001  [-]  A group is never closed."
    )
    assert [
        (each["code"], each["count"], each["fixable"])
        for each in json.loads(report.statistics(found, "json"))
    ] == [("MKS005", 11, 11), ("MKS001", 2, 1)]


def test_the_summary_counts_problems() -> None:
    assert report.summary([], 1) == "No problems in 1 file."
    assert report.summary([finding(), finding(path="b.md")], 3) == (
        "2 problems in 2 of 3 files; pelican-mks fix can fix 2 of them [*]."
    )
    left = FileDiagnostic("a.md", 1, 1, 1, 1, RULES[3], "x")
    assert report.summary([left], 1) == (
        "1 problem in 1 of 1 file; pelican-mks fix can fix none of them."
    )
    assert report.fix_summary(0, [], 2) == "No problems left in 2 files."
    assert report.fix_summary(3, [left], 2) == "Fixed 3 problems; 1 problem left in 1 of 2 files."


def test_a_rule_links_to_its_documentation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documentation, "_site", lambda: "https://docs.example.org/")
    url = "https://docs.example.org/pages/rules.html#mks005"
    assert json.loads(report.as_json([finding()]))[0]["url"] == url
    (run,) = json.loads(report.sarif([finding()]))["runs"]
    assert url in [rule["helpUri"] for rule in run["tool"]["driver"]["rules"]]
    with click.Context(click.Command("x"), color=True).scope():
        assert f"\x1b]8;;{url}\x1b\\" in report.concise([finding()])
