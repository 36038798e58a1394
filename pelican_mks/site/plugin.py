"""The Pelican side: what is done when.

`content_object_init` is the one signal that reaches articles, pages, drafts and translations before
their summaries, feeds and links are made; `content_written` is the one that sees whole pages.

Pelican ends the build when a receiver raises, or drops the article and goes on. So every receiver works behind
one guard, which turns any exception into a message, and returns its other messages: they are logged outside the
guard, since Pelican's logger raises what is to end the build with `--fatal`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

from pelican import Pelican, signals
from pelican.contents import Content
from pelican.generators import ArticlesGenerator, Generator

from pelican_mks.families.custom import described
from pelican_mks.families.registry import lexicon_of
from pelican_mks.render.settings import Settings
from pelican_mks.shortcodes.declaration import OwnShortcodes
from pelican_mks.shortcodes.diagnostic import Severity, printable
from pelican_mks.site.assets import MARK, copy_assets, link_assets, site_files
from pelican_mks.site.contents import replace, shown_path, source, transformed
from pelican_mks.site.settings import (
    OWN_SHORTCODES,
    SETTINGS,
    Declarations,
    read_settings,
    site_settings,
)
from pelican_mks.site.templates import from_templates, templates_of
from pelican_mks.source.text import Text

logger = logging.getLogger(__name__)

_EXTENSION = "pelican_mks.markdown"
_LEVELS = {
    Severity.ERROR: logging.ERROR,
    Severity.WARNING: logging.WARNING,
    Severity.INFO: logging.INFO,
}
_REPORT = "`pelican --debug` shows where; please report it"
_NO_PLACE = (
    "stylesheets and scripts of shortcodes were not linked, since this is no whole page: it has neither "
    'head nor body. Let its template begin with <!DOCTYPE html>, or set MKS_ASSETS = "manual".'
)
_MORE_PAGES = (
    "More pages have neither head nor body; stylesheets and scripts were not linked there."
)


class Message(NamedTuple):
    """A line of the build's log."""

    level: Severity
    text: str
    others: str = ""
    """What Pelican logs instead of the fifth message of this kind and all later ones, if anything."""


Receiver = Callable[..., Iterator[Message]]


def connect() -> None:
    """Connect the receivers; connecting them again changes nothing."""
    signals.initialized.connect(on_initialized)
    signals.generator_init.connect(on_generator_init)
    signals.content_object_init.connect(on_content_object_init)
    signals.article_writer_finalized.connect(on_article_writer_finalized)
    signals.content_written.connect(on_content_written)


def _guarded(consequence: str) -> Callable[[Receiver], Callable[..., None]]:
    """Let a receiver neither end the build nor cost it an article; log its messages.

    `consequence` says what comes of an exception.
    """

    def guarded(receiver: Receiver) -> Callable[..., None]:
        @wraps(receiver)
        def guard(subject: Any, **details: Any) -> None:
            messages: list[Message] = []
            try:
                messages.extend(receiver(subject, **details))
            except (Exception, SystemExit) as error:
                text = f"{_where(subject)}pelican-mks failed ({described(error)}): {consequence}."
                messages.append(Message(Severity.ERROR, f"{text} {_REPORT}"))
                logger.debug("pelican-mks failed", exc_info=True)
            for level, text, others in messages:
                extra = {"limit_msg": others} if others else None
                # By the method of their level: Pelican before 4.12 looks at no other for `--fatal`.
                getattr(logger, level)("%s", printable(text), extra=extra)

        return guard

    return guarded


def _where(subject: Any) -> str:
    """The file that a receiver was called for, at the beginning of a message."""
    path = getattr(subject, "source_path", subject)
    return f"{shown_path(path)}: " if isinstance(path, str | Path) else ""


@_guarded("shortcodes may stay text on this site")
def on_initialized(pelican: Pelican) -> Iterator[Message]:
    """Read the settings and let Markdown know the shortcodes."""
    site = pelican.settings
    settings, errors = read_settings(site)
    for error in errors:
        yield Message(Severity.ERROR, error)
    site[SETTINGS] = settings
    site["MARKDOWN"] = _with_extension(site["MARKDOWN"], settings)
    if isinstance(site.get(OWN_SHORTCODES), Mapping):
        site[OWN_SHORTCODES] = Declarations(site[OWN_SHORTCODES])


