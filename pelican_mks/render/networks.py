"""The names of social networks and of their icons."""

from __future__ import annotations

from collections.abc import Mapping

from pelican_mks.render.words import EMAIL

NETWORKS: Mapping[str, tuple[str, str]] = {
    "500px": ("500px", "500px"),
    "aim": ("AIM", ""),
    "cargo": ("Cargo", ""),
    "deviantart": ("DeviantArt", "deviantart"),
    "envato": ("Envato", ""),
    "facebook": ("Facebook", "facebook-official"),
    "forrst": ("Forrst", ""),
    "github": ("GitHub", "github"),
    "google-plus": ("Google+", "google-plus"),
    "googleplus": ("Google+", "google-plus"),
    "grooveshark": ("Grooveshark", ""),
    "hackernews": ("Hacker News", "hacker-news"),
    "icloud": ("iCloud", "cloud"),
    "lastfm": ("Last.fm", "lastfm"),
    "linkedin": ("LinkedIn", "linkedin"),
    "mail": (EMAIL, "envelope"),
    "myspace": ("MySpace", ""),
    "newsvine": ("Newsvine", ""),
    "orkut": ("Orkut", ""),
    "picasa": ("Picasa", ""),
    "posterous": ("Posterous", ""),
    "rss": ("RSS", "rss"),
    "soundcloud": ("SoundCloud", "soundcloud"),
    "stackoverflow": ("Stack Overflow", "stack-overflow"),
    "stumbleupon": ("StumbleUpon", "stumbleupon"),
    "tiktok": ("TikTok", "tiktok"),
    "tripadvisor": ("TripAdvisor", ""),
    "viddler": ("Viddler", ""),
    "virb": ("Virb", ""),
    "vk": ("VK", "vk"),
    "vkontakte": ("VK", "vk"),
    "whatsapp": ("WhatsApp", "whatsapp"),
    "wordpress": ("WordPress", "wordpress"),
    "x": ("X", "x-twitter"),
    "xing": ("XING", "xing"),
    "youtube": ("YouTube", "youtube-play"),
    "zerply": ("Zerply", ""),
}
"""For each key of `[mks_social]` the name of the network and its icon; no icon if the network no longer exists."""


_LOOKS = frozenset(("alt", "circle", "f", "g", "h", "o", "official", "p", "play", "square", "v"))
"""Parts of icon names that describe the drawing."""
_BRANDS = frozenset(
    "amazon android apple behance bitbucket bluesky delicious digg discord dribbble dropbox etsy facebook "
    "flickr foursquare gitlab google instagram mastodon medium paypal pinterest quora reddit skype slack "
    "slideshare snapchat spotify steam telegram threads tumblr twitch twitter vimeo vine weibo yahoo yelp".split()
)
"""Other keys that name a brand."""


def called(icon: str) -> str:
    """Return the meaning of an icon: `Share` for `share-square-o`."""
    return network(_stem(icon))[0]


def is_known(icon: str) -> bool:
    """Whether the meaning of an icon is a proper name."""
    return _stem(icon) in NETWORKS or _stem(icon) in _BRANDS


def _stem(icon: str) -> str:
    if icon in NETWORKS:
        return icon
    stem = "-".join(part for part in icon.split("-") if part not in _LOOKS)
    return "mail" if stem == "envelope" else stem or icon


def network(key: str) -> tuple[str, str]:
    """Return the name and icon of a network; for an unknown one, derive them from the key."""
    return NETWORKS.get(key) or (key.replace("-", " ").capitalize(), key)
