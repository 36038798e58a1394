"""Each promise of the threat model names its tests; here are those that belong to no other module."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pelican_mks import transform
from pelican_mks.families.registry import SHORTCODES
from pelican_mks.render.settings import Settings
from tests.oracle import parse_body
from tests.settings import ALL_ENABLED
from tests.shortcodes.test_values import source
from tests.sites import PROJECT, article, build

MODEL = (PROJECT / "docs/security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", MODEL)))
LOADING = frozenset(
    ("audio", "embed", "iframe", "img", "link", "object", "script", "source", "video")
)
EACH = [(shortcode, attribute) for shortcode in SHORTCODES for attribute in shortcode.attributes]
MEKS = [(tag, each) for tag, each in EACH if tag.name.startswith("mks_")]


def test_every_promise_names_its_tests() -> None:
    promises = MODEL.partition("## What we promise")[2].partition("\n\n## ")[0]
    _, *each = promises.split("\n- **")
    assert len(each) > 5
    assert [promise for promise in each if "Tested by `tests/" not in promise] == []


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_named_test_exists(file: str, name: str) -> None:
    tree = ast.parse((PROJECT / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("name", ["mks-tabs", "wide mks-tabs__panel", "MKS-tabs", "contents"])
def test_authors_cannot_use_our_classes(name: str) -> None:
    html = transform(f'<p>[mks_one_half class="{name}"]x[/mks_one_half]</p>').html
    assert name not in html


@pytest.mark.parametrize("url", ["https://evil.example/x", "//evil.example/x"])
def test_nothing_is_loaded_by_a_meks_shortcode(url: str) -> None:
    for shortcode, attribute in MEKS:
        html = transform(source(shortcode, f'{attribute.name}="{url}"')).html
        elements = list(parse_body(html).iter())
        assert not any(element.tag in LOADING for element in elements)
        styles = [element.get("style") or "" for element in elements]
        assert "evil" not in "".join(styles)


def test_media_are_off_by_default() -> None:
    html = "<p>[video src=https://evil.example/x.mp4] [audio src=x.mp3] [gallery src=x.jpg]</p>"
    assert transform(html).html is html
    assert "evil.example" in transform(html, settings=ALL_ENABLED).html


@pytest.mark.parametrize("written", ['[mks_button title="A" url="{}"]', '[gallery src="{}"]'])
@pytest.mark.parametrize("name", ["static", "filename", "attach"])
def test_a_url_publishes_the_same_files_as_a_link(tmp_path: Path, written: str, name: str) -> None:
    published = []
    for folder, form in (("shortcode", written), ("link", "[A]({})")):
        root = tmp_path / folder
        root.mkdir()
        for file in ("beside.txt", "content/inside.txt"):
            (root / file).parent.mkdir(exist_ok=True)
            (root / file).write_text("text", encoding="utf-8")
        paths = "inside.txt", "../beside.txt", "/../beside.txt", "../../beside.txt"
        body = "\n\n".join(form.replace("{}", f"{{{name}}}{path}") for path in paths)
        site = build(root, {"one.md": article(body)}, MKS_SHORTCODES=["meks", "wordpress"])
        published.append({path.name for path in site.output.rglob("*.txt")})
    assert published[0] == published[1]


def test_a_value_is_not_a_template(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "note.html").write_text("<p>{{ title }}</p>", encoding="utf-8")
    body = '[note title="{{ 7 * 191 }}{% include \'base.html\' %}"]\n\n[mks_button title="{{ 7 * 191 }}"]'
    site = build(
        tmp_path,
        {"one.md": article(body)},
        MKS_OWN_SHORTCODES={
            "note": {"template": "note.html", "attributes": ["title"], "single": True}
        },
        THEME_TEMPLATES_OVERRIDES=[str(templates)],
    )
    page = site.page("one.html")
    assert page.count("{{ 7 * 191 }}") >= 2
    assert "1337" not in page


CONTROLS = {
    "escape sequence": "\x1b[31m",
    "carriage return": "\r",
    "line feed": "\n",
    "C1 escape sequence": "\x9b31m",
    "bell": "\x07",
    "right-to-left override": "\u202e",
    "null": "\x00",
    "surrogate": "\ud800",
    "escape sequence as an entity": "&#27;[31m",
    "line feed as an entity": "&#10;",
}


@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS)
def test_no_message_controls_a_terminal(control: str) -> None:
    messages = []
    for html in (
        f'<p>[mks_tabs nav="a{control}b" x{control}y=1 label=”A{control}B”][mks_tab_item title="a{control}b" id="{control}"]</p>',
        f'<p>[mks_social icon="a{control}b" url="javascript:{control}"][mks_icon icon="{control}"]</p>',
        f"<p>[mks_fo{control}o] [/mks_tab{control}s] [mks_tabs {control}</p>",
    ):
        messages += [each.message for each in transform(html, settings=Settings()).diagnostics]
    assert messages
    assert not any(
        re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", each)
        for each in messages
    )


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[31mb", "a\rb", "a\x9bb", "a\u202eb"])
def test_no_file_name_controls_a_terminal(tmp_path: Path, name: str) -> None:
    site = build(tmp_path, {f"{name}.md": article("[mks_tabs]")})
    log = [line for line in site.log if "MKS" in line]
    assert log
    assert not any(control in line for line in log for control in "\n\r\x1b\x9b\u202e")
