"""`[caption]`, `[audio]`, `[video]`, `[embed]` and `[gallery]`: WordPress' own, off until switched on.

Nothing is loaded from elsewhere: what a post embedded becomes a link, and nothing plays by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import unquote, urlsplit

from pelican_mks.html.plain import plain_text
from pelican_mks.html.tokens import Token, attributes, tokens
from pelican_mks.render.context import Context
from pelican_mks.render.escape import attribute, escaped
from pelican_mks.render.item import author_id
from pelican_mks.render.title import title_markup
from pelican_mks.render.words import GALLERY, NUMBERED_GALLERY
from pelican_mks.render.write import class_names, is_in_control, lengths, style
from pelican_mks.shortcodes.attribute_types import ID, choice, classes, flag, label, length, url
from pelican_mks.shortcodes.declaration import Attribute, Shortcode
from pelican_mks.shortcodes.diagnostic import NOTHING_TO_SHOW
from pelican_mks.shortcodes.nodes import Element, Value

_AUDIO = ("src", "mp3", "m4a", "ogg", "oga", "wav", "flac", "wma")
_VIDEO = ("src", "mp4", "m4v", "webm", "ogv", "wmv", "flv")
_BREAKS = re.compile(r"(?:\s|<br\s*+/?+>)*+", re.IGNORECASE)
_LINK_END = re.compile(r"</a\s*+>", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
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
}
_PLAYERS = frozenset(("Dailymotion", "Vimeo", "YouTube"))
_MOST_PICTURES = 200


def render_caption(element: Element, context: Context) -> str:
    """A picture with the words under it: those of the attribute, else those behind the picture."""
    body = context.body(element)
    picture, behind = _parted(body)
    words = title_markup(element.values["caption"])
    if not words or not behind:
        body, words = picture, words or behind
    own_id = author_id(element, context)
    names = class_names(
        "mks-caption",
        element.values["align"].text.removeprefix("align").replace("none", ""),
        also=element.values["class"].text,
    )
    names += attribute("id", own_id) if own_id else ""
    names += style(lengths(element, "width"), context)
    caption = f"\n<figcaption>{words}</figcaption>" if words else ""
    return f"<figure{names}>{body}{caption}</figure>"


def render_audio(element: Element, context: Context) -> str:
    """A player that loads nothing before it is asked to; in a link, where none may stand, its address."""
    files = _files(element, _AUDIO)
    if not files:
        return _nothing(element, context)
    if _is_in_control(element):
        return _link_alone(files[0], element)
    written = class_names("mks-audio", also=element.values["class"].text)
    written += ' controls preload="none"' + (" loop" if element.values["loop"].text else "")
    return f"<audio{written}>{_sources(files)}</audio>"


def render_video(element: Element, context: Context) -> str:
    """A player that loads nothing but its poster before it is asked to; a video elsewhere is a link."""
    values = element.values
    files = _files(element, _VIDEO)
    if not files:
        return _nothing(element, context)
    if _site(files[0]) in _PLAYERS or _is_in_control(element):
        return _link_alone(files[0], element, poster=values["poster"].text)
    written = class_names("mks-video", also=values["class"].text)
    written += "".join(
        attribute(name, values[name].text)
        for name in ("width", "height", "poster")
        if values[name].text not in ("", "0")
    )
    written += ' controls preload="none"'
    written += "".join(f" {name}" for name in ("loop", "muted") if values[name].text)
    return f"<video{written}>{_sources(files)}</video>"


def render_embed(element: Element, context: Context) -> str:
    """A link to what stood here: the site it stood on learns nothing of readers who do not follow it.

    A video's looks like its player, under its title and on a picture of this site, if there are such.
    """
    body = context.body(element)
    text = plain_text(body)
    found = _ADDRESS.fullmatch(text)
    address = found[0] if found else "" if text else element.values["src"].text
    if address:
        title, poster = title_markup(element.values["title"]), element.values["poster"].text
        return _link_alone(address, element, title, poster)
    context.report(
        NOTHING_TO_SHOW,
        element,
        problem="contains more than an address",
        consequence="the page shows its text",
        advice="Write only the address between the tags",
    )
    return body


def render_gallery(element: Element, context: Context) -> str:
    """Pictures side by side. Numbers of WordPress' library tell nothing here, and are shown."""
    addresses = [each for each in element.values["src"].text.split() if each]
    if not addresses:
        numbers = element.values["ids"].text or element.values["include"].text
        word = NUMBERED_GALLERY if numbers else GALLERY
        shown = context.shown(Value(word), numbers=numbers)
        context.report(
            NOTHING_TO_SHOW,
            element,
            problem="identifies its images by their numbers in WordPress"
            if numbers
            else "names no images",
            consequence=f"the page shows “{shown.text}”",
            advice='Write the addresses of the images as src="…", separated by spaces',
        )
        return f'<p class="mks-gallery-missing">{title_markup(shown)}</p>'
    alts = element.values["alt"].text.split("|")
    alts += [""] * len(addresses)
    links = element.values["link"].text == "file" and not _is_in_control(element)
    parts = [
        _picture(address, alt.strip(), links=links)
        for address, alt in zip(addresses[:_MOST_PICTURES], alts, strict=False)
    ]
    names = class_names("mks-gallery", also=element.values["class"].text)
    return "\n".join((f"<ul{names}>", *parts, "</ul>"))


