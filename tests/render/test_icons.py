"""Icons by name, and the icons of social networks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pelican_mks
from pelican_mks.render.icons import find_icon
from pelican_mks.render.networks import NETWORKS, network

FILE = Path(pelican_mks.__file__).parent / "render" / "icons.txt"
ORIGINAL = [
    "aim",
    "apple",
    "behance",
    "blogger",
    "cargo",
    "delicious",
    "deviantart",
    "digg",
    "dribbble",
    "envato",
    "evernote",
    "facebook",
    "flickr",
    "forrst",
    "github",
    "googleplus",
    "grooveshark",
    "icloud",
    "instagram",
    "lastfm",
    "linkedin",
    "mail",
    "myspace",
    "newsvine",
    "orkut",
    "picasa",
    "pinterest",
    "posterous",
    "reddit",
    "rss",
    "skype",
    "soundcloud",
    "spotify",
    "stumbleupon",
    "tumblr",
    "twitter",
    "viddler",
    "vimeo",
    "vine",
    "virb",
    "vk",
    "wordpress",
    "xing",
    "yahoo",
    "yelp",
    "youtube",
    "zerply",
    "500px",
]


@pytest.mark.parametrize("key", ORIGINAL)
def test_every_network_has_an_icon_or_is_known_to_have_none(key: str) -> None:
    name, icon = network(key)
    assert name
    assert find_icon(icon, "fa") if icon else key in NETWORKS


@pytest.mark.parametrize("key", NETWORKS)
def test_icons_of_networks_exist(key: str) -> None:
    _, icon = NETWORKS[key]
    assert not icon or find_icon(icon, "fa")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("star", "fa"), ("star-o", "fa"), ("times", "fa"), ("user", "sl"), ("rocket", "sl")],
)
def test_icons_are_found_by_their_old_names(name: str, kind: str) -> None:
    assert find_icon(name, kind)


def test_icons_come_from_their_set_or_else_from_the_other() -> None:
    assert find_icon("star", "fa") != find_icon("star", "sl")
    assert find_icon("emotsmile", "fa") == find_icon("emotsmile", "sl")
    assert find_icon("zork", "fa") is None


def test_the_data_file_contains_only_paths() -> None:
    for line in FILE.read_text(encoding="ascii").splitlines():
        kind, names, width, path = line.split("\t")
        assert kind in ("fa", "sl")
        assert re.fullmatch(r"[a-z0-9-]+( [a-z0-9-]+)*", names)
        assert 0 < int(width) < 1000
        assert re.fullmatch(r"[a-zA-Z0-9 .-]+", path)
