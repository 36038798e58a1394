"""The Pelican side: what is done when.

`content_object_init` is the one signal that reaches articles, pages, drafts and translations before
their summaries, feeds and links are made; `content_written` is the one that sees whole pages.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError
from pelican import Pelican, signals
from pelican.contents import Content
from pelican.generators import Generator

from pelican_mks.assets import MARK, STATIC_FOLDER, link_assets
from pelican_mks.diagnostic import Diagnostic, Severity
from pelican_mks.locate import locate
from pelican_mks.own import THEME_FOLDER, read_own, template_of
from pelican_mks.pipeline import transform
from pelican_mks.registry import BUILT_IN, lexicon_of, switched_on, unknown_names
from pelican_mks.render.own import FromTemplate, Guarded
from pelican_mks.settings import Settings, read_settings

logger = logging.getLogger(__name__)

_SETTINGS = "_MKS_SETTINGS"
"""Where the settings, once read, travel among Pelican's own."""
_EXTENSION = "pelican_mks.markdown"
_OWN_SHORTCODES = "MKS_OWN_SHORTCODES"
_LEVELS = {
    Severity.ERROR: logging.ERROR,
    Severity.WARNING: logging.WARNING,
    Severity.INFO: logging.INFO,
}


def connect() -> None:
    """Connect the receivers; connecting them again changes nothing."""
    signals.initialized.connect(on_initialized)
    signals.generator_init.connect(on_generator_init)
    signals.content_object_init.connect(on_content_object_init)
    signals.content_written.connect(on_content_written)


def on_initialized(pelican: Pelican) -> None:
    """Read the settings and let Pelican copy stylesheet and script."""
    own_errors = _read_own(pelican.settings)
    settings, errors = read_settings(pelican.settings)
    for error in (*own_errors, *errors):
        logger.error("%s", error)
    for name in unknown_names(settings.shortcodes, settings.own_shortcodes):
        logger.error("MKS_SHORTCODES names %r, which is no shortcode; it was left out.", name)
    pelican.settings[_SETTINGS] = settings
    pelican.settings["MARKDOWN"] = _with_extension(pelican.settings["MARKDOWN"], settings)
    pelican.settings["THEME_STATIC_PATHS"] = [
        *pelican.settings["THEME_STATIC_PATHS"],
        str(STATIC_FOLDER),
    ]


def on_generator_init(generator: Generator) -> None:
    """Let the site's own shortcodes find templates as the theme's pages do."""
    for shortcode in _settings(generator.settings).own_shortcodes.values():
        guarded = shortcode.render
        render = guarded.render if isinstance(guarded, Guarded) else None
        if isinstance(render, FromTemplate) and isinstance(render.templates, _Templates):
            render.templates.use(generator.env, shortcode.name, render.template)


def on_content_object_init(content: Content) -> None:
    """Render the shortcodes in a content's text and in its formatted metadata.

    Pelican drops an article whose receiver raises, and goes on: an error of ours leaves the text as
    it is instead.
    """
    try:
        _render(content)
    except Exception:
        logger.exception("%s: the shortcodes were left as they are", _path(content))


def on_content_written(path: str, context: Mapping[str, Any]) -> None:
    """Link stylesheet and script into a written page that holds a widget."""
    if _settings(context).assets != "auto":
        return
    file = Path(path)
    content = file.read_bytes()
    if MARK.encode() not in content:
        return
    page = content.decode()
    linked = link_assets(page, f"{context['SITEURL']}/{context['THEME_STATIC_DIR']}")
    if linked is not page:
        file.write_bytes(linked.encode())


class _Templates:
    """The templates of the theme, and of its overrides."""

    def __init__(self) -> None:
        self._environment: Environment | None = None
        self._tried: set[str] = set()

    def use(self, environment: Environment, name: str, template: str) -> None:
        """Take templates out of `environment`; say so if `template` of the shortcode `name` is none."""
        if self._environment is None:
            self._environment = environment.overlay(autoescape=True)
        if template not in self._tried:
            self._tried.add(template)
            try:
                self._environment.get_template(template)
            except (TemplateError, OSError) as error:
                problem = f"{type(error).__name__}: {error}"
                logger.error("[%s] cannot be rendered by template %r: %s", name, template, problem)  # noqa: TRY400 - the trace ends in Jinja

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        """The template `name` with these values."""
        assert self._environment is not None, "generators come before contents"
        return self._environment.get_template(name).render(values)


