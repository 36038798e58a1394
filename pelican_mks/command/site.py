"""A site as the command sees it: read by Pelican, with the readers and the plugins of a build."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache, partial
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.contents import Article, Content
from pelican.generators import Generator
from pelican.settings import read_settings

from pelican_mks.command.errors import UnreadableError
from pelican_mks.command.reading import read_as
from pelican_mks.families.registry import lexicon_of
from pelican_mks.render.settings import Settings
from pelican_mks.shortcodes.lexer import Lexicon
from pelican_mks.site import plugin
from pelican_mks.site.contents import transformed
from pelican_mks.site.settings import SETTINGS, site_settings
from pelican_mks.source.text import Text

_WITHOUT_CACHE = {"CACHE_CONTENT": False, "LOAD_CONTENT_CACHE": False}


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as a build reads it."""

    title: str
    language: str
    texts: list[Text]


@dataclass(frozen=True, slots=True)
class Site:
    """The settings of a site, and Pelican's readers for it."""

    generator: Generator
    settings: Settings

    @property
    def lexicon(self) -> Lexicon:
        """The enabled shortcodes."""
        return lexicon_of(self.settings.shortcodes, self.settings.own_shortcodes)

    def contents(self) -> list[Path]:
        """Return the files that a build makes articles and pages of."""
        site = self.generator.settings
        found = self.generator.get_files(site["ARTICLE_PATHS"], exclude=site["ARTICLE_EXCLUDES"])
        found |= self.generator.get_files(site["PAGE_PATHS"], exclude=site["PAGE_EXCLUDES"])
        return sorted(Path(os.path.relpath(Path(self.generator.path, name))) for name in found)

    def below(self, folder: Path) -> Iterator[Path]:
        """Yield the readable files in a folder in order, and the folders that cannot be read.

        Follow links, but enter no folder twice.
        """
        entered = set()
        unreadable: list[OSError] = []
        for place, folders, files in os.walk(folder, followlinks=True, onerror=unreadable.append):
            here = os.path.realpath(place)
            folders[:] = [] if here in entered else sorted(filter(self._is_wanted, folders))
            for name in () if here in entered else sorted(filter(self._is_wanted, files)):
                if self.can_read(name):
                    yield Path(place, name)
            entered.add(here)
        yield from (Path(error.filename) for error in unreadable)

    def _is_wanted(self, name: str) -> bool:
        ignored = (".*", *self.generator.settings["IGNORE_FILES"])
        return not any(fnmatch(name, pattern) for pattern in ignored)

    def can_read(self, name: str) -> bool:
        """Whether there is a reader for files of this name."""
        return Path(name).suffix[1:] in self.generator.readers.extensions

    def markup(self, name: str) -> str:
        """Return the markup of files of this name: `markdown`, `rst`, `html` or another."""
        reader = self.generator.readers.readers.get(Path(name).suffix[1:])
        return type(reader).__name__.removesuffix("Reader").lower()

    def render(self, path: Path, source: str) -> list[Text]:
        """Render the texts of `article`."""
        return self.article(path, source).texts

    def article(self, path: Path, source: str) -> ReadArticle:
        """Read `source` as a build reads the file at `path`, which need not exist.

        Raise `UnreadableError`.
        """
        try:
            return read_as(path, source, partial(self._read_at, path))
        except OSError as error:
            raise UnreadableError(error.strerror or str(error)) from error

    def _read_at(self, path: Path, copy: Path) -> ReadArticle:
        """Read a copy of the file at `path`, or that file itself."""
        if not self.can_read(path.name):
            message = f"Pelican has no reader for “{path.suffix}”"
            raise UnreadableError(message)
        base = self.generator.path if copy == path else copy.parent
        try:
            content = self._read(copy, str(base))
        except Exception as error:
            # Readers of any plugin raise any exception.
            message = f"{type(error).__name__}: {error}".replace(str(copy), str(path))
            if copy != path:
                message = re.sub(rf"[^\s'\"]*{re.escape(copy.parent.name)}/", "", message)
            raise UnreadableError(message) from error
        return ReadArticle(
            getattr(content, "title", ""),
            getattr(content, "lang", ""),
            list(transformed(content, self.settings)),
        )

    def _read(self, path: Path, base: str) -> Content:
        generator = self.generator
        content: Content = generator.readers.read_file(
            base_path=base,
            path=str(path.absolute()),
            content_class=Article,
            context=generator.context,
            preread_signal=signals.article_generator_preread,
            preread_sender=generator,
            context_signal=signals.article_generator_context,
            context_sender=generator,
        )
        return content


@cache
def open_site(settings_path: str | None) -> Site:
    """Read a site's settings and load its plugins as a build does, once in a process.

    `None` stands for a site with Pelican's defaults. Raise `UnreadableError`.
    """
    # Show only errors of Pelican's readers.
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.ERROR)
    try:
        pelican = Pelican(read_settings(settings_path, override=dict(_WITHOUT_CACHE)))
        if SETTINGS not in pelican.settings:
            # The site does not load the plugin.
            plugin.connect()
            plugin.on_initialized(pelican)
        # The command renders the texts itself, since it needs their diagnostics.
        signals.content_object_init.disconnect(plugin.on_content_object_init)
        context: dict[str, Any] = {
            **pelican.settings,
            "generated_content": {},
            "static_links": set(),
            "static_content": {},
            "localsiteurl": pelican.settings["SITEURL"],
        }
        generator = Generator(
            context=context,
            settings=pelican.settings,
            path=pelican.path,
            theme=pelican.theme,
            output_path=pelican.output_path,
        )
        site = Site(generator, site_settings(pelican.settings))
        site.lexicon.hint.search("")  # find unusable shortcodes before the first file
    except SystemExit as error:
        message = f"{settings_path}: Pelican gave up ({error})"
        raise UnreadableError(message) from error
    except Exception as error:
        # A settings file is a program and raises any exception.
        message = f"{settings_path or 'Pelican'}: {type(error).__name__}: {error}"
        raise UnreadableError(message) from error
    return site
