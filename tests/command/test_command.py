"""The subcommands `check`, `fix`, `render` and `list`."""

from __future__ import annotations

import json
import logging
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

from pelican_mks import __version__
from pelican_mks.command import checking
from pelican_mks.command.cli import main
from pelican_mks.command.site import open_site
from pelican_mks.families.registry import BUILT_IN, SHORTCODES
from tests.command.sites import CONF, make_site, run, write
from tests.shared import Shared
from tests.sites import PROJECT, REFERENCE_ARTICLE, WIDGET, article, build, build_demo

WITH_PROBLEMS = article("[mks_tabs]\n[mks_tab_item title=”A”]one[/mks_tab_item]\n\nText.")
WITHOUT_PROBLEMS = article(
    '[mks_tabs]\n[mks_tab_item title="A"]one[/mks_tab_item]\n[/mks_tabs]\n\nText.'
)


@pytest.fixture(autouse=True)
def _sites_are_read_again() -> Iterator[None]:
    open_site.cache_clear()
    yield
    open_site.cache_clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a site in it."""
    monkeypatch.chdir(tmp_path)
    return make_site(tmp_path)


def lines(result: Result) -> list[str]:
    """The lines of a report that contain a diagnostic, without the mark of those that can be fixed."""
    return [line.replace(" [*] ", " ", 1) for line in result.stdout.splitlines() if ": MKS" in line]


def by_file(log: Iterable[str]) -> list[str]:
    """Sort the lines of a log by file, since a build reads files in any order."""
    return sorted(log, key=lambda line: line.partition(":")[0])


class TestCheck:
    def test_prints_the_lines_of_a_build(
        self, monkeypatch: pytest.MonkeyPatch, shared: Shared
    ) -> None:
        monkeypatch.chdir(PROJECT)
        log = shared.demo().log
        result = run("check", "--ignore", "MKS02")
        assert lines(result) == by_file(log)
        assert len(log) == 7
        assert result.exit_code == 1

    def test_prints_the_lines_of_a_verbose_build(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.chdir(PROJECT)
        with caplog.at_level(logging.INFO, logger="pelican_mks"):
            build_demo(tmp_path)
        log = [record.getMessage() for record in caplog.records if ": MKS" in record.getMessage()]
        assert lines(run("check")) == by_file(log)
        assert len(log) == 22

    def test_finds_the_article_s_problems_at_their_lines(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(PROJECT)
        result = run("check", "--ignore", "MKS020")
        assert [line.split(" ")[:2] for line in lines(result)] == [
            *(
                [f"content/articles/party-branches.md:{line}:1:", code]
                for line, code in [
                    (39, "MKS001"), (41, "MKS002"), (41, "MKS006"), (51, "MKS001"),
                    (58, "MKS001"), (71, "MKS001"),
                ]
            ),
            ["content/front.md:21:1:", "MKS001"],
        ]  # fmt: skip
        pages = sum(1 for name in ("content", "docs") for _ in (PROJECT / name).rglob("*.md"))
        assert result.stdout.endswith(
            f"7 problems in 2 of {pages} files; pelican-mks fix can fix 4 of them [*].\n"
        )

    def test_exits_with_0_for_a_clean_site(self, folder: Path) -> None:
        write(folder, "one.md", article(WIDGET))
        result = run("check")
        assert (result.exit_code, result.output) == (0, "No problems in 1 file.\n")

    @pytest.mark.parametrize(
        ("name", "text", "place"),
        [
            ("one.md", article("[/mks_tabs]"), "5:1"),
            ("one.rst", "One\n###\n\n:date: 2020-01-02\n\n[/mks_tabs]\n", "6:1"),
            (
                "one.html",
                (
                    "<html><head><title>One</title><meta name='date' content='2020-01-02'></head>\n"
                    "<body><p>[/mks_tabs]</p></body></html>"
                ),
                "2:10",
            ),
            ("one.md", article("Text.", more="Summary: [/mks_tabs]\n"), "4:10"),
        ],
    )
    def test_reads_the_same_files_as_pelican(
        self, folder: Path, name: str, text: str, place: str
    ) -> None:
        write(folder, name, text)
        (found,) = lines(run("check", "content"))
        assert found.startswith(f"content/{name}:{place}: MKS005 ")

    def test_skips_excluded_files(self, folder: Path) -> None:
        write(folder, "one.md", article("[/mks_tabs]"))
        write(folder, "drafts/two.md", article("[/mks_tabs]"))
        write(folder, "pages/three.md", article("[/mks_tabs]"))
        with (folder / "pelicanconf.py").open("a", encoding="utf-8") as stream:
            stream.write("ARTICLE_EXCLUDES = ['drafts', 'pages']\n")
        found = [line.split(":")[0] for line in lines(run("check"))]
        assert found == ["content/one.md", "content/pages/three.md"]
        assert len(lines(run("check", "content"))) == 3
        assert len(lines(run("check", "content/one.md", "content", "content/one.md"))) == 3

    def test_reports_pages_outside_the_content_folder(self, folder: Path) -> None:
        write(folder, "../docs/one.md", article("[/mks_tabs]"))
        with (folder / "pelicanconf.py").open("a", encoding="utf-8") as stream:
            stream.write("PAGE_PATHS = ['../docs']\n")
        assert [line[:15] for line in lines(run("check"))] == ["docs/one.md:5:1"]

    def test_skips_hidden_folders_and_files_without_a_reader(self, folder: Path) -> None:
        for name in (".git/one.md", ".one.md", "one.txt"):
            write(folder, name, article("[/mks_tabs]"))
        assert run("check", "content").output == "warning: content: no files to check\n"

    def test_enters_no_folder_twice(self, folder: Path) -> None:
        write(folder, "one.md", article("[/mks_tabs]"))
        for name in ("back", "round"):
            (folder / "content" / name).symlink_to(".")
        assert [line[:18] for line in lines(run("check", "content"))] == ["content/one.md:5:1"]

    def test_uses_the_site_s_settings(self, folder: Path) -> None:
        write(folder, "one.md", article("[note]one[/note] [/mks_tabs] [/other]"))
        conf = (
            CONF
            + "MKS_SHORTCODES = []\nMKS_OWN_SHORTCODES = {'note': 'note.html', 'other': print}\n"
        )
        (folder / "other.py").write_text(conf, encoding="utf-8")
        found = [line.split(": ")[1][:6] for line in lines(run("check", "-s", "other.py"))]
        assert found == ["MKS017", "MKS008", "MKS005"]

    def test_reads_the_templates_of_custom_shortcodes(self, folder: Path) -> None:
        (folder / "note.html").write_text("<aside>{{ body }}</aside>", encoding="utf-8")
        write(folder, "one.md", article("[note]one[/note]"))
        with (folder / "pelicanconf.py").open("a", encoding="utf-8") as stream:
            stream.write(
                "MKS_OWN_SHORTCODES = {'note': 'note.html'}\nTHEME_TEMPLATES_OVERRIDES = ['.']\n"
            )
        assert run("check").exit_code == 0

    def test_requires_no_settings(self, folder: Path) -> None:
        (folder / "pelicanconf.py").unlink()
        write(folder, "one.md", article("[/mks_tabs]"))
        assert len(lines(run("check", "content"))) == 1

    def test_ignores_quotes_that_typogrify_curls(self, folder: Path) -> None:
        write(folder, "one.md", article(WIDGET))
        with (folder / "pelicanconf.py").open("a", encoding="utf-8") as stream:
            stream.write("TYPOGRIFY = True\n")
        assert run("check").exit_code == 0

    def test_reports_the_backslashes_of_an_importer(self, folder: Path) -> None:
        tags = WIDGET.replace("[", "\\[").replace("_", "\\_").replace("]", "\\]")
        path = write(folder, "one.md", article(tags))
        assert [line.split(": ")[1][:6] for line in lines(run("check"))] == ["MKS021"] * 3
        assert run("fix").exit_code == 0
        assert path.read_text(encoding="utf-8") == article(WIDGET)

    def test_finds_problems_in_included_files(self, folder: Path) -> None:
        write(folder, "part.inc", "[/mks_tabs]\n")
        write(folder, "one.rst", "One\n###\n\n:date: 2020-01-02\n\n.. include:: part.inc\n")
        assert [line[:24] for line in lines(run("check"))] == ["content/one.rst:1:1: MKS"]

    @pytest.mark.usefixtures("folder")
    def test_reads_standard_input(self) -> None:
        result = run("check", "-", stdin=article("[/mks_tabs]"))
        assert lines(result)[0].startswith("stdin.md:5:1: MKS005 ")
        rst = "One\n###\n\n[/mks_tabs]\n"
        result = run("check", "-", "--stdin-filename", "x/one.rst", stdin=rst)
        assert lines(result)[0].startswith("x/one.rst:4:1: MKS005 ")

    @pytest.mark.parametrize(
        ("name", "data", "reason"),
        [
            ("one.md", b"Title: caf\xe9\n", "not encoded in UTF-8, as Pelican requires (at byte 11)"),
            ("one.md", b"Title: One\nDate: never\n\n[mks_tabs]\n", "ValueError: 'never' is not a valid date"),
            ("one.txt", b"[mks_tabs]", "Pelican has no reader for “.txt”"),
        ],
    )  # fmt: skip
    def test_reports_unreadable_files_and_continues(
        self, folder: Path, name: str, data: bytes, reason: str
    ) -> None:
        path = folder / "content" / name
        path.write_bytes(data)
        write(folder, "two.md", article("[/mks_tabs]"))
        result = run("check", f"content/{name}", "content/two.md")
        assert result.stderr == f"error: content/{name}: {reason}\n"
        assert len(lines(result)) == 1
        assert result.exit_code == 2

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize("name", ["", ".", "..", "one/..", "/", "\0.md"])
    def test_standard_input_needs_a_valid_file_name(self, name: str) -> None:
        result = run("check", "-", "--stdin-filename", name, stdin="Text.")
        assert f"“{name}” is not the name of a file." in result.stderr
        assert result.exit_code == 2

    @pytest.mark.usefixtures("folder")
    def test_an_unreadable_file_does_not_count_as_clean(self) -> None:
        result = run("check", "-", "--stdin-filename", "one.txt", stdin="Text.")
        assert (result.stdout, result.exit_code) == ("", 2)

    @pytest.mark.parametrize(
        ("conf", "reason"),
        [
            ("import nothing_of_this_name", "No module named 'nothing_of_this_name'"),
            ("raise SystemExit(3)", "Pelican gave up (3)"),
            ("PATH = 'elsewhere'", "You need to specify a path containing the content"),
        ],
    )
    def test_unreadable_settings_are_reported(self, folder: Path, conf: str, reason: str) -> None:
        (folder / "pelicanconf.py").write_text(conf, encoding="utf-8")
        result = run("check")
        assert reason in result.stderr
        assert result.stdout == ""
        assert result.exit_code == 2

    @pytest.mark.parametrize("value", ["{'meks': 1}", "[{}]", "5"])
    @pytest.mark.parametrize("command", ["check", "fix", "list"])
    def test_no_setting_causes_a_traceback(self, folder: Path, value: str, command: str) -> None:
        conf = f"{CONF}MKS_SHORTCODES = {value}\n"
        (folder / "pelicanconf.py").write_text(conf, encoding="utf-8")
        write(folder, "one.md", article(WIDGET))
        assert run(command).exit_code in {0, 2}

    @pytest.mark.parametrize(
        ("options", "codes"),
        [
            (["--select", "MKS001"], {"MKS001"}),
            (["--select", "mks001,MKS02"], {"MKS001", "MKS020"}),
            (["--ignore", "MKS02"], {"MKS001"}),
            (["--select", "MKS", "--ignore", "MKS001"], {"MKS020"}),
            (["--select", "MKS005"], set()),
        ],
    )
    def test_shows_only_the_selected_codes(
        self, folder: Path, options: list[str], codes: set[str]
    ) -> None:
        write(folder, "one.md", WITH_PROBLEMS)
        result = run("check", *options)
        assert {line.split(": ")[1][:6] for line in lines(result)} == codes
        assert result.exit_code == bool(codes)

    @pytest.mark.parametrize("command", ["check", "fix"])
    def test_standard_input_must_be_the_only_path(self, folder: Path, command: str) -> None:
        path = write(folder, "one.md", WITH_PROBLEMS)
        result = run(command, "-", "content/one.md", stdin="[mks_tabs]")
        assert result.exit_code == 2
        assert "must be the only path" in result.stderr
        assert path.read_text(encoding="utf-8") == WITH_PROBLEMS

    @pytest.mark.parametrize("code", ["MKS999", "X", ""])
    @pytest.mark.usefixtures("folder")
    def test_an_unknown_code_is_an_error(self, code: str) -> None:
        result = run("check", "--ignore", code)
        assert result.exit_code == 2
        assert "Unknown rule" in result.stderr

    def test_formats_for_programs_contain_only_diagnostics(self, folder: Path) -> None:
        write(folder, "one.md", WITH_PROBLEMS)
        found = json.loads(run("check", "--output-format", "json").stdout)
        assert [(each["code"], each["line"]) for each in found] == [("MKS001", 5), ("MKS020", 6)]
        github = run("check", "--output-format", "github").stdout.splitlines()
        assert [line.partition(" ")[0] for line in github] == ["::warning", "::notice"]
        sarif = json.loads(run("check", "--output-format", "sarif").stdout)
        assert [each["level"] for each in sarif["runs"][0]["results"]] == ["warning", "note"]

    def test_formats_for_programs_are_valid_for_a_clean_site(self, folder: Path) -> None:
        write(folder, "one.md", article(WIDGET))
        assert run("check", "--output-format", "json").stdout == "[]\n"
        assert (
            json.loads(run("check", "--output-format", "sarif").stdout)["runs"][0]["results"] == []
        )

    def test_statistics_replace_the_report(self, folder: Path) -> None:
        write(folder, "one.md", WITH_PROBLEMS)
        result = run("check", "--statistics")
        assert result.stdout == (
            "1  MKS001  [*]  A group is never closed.\n1  MKS020  [*]  A value has curly quotes.\n"
        )
        assert result.exit_code == 1

    def test_several_processes_find_the_same(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with (folder / "pelicanconf.py").open("a", encoding="utf-8") as stream:
            stream.write("MKS_OWN_SHORTCODES = {'note': lambda element, context: 'note'}\n")
        for number in range(12):
            write(folder, f"a{number}.md", article("[note]x[/note] [/mks_tabs]", slug=f"a{number}"))
        alone = run("check", "-j", "1").stdout
        monkeypatch.setattr(checking, "_MIN_FILES", 2)
        assert run("check", "-j", "2").stdout == alone
        assert alone.count("MKS005") == 12

    def test_control_characters_of_a_file_are_escaped(self, folder: Path) -> None:
        write(folder, "a\x1b[31m.md", article("[mks_tabs \x1b[2J=x]\n[mks_foo\x07]"))
        assert "\x1b" not in run("check", "content").output


class TestFix:
    def test_shows_a_diff_and_writes_nothing(self, folder: Path) -> None:
        path = write(folder, "one.md", WITH_PROBLEMS)
        result = run("fix", "--diff")
        assert result.stdout == (
            "--- a/content/one.md\n+++ b/content/one.md\n@@ -3,6 +3,7 @@\n Slug: one\n \n"
            " [mks_tabs]\n-[mks_tab_item title=”A”]one[/mks_tab_item]\n"
            '+[mks_tab_item title="A"]one[/mks_tab_item]\n+[/mks_tabs]\n \n Text.\n'
        )
        assert result.exit_code == 1
        assert path.read_text(encoding="utf-8") == WITH_PROBLEMS

    def test_fixes_files(self, folder: Path) -> None:
        path = write(folder, "one.md", WITH_PROBLEMS)
        result = run("fix")
        assert path.read_text(encoding="utf-8") == WITHOUT_PROBLEMS
        assert result.stdout == (
            "content/one.md: fixed 1 × MKS001, 1 × MKS020\n"
            "Fixed 2 problems; no problems left in 1 file.\n"
        )
        assert result.exit_code == 0
        assert run("fix", "--diff").output == ""
        assert run("check").exit_code == 0

    def test_shows_problems_that_only_an_author_can_fix(self, folder: Path) -> None:
        text = article("[mks_tabs]\n[mks_tab_item title=”A”][/mks_tab_item]\n[/mks_tabs]")
        write(folder, "one.md", text)
        result = run("fix")
        assert "content/one.md:6:1: MKS006 [mks_tab_item] “A” is empty" in result.stdout
        assert result.stdout.endswith("Fixed 1 problem; 1 problem left in 1 of 1 file.\n")
        assert result.exit_code == 1

    def test_reports_fixes_that_would_change_the_page(self, folder: Path) -> None:
        text = article("> One.\n\n[/mks_tabs]\n\n> Two.")
        path = write(folder, "one.md", text)
        result = run("fix")
        assert "content/one.md: 1 × MKS005 not fixed: the page would change\n" in result.stdout
        assert path.read_text(encoding="utf-8") == text
        assert result.exit_code == 1

    @pytest.mark.parametrize("suffix", ["md", "rst", "html"])
    def test_fixes_every_markup(self, folder: Path, suffix: str) -> None:
        texts = {
            "md": WITH_PROBLEMS,
            "rst": "One\n###\n\n:date: 2020-01-02\n:slug: one\n\n[mks_tabs]\n\n"
            "[mks_tab_item title=”A”] one ``[mks_tabs]``\n\n* two\n\nText *x* and more.\n",
            "html": "<html><head><title>One</title><meta name='date' content='2020-01-02'>"
            "<meta name='slug' content='one'></head><body>\n<p>[mks_tabs]</p>\n"
            "<p>[mks_tab_item title=”A”]one</p>\n<p>Text.</p></body></html>",
        }
        write(folder, f"one.{suffix}", texts[suffix])
        before = build(folder / "before", {f"one.{suffix}": texts[suffix]}).page("one.html")
        run("fix")
        fixed = (folder / "content" / f"one.{suffix}").read_text(encoding="utf-8")
        after = build(folder / "after", {f"one.{suffix}": fixed}).page("one.html")
        assert BeautifulSoup(after, "html.parser").get_text().split() == (
            BeautifulSoup(before, "html.parser").get_text().split()
        )
        assert len(BeautifulSoup(after, "html.parser").select(".mks-tabs")) == 1
        assert {line.split(": ")[1][:6] for line in lines(run("check"))} <= {"MKS006"}

    def test_the_article_s_page_stays_the_same(self, folder: Path) -> None:
        shutil.copy(REFERENCE_ARTICLE, folder / "content/one.md")
        text = REFERENCE_ARTICLE.read_text(encoding="utf-8")
        before = build(folder / "before", {"one.md": text}).page("party-branches.html")
        assert run("fix").exit_code == 1
        fixed = (folder / "content/one.md").read_text(encoding="utf-8")
        assert build(folder / "after", {"one.md": fixed}).page("party-branches.html") == before
        codes = [line.split(" ")[1] for line in lines(run("check"))]
        assert codes == ["MKS001", "MKS002", "MKS006"]

    def test_the_article_s_diff_changes_only_tags(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(PROJECT)
        diff = run("fix", "--diff", "content/articles").stdout.splitlines()
        added = [line[1:] for line in diff if line.startswith("+") and not line.startswith("+++")]
        removed = [line[1:] for line in diff if line.startswith("-") and not line.startswith("---")]
        assert added.count("[/mks_tabs]") == 3
        assert len(removed) == 12
        assert [line.replace("=”", '="').replace("”]", '"]') for line in removed] == [
            line for line in added if line != "[/mks_tabs]"
        ]

    @pytest.mark.usefixtures("folder")
    def test_writes_standard_input_to_standard_output(self) -> None:
        result = run("fix", "-", stdin=WITH_PROBLEMS.replace("\n", "\r\n").encode())
        assert result.stdout_bytes == WITHOUT_PROBLEMS.replace("\n", "\r\n").encode()
        assert result.exit_code == 0

    def test_does_not_change_files_that_git_could_not_restore(self, folder: Path) -> None:
        subprocess.run(["git", "init", "--quiet"], check=True)  # noqa: S607
        path = write(folder, "one.md", WITH_PROBLEMS)
        result = run("fix")
        assert result.stderr == (
            "error: content/one.md: not fixed: git does not track it; commit it, or use --force\n"
        )
        assert result.exit_code == 2
        assert path.read_text(encoding="utf-8") == WITH_PROBLEMS
        assert run("fix", "--diff").exit_code == 1
        assert run("fix", "--force").exit_code == 0
        assert path.read_text(encoding="utf-8") == WITHOUT_PROBLEMS

    def test_continues_if_a_file_cannot_be_read(self, folder: Path) -> None:
        (folder / "content/bad.md").write_bytes(b"[mks_tabs] caf\xe9")
        path = write(folder, "one.md", WITH_PROBLEMS)
        assert run("fix").exit_code == 2
        assert path.read_text(encoding="utf-8") == WITHOUT_PROBLEMS


class TestRender:
    @pytest.mark.usefixtures("folder")
    def test_renders_html(self) -> None:
        result = run("render", "--prefix", "x", stdin=f"<p>é {WIDGET}</p>")
        assert 'id="x-tabs-1"' in result.stdout
        assert result.stdout.startswith("<p>é")
        assert result.stderr == ""
        assert result.exit_code == 0

    @pytest.mark.usefixtures("folder")
    def test_returns_html_without_shortcodes_unchanged(self) -> None:
        assert run("render", stdin=b"<p>a\r\nb").stdout_bytes == b"<p>a\r\nb"

    @pytest.mark.usefixtures("folder")
    def test_reports_problems_to_standard_error(self) -> None:
        result = run("render", stdin="<p>\x07</p>\n<p>[/mks_tabs]</p>")
        assert result.stderr.startswith("<stdin>:2:4: MKS005 ")

    def test_uses_the_site_s_settings(self, folder: Path) -> None:
        with (folder / "pelicanconf.py").open("a", encoding="utf-8") as stream:
            stream.write("MKS_EMPTY_TEXT = 'Empty.'\n")
        html = "[mks_tabs][mks_tab_item title=A][/mks_tab_item][/mks_tabs]"
        assert "Empty." in run("render", stdin=html).stdout

    def test_standalone_writes_a_page_that_needs_no_other_file(self, folder: Path) -> None:
        (folder / "pelicanconf.py").unlink()
        arguments = ("--standalone", "--title", "A & <b>", "--language", "pt-BR")
        page = BeautifulSoup(run("render", *arguments, stdin=WIDGET).stdout, "html.parser")
        assert page.title is not None
        assert page.title.get_text() == "A & <b>"
        assert page.html is not None
        assert page.html["lang"] == "pt-BR"
        assert len(page.select(".mks-tabs__panel")) == 2
        assert "mks-tabs" in page.select("style")[0].get_text()
        assert len(page.select("script")) == 1
        assert not page.select("[src], link")

    @pytest.mark.usefixtures("folder")
    def test_input_that_is_not_utf_8_is_an_error(self) -> None:
        result = run("render", stdin=b"caf\xe9")
        assert (
            result.stderr
            == "error: <stdin>: not encoded in UTF-8, as Pelican requires (at byte 4)\n"
        )
        assert result.exit_code == 2


class TestOutput:
    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize("arguments", [("check", "-"), ("list",)])
    def test_supports_any_encoding(self, arguments: tuple[str, ...]) -> None:
        written = article('[mks_toggle title="党"]').encode()
        result = CliRunner(charset="iso-8859-1").invoke(main, arguments, input=written)
        assert isinstance(result.exception, SystemExit | None)
        assert "\\u" in result.stdout


class TestList:
    def test_shows_every_shortcode_with_its_attributes(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (folder / "pelicanconf.py").unlink()
        monkeypatch.setenv("COLUMNS", "300")
        printed = run("list").stdout
        for shortcode in SHORTCODES:
            assert f"[{shortcode.name}]" in printed
            for attribute in shortcode.attributes:
                assert attribute.about in printed

    def test_is_available_as_json(self, folder: Path) -> None:
        (folder / "pelicanconf.py").unlink()
        found = {
            each["name"]: each for each in json.loads(run("list", "--output-format", "json").stdout)
        }
        assert set(found) == {shortcode.name for shortcode in SHORTCODES}
        separator = BUILT_IN["mks_separator"]
        assert found["mks_separator"]["attributes"][0] == {
            "name": "style",
            "default": "solid",
            "allowed": separator.attributes[0].allowed,
            "about": separator.attributes[0].about,
        }
        assert found["mks_tabs"]["item"] == "mks_tab_item"
        assert found["mks_separator"]["holds_text"] is False

    def test_shows_custom_shortcodes(self, folder: Path) -> None:
        with (folder / "pelicanconf.py").open("a", encoding="utf-8") as stream:
            stream.write("MKS_SHORTCODES = ['audio']\nMKS_OWN_SHORTCODES = {'note': print}\n")
        found = [each["name"] for each in json.loads(run("list", "--output-format", "json").stdout)]
        assert found == ["audio", "note"]


@pytest.mark.parametrize("command", ["check", "fix", "render", "list"])
def test_help_shows_examples_line_by_line(command: str) -> None:
    printed = run(command, "--help").stdout
    assert "\\b" not in printed
    assert "\b" not in printed
    assert f"\n  Examples:\n    pelican-mks {command}" in printed
    (summary,) = re.findall(rf"^  {command} +(.*)$", run("--help").stdout, re.MULTILINE)
    assert summary.endswith(".")
    assert not summary.endswith("...")


def test_the_module_is_the_command() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "pelican_mks", "--version"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert printed == f"pelican-mks, version {__version__}\n"


@pytest.mark.parametrize("module", ["pelican_mks", "pelican_mks.site.plugin"])
def test_the_plugin_does_not_import_the_command(module: str) -> None:
    program = f"import sys, {module}; print([n for n in ('click', 'pelican_mks.command.run') if n in sys.modules])"
    printed = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert printed == "[]\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_the_command(shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_PELICAN_MKS_COMPLETE", f"{shell}_source")
    if shell == "bash":
        monkeypatch.setattr("click.shell_completion.BashComplete._check_version", lambda *_: None)
    assert "_PELICAN_MKS_COMPLETE" in run().stdout
