"""Posters of videos: image files in a folder of the site, named after the videos' ids."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from pelican_mks.site.settings import read_settings
from tests.sites import article, build

ID = "aqz-KE-bpKQ"
WATCH = f"https://www.youtube.com/watch?v={ID}"
POSTER = '<svg xmlns="http://www.w3.org/2000/svg"/>'
SITE: dict[str, Any] = {"MKS_SHORTCODES": ["wordpress"], "MKS_VIDEO_POSTERS": "media/videos"}


@pytest.mark.parametrize("source", [WATCH, f"<{WATCH}>", f"[embed]{WATCH}[/embed]"])
def test_a_video_has_the_poster_named_after_it(tmp_path: Path, source: str) -> None:
    files = {"one.md": article(f"Text\n\n{source}\n\nText"), f"media/videos/{ID}.svg": POSTER}
    site = build(tmp_path, files, **SITE)
    page = BeautifulSoup(site.page("one.html"), "html.parser")
    image = page.select_one(".mks-embed--video img")
    assert image
    assert image["src"] == f"https://example.org/media/videos/{ID}.svg"
    assert (site.output / "media" / "videos" / f"{ID}.svg").is_file()
    assert page.select_one("link[href$='/wordpress.css']")
    assert site.log == ()


def test_a_url_in_restructuredtext_has_the_same_result(tmp_path: Path) -> None:
    files = {
        "one.rst": f"One\n###\n\n:date: 2020-01-01\n\n{WATCH}\n",
        f"media/videos/{ID}.svg": POSTER,
    }
    site = build(tmp_path, files, **SITE)
    assert f'src="https://example.org/media/videos/{ID}.svg"' in site.page("one.html")


def test_only_images_count(tmp_path: Path) -> None:
    for name in ("a.JPG", "b.txt", "c"):
        (tmp_path / name).touch()
    settings, errors = read_settings(
        {"PATH": str(tmp_path.parent), "MKS_VIDEO_POSTERS": tmp_path.name}
    )
    assert settings.video_posters == (("a", f"{{static}}/{tmp_path.name}/a.JPG"),)
    assert errors == ()


def test_a_folder_without_images_is_reported(tmp_path: Path) -> None:
    settings, (error,) = read_settings({"PATH": str(tmp_path), "MKS_VIDEO_POSTERS": "none"})
    assert not settings.video_posters
    assert "MKS_VIDEO_POSTERS" in error
    assert "none" in error
