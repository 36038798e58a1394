"""The sections about the rules, each with an example and its diagnostic."""

from __future__ import annotations

from typing import Any

from markdown import markdown

from pelican_mks.command.explain import example
from pelican_mks.command.fixing.engine import fix
from pelican_mks.command.fixing.rewrite import MARKDOWN
from pelican_mks.families.registry import BUILT_IN, MEKS_FAMILY, WORDPRESS_FAMILY, lexicon_of
from pelican_mks.render.settings import Settings
from pelican_mks.shortcodes.diagnostic import RULES, Rule
from pelican_mks.site.custom import read_own
from pelican_mks.source.diagnostics import locate
from pelican_mks.source.text import Text
from pelican_mks.transform import transform
from tools.docs.marked import table

_INTRODUCTION = """\
- **error**: the site's own code failed.
- **warning**: the page may differ from what the author meant.
- **info**: the page is correct. A build reports it only with `--verbose`.

`pelican-mks fix` makes an automatic fix only if the page stays the same. MKS007 and MKS008 change the page, so they are fixed
only if one correction is possible."""


def explained() -> str:
    """Return an introduction with a table of the rules, and a section for each."""
    rows = (
        (
            f"[{rule.code}](#{rule.code.lower()})",
            rule.title,
            rule.severity,
            "automatic" if rule.fixable else "by hand",
        )
        for rule in RULES
    )
    overview = table(("rule", "problem", "severity", "fix"), rows)
    return "\n\n".join((_INTRODUCTION, overview, *map(_section, RULES)))


def _section(rule: Rule) -> str:
    parts = [f"## {rule.code}", rule.title, *filter(None, [rule.reason]), _block(example(rule))]
    parts += ["is reported as", _block(message(rule))]
    if rule.fixable:
        parts += ["`pelican-mks fix` writes", _block(fixed(rule))]
    return "\n\n".join(parts)


def _block(text: str) -> str:
    return f"```text\n{text.strip()}\n```"


def fixed(rule: Rule) -> str:
    """Return the example of a rule after `pelican-mks fix`."""

    def render(source: str) -> list[Text]:
        html = markdown(source, extensions=["pelican_mks.markdown"])
        return [Text("", html, transform(html))]

    result = fix(rule.example, render, lexicon_of(None), markup=MARKDOWN, codes=[rule.code])
    assert rule.code in result.counts, f"{rule.code} is not fixed"
    return result.text


def message(rule: Rule) -> str:
    """Return the diagnostic for the example of a rule."""
    html = f"<p>{rule.example}</p>".replace("\n\n", "</p>\n<p>")
    settings = _settings()
    known = lexicon_of(settings.shortcodes, settings.own_shortcodes)
    texts = [Text("", html, transform(html, settings=settings))]
    (first, *_) = (found for found in locate(texts, html, known, "") if found.rule is rule)
    return f"{first.code} {first.message}"


def _settings() -> Settings:
    """Return settings with all shortcodes, and a custom one that raises an error."""

    class NoTemplates:
        def render(self, name: str, values: Any) -> str:
            raise NotImplementedError

    def note(*_: object) -> str:
        problem = "no such colour"
        raise ValueError(problem)

    own, _ = read_own({"note": note}, BUILT_IN, NoTemplates())
    return Settings(shortcodes=(MEKS_FAMILY, WORDPRESS_FAMILY), own_shortcodes=own)
