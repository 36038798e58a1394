from __future__ import annotations

import pytest

from pelican_mks.assets import STATIC_FOLDER, link_assets

LINKS = (
    '<link rel="stylesheet" href="/t/pelican_mks/tabs.css">\n'
    '<script src="/t/pelican_mks/tabs.js"></script>\n'
)
WIDGET = '<div class="mks-tabs" id="tabs-1"></div>'


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
        f'<head><script src="/elsewhere/pelican_mks/tabs.js"></script></head>{WIDGET}',
        WIDGET,
    ],
    ids=["no widget", "a widget shown as code", "linked by the theme", "neither head nor body"],
)
def test_other_pages_stay_the_same_string(page: str) -> None:
    assert link_assets(page, "/t") is page


def test_addresses_are_escaped() -> None:
    page = link_assets(f"<head></head>{WIDGET}", 'https://e.org/"><script>')
    assert "<script>/" not in page
    assert "https://e.org/&quot;&gt;&lt;script&gt;/pelican_mks/tabs.css" in page


def test_the_files_exist() -> None:
    folder = STATIC_FOLDER / "pelican_mks"
    assert {path.name for path in folder.iterdir()} == {"tabs.css", "tabs.js"}