def _parted(body: str) -> tuple[str, str]:
    """The picture that begins a body, and the words behind it; a link round both is round each."""
    begun = _begun(body)
    if begun is None:
        return body, ""
    paragraph, link, image = begun
    picture = body[paragraph.end if paragraph else 0 : image.end]
    rest = _without_breaks(body[image.end :])
    if link:
        picture += "</a>"
        end = _LINK_END.match(rest)
        rest = _without_breaks(rest[end.end() :]) if end else _opened_again(body, link) + rest
    if paragraph:
        rest = rest[len("</p>") :].lstrip() if rest.startswith("</p>") else f"<p>{rest}"
    return picture, _unwrapped(rest).strip()


def _begun(body: str) -> tuple[Token | None, Token | None, Token] | None:
    """The start tags of the image that a body begins with, and of the paragraph and link round it."""
    paragraph = link = None
    position = 0
    for token in tokens(body):
        if body[position : token.start].strip() or token.kind != "start":
            return None
        position = token.end
        if token.name == "img":
            return paragraph, link, token
        if token.name == "a" and link is None:
            link = token
        elif token.name == "p" and paragraph is link is None:
            paragraph = token
        else:
            return None
    return None


def _opened_again(html: str, tag: Token) -> str:
    """A start tag to be written once more: an id is not."""
    written = attributes(html, tag)
    if "id" not in written:
        return html[tag.start : tag.end]
    others = (attribute(name, value) for name, value in written.items() if name != "id")
    return f"<{tag.name}{''.join(others)}>"


def _without_breaks(html: str) -> str:
    breaks = _BREAKS.match(html)
    return html[breaks.end() :] if breaks else html


def _unwrapped(html: str) -> str:
    """The inside of a paragraph, where a piece of HTML is a single one."""
    ends = [token for token in tokens(html) if token.name == "p"]
    is_one = len(ends) == 2 and html.startswith("<p>") and html.endswith("</p>")  # noqa: PLR2004
    return html[len("<p>") : -len("</p>")] if is_one else html


def _files(element: Element, names: Iterable[str]) -> list[str]:
    return [address for name in names if (address := element.values[name].text)]


def _sources(files: list[str]) -> str:
    """The files to choose from, and links to them for browsers and readers of feeds without a player."""
    sources = "".join(f"<source{attribute('src', file)}>" for file in files)
    return sources + f"<a{attribute('href', files[0])}>{escaped(_file_name(files[0]))}</a>"


def _file_name(address: str) -> str:
    name = unquote(address.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2])
    return name or address


def _picture(address: str, alt: str, *, links: bool) -> str:
    stem = _file_name(address).rpartition(".")[0] or _file_name(address)
    words = alt or re.sub(r"[-_\s]+", " ", stem).strip()
    image = f'<img{attribute("src", address)}{attribute("alt", words)} loading="lazy">'
    return f"<li><a{attribute('href', address)}>{image}</a></li>" if links else f"<li>{image}</li>"


