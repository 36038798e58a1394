"""What the keys of social networks stand for, where it is not the key with a capital."""

from __future__ import annotations

from types import MappingProxyType

from pelican_mks.render.words import EMAIL

NETWORKS = MappingProxyType(
    {
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
)
"""Key → its name for readers, and the icon that stands for it, empty where the network is no more."""


_LOOKS = frozenset(("alt", "circle", "f", "g", "h", "o", "official", "p", "play", "square", "v"))
"""What parts of an icon's name say about its look."""
_BRANDS = frozenset(
    "amazon android apple behance bitbucket bluesky delicious digg discord dribbble dropbox etsy facebook "
    "flickr foursquare gitlab google instagram mastodon medium paypal pinterest quora reddit skype slack "
    "slideshare snapchat spotify steam telegram threads tumblr twitch twitter vimeo vine weibo yahoo yelp".split()
)
"""Networks and others whose key is their name."""


def called(icon: str) -> str:
    """What an icon stands for, without what its name says about its look: `share-square-o` → Share."""
    return network(_stem(icon))[0]


def is_known(icon: str) -> bool:
    """Whether an icon stands for something that has a name."""
    return _stem(icon) in NETWORKS or _stem(icon) in _BRANDS


def _stem(icon: str) -> str:
    if icon in NETWORKS:
        return icon
    stem = "-".join(part for part in icon.split("-") if part not in _LOOKS)
    return "mail" if stem == "envelope" else stem or icon


def network(key: str) -> tuple[str, str]:
    """A network's name and its icon's, made up from the key where it is not known."""
    return NETWORKS.get(key) or (key.replace("-", " ").capitalize(), key)
