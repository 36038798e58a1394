"""Templates of the site's theme that render shortcodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from jinja2 import Environment, Template, TemplateError, Undefined
from pelican.contents import Content, Page

from pelican_mks.families.custom import FromTemplate, Guarded
from pelican_mks.shortcodes.declaration import OwnShortcodes

_UNFINISHED = frozenset(("content", "summary", "get_content", "get_summary"))


def from_templates(own: OwnShortcodes) -> Iterator[tuple[str, str, SiteTemplates]]:
    """Yield the custom shortcodes that templates render: name, template and where the template comes from."""
    for name, shortcode in own.items():
        render = shortcode.render.render if isinstance(shortcode.render, Guarded) else None
        if isinstance(render, FromTemplate) and isinstance(render.templates, SiteTemplates):
            yield name, render.template, render.templates


def templates_of(own: OwnShortcodes) -> SiteTemplates | None:
    """Return the templates that custom shortcodes share, if any shortcode has a template."""
    return next((templates for _, _, templates in from_templates(own)), None)


class SiteTemplates:
    """The templates of one site, and the problems with them."""

    def __init__(self) -> None:
        self._problems: dict[str, bool] = {}
        """Each problem, and whether it was reported."""
        self._environment: Environment | None = None
        self._templates: dict[str, Template] = {}
        self._page: Mapping[str, Any] = {}

    def use(self, environment: Environment, shortcode: str, name: str) -> None:
        """Load templates from `environment`; report a template `name` that is missing or invalid."""
        if self._environment is None:
            self._environment = environment
        try:
            self._template(name)
        except (TemplateError, OSError) as error:
            problem = f"{type(error).__name__}: {error}"
            self._report(f"[{shortcode}] cannot be rendered with the template {name!r}: {problem}")

    @contextmanager
    def on_page_of(self, content: Content) -> Iterator[None]:
        """Give templates the context of the theme's pages, with `content` as `article` or `page`."""
        kind = "page" if isinstance(content, Page) else "article"
        self._page = {**content._context, kind: _Unfinished(content)}  # noqa: SLF001 - Pelican has no public name for it
        try:
            yield
        finally:
            self._page = {}

    def new_problems(self) -> list[str]:
        """Return the problems since the last call."""
        new = [problem for problem, is_reported in self._problems.items() if not is_reported]
        self._problems |= dict.fromkeys(new, True)
        return new

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        """Render the template `name` with `values`."""
        return self._template(name).render({**self._page, **values})

    def _template(self, name: str) -> Template:
        """Load a template whose undefined names are reported with the name of the template."""
        assert self._environment is not None, "Pelican makes generators before contents"
        if name not in self._templates:
            undefined = _reported(partial(self._report_undefined, name))
            environment = self._environment.overlay(autoescape=True, undefined=undefined)
            self._templates[name] = environment.get_template(name)
        return self._templates[name]

    def _report_undefined(self, template: str, problem: str) -> None:
        self._report(
            f"The template {template!r} uses an undefined name, which is empty: {problem}. "
            "Correct the name, or write {{ name|default('') }} if it is optional."
        )

    def _report(self, problem: str) -> None:
        self._problems.setdefault(problem, False)


def _reported(report: Callable[[str], None]) -> type[Undefined]:
    """Return a class of undefined names that are reported when they are printed or looped over.

    A condition on one is not reported: templates check for optional settings in this way.
    """

    class Reported(Undefined):
        __slots__ = ()

        def __str__(self) -> str:
            report(self._undefined_message)
            return super().__str__()

        def __iter__(self) -> Iterator[Any]:
            report(self._undefined_message)
            return super().__iter__()

    return Reported


class _Unfinished:
    """An article or page without the texts whose shortcodes are not rendered yet.

    Pelican caches these texts when they are read, and would keep their raw shortcodes.
    """

    def __init__(self, content: Content) -> None:
        self._content = content

    def __getattr__(self, name: str) -> Any:
        if name in _UNFINISHED:
            message = f"{name} is not available until all shortcodes are rendered"
            raise AttributeError(message)
        return getattr(self._content, name)
