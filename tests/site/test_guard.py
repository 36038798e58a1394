"""No exception in our code or a site's code ends a build, drops an article or goes unreported."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest
from markupsafe import Markup
from pelican.log import FatalLogger

from pelican_mks import Attribute, Shortcode
from pelican_mks.render.context import Context
from pelican_mks.shortcodes.nodes import Element
from pelican_mks.site import plugin
from tests.site.test_custom_shortcodes import build_site, content
from tests.sites import WIDGET, article, build


class UnprintableError(Exception):
    def __str__(self) -> str:
        raise RuntimeError


class Broken(Mapping[str, object]):
    """A setting that raises an exception whenever it is used."""

    def __getitem__(self, key: str) -> object:
        raise UnprintableError

    def __iter__(self) -> NoReturn:
        raise UnprintableError

    def __len__(self) -> int:
        raise UnprintableError

    def __repr__(self) -> str:
        raise UnprintableError


RECEIVERS = (
    plugin.on_initialized,
    plugin.on_generator_init,
    plugin.on_content_object_init,
    plugin.on_article_writer_finalized,
    plugin.on_content_written,
)


@pytest.mark.parametrize("receiver", RECEIVERS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("error", [UnprintableError(), SystemExit(0), RecursionError("deep")])
def test_no_receiver_raises(
    receiver: Callable[..., None], error: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    class Sender:
        def __getattr__(self, name: str) -> NoReturn:
            if name == "source_path":
                raise AttributeError
            raise error

    details = {"context": Sender()} if receiver is plugin.on_content_written else {}
    receiver(Sender(), **details)
    (message,) = caplog.messages
    assert message.startswith(f"pelican-mks failed ({type(error).__name__}")
    assert "`pelican --debug` shows where" in message


def test_every_connected_receiver_is_guarded() -> None:
    named = {name for name in vars(plugin) if name.startswith("on_")}
    assert {receiver.__name__ for receiver in RECEIVERS} == named


def test_ctrl_c_ends_the_build() -> None:
    class Sender:
        def __getattr__(self, name: str) -> NoReturn:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        plugin.on_initialized(Sender())


@pytest.mark.parametrize("level", [logging.WARNING, logging.ERROR])
def test_fatal_ends_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, level: int) -> None:
    monkeypatch.setattr(FatalLogger, "fatal_lvl", level)
    with pytest.raises(RuntimeError, match="encountered"):
        build_site(tmp_path, "[box]x[/box]", box=lambda *_: 1 / 0)


class TestPages:
    """Pages that another plugin changed before files are linked."""

    def written(self, page: Path) -> None:
        site = {"SITEURL": "https://e.org", "THEME_STATIC_DIR": "theme"}
        plugin.on_content_written(str(page), context=site)

    def test_removed(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        self.written(tmp_path / "gone.html")
        assert caplog.messages == []

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
    def test_written_in_another_encoding(self, tmp_path: Path, encoding: str) -> None:
        page = tmp_path / "one.html"
        head, body = "<head><title>Café\r\n</title>", '</head>é<i class="mks-tabs">é</i>'
        page.write_bytes(f"{head}{body}".encode(encoding))
        self.written(page)
        before, link, after = re.split(
            rb"(<link .*</script>\n)", page.read_bytes(), flags=re.DOTALL
        )
        assert before == head.encode(encoding)
        assert after == body.encode(encoding.removesuffix("-sig"))
        assert b"tabs.css" in link

    def test_replaced_by_a_folder(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        self.written(tmp_path)
        (message,) = caplog.messages
        assert message.startswith(f"{tmp_path}: pelican-mks failed (IsADirectoryError")
        assert "its stylesheets and scripts are not linked" in message


class TestSettings:
    def test_of_any_type_do_not_end_the_build(self, tmp_path: Path) -> None:
        names = [f"MKS_{name}" for name in ("SHORTCODES", "OWN_SHORTCODES", "SYNC", "ASSETS")]
        site = build(tmp_path, {"one.md": article(WIDGET)}, **dict.fromkeys(names, Broken()))
        assert 'class="mks-tabs"' in site.page("one.html")
        assert [line.partition(" ")[0] for line in site.log] == [
            "MKS_ASSETS",
            "MKS_SYNC",
            "MKS_SHORTCODES",
            "MKS_OWN_SHORTCODES",
        ][: len(site.log)]
        assert len(site.log) == 4

    def test_may_come_from_a_generator(self, tmp_path: Path) -> None:
        names = (name for name in ["mks_tabs"])
        site = build(tmp_path, {"one.md": article(WIDGET)}, MKS_SHORTCODES=names)
        assert 'class="mks-tabs"' in site.page("one.html")
        assert site.log == ()

    def test_names_in_a_dictionary_are_not_valid(self, tmp_path: Path) -> None:
        site = build(tmp_path, {"one.md": article(WIDGET)}, MKS_SHORTCODES={"meks": 1})
        assert 'class="mks-tabs"' in site.page("one.html")
        assert site.log[0].startswith("MKS_SHORTCODES = {'meks': 1} is not valid; None is used")


class TestCustomShortcodes:
    @pytest.mark.parametrize("error", [SystemExit(0), UnprintableError(), RecursionError("deep")])
    def test_that_raise_errors_keep_the_text(self, tmp_path: Path, error: BaseException) -> None:
        def box(*_: object) -> NoReturn:
            raise error

        site = build_site(tmp_path, "[box]one[/box]", box=box)
        assert "<p>one</p>" in content(site)
        (message,) = site.log
        assert f"MKS017 [box] raised an error ({type(error).__name__}" in message

    def test_that_call_exit_keep_the_text(self, tmp_path: Path) -> None:
        site = build_site(tmp_path, "[box]one[/box]", box=lambda *_: sys.exit(0))
        assert "<p>one</p>" in content(site)

    def test_that_raise_errors_keep_the_diagnostics_of_the_body(self, tmp_path: Path) -> None:
        def box(element: Element, context: Context) -> NoReturn:
            context.body(element)
            raise ValueError

        body = "[box][mks_separator style=wavy][/box]\n\n[box][mks_separator height=x][/box]"
        site = build_site(tmp_path, body, box=box)
        codes = [re.findall(r":(\d+):\d+: (MKS\d+)", line) for line in site.log]
        assert sorted(code for each in codes for code in each) == [
            ("5", "MKS011"),
            ("5", "MKS017"),
            ("7", "MKS011"),
            ("7", "MKS017"),
        ]

    def test_may_return_markup(self, tmp_path: Path) -> None:
        def box(element: Element, context: Context) -> str:
            return Markup("<div>%s</div>") % Markup(context.body(element))  # noqa: S704 - a body is HTML

        site = build_site(tmp_path, "A\n\n[box]*b*[/box]\n\nc", box=box)
        assert "<p>A</p>\n<div><p><em>b</em></p></div>\n<p>c</p>" in content(site)

    def test_that_return_surrogates_are_written(self, tmp_path: Path) -> None:
        site = build_site(tmp_path, "[box]x[/box]", box=lambda *_: "<p>a\ud800b</p>")
        assert "<p>a\ufffdb</p>" in content(site)

    @pytest.mark.parametrize(
        ("read", "written", "shown"),
        [
            (str.lower, "ABC", "abc"),
            (re.compile("[a-c]+").fullmatch, "abc", "abc"),
            (re.compile("[a-c]+").fullmatch, "xyz", "none"),
            (int, " 7", "7"),
            (int, "x", "none"),
            (lambda _: sys.exit(0), "x", "none"),
            (lambda _: Broken(), "x", "none"),
        ],
    )
    def test_read_values_with_any_function(
        self, tmp_path: Path, read: Any, written: str, shown: str
    ) -> None:
        box = Shortcode(
            "box",
            "",
            (Attribute("kind", "none", "", "a kind", read),),
            lambda element, _: f"<p>{element.values['kind'].text}</p>",
        )
        site = build_site(tmp_path, f'[box kind="{written}"]x[/box]', box=box)
        assert f"<p>{shown}</p>" in content(site)
        assert ["MKS011" in line for line in site.log] == [True] * (shown == "none")

    @pytest.mark.parametrize(
        ("attribute", "problem"),
        [
            (Attribute("kind", None, ""), "the default of kind is None"),  # type: ignore[arg-type]
            (Attribute("kind", "", "", "", "lower"), "the read function of kind is 'lower'"),  # type: ignore[arg-type]
            (Attribute(7, "", ""), "the attribute name 7 is not a lower-case name"),  # type: ignore[arg-type]
        ],
    )
    def test_with_an_invalid_attribute_are_ignored(
        self, tmp_path: Path, attribute: Attribute, problem: str
    ) -> None:
        box = Shortcode("box", "", (attribute,), lambda *_: "<p>box</p>")
        site = build_site(tmp_path, "[box]x[/box]", box=box)
        (message,) = site.log
        assert message.startswith("MKS_OWN_SHORTCODES['box'] is ignored: ")
        assert problem in message
        assert "[box]x[/box]" in content(site)


@pytest.mark.skipif(os.name != "posix", reason="such names are not valid elsewhere")
def test_control_characters_in_a_file_name_are_escaped(tmp_path: Path) -> None:
    """A newline would forge a line of the log, and an escape character could control a terminal."""
    site = build(tmp_path, {"a\n\x1b[2Jb.md": article("[/mks_tabs]")})
    (message,) = site.log
    assert r"a\n\x1b[2Jb.md:5:1: MKS005" in message
    assert message.isprintable()
