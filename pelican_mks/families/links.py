"""Links to other sites instead of what they would embed: nothing is loaded from there before a click.

A link to a video looks like its player.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pelican_mks.render.escape import attribute, escaped
from pelican_mks.render.settings import Settings
from pelican_mks.render.write import class_names, is_in_control
from pelican_mks.shortcodes.attribute_types import url
from pelican_mks.shortcodes.nodes import Element

_SITES = {
    "dailymotion.com": "Dailymotion",
    "facebook.com": "Facebook",
    "flickr.com": "Flickr",
    "instagram.com": "Instagram",
    "soundcloud.com": "SoundCloud",
    "spotify.com": "Spotify",
    "ted.com": "TED",
    "tiktok.com": "TikTok",
    "twitter.com": "Twitter",
    "vimeo.com": "Vimeo",
    "x.com": "X",
    "youtu.be": "YouTube",
    "youtube.com": "YouTube",
    "youtube-nocookie.com": "YouTube",
}
_VIDEO_SITES = frozenset(("Dailymotion", "Vimeo", "YouTube"))
_VIDEO = re.compile(
    r"https?://(?:(?:(?:www|m|music)\.)?youtube(?:-nocookie)?\.com/"
    r"(?:watch/?+\?(?:[^#\s&]*+&)*?v=|(?:embed|live|shorts|v)/)(?P<youtube>[\w-]{11})"
    r"|youtu\.be/(?P<short>[\w-]{11})"
    r"|(?:(?:www|player)\.)?vimeo\.com/"
    r"(?:video/|channels/[\w-]++/|groups/[\w-]++/videos/)?+(?P<vimeo>[0-9]{1,12}))(?![\w-])\S*+",
    re.ASCII | re.IGNORECASE,
)
"""The URL of a video on YouTube or Vimeo, and its id there."""


def video_id(address: str) -> str:
    """Return the id of the video at a URL on YouTube or Vimeo; empty for any other URL."""
    found = _VIDEO.fullmatch(address)
    return found[found.lastgroup] if found and found.lastgroup else ""


def is_video(address: str) -> bool:
    """Whether a URL is on a video site."""
    return _site(address) in _VIDEO_SITES


def element_link(
    address: str, element: Element, settings: Settings, *, title: str = "", poster: str = ""
) -> str:
    """Render what `element` embeds as a link; as text where the element is inside a link or button."""
    if is_in_control(element.common.flow):
        return f'<p class="mks-embed">{_text(address, title)}</p>'
    return link(address, settings, title=title, poster=poster)


def link(address: str, settings: Settings, *, title: str = "", poster: str = "") -> str:
    """Render a paragraph with a link, named by its title, as HTML, and by where it leads.

    Without a `poster`, a video has the picture that the site keeps for it, if any.
    """
    text = _text(address, title)
    href = url("url", "", "").read(address)
    if not href:
        return f'<p class="mks-embed">{text}</p>'
    poster = poster or dict(settings.video_posters or ()).get(video_id(address), "")
    if poster:
        text = f'<img{attribute("src", poster)} alt="" loading="lazy"> {text}'
    names = class_names("mks-embed", "video" if is_video(address) else "")
    return f'<p{names}><a{attribute("href", href)} rel="noreferrer">{text}</a></p>'


def _text(address: str, title: str) -> str:
    site = _site(address)
    shown = re.sub(r"https?://(?:www\.)?", "", address)
    text = escaped(f"{site}: {shown}" if site else shown)
    return f"<b>{title}</b> <span>{text}</span>" if title else text


def _site(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return _SITES.get(".".join(host.split(".")[-2:]), "")
