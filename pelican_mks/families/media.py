"""`[audio]` and `[video]`: players, which load nothing before a reader starts them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from pelican_mks.families.links import element_link, is_video
from pelican_mks.render.context import Context
from pelican_mks.render.escape import attribute, escaped
from pelican_mks.render.write import class_names, is_in_control
from pelican_mks.shortcodes.attribute_types import choice, classes, flag, length, url
from pelican_mks.shortcodes.declaration import Attribute, Shortcode
from pelican_mks.shortcodes.diagnostic import NOTHING_TO_SHOW
from pelican_mks.shortcodes.nodes import Element

_AUDIO = ("src", "mp3", "m4a", "ogg", "oga", "wav", "flac", "wma")
_VIDEO = ("src", "mp4", "m4v", "webm", "ogv", "wmv", "flv")


def render_audio(element: Element, context: Context) -> str:
    """Render a player; inside a link, which must not contain one, the URL of the file."""
    files = _files(element, _AUDIO)
    if not files:
        return _nothing(element, context)
    if is_in_control(element.common.flow):
        return element_link(files[0], element, context.settings)
    written = class_names("mks-audio", also=element.values["class"].text)
    written += ' controls preload="none"' + (" loop" if element.values["loop"].text else "")
    return f"<audio{written}>{_sources(files)}</audio>"


def render_video(element: Element, context: Context) -> str:
    """Render a player, which shows its poster; for a video on another site, a link."""
    values = element.values
    files = _files(element, _VIDEO)
    if not files:
        return _nothing(element, context)
    if is_video(files[0]) or is_in_control(element.common.flow):
        return element_link(files[0], element, context.settings, poster=values["poster"].text)
    written = class_names("mks-video", also=values["class"].text)
    written += "".join(
        attribute(name, values[name].text)
        for name in ("width", "height", "poster")
        if values[name].text not in ("", "0")
    )
    written += ' controls preload="none"'
    written += "".join(f" {name}" for name in ("loop", "muted") if values[name].text)
    return f"<video{written}>{_sources(files)}</video>"


def file_name(address: str) -> str:
    """Return the name of the file at a URL, or else the URL."""
    name = unquote(address.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2])
    return name or address


def _files(element: Element, names: Iterable[str]) -> list[str]:
    return [address for name in names if (address := element.values[name].text)]


def _sources(files: list[str]) -> str:
    """The files to choose from, and a link for browsers and feed readers without a player."""
    sources = "".join(f"<source{attribute('src', file)}>" for file in files)
    return sources + f"<a{attribute('href', files[0])}>{escaped(file_name(files[0]))}</a>"


def _nothing(element: Element, context: Context) -> str:
    shown = f"[{element.shortcode.name}]"
    context.report(
        NOTHING_TO_SHOW,
        element,
        problem="names no file",
        consequence=f"the page shows “{shown}”",
        advice='Write its URL as src="…"',
    )
    return f"<p>{escaped(shown)}</p>"


def _file(name: str) -> Attribute:
    return url(name, "The URL of a file." if name == "src" else f"The URL of the {name} file.", "")


_CLASS = classes("class", "Classes of the theme.")
_LOOP = flag("loop", "Whether playback starts again at the end.")
_AUTOPLAY = flag("autoplay", "Has no effect: nothing plays automatically.")
_PRELOAD = choice(
    "preload", "Has no effect: nothing is loaded in advance.", ("none", "metadata", "auto")
)
SHORTCODES = (
    Shortcode(
        "audio",
        "An audio player.",
        (*map(_file, _AUDIO), _LOOP, _AUTOPLAY, _PRELOAD, _CLASS),
        render_audio,
        single=True,
    ),
    Shortcode(
        "video",
        "A video player.",
        (
            *map(_file, _VIDEO),
            url("poster", "The URL of the picture shown before the video plays.", ""),
            length("width", "The width in pixels.", 0, 0, 5000),
            length("height", "The height in pixels.", 0, 0, 5000),
            _LOOP,
            flag("muted", "Whether the sound is off at first."),
            _AUTOPLAY,
            _PRELOAD,
            _CLASS,
        ),
        render_video,
        single=True,
    ),
)
STYLESHEETS = ("wordpress",)
