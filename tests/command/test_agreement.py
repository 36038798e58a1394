"""`check` marks what `fix` fixes, and both report the same problems at the right places."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.command.sites import found, run, write
from tests.sites import article

BODIES = {
    "escaped text": r'\[\[mks_tabs\]\] and \[mks_toggle title="A"\]x\[/mks_toggle\]',
    "comments of WordPress": "<!-- wp:shortcode -->\n[mks_separator]\n<!-- /wp:shortcode -->",
    "backslashes in a closing tag": '[mks_toggle title="A"]x\\[/mks\\_toggle\\]',
    "several quotes in a tag": "[mks_toggle title=”A” state=”open”]x[/mks_toggle]",
    "a missing bracket": (
        '[mks_tabs nav=vertical\n[mks_tab_item title="A"]a[/mks_tab_item]\n[/mks_tabs]'
    ),
    "a missing bracket before prose": (
        '[mks_tabs and more\n[mks_tab_item title="A"]a[/mks_tab_item]\n[/mks_tabs]'
    ),
    "an empty toggle": '[mks_toggle title="B"]\n\ntext',
    "a closing tag that keeps blocks apart": "> One.\n\n[/mks_tabs]\n\n> Two.",
    "a footnote": "[^1]: [mks_toggle title=“a”] w",
    "a misspelled name": "[mks-separator] [mks_togle title=”A”]x[/mks_togle]",
}


def places(text: str) -> list[str]:
    """The line, column and code of each diagnostic, and [*] if it can be fixed."""
    return [match[0] for match in re.finditer(r"(?<=:)\d+:\d+: MKS\d+(?: \[\*\])?", text)]


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_check_marks_and_counts_what_fix_fixes(site: Path, body: str) -> None:
    write(site, "one.md", article(body))
    checked = run("check")
    marked = sum(" [*] " in line for line in found(checked))
    summary = re.search(r"can fix (\d+|none) of them", checked.stdout)
    assert summary
    assert summary[1] == (str(marked) if marked else "none")
    assert (run("fix", "--diff").stdout != "") == (marked > 0)
    fixed = run("fix")
    counted = re.search(r"^Fixed (\d+) problem", fixed.stdout, re.MULTILINE)
    assert (int(counted[1]) if counted else 0) == marked
    listed = re.search(r"one\.md: fixed (.*)", fixed.stdout)
    assert sum(map(int, re.findall(r"(\d+) ×", listed[1] if listed else ""))) == marked
    after = run("check")
    assert not [line for line in found(after) if " [*] " in line]
    assert found(after) == found(fixed)
    assert run("fix", "--diff").stdout == ""


def test_a_file_that_is_not_written_is_not_reported_as_fixed(site: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], check=True)  # noqa: S607
    write(site, "one.md", article("[/mks_tabs]"))
    result = run("fix")
    assert "git does not track it" in result.stderr
    assert len(found(result)) == 1
    assert result.stdout.endswith("1 problem left in 1 of 1 file.\n")
    assert result.exit_code == 2


def test_a_missing_bracket_is_added_where_the_attributes_end(site: Path) -> None:
    path = write(site, "one.md", article(BODIES["a missing bracket"]))
    run("fix")
    assert "[mks_tabs nav=vertical]\n[mks_tab_item" in path.read_text(encoding="utf-8")
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    "body",
    [
        BODIES["a missing bracket before prose"],
        BODIES["an empty toggle"],
        '[mks_tabs]\n[mks_tab_item title="A"]a[/mks_tab_item]\n[mks_tab_item title="B"]\n\nlater',
        '[mks_tab_item title="A"]\n\nlater',
        '[mks_tabz_list]\n[mks_tab_item title="A"]a[/mks_tab_item]\n[/mks_tabs]',
    ],
)
def test_nothing_is_fixed_if_the_intention_is_unclear(site: Path, body: str) -> None:
    path = write(site, "one.md", article(body))
    run("fix")
    assert path.read_text(encoding="utf-8") == article(body)


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (
            "",
            "Text[^1]\n\n[^1]: [mks_toggle title=”A”]w[/mks_toggle]\n\n[mks_toggle title=”B”]x",
            ["7:7: MKS020 [*]", "9:1: MKS002 [*]", "9:1: MKS020 [*]"],
        ),
        (
            "Summary: [/mks_tabs]\n",
            "Text.\n\n[/mks_tabs]",
            ["4:10: MKS005 [*]", "8:1: MKS005 [*]"],
        ),
        ("Summary: `[/mks_tabs]` there\n", "[/mks_tabs]", ["6:1: MKS005 [*]"]),
        (
            "",
            "[mks_tabs]\n\n* Lost words.\n\n[mks_tab_item title=A]a[/mks_tab_item]\n[/mks_tabs]",
            ["7:3: MKS004"],
        ),
    ],
)
def test_a_diagnostic_is_reported_at_its_position(
    site: Path, head: str, body: str, expected: list[str]
) -> None:
    write(site, "one.md", article(body, more=head))
    assert places(run("check", "--output-format", "concise").stdout) == expected


def test_a_message_gives_the_line_for_the_closing_tag(site: Path) -> None:
    body = "[mks_tabs]\n[mks_tab_item title=A]a\n\nb[/mks_tab_item]\n\nText."
    write(site, "one.md", article(body))
    assert "Write [/mks_tabs] after that item, on line 8." in run("check").stdout


def test_a_relatively_included_file_is_found(site: Path) -> None:
    write(site, "parts/part.inc", "Included.\n\n[/mks_tabs]\n")
    text = "One\n###\n\n:date: 2020-01-02\n\n[mks_toggle title=”A”]x[/mks_toggle]\n\n"
    path = write(site, "one.rst", f"{text}.. include:: parts/part.inc\n")
    assert places(run("check").stdout) == ["1:1: MKS005", "6:1: MKS020 [*]"]
    result = run("fix")
    assert result.stderr == ""
    assert 'title="A"' in path.read_text(encoding="utf-8")
    missing = write(site, "two.rst", f"{text}.. include:: missing.inc\n")
    result = run("fix", str(missing))
    assert "missing.inc" in result.stderr
    assert "/pelican-mks-" not in result.stderr


@pytest.mark.parametrize("name", ["a file.md", 'a "b" é.md', "a\tb.md", "plain.md"])
@pytest.mark.parametrize("absolute", [False, True])
def test_patch_applies_the_diff(site: Path, name: str, absolute: bool) -> None:  # noqa: FBT001
    path = write(site, name, article("x [/mks_tabs] y"))
    given = path if absolute else path.relative_to(site)
    diff = run("fix", "--diff", str(given)).stdout_bytes
    patch = shutil.which("patch")
    if patch is None:
        pytest.skip("there is no patch")
    subprocess.run([patch, "-p1", "--silent"], input=diff, check=True)  # noqa: S603
    assert path.read_text(encoding="utf-8") == article("x  y")


def test_a_diff_of_a_file_elsewhere_has_a_relative_path(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("other") / "one.md"
    path.write_text(article("x [/mks_tabs] y"), encoding="utf-8")
    assert f"--- a{path}\n" in run("fix", "--diff", str(path)).stdout
    assert site


def test_an_import_is_cleaned_up_and_the_effect_is_shown(site: Path) -> None:
    path = write(site, "one.md", article("5\\$\n\n- a\n  - b\n\n\\[mks\\_separator\\]"))
    assert "5\\$" not in run("fix", "--diff").stdout
    diff = run("fix", "--imported", "--diff").stdout
    assert "\n+5$\n" in diff
    assert "\n# +<p>5$</p>\n" in diff
    patch = shutil.which("patch")
    if patch:
        subprocess.run([patch, "-p1", "--silent", "--dry-run"], input=diff.encode(), check=True)  # noqa: S603
    result = run("fix", "--imported")
    assert "content/one.md: cleaned 1 list, 1 needless escape\n" in result.stdout
    assert path.read_text(encoding="utf-8") == article("5$\n\n- a\n    - b\n\n[mks_separator]")
    assert run("fix", "--imported", "--diff").stdout == ""


def test_a_folder_without_a_site_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: There is no pelicanconf.py here or in a parent folder.")


def test_the_settings_of_a_parent_folder_are_found(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(site, "deep/down/one.md", article("[/mks_tabs]"))
    monkeypatch.chdir(site / "content/deep")
    assert run("check").stdout.startswith("down/one.md:5:1: MKS005")


def test_a_site_without_content_causes_a_warning(site: Path) -> None:
    result = run("check")
    assert result.stderr == f"warning: {site / 'content'}: no files to check\n"
    assert (result.stdout, result.exit_code) == ("", 0)
