"""A site as the command sees it: read by Pelican, with the readers and the plugins of a build.

Beside `plugin.py` this is the one module that imports Pelican, and only the command imports it.
"""

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

from pelican_mks.command.reading import read_as
from pelican_mks.command.rendered import Rendered, UnreadableError
from pelican_mks.families.registry import lexicon_of
from pelican_mks.render.settings import Settings
from pelican_mks.shortcodes.lexer import Lexicon
from pelican_mks.site import plugin
from pelican_mks.site.contents import transformed
from pelican_mks.site.settings import SETTINGS, site_settings

_WITHOUT_CACHE = {"CACHE_CONTENT": False, "LOAD_CONTENT_CACHE": False}


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as a build reads it."""

    title: str
    language: str
    rendered: list[Rendered]


@dataclass(frozen=True, slots=True)
class Site:
    """What a site's settings say, and Pelican's readers for it."""

    generator: Generator
    settings: Settings

    @property
    def lexicon(self) -> Lexicon:
        """The shortcodes that are on."""
        return lexicon_of(self.settings.shortcodes, self.settings.own_shortcodes)

    def contents(self) -> list[Path]:
        """The files that a build makes articles and pages of."""
        site = self.generator.settings
        found = self.generator.get_files(site["ARTICLE_PATHS"], exclude=site["ARTICLE_EXCLUDES"])
        found |= self.generator.get_files(site["PAGE_PATHS"], exclude=site["PAGE_EXCLUDES"])
        return sorted(Path(os.path.relpath(Path(self.generator.path, name))) for name in found)

    def below(self, folder: Path) -> Iterator[Path]:
        """The files below a folder that a reader can read, in order; no folder is entered twice.

        A folder that cannot be read is given in place of its files.
        """
        ignored = (".*", *self.generator.settings["IGNORE_FILES"])
        entered = set()
        unreadable: list[Path] = []

        def remember(error: OSError) -> None:
            unreadable.append(Path(error.filename))

        for place, folders, files in os.walk(folder, followlinks=True, onerror=remember):
            here = os.path.realpath(place)
            if here in entered:  # a link leads back
                folders.clear()
                continue
            entered.add(here)
            folders[:] = sorted(
                name for name in folders if not any(fnmatch(name, each) for each in ignored)
            )
            for name in sorted(files):
                path = Path(place, name)
                if (
                    self.can_read(name)
                    and not any(fnmatch(name, each) for each in ignored)
                    and (path.is_file() or not path.exists())
                ):
                    yield path
        yield from unreadable

    def can_read(self, name: str) -> bool:
        """Whether there is a reader for files of this name."""
        return Path(name).suffix[1:] in self.generator.readers.extensions

    def markup(self, name: str) -> str:
        """The markup that a file of this name is read as: `markdown`, `rst`, `html` or another."""
        reader = self.generator.readers.readers.get(Path(name).suffix[1:])
        return type(reader).__name__.removesuffix("Reader").lower()

    def render(self, path: Path | str, source: str) -> list[Rendered]:
        """The texts of `article`, rendered."""
        return self.article(path, source).rendered

    def article(self, path: Path | str, source: str) -> ReadArticle:
        """Read `source` as a build reads the file at `path`, which need not exist.

        Raises `UnreadableError`.
        """
        try:
            return read_as(Path(path), source, partial(self._read_at, Path(path)))
        except OSError as error:
            raise UnreadableError(error.strerror or str(error)) from error

    def _read_at(self, path: Path, place: Path) -> ReadArticle:
        """Read the file at `place`, which stands for the one at `path`."""
        base = Path(self.generator.path) if place == path else place.parent
        try:
            content = self._read(place, base)
        except UnreadableError as error:
            message = str(error).replace(str(place), str(path))
            if place != path:
                message = re.sub(rf"[^\s'\"]*{re.escape(place.parent.name)}/", "", message)
            raise UnreadableError(message) from error
        language = getattr(content, "lang", "")
        return ReadArticle(getattr(content, "title", ""), language, self._rendered(content))

    def _read(self, path: Path, base: Path) -> Content:
        if not self.can_read(path.name):
            message = f"Pelican has no reader for “{path.suffix}”"
            raise UnreadableError(message)
        generator = self.generator
        try:
            content: Content = generator.readers.read_file(
                base_path=str(base),
                path=str(path.absolute()),
                content_class=Article,
                context=generator.context,
                preread_signal=signals.article_generator_preread,
                preread_sender=generator,
                context_signal=signals.article_generator_context,
                context_sender=generator,
            )
        except Exception as error:
            # Readers come from anywhere and raise anything.
            message = f"{type(error).__name__}: {error}"
            raise UnreadableError(message) from error
        return content

    def _rendered(self, content: Content) -> list[Rendered]:
        return [
            Rendered(piece.field, piece.html, result)
            for piece, result in transformed(content, self.settings)
        ]


@cache
def open_site(settings_path: str | None) -> Site:
    """Read a site's settings and load its plugins as a build does; once in a process.

    `None`: a site with Pelican's defaults.
    """
    _quieten()
    try:
        pelican = Pelican(read_settings(settings_path, override=dict(_WITHOUT_CACHE)))
        if SETTINGS not in pelican.settings:
            # The site leaves the plugin out; its files are to be checked all the same.
            plugin.connect()
            plugin.on_initialized(pelican)
        # The texts are rendered here, where their diagnostics are wanted.
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
        site.lexicon.hint.search("")  # what cannot be used is found before the first file
    except SystemExit as error:
        message = f"{settings_path}: Pelican gave up ({error})"
        raise UnreadableError(message) from error
    except Exception as error:
        # A settings file is a program of the site's own and raises anything.
        message = f"{settings_path or 'Pelican'}: {type(error).__name__}: {error}"
        raise UnreadableError(message) from error
    return site


def _quieten() -> None:
    """Let Pelican's readers say only what is an error."""
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.ERROR)
