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


def network(key: str) -> tuple[str, str]:
    """A network's name and its icon's, made up from the key where it is not known."""
    return NETWORKS.get(key) or (key.replace("-", " ").capitalize(), key)
