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

from pelican_mks.families.custom import FromTemplate, Guarded
from pelican_mks.families.registry import BUILT_IN, lexicon_of, switched_on, unknown_names
from pelican_mks.render.settings import Settings, read_settings
from pelican_mks.shortcodes.diagnostic import Severity
from pelican_mks.site.assets import MARK, STATIC_FOLDER, link_assets
from pelican_mks.site.contents import pieces, replace, shown_path, source
from pelican_mks.site.custom import THEME_FOLDER, read_own, template_of
from pelican_mks.source.findings import Finding, Text, locate
from pelican_mks.transform import transform

logger = logging.getLogger(__name__)

SETTINGS = "_MKS_SETTINGS"
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
    pelican.settings[SETTINGS] = settings
    pelican.settings["MARKDOWN"] = _with_extension(pelican.settings["MARKDOWN"], settings)
    pelican.settings["THEME_STATIC_PATHS"] = [
        *pelican.settings["THEME_STATIC_PATHS"],
        str(STATIC_FOLDER),
    ]


def on_generator_init(generator: Generator) -> None:
    """Let the site's own shortcodes find templates as the theme's pages do."""
    for shortcode in site_settings(generator.settings).own_shortcodes.values():
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
        findings = _render(content)
    except Exception:
        logger.exception(
            "%s: the shortcodes were left as they are", shown_path(content.source_path)
        )
        return
    # Outside the guard: with `--fatal` a warning ends the build.
    for finding in findings:
        # The place is part of the text: Pelican shows equal messages only once. They go by the
        # method of their level: Pelican before 4.12 looks at no other for `--fatal`.
        getattr(logger, finding.fault.severity)("%s", finding)


def on_content_written(path: str, context: Mapping[str, Any]) -> None:
    """Link stylesheet and script into a written page that holds a widget."""
    if site_settings(context).assets != "auto":
        return
    # Opened once: files cost more than all else that is done here.
    with Path(path).open("r+b") as file:
        content = file.read()
        if MARK.encode() not in content:
            return
        page = content.decode()
        linked = link_assets(page, f"{context['SITEURL']}/{context['THEME_STATIC_DIR']}")
        if linked is not page:
            file.seek(0)
            file.write(linked.encode())


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


def _render(content: Content) -> list[Finding]:
    """Render the shortcodes of a content, and give what is to be logged about them."""
    settings = site_settings(content.settings)
    language = getattr(content, "lang", None)
    texts = []
    for piece in pieces(content):
        result = transform(piece.html, prefix=piece.prefix, language=language, settings=settings)
        texts.append(Text(piece.field, piece.html, result.diagnostics))
        if result.html is not piece.html:
            replace(content, piece, result.html)
    if not logger.isEnabledFor(logging.INFO) and not any(
        logger.isEnabledFor(_LEVELS[found.severity]) for text in texts for found in text.diagnostics
    ):
        return []
    known = lexicon_of(settings.shortcodes, settings.own_shortcodes)
    found = locate(texts, source(content), known, shown_path(content.source_path))
    return [each for each in found if logger.isEnabledFor(_LEVELS[each.fault.severity])]


def _with_extension(markdown: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """Pelican's settings for Markdown with our extension among its own."""
    configs = dict(markdown.get("extension_configs", {}))
    configs[_EXTENSION] = {"own_shortcodes": settings.own_shortcodes}
    if settings.shortcodes is not None:
        configs[_EXTENSION]["shortcodes"] = settings.shortcodes
    extensions = [name for name in markdown.get("extensions", []) if name != _EXTENSION]
    return {**markdown, "extension_configs": configs, "extensions": [*extensions, _EXTENSION]}


def site_settings(site: Mapping[str, Any]) -> Settings:
    """The plugin's settings among those of a site."""
    settings = site.get(SETTINGS)
    return settings if isinstance(settings, Settings) else read_settings(site)[0]
