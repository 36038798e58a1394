"""Linking the stylesheets and scripts into pages, and copying them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_mks import Shortcode, transform
from pelican_mks.families.registry import BUILT_IN
from pelican_mks.render.settings import Settings
from pelican_mks.site.assets import STATIC_FOLDER, copy_assets, link_assets, site_files
from tests.reach import reached
from tests.sites import WIDGET as TABS
from tests.sites import article, build

LINKS = (
    '<link rel="stylesheet" href="/t/pelican_mks/tabs.css">\n'
    '<script src="/t/pelican_mks/tabs.js"></script>\n'
)
WIDGET = '<div class="mks-tabs" id="tabs-1"></div>'
FILES = {path.name for path in (STATIC_FOLDER / "pelican_mks").iterdir()}


def linked(page: str) -> list[str]:
    """Return the names of the files that `page` links."""
    found = link_assets(f"<head></head>{page}", "/t") or ""
    return [name for name in sorted(FILES) if f"/t/pelican_mks/{name}" in found]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<head><title>x</title>", f"</head><body>{WIDGET}</body>"),
        ("<HEAD>", f"</HEAD><BODY>{WIDGET}"),
        ("<title>x</title>", f'<body class="x">{WIDGET}'),
    ],
)
def test_files_are_linked_at_the_end_of_the_head(before: str, after: str) -> None:
    assert link_assets(before + after, "/t") == before + LINKS + after


HEAD = "<!DOCTYPE html><html><head>{}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HEAD.format("<script>document.write('<body class=nojs></head>')</script>"), "</head>"),
        (HEAD.format("<script><!--<script></head></script>--></script>"), "</head>"),
        (HEAD.format("<style>/* </head><body> */</style>"), "</head>"),
        (HEAD.format("<title>The </head> and <body> of HTML</title>"), "</head>"),
        (HEAD.format("<!-- </head><body> -->"), "</head>"),
        (HEAD.format('<meta content="</head><body>">'), "</head>"),
        (HEAD.format("<meta content='</head>' name=a>"), "</head>"),
        (HEAD.format("<header></header>"), "</head>"),
        (HEAD.format("<template><p>x</p></template><noscript><img></noscript>"), "</head\n>"),
        (HEAD.format("<title>x</title>\n"), "<body>"),
        (HEAD.format("<title>x</title>\n"), "<p>"),
        ("<!doctype html>\n<title>x</title>\n", "<main></body>"),
        ("<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><title>x</title> ", "Text <b>x</b>"),
        ("\ufeff<!DOCTYPE html><meta charset=utf-8>", "<custom-head></head>"),
        ("<?xml version='1.0'?>\n<!DOCTYPE html>\n<html>\n", "<div>"),
        ("<html>", "<textarea></head></textarea>"),
    ],
)
def test_text_that_looks_like_the_end_of_the_head_is_skipped(before: str, after: str) -> None:
    after = f"{after}{WIDGET}"
    assert link_assets(before + after, "/t") == before + LINKS + after


@pytest.mark.parametrize(
    "text",
    [
        WIDGET,
        f"<p>A part of a page.</p>{WIDGET}",
        f'<?xml version="1.0"?><rss><description><![CDATA[{WIDGET}]]></description></rss>',
        f"<svg><foreignObject>{WIDGET}</foreignObject></svg>",
        f"<!-- <!DOCTYPE html> -->{WIDGET}",
    ],
)
def test_a_fragment_has_no_head(text: str) -> None:
    assert link_assets(text, "/t") is None


_DOCTYPES = st.sampled_from(("<!DOCTYPE html>", "<!doctype html>\n", "<html>", "<html lang=en>\n"))
_IN_HEAD = (
    "<script>write('</head><body>')</script>", "<script><!-- <script> </head> </script> --></script>",
    "<style></head></style>", "<title></head> <body></title>", "<!-- </head> -->", "<!--><!---->",
    '<meta content="</head>">', "<meta content=</head>", "<link title='<body>'>", "<base/>", " \n",
    "<?php </head ?>", "<script>'<!--'</script>", "<META>",
)  # fmt: skip
_IN_BODY = ("<p>", "text", "<main>", "<custom-head>", "<svg>", "<table>", "&amp;", "<textarea></head></textarea>")  # fmt: skip
_heads = st.lists(st.sampled_from(_IN_HEAD), max_size=5).map("".join)
_bodies = st.lists(st.sampled_from((*_IN_BODY, *_IN_HEAD)), max_size=4).map("".join)
_pages = st.one_of(
    st.builds("{}<head>{}</head><body>{}{}{}".format, _DOCTYPES, _heads, _bodies, st.just(WIDGET), _bodies),
    st.builds("{}<head>{}{}{}".format, _DOCTYPES, _heads, st.sampled_from(_IN_BODY), st.just(WIDGET)),
    st.builds("{}{}{}{}".format, _DOCTYPES, _heads, st.sampled_from(_IN_BODY), st.just(WIDGET)),
    st.builds("{}{}<body>{}".format, _DOCTYPES, _heads, st.just(WIDGET)),
)  # fmt: skip


@given(_pages)
def test_links_are_the_only_change_in_the_parsed_page(page: str) -> None:
    linked_page = link_assets(page, "/t")
    assert linked_page is not None
    tree = parsed(linked_page)
    ours = [
        *tree.findall("head/link[@href='/t/pelican_mks/tabs.css']"),
        *tree.findall("head/script[@src='/t/pelican_mks/tabs.js']"),
    ]
    assert len(ours) == 2
    reached(ours)
    assert written(parsed(linked_page.replace(LINKS, ""))) == written(parsed(page))
    for each in ours:
        head = tree.find("head")
        assert head is not None
        head.remove(each)
    assert written(tree) == written(parsed(page))


def parsed(page: str) -> Element:
    parser: Any = html5lib
    tree: Element = parser.parse(page, namespaceHTMLElements=False)
    return tree


def written(tree: Element) -> list[tuple[object, ...]]:
    """Return the elements of a tree with their attributes and depth."""
    return [
        (depth, each.tag, sorted(each.attrib.items()), (each.text or "").strip())
        for depth, each in walk(tree, 0)
    ]


def walk(element: Element, depth: int) -> Iterator[tuple[int, Element]]:
    yield depth, element
    for child in element:
        yield from walk(child, depth + 1)


@pytest.mark.parametrize(
    "page",
    [
        "<head></head><body>No widget.</body>",
        "<head></head><code>&lt;div class=&quot;mks-tabs&quot;</code>",
        '<head></head><div class="mks-strange">',
        f'<head><link href="pelican_mks/tabs.css"><script src="/pelican_mks/tabs.js"></script></head>{WIDGET}',
    ],
    ids=[
        "no widget",
        "a widget shown as code",
        "a class that is not ours",
        "linked by the theme",
    ],
)
def test_a_page_without_widgets_stays_the_same_string(page: str) -> None:
    page = page.replace('"pelican_mks', '"/elsewhere/pelican_mks')
    assert link_assets(page, "/t") is page


def test_a_file_that_the_theme_links_is_not_linked_again() -> None:
    head = '<head><script src="/elsewhere/pelican_mks/tabs.js"></script>'
    page = link_assets(f"{head}</head>{WIDGET}", "/t")
    assert page == f"{head}{LINKS.splitlines()[0]}\n</head>{WIDGET}"


@pytest.mark.parametrize(
    ("source", "files"),
    [
        ("[mks_tabs][mks_tab_item]x[/mks_tab_item][/mks_tabs]", ["tabs.css", "tabs.js"]),
        ("[mks_toggle]x[/mks_toggle]", ["disclosure.css"]),
        (
            "[mks_accordion][mks_accordion_item]x[/mks_accordion_item][/mks_accordion]",
            ["disclosure.css"],
        ),
        ("[mks_one_half]x[/mks_one_half]", ["columns.css"]),
        ("[mks_col]x[/mks_col]", ["columns.css"]),
        ("[mks_highlight]x[/mks_highlight]", ["phrases.css"]),
        ("[mks_dropcap]x[/mks_dropcap]", ["phrases.css"]),
        ("[mks_button title=x]", ["buttons.css"]),
        ("[mks_social icon=github]", ["buttons.css"]),
        ("[mks_icon icon=fa-star]", ["buttons.css"]),
        ("[mks_pullquote]x[/mks_pullquote]", ["blocks.css"]),
        ("[mks_separator]", ["blocks.css"]),
        ("[mks_progressbar name=x]", ["blocks.css"]),
        ("[mks_toggle][mks_icon icon=fa-star][/mks_toggle]", ["buttons.css", "disclosure.css"]),
    ],
)
def test_each_family_has_its_own_files(source: str, files: list[str]) -> None:
    assert linked(transform(f"<p>{source}</p>").html) == files


@pytest.mark.parametrize("shortcode", [each for each in BUILT_IN.values() if each.render])
def test_every_shortcode_needs_one_stylesheet(shortcode: Shortcode) -> None:
    body = f"[{shortcode.item}]x[/{shortcode.item}]" if shortcode.item else "https://vimeo.com/1"
    source = f"<p>[{shortcode.name} icon=fa-star src=/x]{body}[/{shortcode.name}]</p>"
    settings = Settings(shortcodes=(shortcode.name,))
    page = transform(source, settings=settings).html
    assert len([name for name in linked(page) if name.endswith(".css")]) == 1
    assert set(linked(page)) <= site_files(settings)


def test_no_two_stylesheets_style_the_same_shortcode() -> None:
    sheets = {
        path.name: set(re.findall(r"\.mks-([a-z]+)", path.read_text(encoding="utf-8")))
        for path in (STATIC_FOLDER / "pelican_mks").glob("*.css")
    }
    for (one, styled), (other, styled_there) in combinations(sheets.items(), 2):
        assert styled & styled_there == set(), f"{one} and {other}"


def test_urls_are_escaped() -> None:
    page = link_assets(f"<head></head>{WIDGET}", 'https://e.org/"><script>')
    assert page is not None
    assert "<script>/" not in page
    assert "https://e.org/&quot;&gt;&lt;script&gt;/pelican_mks/tabs.css" in page


def test_the_files_exist() -> None:
    assert {*linked("".join(f'<i class="mks-{name}">' for name in NAMES))} == FILES


TABS_FILES = {"tabs.css", "tabs.js", "parallel.css", "parallel.js"}
NAMES = ("tabs", "parallel", "toggle", "columns", "highlight", "button", "pullquote", "gallery")


@pytest.mark.parametrize(
    ("names", "files"),
    [
        (None, FILES - {"wordpress.css"}),
        ([], set()),
        (["mks_tabs"], TABS_FILES),
        (["mks_tab_item", "mks_one_half"], {*TABS_FILES, "columns.css"}),
        (["wordpress"], {"wordpress.css"}),
        (["meks", "caption"], FILES),
    ],
)
def test_a_site_gets_only_the_files_that_it_can_need(
    tmp_path: Path, names: list[str] | None, files: set[str]
) -> None:
    site = build(tmp_path, {"one.md": article("x")}, MKS_SHORTCODES=names)
    assert {path.name for path in (site.output / "theme/pelican_mks").iterdir()} == files
    assert site.log == ()


def test_a_replaced_built_in_shortcode_keeps_its_stylesheet(tmp_path: Path) -> None:
    own = {"mks_tabs": lambda *_: '<div class="mks-tabs"></div>', "box": lambda *_: "<p>box</p>"}
    settings = {"MKS_SHORTCODES": [], "MKS_OWN_SHORTCODES": own}
    site = build(tmp_path, {"one.md": article(TABS)}, **settings)
    assert (site.output / "theme/pelican_mks/tabs.css").is_file()
    assert "pelican_mks/tabs.css" in site.page("one.html")


def test_a_file_that_is_not_copied_is_not_linked(tmp_path: Path) -> None:
    html = '<figure class="mks-caption">x</figure>\n\n<p class="mks-toggle">'
    page = build(tmp_path, {"one.md": article(html)}).page("one.html")
    assert "pelican_mks/disclosure.css" in page
    assert "pelican_mks/wordpress.css" not in page


def test_a_file_of_the_theme_replaces_ours(tmp_path: Path) -> None:
    own = tmp_path / "theme/static/pelican_mks/tabs.css"
    own.parent.mkdir(parents=True)
    own.write_text("/* mine */", encoding="utf-8")
    site = build(tmp_path, {"one.md": article("x")}, THEME=str(tmp_path / "theme"))
    copied = site.output / "theme/pelican_mks/tabs.css"
    assert copied.read_text(encoding="utf-8") == "/* mine */"


def test_copies_keep_their_modification_time_and_can_be_overwritten(tmp_path: Path) -> None:
    for _ in range(2):
        copy_assets(["tabs.css"], tmp_path)
        source, copied = STATIC_FOLDER / "pelican_mks/tabs.css", tmp_path / "pelican_mks/tabs.css"
        assert copied.read_bytes() == source.read_bytes()
        assert copied.stat().st_mtime_ns == source.stat().st_mtime_ns


def test_pages_without_a_head_are_reported(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/article.html").write_text("{{ article.content }}", encoding="utf-8")
    body = "[mks_separator]"
    files = {f"{n}.md": article(body, title=str(n), slug=f"a{n}") for n in range(9)}
    site = build(tmp_path, files, THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "templates")])
    assert "pelican_mks/blocks.css" not in site.page("a1.html")
    assert "this page has no head" in site.log[0]
    assert "MKS_ASSETS" in site.log[0]
    assert len(site.log) == 5
    assert site.log[-1].startswith("The stylesheets and scripts are not linked in other pages")