def _read_own(site: dict[str, Any]) -> tuple[str, ...]:
    """Read the site's own shortcodes, in place of what declares them: functions cannot be pickled."""
    declared = site.get(_OWN_SHORTCODES, {})
    if not isinstance(declared, Mapping):
        return ()
    declared = {**_declared_by_theme(site), **declared}
    site[_OWN_SHORTCODES], errors = read_own(declared, BUILT_IN, _Templates())
    return errors


def _declared_by_theme(site: Mapping[str, Any]) -> dict[str, str]:
    """The templates of the theme and of its overrides that render built-in shortcodes which are on."""
    folders = [*site["THEME_TEMPLATES_OVERRIDES"], Path(site["THEME"], "templates")]
    found = {
        f"{THEME_FOLDER}/{path.name}"
        for folder in folders
        for path in Path(folder, THEME_FOLDER).expanduser().glob("*.html")
    }
    if not found:
        return {}
    shortcodes = read_settings({"MKS_SHORTCODES": site.get("MKS_SHORTCODES")})[0].shortcodes
    return {
        shortcode.name: template
        for shortcode in switched_on(shortcodes)
        if shortcode.render and (template := template_of(shortcode.name)) in found
    }


def _render(content: Content) -> None:
    if content._content is None:  # noqa: SLF001 - a static file; Pelican has no public name for it
        return
    prefix = _prefix(content)
    content._content = _rendered(content, content._content, prefix)  # noqa: SLF001
    fields: Any = content.settings["FORMATTED_FIELDS"]
    for field in fields:
        text = content.metadata.get(field)
        if isinstance(text, str):
            rendered = _rendered(content, text, f"{prefix}-{field}")
            if rendered is not text:
                content.metadata[field] = rendered
                setattr(content, "_summary" if field == "summary" else field.lower(), rendered)


def _with_extension(markdown: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """Pelican's settings for Markdown with our extension among its own."""
    configs = dict(markdown.get("extension_configs", {}))
    configs[_EXTENSION] = {"own_shortcodes": settings.own_shortcodes}
    if settings.shortcodes is not None:
        configs[_EXTENSION]["shortcodes"] = settings.shortcodes
    extensions = [name for name in markdown.get("extensions", []) if name != _EXTENSION]
    return {**markdown, "extension_configs": configs, "extensions": [*extensions, _EXTENSION]}


def _rendered(content: Content, html: str, prefix: str) -> str:
    settings = _settings(content.settings)
    language = getattr(content, "lang", None)
    result = transform(html, prefix=prefix, language=language, settings=settings)
    shown = [
        diagnostic
        for diagnostic in result.diagnostics
        if logger.isEnabledFor(_LEVELS[diagnostic.severity])
    ]
    if shown:
        _log(content, html, shown, settings)
    return result.html


def _log(content: Content, html: str, diagnostics: list[Diagnostic], settings: Settings) -> None:
    opening = lexicon_of(settings.shortcodes, settings.own_shortcodes).opening
    starts = [diagnostic.start for diagnostic in diagnostics]
    places = locate(starts, html, _source(content), opening)
    path = _path(content)
    for diagnostic in diagnostics:
        line, column = places.get(diagnostic.start, (1, 1))
        # The place is part of the text: Pelican shows equal messages only once.
        message = f"{path}:{line}:{column}: {diagnostic.code} {diagnostic.message}"
        logger.log(_LEVELS[diagnostic.severity], "%s", message)


def _settings(site: Mapping[str, Any]) -> Settings:
    settings = site.get(_SETTINGS)
    return settings if isinstance(settings, Settings) else read_settings(site)[0]


def _prefix(content: Content) -> str:
    """The beginning of all ids in a content: its slug, and its language where slugs are shared.

    A slug holds no two hyphens in a row, so that no other slug ends like one with a language.
    """
    slug: str = getattr(content, "slug", "")
    return slug if content.in_default_lang else f"{slug}--{content.lang}"


def _source(content: Content) -> str:
    """The file as its author wrote it, empty where there is none."""
    if not content.source_path:
        return ""
    try:
        return Path(content.source_path).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""


def _path(content: Content) -> str:
    """The file's path, from the current folder where it lies below."""
    path = Path(content.source_path or "unknown")
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
