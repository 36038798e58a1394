"""The examples on the page about custom shortcodes work as documented."""

from __future__ import annotations

import re
from inspect import isfunction
from pathlib import Path
from typing import Any

from pelican_mks import Attribute, Shortcode
from pelican_mks.families.registry import WORDPRESS
from pelican_mks.shortcodes import attribute_types
from tests.sites import PROJECT, article, build

PAGE = (PROJECT / "docs/own-shortcodes.md").read_text(encoding="utf-8")
TEMPLATES = re.findall(r"```html\n(.*?)```", PAGE, re.DOTALL)


def settings(number: int) -> dict[str, Any]:
    """Run an example and return its settings."""
    example = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[number]
    names: dict[str, Any] = {}
    exec(example, names)  # noqa: S102 - the page's own example
    return {name: value for name, value in names.items() if name.startswith("MKS_")}


def test_the_template_renders(tmp_path: Path) -> None:
    (tmp_path / "note.html").write_text(TEMPLATES[0], encoding="utf-8")
    body = "[note title=”Mind the gap”]\nIt is *wide*.\n[/note]"
    site = build(
        tmp_path / "site",
        {"one.md": article(body)},
        THEME_TEMPLATES_OVERRIDES=[str(tmp_path)],
        **settings(0),
    )
    page = site.page("one.html")
    assert re.search(r'<aside class="note" id="one-note-1">\s*<h2>Mind the gap</h2>', page)
    assert "<p>It is <em>wide</em>.</p>" in page
    assert site.log == ()


def test_attribute_types_reject_invalid_values(tmp_path: Path) -> None:
    (tmp_path / "card.html").write_text('<a class="{{ look }}" href="{{ link }}">{{ body }}</a>')
    site = build(
        tmp_path / "site",
        {"one.md": article('[card link="javascript:alert(1)" look=wide]x[/card]')},
        THEME_TEMPLATES_OVERRIDES=[str(tmp_path)],
        **settings(1),
    )
    assert '<a class="wide" href="#"><p>x</p></a>' in site.page("one.html")


def test_a_custom_function_reads_values(tmp_path: Path) -> None:
    (tmp_path / "book.html").write_text("<p>{{ isbn }}</p>{{ body }}")
    body = "[book isbn=978-3-16-148410-0]x[/book]\n\n[book isbn=soon]y[/book]"
    site = build(
        tmp_path / "site",
        {"one.md": article(body)},
        THEME_TEMPLATES_OVERRIDES=[str(tmp_path)],
        **settings(2),
    )
    assert "<p>978-3-16-148410-0</p><p>x</p>\n<p></p><p>y</p>" in site.page("one.html")
    (message,) = site.log
    assert "MKS011 isbn=“soon” is not valid in [book]" in message


def test_every_attribute_type_is_documented() -> None:
    types = {
        name
        for name, value in vars(attribute_types).items()
        if isfunction(value) and value.__annotations__.get("return") == "Attribute"
    }
    assert types <= set(re.findall(r"\b\w+\b", PAGE.partition("## With a function")[0]))


def test_the_function_renders(tmp_path: Path) -> None:
    site = build(tmp_path, {"one.md": article("[warning]Wet paint.[/warning]")}, **settings(3))
    assert '<div class="warning"><p>Wet paint.</p></div>' in site.page("one.html")


def test_a_function_renders_attributes(tmp_path: Path) -> None:
    body = "[speaker name=”A & B”]Wet paint.[/speaker]"
    site = build(tmp_path, {"one.md": article(body)}, **settings(4))
    shown = '<div class="speaker"><b>A &amp; B</b> <p>Wet paint.</p></div>'
    assert shown in site.page("one.html")
    assert site.log == ()


def test_everything_that_a_function_can_use_exists(tmp_path: Path) -> None:
    table = PAGE.partition("A function can use:")[2].partition("\n\nIf your")[0]
    expressions = re.findall(r"^\| `(.+?)` \|", table.replace("NAME", "name"), re.MULTILINE)
    assert len(expressions) == 5

    def function(element: object, context: object) -> str:
        names = {"element": element, "context": context}
        return repr([eval(each, names) for each in expressions])  # noqa: S307 - code from the page

    shortcode = Shortcode("note", "", (Attribute("name", "", ""),), function)
    site = build(
        tmp_path,
        {"one.md": article("[note name=x]Wet paint.[/note]")},
        MKS_OWN_SHORTCODES={"note": shortcode},
    )
    assert site.log == ()
    assert "['x', '<p>Wet paint.</p>', 2, 'one-name-1', 'en']" in site.page("one.html")


def test_the_theme_s_button_renders(tmp_path: Path) -> None:
    (path,) = re.findall(r"`templates/(.*?)`", PAGE)
    template = tmp_path / "theme" / path
    template.parent.mkdir(parents=True)
    template.write_text(TEMPLATES[1], encoding="utf-8")
    site = build(
        tmp_path / "site",
        {"one.md": article("[mks_button title='<b>Go</b>' url=/a size=small]")},
        THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "theme")],
    )
    assert '<a class="btn btn-small" href="/a"><b>Go</b></a>' in site.page("one.html")


def test_wordpress_shortcodes_can_be_enabled(tmp_path: Path) -> None:
    body = '[audio src="/song.mp3"]\n\n[video src="/video.mp4"]\n\n[mks_separator]'
    page = build(tmp_path, {"one.md": article(body)}, **settings(5)).page("one.html")
    assert "<audio" in page
    assert "<video" not in page
    assert "<hr" in page


def test_the_example_is_followed_by_its_result() -> None:
    (example,) = re.findall(r"```text\n(\[caption.*?)```\n", PAGE, re.DOTALL)
    assert PAGE.partition(f"{example}```\n")[2].lstrip().startswith(example)
    names = set(re.findall(r"^\[(\w+)", example, re.MULTILINE))
    assert names == {shortcode.name for shortcode in WORDPRESS}