@_guarded("templates of custom shortcodes may not be found")
def on_generator_init(generator: Generator) -> Iterator[Message]:
    """Let the templates of shortcodes be found as those of the theme's pages are."""
    own = site_settings(generator.settings).own_shortcodes
    for shortcode, template, templates in from_templates(own):
        templates.use(generator.env, shortcode, template)
    yield from _problems(own, Severity.ERROR)


@_guarded("its shortcodes may stay text")
def on_content_object_init(content: Content) -> Iterator[Message]:
    """Render the shortcodes in a content's text and in its formatted metadata."""
    settings = site_settings(content.settings)
    texts = list(transformed(content, settings))
    for text in texts:
        if text.result.html is not text.html:
            replace(content, text)
    diagnostics = (each for text in texts for each in text.result.diagnostics)
    if _is_logged(Severity.INFO) or any(_is_logged(each.severity) for each in diagnostics):
        yield from _diagnostics(content, texts, settings)
    yield from _problems(settings.own_shortcodes, Severity.WARNING)


@_guarded("stylesheets and scripts of shortcodes may be missing")
def on_article_writer_finalized(generator: ArticlesGenerator, **_: object) -> Iterator[Message]:
    """Copy the stylesheets and scripts that the site can need.

    Articles are written first and the theme's static files last, so that the theme can replace ours.
    """
    folder = Path(generator.output_path, generator.settings["THEME_STATIC_DIR"])
    copy_assets(site_files(site_settings(generator.settings)), folder)
    yield from ()


@_guarded("no stylesheets and scripts were linked")
def on_content_written(path: str, context: Mapping[str, Any]) -> Iterator[Message]:
    """Link stylesheet and script into a written page that holds a widget."""
    settings = site_settings(context)
    if settings.assets != "auto":
        return
    # Opened once: files cost more than all else that is done here. A missing one was removed by another plugin.
    with suppress(FileNotFoundError), Path(path).open("r+b") as file:
        content = file.read()
        if MARK.encode() not in content:
            return
        # Whatever another plugin has written there stays the same bytes.
        page = content.decode(errors="surrogateescape")
        theme = f"{context['SITEURL']}/{context['THEME_STATIC_DIR']}"
        linked = link_assets(page, theme, site_files(settings))
        if linked is None:
            yield Message(Severity.WARNING, f"{shown_path(path)}: {_NO_PLACE}", _MORE_PAGES)
        elif linked is not page:
            file.seek(0)
            file.write(linked.encode(errors="surrogateescape"))


def _is_logged(severity: Severity) -> bool:
    return logger.isEnabledFor(_LEVELS[severity])


def _problems(own: OwnShortcodes, level: Severity) -> Iterator[Message]:
    """What the templates of custom shortcodes have reported since they were last asked."""
    for templates in templates_of(own):
        for problem in templates.taken_problems():
            yield Message(level, problem)


def _diagnostics(content: Content, texts: list[Text], settings: Settings) -> Iterator[Message]:
    """The problems in the texts of a content, at their places in its file."""
    from pelican_mks.source.diagnostics import locate  # noqa: PLC0415 - a clean site needs none of it

    known = lexicon_of(settings.shortcodes, settings.own_shortcodes)
    for found in locate(texts, source(content), known, shown_path(content.source_path)):
        if _is_logged(found.rule.severity):
            # The place is part of the text: Pelican shows equal messages only once.
            yield Message(found.rule.severity, str(found))


def _with_extension(markdown: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """Pelican's settings for Markdown with our extension among its own."""
    configs = dict(markdown.get("extension_configs", {}))
    configs[_EXTENSION] = {"own_shortcodes": settings.own_shortcodes}
    if settings.shortcodes is not None:
        configs[_EXTENSION]["shortcodes"] = settings.shortcodes
    extensions = [name for name in markdown.get("extensions", []) if name != _EXTENSION]
    return {**markdown, "extension_configs": configs, "extensions": [*extensions, _EXTENSION]}
