"""The prose linter finds the terms to avoid, and only in prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import prose

TERMS = prose.read_terms(
    [
        {"avoid": "utilize(s|d)?", "write": "use"},
        {"avoid": "in order to", "write": "to"},
        {"avoid": "marks?", "write": "character", "unless": "question marks?"},
    ]
)


def found(text: str, suffix: str = ".md") -> list[str]:
    return [finding.found for finding in prose.check(prose.prose(suffix, text), TERMS)]


@pytest.mark.parametrize(
    "text",
    [
        "It is utilized.",
        "Utilize it.",
        "> Do not utilize\n> it.",
        "| utilize | x |",
        "`a` utilize `b`",
        "```text\na\n```\nutilize\n```text\nb\n```",
        "a ` utilize",
    ],
)
def test_a_term_is_found_in_markdown(text: str) -> None:
    assert [each.lower()[:7] for each in found(text)] == ["utilize"]


@pytest.mark.parametrize(
    "text",
    [
        "`utilize`",
        "``a ` utilize``",
        "```text\nutilize\n```",
        "1. a\n\n    ```sh\n    utilize\n    ```\n",
        "[link](utilize.md#utilize)",
        "https://example.org/utilize",
        '[mks_button title="utilize"]',
        "<!-- rules -->\nutilize\n<!-- /rules -->",
        "utilizer",
    ],
)
def test_code_urls_and_generated_parts_are_not_checked(text: str) -> None:
    assert found(text) == []


def test_a_phrase_is_found_across_lines() -> None:
    assert found("Read it in order\nto know.") == ["in order to"]
    assert found("# Read it in order\n# to know.\nx = 1\n", ".py") == ["in order to"]


def test_a_term_is_allowed_in_listed_phrases() -> None:
    assert found("a question mark, a tick mark") == ["mark"]


def test_comments_and_strings_are_checked_in_python() -> None:
    source = 'def utilize():\n    """Utilize it."""\n    # Utilizes it.\n    print(f"utilized {utilize}")\n'
    assert found(source, ".py") == ["Utilize", "Utilizes", "utilized"]
    assert found('pattern = r"utilize|utilized"\n', ".py") == []


def test_a_problem_is_reported_with_its_place_and_what_to_write() -> None:
    (finding,) = prose.check(prose.prose(".md", "A\n`b` utilize c\n"), TERMS)
    assert (finding.line, finding.column, finding.write) == (2, 5, "use")


def test_the_command_fails_if_a_file_contains_a_term_to_avoid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "prose.toml").write_text(
        'files = ["*.md"]\nexclude = ["b.md"]\n[[term]]\navoid = "utilize"\nwrite = "use"\n'
    )
    (tmp_path / "a.md").write_text("Do not utilize it.\n")
    (tmp_path / "b.md").write_text("Utilize it.\n")
    monkeypatch.setattr(prose, "PROJECT", tmp_path)
    monkeypatch.setattr(prose, "TERMS", tmp_path / "prose.toml")
    with pytest.raises(SystemExit, match="1 term to avoid"):
        prose.main()
    assert capsys.readouterr().out == "a.md:1:8: “utilize”: write use\n"
