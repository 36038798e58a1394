"""The receivers of Pelican's signals.

Only `content_object_init` reaches articles, pages, drafts and translations before Pelican makes their summaries,
feeds and links; only `content_written` sees whole pages.

An exception in a receiver makes Pelican drop the article or end the build. Therefore, every receiver runs inside a
guard that turns exceptions into messages. Messages are logged outside of it, because Pelican's logger raises an
exception to end a build with `--fatal`.
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
from pelican_mks.site.assets import CLASS_PREFIX, copy_assets, link_assets, site_files
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
_CLASS_PREFIX = CLASS_PREFIX.encode()
_LEVELS = {
    Severity.ERROR: logging.ERROR,
    Severity.WARNING: logging.WARNING,
    Severity.INFO: logging.INFO,
}
_REPORT = "`pelican --debug` shows where; please report it"
_NO_HEAD = (
    "The stylesheets and scripts of shortcodes are not linked, because this page has no head. "
    'Begin its template with <!DOCTYPE html>, or set MKS_ASSETS = "manual".'
)
_MORE_PAGES = "The stylesheets and scripts are not linked in other pages without a head either."


class Message(NamedTuple):
    """A line in the build's log."""

    level: Severity
    text: str
    limit_text: str = ""
    """If given, Pelican logs it once in place of the fifth message with it, and drops the rest."""


Receiver = Callable[..., Iterator[Message]]


def connect() -> None:
    """Connect the receivers; connecting them again changes nothing."""
    signals.initialized.connect(on_initialized)
    signals.generator_init.connect(on_generator_init)
    signals.content_object_init.connect(on_content_object_init)
    signals.article_writer_finalized.connect(on_article_writer_finalized)
    signals.content_written.connect(on_content_written)


def _guarded(consequence: str) -> Callable[[Receiver], Callable[..., None]]:
    """Keep a receiver's exceptions from Pelican, and log its messages.

    `consequence` tells the user what an exception means for the site.
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
            for level, text, limit_text in messages:
                extra = {"limit_msg": limit_text} if limit_text else None
                # Not `logger.log`, which Pelican before 4.12 does not check for `--fatal`.
                getattr(logger, level)("%s", printable(text), extra=extra)

        return guard

    return guarded


def _where(subject: Any) -> str:
    """Return the beginning of a message: the file that a receiver was called for, if any."""
    path = getattr(subject, "source_path", subject)
    return f"{shown_path(path)}: " if isinstance(path, str | Path) else ""


@_guarded("the site may show shortcodes as text")
def on_initialized(pelican: Pelican) -> Iterator[Message]:
    """Read the settings and add the Markdown extension."""
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
    """Load the templates of shortcodes as the generator loads those of pages."""
    own = site_settings(generator.settings).own_shortcodes
    for shortcode, template, templates in from_templates(own):
        templates.use(generator.env, shortcode, template)
    yield from _problems(own, Severity.ERROR)


@_guarded("the page may show shortcodes as text")
def on_content_object_init(content: Content) -> Iterator[Message]:
    """Render the shortcodes in an article or page and in its formatted metadata."""
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

    Pelican writes articles first and the theme's static files last, so a theme can replace ours.
    """
    folder = Path(generator.output_path, generator.settings["THEME_STATIC_DIR"])
    copy_assets(site_files(site_settings(generator.settings)), folder)
    yield from ()


@_guarded("its stylesheets and scripts are not linked")
def on_content_written(path: str, context: Mapping[str, Any]) -> Iterator[Message]:
    """Link stylesheets and scripts into a written page that contains a widget."""
    settings = site_settings(context)
    if settings.assets != "auto":
        return
    # Every page is opened, but once: `Path.open` would take twice the time. Another plugin may have removed the file.
    with suppress(FileNotFoundError), open(path, "r+b") as file:  # noqa: PTH123
        content = file.read()
        if _CLASS_PREFIX not in content:
            return
        # Another plugin may have written bytes that are not UTF-8: keep them.
        page = content.decode(errors="surrogateescape")
        theme = f"{context['SITEURL']}/{context['THEME_STATIC_DIR']}"
        linked = link_assets(page, theme, site_files(settings))
        if linked is None:
            yield Message(Severity.WARNING, f"{shown_path(path)}: {_NO_HEAD}", _MORE_PAGES)
        elif linked is not page:
            file.seek(0)
            file.write(linked.encode(errors="surrogateescape"))


def _is_logged(severity: Severity) -> bool:
    return logger.isEnabledFor(_LEVELS[severity])


def _problems(own: OwnShortcodes, level: Severity) -> Iterator[Message]:
    """Yield the new problems with the templates of custom shortcodes."""
    templates = templates_of(own)
    for problem in templates.new_problems() if templates else ():
        yield Message(level, problem)


def _diagnostics(content: Content, texts: list[Text], settings: Settings) -> Iterator[Message]:
    """Yield the problems in the texts of an article or page, with their lines in its file."""
    from pelican_mks.source.diagnostics import locate  # noqa: PLC0415 - a clean site needs none of it

    known = lexicon_of(settings.shortcodes, settings.own_shortcodes)
    for found in locate(texts, source(content), known, shown_path(content.source_path)):
        if _is_logged(found.severity):
            # The line is part of the message, since Pelican logs equal messages only once.
            yield Message(found.severity, str(found))


def _with_extension(markdown: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """Return Pelican's settings for Markdown with our extension."""
    configs = dict(markdown.get("extension_configs", {}))
    configs[_EXTENSION] = {"own_shortcodes": settings.own_shortcodes}
    if settings.shortcodes is not None:
        configs[_EXTENSION]["shortcodes"] = settings.shortcodes
    extensions = [name for name in markdown.get("extensions", []) if name != _EXTENSION]
    return {**markdown, "extension_configs": configs, "extensions": [*extensions, _EXTENSION]}
