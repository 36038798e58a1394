"""`[gallery]`: images side by side."""

from __future__ import annotations

import re

from pelican_mks.families.media import file_name
from pelican_mks.render.context import Context
from pelican_mks.render.escape import attribute
from pelican_mks.render.title import title_markup
from pelican_mks.render.words import GALLERY, NUMBERED_GALLERY
from pelican_mks.render.write import class_names, is_in_control
from pelican_mks.shortcodes.attribute_types import choice, classes, label, pattern, url
from pelican_mks.shortcodes.declaration import Attribute, Shortcode
from pelican_mks.shortcodes.diagnostic import NOTHING_TO_SHOW
from pelican_mks.shortcodes.nodes import Element, Value

_MOST_IMAGES = 200


def render_gallery(element: Element, context: Context) -> str:
    """Render the images; where the author gives only their numbers in WordPress, show those."""
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
            advice='Write the URLs of the images as src="…", separated by spaces',
        )
        return f'<p class="mks-gallery-missing">{title_markup(shown)}</p>'
    alts = element.values["alt"].text.split("|")
    alts += [""] * len(addresses)
    links = element.values["link"].text == "file" and not is_in_control(element.common.flow)
    items = [
        _item(address, alt.strip(), links=links)
        for address, alt in zip(addresses[:_MOST_IMAGES], alts, strict=False)
    ]
    names = class_names("mks-gallery", also=element.values["class"].text)
    return "\n".join((f"<ul{names}>", *items, "</ul>"))


def _item(address: str, alt: str, *, links: bool) -> str:
    stem = file_name(address).rpartition(".")[0] or file_name(address)
    alt = alt or re.sub(r"[-_\s]+", " ", stem).strip()
    image = f'<img{attribute("src", address)}{attribute("alt", alt)} loading="lazy">'
    return f"<li><a{attribute('href', address)}>{image}</a></li>" if links else f"<li>{image}</li>"


def _read_addresses(text: str) -> str | None:
    read = [url("src", "", "").read(each) for each in re.split(r"[\s,]+", text.strip())]
    return None if None in read else " ".join(filter(None, read))


def _read_numbers(text: str) -> str | None:
    numbers = re.split(r"[\s,]+", text.strip(" \t\n,"))
    allowed = len(numbers) <= _MOST_IMAGES and all(re.fullmatch("[0-9]{0,12}", n) for n in numbers)
    return ", ".join(numbers) if allowed else None


def _numbers(name: str, about: str) -> Attribute:
    return Attribute(name, "", about, "numbers with commas between them", _read_numbers)


_OLD = "Has no effect."
SHORTCODES = (
    Shortcode(
        "gallery",
        "Images side by side.",
        (
            Attribute(
                "src",
                "",
                "The URLs of the images, separated by spaces or commas.",
                "URLs of files",
                _read_addresses,
            ),
            label("alt", "The alternative texts of the images, separated by `|`."),
            pattern(
                "columns",
                "Has no effect: a row has as many images as fit.",
                "a number from 1 to 9",
                "[1-9]",
            ),
            choice(
                "link",
                "Whether each image links to its file.",
                ("none", "file", "attachment"),
                {"post": "attachment"},
            ),
            _numbers("ids", "The numbers of the images in WordPress."),
            _numbers("include", "Another name for `ids`, in older posts."),
            label("exclude", _OLD),
            label("size", _OLD),
            label("order", _OLD),
            label("orderby", _OLD),
            label("type", _OLD),
            classes("class", "Classes of the theme."),
        ),
        render_gallery,
        single=True,
    ),
)
STYLESHEETS = ("wordpress",)
