"""The templates of a site's theme that render shortcodes, and what they know beside a shortcode's values."""

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
    """The custom shortcodes that templates render: each with the name of its template."""
    for name, shortcode in own.items():
        render = shortcode.render.render if isinstance(shortcode.render, Guarded) else None
        if isinstance(render, FromTemplate) and isinstance(render.templates, SiteTemplates):
            yield name, render.template, render.templates


def templates_of(own: OwnShortcodes) -> set[SiteTemplates]:
    """Where the templates of custom shortcodes come from: one place, unless there are none."""
    return {templates for _, _, templates in from_templates(own)}


class SiteTemplates:
    """The templates of one site's theme and of its overrides, and the problems with them."""

    def __init__(self) -> None:
        self._problems: dict[str, bool] = {}
        """Each problem, and whether somebody has taken it."""
        self._environment: Environment | None = None
        self._templates: dict[str, Template] = {}
        self._page: Mapping[str, Any] = {}

    def use(self, environment: Environment, shortcode: str, name: str) -> None:
        """Find templates as `environment` does; report it if the template `name` is missing or broken."""
        if self._environment is None:
            self._environment = environment
        try:
            self._template(name)
        except (TemplateError, OSError) as error:
            problem = f"{type(error).__name__}: {error}"
            self._report(f"[{shortcode}] cannot be rendered by template {name!r}: {problem}")

    @contextmanager
    def on_page_of(self, content: Content) -> Iterator[None]:
        """Give templates what those of a page get: the settings, and `content` as `article` or `page`."""
        kind = "page" if isinstance(content, Page) else "article"
        self._page = {**content._context, kind: _Unfinished(content)}  # noqa: SLF001 - Pelican has no public name for it
        try:
            yield
        finally:
            self._page = {}

    def taken_problems(self) -> list[str]:
        """Messages about problems that nobody has taken yet."""
        new = [problem for problem, is_taken in self._problems.items() if not is_taken]
        self._problems |= dict.fromkeys(new, True)
        return new

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        """The template `name` with these values."""
        return self._template(name).render({**self._page, **values})

    def _template(self, name: str) -> Template:
        """The template `name` in an environment that reports undefined names under its name."""
        assert self._environment is not None, "generators come before contents"
        if name not in self._templates:
            undefined = _reported(partial(self._report_undefined, name))
            environment = self._environment.overlay(autoescape=True, undefined=undefined)
            self._templates[name] = environment.get_template(name)
        return self._templates[name]

    def _report_undefined(self, template: str, problem: str) -> None:
        self._report(
            f"The template {template!r} writes nothing for a name that it does not get: {problem}. "
            "Correct the name, or write {{ name|default('') }} where it may be missing."
        )

    def _report(self, problem: str) -> None:
        self._problems.setdefault(problem, False)


def _reported(report: Callable[[str], None]) -> type[Undefined]:
    """A class of undefined names that are reported if they are written or looped over.

    A condition may ask for them: that is how templates find out what a site has set.
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
    """A content whose shortcodes are being rendered.

    Its text is not finished, and Pelican would keep it as it is now if it were asked for it.
    """

    def __init__(self, content: Content) -> None:
        self._content = content

    def __getattr__(self, name: str) -> Any:
        if name in _UNFINISHED:
            message = f"{name} is not there until all shortcodes are rendered"
            raise AttributeError(message)
        return getattr(self._content, name)
