"""The context of shortcode templates: that of the theme's pages."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pelican import signals

from tests.site.test_custom_shortcodes import content
from tests.sites import Site, article, build, neighbour


def written(
    folder: Path,
    template: str,
    files: Mapping[str, str] | None = None,
    attributes: tuple[str, ...] = (),
    **settings: Any,
) -> Site:
    """Build a site that renders `[box]` with `template`."""
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates/box.html").write_text(template, encoding="utf-8")
    box = {"template": "box.html", "single": True, "attributes": list(attributes)}
    return build(
        folder,
        files or {"one.md": article("[box]")},
        MKS_OWN_SHORTCODES={"box": box},
        THEME_TEMPLATES_OVERRIDES=[str(folder / "templates")],
        **settings,
    )


def test_contains_the_settings(tmp_path: Path) -> None:
    site = written(
        tmp_path,
        "<p>{{ SITENAME }} at {{ SITEURL }}, {{ MOTTO }}</p>",
        SITENAME="A & B",
        MOTTO="<b>no</b>",
    )
    assert "<p>A &amp; B at https://example.org, &lt;b&gt;no&lt;/b&gt;</p>" in content(site)
    assert site.log == ()


def test_contains_what_other_plugins_add_to_pages(tmp_path: Path) -> None:
    def add(generator: Any) -> None:
        generator.context["weather"] = "rain"

    plugins = [neighbour(signals.generator_init, add), "pelican_mks"]
    site = written(tmp_path, "<p>{{ weather }}</p>", PLUGINS=plugins)
    assert "<p>rain</p>" in content(site)


@pytest.mark.parametrize(
    ("name", "kind", "page"),
    [
        ("one.md", "article", "one.html"),
        ("pages/one.md", "page", "pages/one.html"),
    ],
)
def test_contains_the_article_or_page(tmp_path: Path, name: str, kind: str, page: str) -> None:
    template = f"<p>{{{{ {kind}.title }}}}: {{{{ {kind}.url }}}}, {{{{ {kind}.lang }}}}</p>"
    site = written(tmp_path, template, {name: article("[box]", title="A & B")})
    assert f"<p>A &amp; B: {page}, en</p>" in site.page(page)
    assert site.log == ()


def test_is_that_of_each_article(tmp_path: Path) -> None:
    files = {f"{slug}.md": article("[box]", title=slug, slug=slug) for slug in ("one", "two")}
    site = written(tmp_path, "<p>{{ article.slug }}</p>", files)
    assert "<p>one</p>" in site.page("one.html")
    assert "<p>two</p>" in site.page("two.html")


@pytest.mark.parametrize("name", ["content", "summary"])
def test_does_not_contain_the_unrendered_text_of_an_article(tmp_path: Path, name: str) -> None:
    """Pelican caches this text when it is read, and would keep its raw shortcodes."""
    site = written(tmp_path, f"<p>box{{{{ article.{name} }}}}</p>")
    assert "<p>box</p>" in content(site)
    assert "<p>box</p>" in site.page("feeds/all.atom.xml").replace("&lt;", "<").replace("&gt;", ">")
    (message,) = site.log
    assert f"has no attribute '{name}'" in message


def test_attributes_override_settings(tmp_path: Path) -> None:
    site = written(
        tmp_path,
        "<p>{{ article }}</p>",
        {"one.md": article('[box article="the"]')},
        attributes=("article",),
    )
    assert "<p>the</p>" in content(site)


def test_links_in_templates_are_resolved_as_in_an_article(tmp_path: Path) -> None:
    template = '<p><a href="{filename}/two.md">two</a></p>'
    files = {
        "one.md": article("[box]"),
        "two.md": article("x", title="Two", slug="two"),
    }
    site = written(tmp_path, template, files, RELATIVE_URLS=True, SITEURL="")
    assert '<a href="./two.html">two</a>' in content(site)


class TestUndefinedNames:
    @pytest.mark.parametrize(
        ("template", "problem"),
        [
            ("<p>{{ SITENAM }}</p>", "'SITENAM' is undefined"),
            ("<p>{{ SITENAM|upper }}</p>", "'SITENAM' is undefined"),
            ("<p>{% for each in LNKS %}x{% endfor %}</p>", "'LNKS' is undefined"),
            ("<p>{{ article.titel }}</p>", "has no attribute 'titel'"),
            ("<p>{{ kind }}</p>", "'kind' is undefined"),
        ],
    )
    def test_are_reported_once(self, tmp_path: Path, template: str, problem: str) -> None:
        files = {f"{n}.md": article("[box] [box]", title=str(n), slug=f"a{n}") for n in range(3)}
        site = written(tmp_path, template, files)
        assert "<p></p>" in site.page("a1.html")
        (message,) = site.log
        assert message.startswith("The template 'box.html' uses an undefined name")
        assert problem in message
        assert "default('')" in message

    @pytest.mark.parametrize(
        "template",
        [
            "{% if DISQUS_SITENAME %}x{% endif %}",
            "{{ MOTTO|default('none') }}",
            "{{ 'x' if MOTTO is defined }}",
        ],
    )
    def test_can_be_used_in_conditions(self, tmp_path: Path, template: str) -> None:
        assert written(tmp_path, f"<p>{template}</p>").log == ()

    def test_in_an_included_template_are_reported_with_the_outer_one(self, tmp_path: Path) -> None:
        (tmp_path / "templates").mkdir()
        (tmp_path / "templates/inner.html").write_text("{{ typo }}", encoding="utf-8")
        (message,) = written(tmp_path, "<p>{% include 'inner.html' %}</p>").log
        assert message.startswith("The template 'box.html'")

    def test_do_not_end_a_build_with_fatal_errors(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        written(tmp_path, "<p>{{ typo }}</p>")
        assert {record.levelno for record in caplog.records} == {logging.WARNING}
