"""Comments that suppress diagnostics, in a build and in the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command.sites import found, run, write
from tests.sites import article, build

EMPTY = "[mks_toggle title=A][/mks_toggle]"
RST = "One\n###\n\n:date: 2020-01-02\n:slug: one\n\n{}\n"
HTML = (
    "<html><head><title>One</title><meta name='date' content='2020-01-02'></head>\n"
    "<body>\n{}\n</body></html>"
)
FILES = {
    "one.md": article("{}"),
    "one.rst": RST,
    "one.html": HTML,
}


def comment(name: str, text: str) -> str:
    return f".. pelican-mks: {text}" if name == "one.rst" else f"<!-- pelican-mks: {text} -->"


def codes(site: Path, name: str, *lines: str) -> list[str]:
    write(site, name, FILES[name].format("\n\n".join(lines)))
    return [line.split(": ")[1].split()[0] for line in found(run("check"))]


@pytest.mark.parametrize("name", FILES)
class TestInEachMarkup:
    def test_applies_to_the_next_line(self, site: Path, name: str) -> None:
        ignore = comment(name, "ignore MKS006")
        assert codes(site, name, ignore, EMPTY) == []
        assert codes(site, name, ignore, EMPTY, EMPTY) == ["MKS006"]
        assert codes(site, name, EMPTY, ignore, EMPTY) == ["MKS006"]

    def test_applies_to_the_whole_file(self, site: Path, name: str) -> None:
        assert codes(site, name, EMPTY, comment(name, "ignore-file MKS006"), EMPTY) == []

    def test_applies_to_several_rules(self, site: Path, name: str) -> None:
        line = "[mks_toggle title=”A”][/mks_toggle]"
        for ignore in ("ignore MKS006, MKS020", "ignore mks006 MKS020"):
            assert codes(site, name, comment(name, ignore), line) == []

    def test_is_reported_if_it_is_unused(self, site: Path, name: str) -> None:
        ignore = comment(name, "ignore MKS005, MKS006")
        assert codes(site, name, ignore, EMPTY) == ["MKS024"]
        run("fix")
        text = (site / "content" / name).read_text(encoding="utf-8")
        assert comment(name, "ignore MKS006") in text

    def test_is_removed_if_it_suppresses_nothing(self, site: Path, name: str) -> None:
        lines = "[mks_separator]", comment(name, "ignore MKS006"), "Text."
        assert codes(site, name, *lines) == ["MKS024"]
        run("fix")
        text = (site / "content" / name).read_text(encoding="utf-8")
        assert text == FILES[name].format("\n\n".join((lines[0], lines[2])))

    @pytest.mark.parametrize("wrong", ["ignore", "ignore MKS999", "ignore-file nonsense"])
    def test_is_reported_and_kept_if_it_names_no_rule(
        self, site: Path, name: str, wrong: str
    ) -> None:
        assert codes(site, name, comment(name, wrong), EMPTY) == ["MKS024", "MKS006"]
        assert "[*]" not in run("check").stdout.splitlines()[0]

    def test_prevents_fixes(self, site: Path, name: str) -> None:
        text = FILES[name].format(
            f"{comment(name, 'ignore MKS020')}\n\n[mks_separator style=”dotted”]"
        )
        path = write(site, name, text)
        assert run("fix").exit_code == 0
        assert path.read_text(encoding="utf-8") == text


def test_a_comment_directly_above_a_tag_does_not_change_the_page(tmp_path: Path) -> None:
    line = '[mks_toggle title="A"]x[/mks_toggle]'
    ignore = comment("one.md", "ignore MKS006")
    plain = build(tmp_path / "a", {"one.md": article(line)}).page("one.html")
    above = build(tmp_path / "b", {"one.md": article(f"{ignore}\n{line}")}).page("one.html")
    assert above.replace(ignore, "").split() == plain.split()


def test_a_comment_shown_as_code_suppresses_nothing(site: Path) -> None:
    ignore = comment("one.md", "ignore-file MKS006")
    assert codes(site, "one.md", f"`{ignore}`", EMPTY) == ["MKS006"]
    assert codes(site, "one.md", f"```\n{ignore}\n```", EMPTY) == ["MKS006"]


def test_a_build_respects_comments(tmp_path: Path) -> None:
    text = article(f"{comment('one.md', 'ignore MKS006')}\n\n{EMPTY}")
    assert build(tmp_path, {"one.md": text}).log == ()


def test_a_selection_does_not_make_a_comment_unused(site: Path) -> None:
    write(site, "one.md", article(f"{comment('one.md', 'ignore MKS006')}\n\n{EMPTY}"))
    assert run("check", "--select", "MKS001,MKS024").exit_code == 0
