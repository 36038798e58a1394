"""The prose linter finds the terms to avoid, and only in prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import prose

TERMS = prose.read_terms(
    [
        {"avoid": "repair(s|ed)?", "write": "fix"},
        {"avoid": "by itself", "write": "by default"},
        {"avoid": "signs?", "write": "character", "unless": "less-than signs?"},
    ]
)


def found(text: str, suffix: str = ".md") -> list[str]:
    return [finding.found for finding in prose.check(prose.prose(suffix, text), TERMS)]


@pytest.mark.parametrize(
    "text",
    [
        "It is repaired.",
        "Repair it.",
        "> Do not repair\n> it.",
        "| repair | x |",
        "`a` repair `b`",
        "```text\na\n```\nrepair\n```text\nb\n```",
        "a ` repair",
    ],
)
def test_a_term_is_found_in_markdown(text: str) -> None:
    assert [each.lower()[:6] for each in found(text)] == ["repair"]


@pytest.mark.parametrize(
    "text",
    [
        "`repair`",
        "``a ` repair``",
        "```text\nrepair\n```",
        "1. a\n\n    ```sh\n    repair\n    ```\n",
        "[link](repair.md#repair)",
        "https://example.org/repair",
        '[mks_button title="repair"]',
        "<!-- rules -->\nrepair\n<!-- /rules -->",
        "repairman",
    ],
)
def test_code_urls_and_generated_parts_are_not_checked(text: str) -> None:
    assert found(text) == []


def test_a_phrase_is_found_across_lines() -> None:
    assert found("It works by\nitself.") == ["by itself"]
    assert found("# It works by\n# itself.\nx = 1\n", ".py") == ["by itself"]


def test_a_term_is_right_in_the_phrases_that_are_listed() -> None:
    assert found("a less-than sign, a plus sign") == ["sign"]


def test_comments_and_strings_are_checked_in_python() -> None:
    source = (
        'def repair():\n    """Repair it."""\n    # Repairs it.\n    print(f"repaired {repair}")\n'
    )
    assert found(source, ".py") == ["Repair", "Repairs", "repaired"]
    assert found('pattern = r"repair|repaired"\n', ".py") == []


def test_a_problem_is_reported_with_its_place_and_what_to_write() -> None:
    (finding,) = prose.check(prose.prose(".md", "A\n`b` repair c\n"), TERMS)
    assert (finding.line, finding.column, finding.write) == (2, 5, "fix")


def test_the_command_fails_if_a_file_contains_a_term_to_avoid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "prose.toml").write_text(
        'files = ["*.md"]\nexclude = ["b.md"]\n[[term]]\navoid = "repair"\nwrite = "fix"\n'
    )
    (tmp_path / "a.md").write_text("Do not repair it.\n")
    (tmp_path / "b.md").write_text("Repair it.\n")
    monkeypatch.setattr(prose, "PROJECT", tmp_path)
    monkeypatch.setattr(prose, "TERMS", tmp_path / "prose.toml")
    with pytest.raises(SystemExit, match="1 term to avoid"):
        prose.main()
    assert capsys.readouterr().out == "a.md:1:8: “repair”: write fix\n"
