"""`[caption]`: an image with a caption."""

from __future__ import annotations

import re

from pelican_mks.html.tokens import Token, attributes, tokens
from pelican_mks.render.context import Context
from pelican_mks.render.escape import attribute
from pelican_mks.render.item import author_id
from pelican_mks.render.title import title_markup
from pelican_mks.render.write import class_names, lengths, style
from pelican_mks.shortcodes.attribute_types import ID, choice, classes, label, length
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.nodes import Element

_BREAKS = re.compile(r"(?:\s|<br\s*+/?+>)*+", re.IGNORECASE)
_LINK_END = re.compile(r"</a\s*+>", re.IGNORECASE)
_ALIGNMENTS = {name: f"align{name}" for name in ("none", "left", "center", "right")}


def render_caption(element: Element, context: Context) -> str:
    """Render the image with a caption from the attribute, or else from the text after the image."""
    body = context.body(element)
    image, text = split_at_image(body)
    caption = title_markup(element.values["caption"])
    if not caption or not text:
        body, caption = image, caption or text
    own_id = author_id(element, context)
    written = class_names(
        "mks-caption",
        element.values["align"].text.removeprefix("align").replace("none", ""),
        also=element.values["class"].text,
    )
    written += attribute("id", own_id) if own_id else ""
    written += style(lengths(element, "width"), context)
    caption = f"\n<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure{written}>{body}{caption}</figure>"


def split_at_image(body: str) -> tuple[str, str]:
    """Split a body into the image at its start and the text after it.

    A link around both is repeated around each. Without an image, all of the body counts as the image.
    """
    start = _start_tags(body)
    if start is None:
        return body, ""
    paragraph, link, tag = start
    image = body[paragraph.end if paragraph else 0 : tag.end]
    rest = _without_breaks(body[tag.end :])
    if link:
        image += "</a>"
        end = _LINK_END.match(rest)
        rest = _without_breaks(rest[end.end() :]) if end else _reopened(body, link) + rest
    if paragraph:
        rest = rest[len("</p>") :].lstrip() if rest.startswith("</p>") else f"<p>{rest}"
    return image, _unwrapped(rest).strip()


def _start_tags(body: str) -> tuple[Token | None, Token | None, Token] | None:
    """The start tags of the paragraph and link around the image at the start of a body, and of the image."""
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


def _reopened(html: str, tag: Token) -> str:
    """A start tag to be written a second time, and so without its id."""
    written = attributes(html, tag)
    if "id" not in written:
        return html[tag.start : tag.end]
    others = (attribute(name, value) for name, value in written.items() if name != "id")
    return f"<{tag.name}{''.join(others)}>"


def _without_breaks(html: str) -> str:
    breaks = _BREAKS.match(html)
    return html[breaks.end() :] if breaks else html


def _unwrapped(html: str) -> str:
    """Return the content of the paragraph if there is nothing else."""
    ends = [token for token in tokens(html) if token.name == "p"]
    is_one = len(ends) == 2 and html.startswith("<p>") and html.endswith("</p>")  # noqa: PLR2004
    return html[len("<p>") : -len("</p>")] if is_one else html


SHORTCODES = (
    Shortcode(
        "caption",
        "An image with a caption.",
        (
            ID,
            choice(
                "align",
                "The side of the text that the image floats on.",
                ("alignnone", "alignleft", "aligncenter", "alignright"),
                _ALIGNMENTS,
            ),
            length("width", "The largest width of the image.", 0, 0, 5000),
            label("caption", "The caption, unless it follows the image."),
            classes("class", "Classes of the theme."),
        ),
        render_caption,
    ),
)
STYLESHEETS = ("wordpress",)
