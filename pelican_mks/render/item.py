"""Titled items: what tabs, toggles and the items of an accordion have in common."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pelican_mks.html.elements import Mark, OpenElement
from pelican_mks.html.plain import comments, is_empty
from pelican_mks.render.context import Context
from pelican_mks.render.escape import attribute
from pelican_mks.render.language import NOTHING, Speech, language_of_title, speech
from pelican_mks.render.settings import Settings
from pelican_mks.render.title import title_markup
from pelican_mks.render.words import NO_TEXT, shown
from pelican_mks.shortcodes.diagnostic import DUPLICATE_ID, EMPTY_ITEM, TEXT_IN_GROUP
from pelican_mks.shortcodes.nodes import Element, Tag, Value


def item_body(
    item: Element, block: str, title: str, level: int, outer: OpenElement, context: Context
) -> tuple[str, str]:
    """Render the body of an item: its attributes `lang` and `dir`, and its HTML.

    `block` is the class of the widget, which names the placeholder's class; `level` is that of the title.
    """
    values = _in_language_of_title(item.values, title, context.settings)
    inside = context
    if item.children:
        inside = context.under(level, title).inside(item, values["lang"].text)
    body = inside.fragment(item.body_start, item.body_end, item.children, outer)
    if is_empty(body):
        context.report(EMPTY_ITEM, item, title=title)
        empty = empty_text(block, context.settings, context.language, is_certain=context.is_certain)
        return "", empty
    spoken = spoken_as(values, body, context.settings, context.language)
    return spoken_attributes(spoken), body


def empty_text(
    block: str, settings: Settings, language: str | None, *, is_certain: bool = True
) -> str:
    """The placeholder of an empty item: the site's text or our own."""
    value = shown(Value(settings.empty_text or NO_TEXT), language, is_certain=is_certain)
    return f"<p{attribute('class', f'{block}__empty')}>{title_markup(value)}</p>"


def text_between(element: Element, context: Context) -> list[str]:
    """Render what is in a group but in none of its items, in order."""
    outer = element.common.flow
    others = deque(child for child in element.children if not child.shortcode.group)
    texts = []
    start = element.body_start
    for end, tag, behind in _ends(element):
        if not others and tag and start.offset >= tag.quiet_from:
            start = behind
            continue
        inside = []
        while others and others[0].start.offset < end.offset:
            inside.append(others.popleft())
        text = context.fragment(start, end, inside, outer)
        start = behind
        if is_empty(text):
            text = comments(text)
        if text:
            texts.append(text)
    if not all(map(is_empty, texts)):
        context.report(TEXT_IN_GROUP, element)
    return texts


def _ends(element: Element) -> Iterator[tuple[Mark, Tag | None, Mark]]:
    """For each text between the items of a group: where it ends, the tag there, and where the next text starts."""
    for item in element.items:
        yield item.start, item.opener, item.end
    yield element.body_end, element.closer, element.body_end


def author_id(element: Element, context: Context) -> str:
    """The id that the author chose, made unique; empty if there is none."""
    wanted = element.values["id"].text
    if not wanted:
        return ""
    used = context.ids.unique(wanted)
    if used != wanted:
        context.report(DUPLICATE_ID, element, value=wanted, used=used)
    return used


def spoken_as(
    values: Mapping[str, Value], body: str, settings: Settings, page_language: str | None
) -> Speech:
    """The language and direction of an item's text: the author's choice, otherwise those of its writing system."""
    lang, direction = values["lang"].text, values["dir"].text
    if (lang and direction) or not settings.lang_detect:
        return Speech(lang, direction)
    found = speech(body, page_language)
    if lang or direction:
        return Speech(lang or found.lang, direction or found.dir)
    return found


def _in_language_of_title(
    values: Mapping[str, Value], title: str, settings: Settings
) -> Mapping[str, Value]:
    """The values of an item, with the site's language for its title unless the author chose one."""
    if not settings.title_languages or values["lang"].text:
        return values
    return {**values, "lang": Value(language_of_title(title, settings.title_languages))}


def spoken_attributes(spoken: Speech) -> str:
    """The attributes for a language and direction."""
    return "" if spoken is NOTHING else _attributes(spoken.lang, spoken.dir)


@lru_cache(maxsize=64)
def _attributes(lang: str, direction: str) -> str:
    """Write the attributes of the few languages that an article's texts have."""
    written = attribute("lang", lang) if lang else ""
    return written + attribute("dir", direction) if direction else written