def _site(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return _SITES.get(".".join(host.split(".")[-2:]), "")


def _link_alone(address: str, element: Element, title: str = "", poster: str = "") -> str:
    """A paragraph with a link that is called by its title, as HTML, and by where it leads."""
    written = url("url", "", "").read(unescape(address)) or ""
    site = _site(address)
    shown = re.sub(r"https?://(?:www\.)?", "", address)
    text = escaped(f"{site}: {shown}" if site else shown)
    if title:
        text = f"<b>{title}</b> <span>{text}</span>"
    if not written or _is_in_control(element):
        return f'<p class="mks-embed">{text}</p>'
    if poster:
        text = f'<img{attribute("src", poster)} alt="" loading="lazy"> {text}'
    names = class_names("mks-embed", "video" if site in _PLAYERS else "")
    return f'<p{names}><a{attribute("href", written)} rel="noreferrer">{text}</a></p>'


def _is_in_control(element: Element) -> bool:
    """Whether a link may not stand in what is rendered, which ends the paragraph and the link in it."""
    return is_in_control(element.common.flow)


def _nothing(element: Element, context: Context) -> str:
    shown = f"[{element.shortcode.name}]"
    context.report(
        NOTHING_TO_SHOW,
        element,
        problem="names no file",
        consequence=f"the page shows “{shown}”",
        advice='Write its address as src="…"',
    )
    return f"<p>{escaped(shown)}</p>"


def _file(name: str) -> Attribute:
    return url(name, "The address of a file." if name == "src" else f"Its address as {name}.", "")


def _read_addresses(text: str) -> str | None:
    read = [url("src", "", "").read(each) for each in re.split(r"[\s,]+", text.strip())]
    return None if None in read else " ".join(filter(None, read))


def _read_numbers(text: str) -> str | None:
    numbers = re.split(r"[\s,]+", text.strip(" \t\n,"))
    allowed = len(numbers) <= _MOST_PICTURES and all(
        re.fullmatch("[0-9]{0,12}", n) for n in numbers
    )
    return ", ".join(numbers) if allowed else None


def _numbers(name: str, about: str) -> Attribute:
    return Attribute(name, "", about, "numbers with commas between them", _read_numbers)


_OLD = "Read for old posts; it changes nothing."
_CLASS = classes("class", "Classes of the theme.")
_LOOP = flag("loop", "Whether it begins again at its end.")
_AUTOPLAY = flag("autoplay", "Read for old posts; nothing plays by itself.")
_PRELOAD = choice(
    "preload", "Read for old posts; nothing is loaded in advance.", ("none", "metadata", "auto")
)
_ALIGNMENTS = {name: f"align{name}" for name in ("none", "left", "center", "right")}

SHORTCODES = (
    Shortcode(
        "caption",
        "A picture with words under it.",
        (
            ID,
            choice(
                "align",
                "Where the picture stands.",
                ("alignnone", "alignleft", "aligncenter", "alignright"),
                _ALIGNMENTS,
            ),
            length("width", "How wide it may be.", 0, 0, 5000),
            label("caption", "The words, where they do not stand behind the picture."),
            _CLASS,
        ),
        render_caption,
    ),
    Shortcode(
        "audio",
        "A sound to play.",
        (*map(_file, _AUDIO), _LOOP, _AUTOPLAY, _PRELOAD, _CLASS),
        render_audio,
        single=True,
    ),
    Shortcode(
        "video",
        "A film to play.",
        (
            *map(_file, _VIDEO),
            url("poster", "The picture that is shown at first.", ""),
            length("width", "How wide the film is.", 0, 0, 5000),
            length("height", "How high the film is.", 0, 0, 5000),
            _LOOP,
            flag("muted", "Whether it is silent at first."),
            _AUTOPLAY,
            _PRELOAD,
            _CLASS,
        ),
        render_video,
        single=True,
    ),
    Shortcode(
        "embed",
        "Something of another site, as a link to it.",
        (
            url("src", "Its address, where it does not stand between the tags.", ""),
            label("title", "What it is called."),
            url("poster", "A picture of it, on this site.", ""),
            label("width", _OLD),
            label("height", _OLD),
        ),
        render_embed,
    ),
    Shortcode(
        "gallery",
        "Pictures side by side.",
        (
            Attribute(
                "src",
                "",
                "The addresses of the pictures, with blanks or commas between them.",
                "addresses of files",
                _read_addresses,
            ),
            label("alt", "What is to be seen on each, with | between them."),
            length(
                "columns",
                "Read for old posts; there are as many in a row as there is room for.",
                3,
                1,
                9,
            ),
            choice(
                "link",
                "Whether each leads to its file.",
                ("none", "file", "attachment"),
                {"post": "attachment"},
            ),
            _numbers("ids", "The numbers that WordPress gave the pictures."),
            _numbers("include", "The same, in older posts."),
            label("exclude", _OLD),
            label("size", _OLD),
            label("order", _OLD),
            label("orderby", _OLD),
            label("type", _OLD),
            _CLASS,
        ),
        render_gallery,
        single=True,
    ),
)
