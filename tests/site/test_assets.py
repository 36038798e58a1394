from __future__ import annotations

import re
from itertools import combinations

import pytest

from pelican_mks import Shortcode, transform
from pelican_mks.families.registry import BUILT_IN
from pelican_mks.render.settings import Settings
from pelican_mks.site.assets import STATIC_FOLDER, link_assets

LINKS = (
    '<link rel="stylesheet" href="/t/pelican_mks/tabs.css">\n'
    '<script src="/t/pelican_mks/tabs.js"></script>\n'
)
WIDGET = '<div class="mks-tabs" id="tabs-1"></div>'
FILES = {path.name for path in (STATIC_FOLDER / "pelican_mks").iterdir()}


def linked(page: str) -> list[str]:
    """The names of the files that `page` gets."""
    found = link_assets(f"<head></head>{page}", "/t")
    return [name for name in sorted(FILES) if f"/t/pelican_mks/{name}" in found]


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("<head><title>x</title>", f"</head><body>{WIDGET}</body>"),
        ("<HEAD>", f"</HEAD><BODY>{WIDGET}"),
        ("<title>x</title>", f'<body class="x">{WIDGET}'),
    ],
)
def test_links_stand_at_the_end_of_the_head(before: str, behind: str) -> None:
    assert link_assets(before + behind, "/t") == before + LINKS + behind


@pytest.mark.parametrize(
    "page",
    [
        "<head></head><body>No widget.</body>",
        "<head></head><code>&lt;div class=&quot;mks-tabs&quot;</code>",
        '<head></head><div class="mks-strange">',
        f'<head><link href="pelican_mks/tabs.css"><script src="/pelican_mks/tabs.js"></script></head>{WIDGET}',
        WIDGET,
    ],
    ids=[
        "no widget",
        "a widget shown as code",
        "a class that is not ours",
        "linked by the theme",
        "neither head nor body",
    ],
)
def test_other_pages_stay_the_same_string(page: str) -> None:
    page = page.replace('"pelican_mks', '"/elsewhere/pelican_mks')
    assert link_assets(page, "/t") is page


def test_what_the_theme_links_already_is_not_linked_again() -> None:
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
def test_each_family_brings_its_own_files(source: str, files: list[str]) -> None:
    assert linked(transform(f"<p>{source}</p>").html) == files


@pytest.mark.parametrize("shortcode", [each for each in BUILT_IN.values() if each.render])
def test_every_shortcode_brings_one_stylesheet(shortcode: Shortcode) -> None:
    body = f"[{shortcode.item}]x[/{shortcode.item}]" if shortcode.item else "https://vimeo.com/1"
    source = f"<p>[{shortcode.name} icon=fa-star src=/x]{body}[/{shortcode.name}]</p>"
    page = transform(source, settings=Settings(shortcodes=(shortcode.name,))).html
    assert len([name for name in linked(page) if name.endswith(".css")]) == 1


def test_no_two_stylesheets_know_the_same_shortcode() -> None:
    sheets = {
        path.name: set(re.findall(r"\.mks-([a-z]+)", path.read_text(encoding="utf-8")))
        for path in (STATIC_FOLDER / "pelican_mks").glob("*.css")
    }
    for (one, styled), (other, styled_there) in combinations(sheets.items(), 2):
        assert styled & styled_there == set(), f"{one} and {other}"


def test_addresses_are_escaped() -> None:
    page = link_assets(f"<head></head>{WIDGET}", 'https://e.org/"><script>')
    assert "<script>/" not in page
    assert "https://e.org/&quot;&gt;&lt;script&gt;/pelican_mks/tabs.css" in page


def test_the_files_exist() -> None:
    page = link_assets("<head></head>" + "".join(f'<i class="mks-{name}">' for name in NAMES), "/t")
    assert {name for name in FILES if name in page} == FILES


NAMES = ("tabs", "parallel", "toggle", "columns", "highlight", "button", "pullquote", "gallery")
