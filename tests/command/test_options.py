"""Options, exit statuses and hostile environments."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from pelican_mks.command.cli import main
from pelican_mks.families.registry import BUILT_IN
from pelican_mks.shortcodes.diagnostic import RULES
from tests.command.sites import run, write
from tests.sites import WIDGET, article

FIXABLE = article("[mks_toggle title=”A”]x[/mks_toggle]")
WITH_PROBLEMS = article("[mks_toggle title=”A”][/mks_toggle]")
CLEAN = article(WIDGET)


class TestExitStatus:
    @pytest.mark.parametrize(
        ("text", "arguments", "status"),
        [
            (CLEAN, ("check",), 0),
            (WITH_PROBLEMS, ("check",), 1),
            (WITH_PROBLEMS, ("check", "--exit-zero"), 0),
            (WITH_PROBLEMS, ("check", "--min-severity", "error"), 0),
            (WITH_PROBLEMS, ("check", "--fix"), 1),
            (FIXABLE, ("check", "--fix"), 0),
            (FIXABLE, ("check", "--fix", "--exit-non-zero-on-fix"), 1),
            (FIXABLE, ("check", "--diff"), 1),
            (CLEAN, ("check", "--diff"), 0),
            (CLEAN, ("fix",), 0),
            (WITH_PROBLEMS, ("fix",), 1),
            (WITH_PROBLEMS, ("fix", "--exit-zero"), 0),
            (FIXABLE, ("fix",), 0),
            (FIXABLE, ("fix", "--exit-non-zero-on-fix"), 1),
            (CLEAN, ("fix", "--exit-non-zero-on-fix"), 0),
            (FIXABLE, ("fix", "--diff"), 1),
            (FIXABLE, ("fix", "--diff", "--exit-zero"), 0),
            (CLEAN, ("fix", "--diff"), 0),
            (CLEAN, ("check", "--select", "X"), 2),
            (CLEAN, ("check", "missing.md"), 2),
            (CLEAN, ("check", "--nonsense"), 2),
            ("Title: A\nDate: never\n\n[mks_tabs]", ("check", "--exit-zero"), 2),
        ],
    )
    def test_is_part_of_the_interface(
        self, site: Path, text: str, arguments: tuple[str, ...], status: int
    ) -> None:
        write(site, "one.md", text)
        assert run(*arguments).exit_code == status


class TestOutput:
    def test_quiet_prints_only_problems(self, site: Path) -> None:
        write(site, "one.md", WITH_PROBLEMS)
        assert run("check", "--quiet", "--output-format", "concise").stdout.count("\n") == 2
        assert len(run("fix", "--quiet", "--output-format", "concise").stdout.splitlines()) == 1
        write(site, "one.md", CLEAN)
        assert run("check", "--quiet").output == ""

    def test_the_report_can_go_to_a_file(self, site: Path) -> None:
        write(site, "one.md", WITH_PROBLEMS)
        for name in ("full", "json", "sarif"):
            printed = run("check", "--output-format", name).stdout
            options = ("--output-format", name, "--output-file", "report", "--color", "always")
            assert run("check", *options).output == ""
            assert (site / "report").read_text(encoding="utf-8") == printed

    def test_a_file_that_cannot_be_written_is_an_error(self, site: Path) -> None:
        write(site, "one.md", WITH_PROBLEMS)
        assert run("check", "--output-file", "missing/report").exit_code == 2

    @pytest.mark.parametrize(
        ("environment", "option", "coloured"),
        [
            ({}, None, False),
            ({"FORCE_COLOR": "1"}, None, True),
            ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, None, False),
            ({"FORCE_COLOR": "1"}, "never", False),
            ({"NO_COLOR": "1"}, "always", True),
            ({"TERM": "dumb"}, "always", True),
            ({"TERM": "dumb"}, "auto", False),
        ],
    )
    def test_colours_are_the_user_s_choice(
        self,
        site: Path,
        monkeypatch: pytest.MonkeyPatch,
        environment: dict[str, str],
        option: str | None,
        coloured: bool,  # noqa: FBT001
    ) -> None:
        for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        write(site, "one.md", WITH_PROBLEMS)
        options = ("--color", option) if option else ()
        for command in (("check",), ("fix", "--diff"), ("explain", "MKS001"), ("list",)):
            assert ("\x1b[" in run(*command, *options).stdout) is coloured

    def test_statistics_are_available_as_json(self, site: Path) -> None:
        write(site, "one.md", WITH_PROBLEMS)
        rows = json.loads(run("check", "--statistics", "--output-format", "json").stdout)
        assert [(row["code"], row["count"], row["fixable"]) for row in rows] == [
            ("MKS006", 1, 0),
            ("MKS020", 1, 1),
        ]
        result = run("check", "--statistics", "--output-format", "sarif")
        assert "--statistics cannot be written as sarif; use json." in result.stderr
        assert result.exit_code == 2

    def test_check_can_fix(self, site: Path) -> None:
        path = write(site, "one.md", FIXABLE)
        assert run("check", "--fix").stdout == (
            "content/one.md: fixed 1 × MKS020\nFixed 1 problem; no problems left in 1 file.\n"
        )
        assert path.read_text(encoding="utf-8") == FIXABLE.replace("”", '"')

    def test_formats_contain_what_remains_after_fixing(self, site: Path) -> None:
        write(site, "one.md", WITH_PROBLEMS)
        left = json.loads(run("fix", "--output-format", "json").stdout)
        assert [each["code"] for each in left] == ["MKS006"]


class TestExplain:
    def test_a_rule(self) -> None:
        printed = run("explain", "mks006").stdout
        assert printed.startswith("MKS006  An item is empty.\nWhy: Readers open")
        assert "\nSeverity: warning" in printed
        assert "\nMessage: [NAME] “TITLE” is empty; the page shows a placeholder." in printed
        assert "    [mks_tab_item title=A][/mks_tab_item]\n" in printed

    def test_says_why_a_rule_exists(self) -> None:
        (rule,) = json.loads(run("explain", "MKS006", "--output-format", "json").stdout)
        assert f"Why: {rule['reason']}\n" in run("explain", "MKS006").stdout

    def test_examples_are_shown_once(self) -> None:
        printed = run("explain", "MKS012", "MKS026").stdout
        assert "    [mks_toggle][mks_toggle]…Text.[/mks_toggle][/mks_toggle]…\n" in printed
        assert "    <div><div>…[mks_separator]</div></div>…\n" in printed

    def test_all_rules(self) -> None:
        rules = json.loads(run("explain", "--output-format", "json").stdout)
        assert [rule["code"] for rule in rules] == [rule.code for rule in RULES]

    def test_an_unknown_rule_is_an_error(self) -> None:
        result = run("explain", "MKS0066")
        assert "Unknown rule MKS0066; did you mean MKS006?" in result.stderr
        assert result.exit_code == 2


class TestList:
    def test_one_shortcode(self, site: Path) -> None:
        printed = run("list", "mks_button").stdout
        assert "[mks_button]" in printed
        assert "[mks_tabs]" not in printed
        assert site

    @pytest.mark.usefixtures("site")
    def test_an_unknown_shortcode_is_an_error(self) -> None:
        result = run("list", "mks_buton")
        assert (
            "“mks_buton” is not a shortcode of this site. Did you mean mks_button?" in result.stderr
        )
        assert result.exit_code == 2


class TestRender:
    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("one.md", article(f"Some *text*.\n\n{WIDGET}")),
            ("one.rst", f"One\n###\n\n:date: 2020-01-02\n\nSome *text*.\n\n{WIDGET}\n"),
        ],
    )
    def test_an_article_is_rendered_as_in_a_build(self, site: Path, name: str, text: str) -> None:
        path = write(site, name, text)
        result = run("render", str(path))
        assert "Some <em>text</em>." in result.stdout
        assert 'class="mks-tabs"' in result.stdout
        assert "Title:" not in result.stdout
        options = ("render", "--stdin-filename", f"content/{name}")
        assert run(*options, stdin=text).stdout == result.stdout
        assert run("render", "-", *options[1:], stdin=text).stdout == result.stdout

    def test_a_page_has_the_article_s_title(self, site: Path) -> None:
        path = write(site, "one.md", CLEAN)
        assert "<title>One</title>" in run("render", "--standalone", str(path)).stdout

    def test_problems_are_reported_by_file_and_line(self, site: Path) -> None:
        write(site, "one.md", WITH_PROBLEMS)
        assert run("render", "content/one.md").stderr.startswith("content/one.md:5:1: MKS006")

    def test_an_unreadable_article_is_an_error(self, site: Path) -> None:
        write(site, "one.txt", "Text.")
        result = run("render", "content/one.txt")
        assert result.stderr == "error: content/one.txt: Pelican has no reader for “.txt”\n"
        assert result.exit_code == 2


def completed(*words: str) -> list[str]:
    """The completions that a shell offers for the last of these words."""
    completion = ShellComplete(main, {}, "pelican-mks", "_PELICAN_MKS_COMPLETE")
    return [item.value for item in completion.get_completions(list(words[:-1]), words[-1])]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("check", "--select", "MKS02"), [each.code for each in RULES if each.code > "MKS02"]),
        (("fix", "--ignore", "MKS001,mks006"), ["MKS001,MKS006"]),
        (("explain", "MKS006"), ["MKS006"]),
        (("list", "mks_tab"), [name for name in BUILT_IN if name.startswith("mks_tab")]),
        (("check", "--output-format", "j"), ["json"]),
        (("check", "--min-severity", "w"), ["warning"]),
    ],
)
def test_shells_complete_codes_names_and_formats(
    words: tuple[str, ...], offered: list[str]
) -> None:
    assert completed(*words) == offered


def process(*arguments: str, **keywords: object) -> subprocess.CompletedProcess[bytes]:
    """Start the command in a separate process."""
    command = [sys.executable, "-m", "pelican_mks", *arguments]
    return subprocess.run(command, capture_output=True, check=False, **keywords)  # type: ignore[call-overload,no-any-return] # noqa: S603


class TestHostileEnvironments:
    def test_a_name_that_is_not_utf_8(self, site: Path) -> None:
        path = Path(os.fsdecode(os.fsencode(site / "content") + b"/caf\xe9.md"))
        path.write_text(FIXABLE, encoding="utf-8")
        done = process("fix", "--diff")
        assert b"+++ b/content/caf\xe9.md\n" in done.stdout
        assert (done.returncode, done.stderr) == (1, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
    @pytest.mark.parametrize("command", [("check",), ("fix", "--diff"), ("list",)])
    def test_a_full_device(self, site: Path, command: tuple[str, ...]) -> None:
        write(site, "one.md", FIXABLE)
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(  # noqa: S603
                [sys.executable, "-m", "pelican_mks", *command],
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert done.returncode == 2
        assert done.stderr == b"error: No space left on device\n"

    @pytest.mark.usefixtures("site")
    @pytest.mark.parametrize("command", ["check -", "fix -", "render"])
    def test_closed_standard_input(self, command: str) -> None:
        done = subprocess.run(  # noqa: S602
            f"{sys.executable} -m pelican_mks {command} <&-",
            shell=True,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 2
        assert b"closed" in done.stderr
        assert b"Traceback" not in done.stderr

    @pytest.mark.usefixtures("site")
    @pytest.mark.parametrize("command", ["check", "fix"])
    def test_a_name_that_is_too_long(self, command: str) -> None:
        result = run(command, "-", "--stdin-filename", f"{'a' * 300}.md", stdin=WITH_PROBLEMS)
        assert result.exit_code == 2
        assert "File name too long" in result.stderr

    def test_a_device_and_a_pipe(self, site: Path) -> None:
        os.mkfifo(site / "content/pipe.md")
        write(site, "one.md", CLEAN)
        for paths, count in (["content"], 1), ([], 1), (["content/pipe.md", "/dev/zero"], 2):
            result = run("check", *paths)
            assert result.exit_code == 2
            assert result.stderr.count("not a regular file") == count

    @pytest.mark.skipif(os.geteuid() == 0, reason="root reads every folder")
    def test_an_unreadable_folder(self, site: Path) -> None:
        write(site, "closed/one.md", CLEAN)
        (site / "content/closed").chmod(0)
        result = run("check", "content")
        (site / "content/closed").chmod(0o755)
        assert "closed: Permission denied" in result.stderr
        assert result.exit_code == 2

    @pytest.mark.parametrize("seconds", [0, 1, 3])
    def test_an_interrupt(
        self, site: Path, tmp_path_factory: pytest.TempPathFactory, seconds: int
    ) -> None:
        temporary = tmp_path_factory.mktemp("temporary")
        slow = "import time\ndef slow(*_):\n    time.sleep(60)\n    return ''\n"
        with (site / "pelicanconf.py").open("a", encoding="utf-8") as stream:
            stream.write(f"{slow}MKS_OWN_SHORTCODES = {{'slow': slow}}\n")
        for number in range(60):
            write(site, f"{number}.md", article("[slow]x[/slow]", slug=f"a{number}"))
        # A process in the background of a shell ignores interrupts.
        before = signal.signal(signal.SIGINT, signal.SIG_DFL)
        running = subprocess.Popen(
            [sys.executable, "-m", "pelican_mks", "check", "-j", "2"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "TMPDIR": str(temporary)},
            start_new_session=True,
        )
        signal.signal(signal.SIGINT, before)
        while not list(temporary.iterdir()):
            time.sleep(0.1)
        # At these times, its processes are starting, have just started, or are working.
        time.sleep(seconds)
        os.killpg(running.pid, signal.SIGINT)
        _, errors = running.communicate()
        assert running.returncode == 130
        assert b"Traceback" not in errors
        assert list(temporary.iterdir()) == []
