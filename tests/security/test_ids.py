"""A slug, an id or another hostile value stays inside the attribute that it is written into."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import pelican_mks
from pelican_mks import transform
from tests.oracle import parse_body
from tests.security.pages import elements, live
from tests.settings import ALL_ENABLED
from tests.shortcodes.test_values import SHORTCODES, source
from tests.sites import article, build

PACKAGE = Path(pelican_mks.__file__).parent
WRITERS = sorted((*PACKAGE.glob("families/*.py"), *PACKAGE.glob("render/*.py")))
PREFIXES = ('a" onfocus="alert(1)" autofocus', "a' onfocus='alert(1)", "a><img src=x onerror=alert(1)>", "a b",
            "&quot; onfocus=alert(1)", "[mks_tabs]", "<!--", "\x00\u202e")  # fmt: skip


@pytest.mark.parametrize("shortcode", SHORTCODES, ids=lambda shortcode: shortcode.name)
@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_prefix_stays_in_its_attributes(shortcode: object, prefix: str) -> None:
    html = transform(source(shortcode, "title=A name=A"), prefix=prefix, settings=ALL_ENABLED).html  # type: ignore[arg-type]
    body = parse_body(html)
    assert not [piece for piece in live(body) if piece.attribute]
    assert not any(each.get("autofocus") for each in elements(body))
    ids = {each.get("id") for each in elements(body)}
    names = [each.get("for") for each in elements(body) if each.get("for") is not None]
    assert ids.issuperset(names)


def test_a_slug_stays_in_its_attributes(tmp_path: Path) -> None:
    body = "[mks_progressbar name=A] [mks_toggle title=A]x[/mks_toggle]"
    hostile = article(body, slug='a" onfocus="alert(1)" autofocus', more="Save_as: one.html")
    page = build(tmp_path, {"one.md": hostile}).page("one.html")
    text = page.partition("mks-progressbar")[2]
    assert text
    assert "onfocus=" not in {name for each in elements(parse_body(text)) for name in each.attrib}
    assert ' onfocus="alert' not in text


@pytest.mark.parametrize("file", WRITERS, ids=lambda file: file.name)
def test_no_value_is_written_between_quotes_by_hand(file: Path) -> None:
    """Only `attribute` writes attributes with a value, so that none is left unescaped."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.JoinedStr) or file.name == "escape.py":
            continue
        inside = False
        for part in node.values:
            if isinstance(part, ast.Constant):
                inside ^= str(part.value).count('"') % 2 == 1 and "=" in str(part.value)
            assert not (inside and isinstance(part, ast.FormattedValue)), (
                f"{file.name}:{node.lineno} writes a value into an attribute"
            )


def test_a_value_between_quotes_would_be_found() -> None:
    tree = ast.parse("f'<a id=\"{x}\">'")
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    assert str(strings[0].values[0].value).count('"') == 1  # type: ignore[attr-defined]
