"""Every fault with an example and what is said about it, from their registry."""

from __future__ import annotations

from typing import Any

from pelican_mks.families.registry import BUILT_IN, MEKS_FAMILY, WORDPRESS_FAMILY
from pelican_mks.render.settings import Settings
from pelican_mks.shortcodes.diagnostic import FAULTS, UNRENDERED_SHORTCODE, Fault, Severity
from pelican_mks.site.custom import read_own
from pelican_mks.source.leftover import unrendered
from pelican_mks.transform import transform

_LONGEST = 240
_SHOWN = {
    Severity.ERROR: "An error: something of the site's own is to be repaired.",
    Severity.WARNING: "A warning: the text was rescued.",
    Severity.INFO: "Harmless; a build names it with `--verbose` alone.",
}
_FIXABLE = " `pelican-mks fix` repairs it."


def explained() -> str:
    """A section for each fault."""
    return "\n\n".join(map(_section, FAULTS))


def _section(fault: Fault) -> str:
    example = fault.example
    if len(example) > _LONGEST:
        example = f"{example[:_LONGEST].rpartition('[')[0]}…"
    fixable = _FIXABLE if fault.fixable else ""
    return (
        f"## {fault.code}\n\n{fault.title} {_SHOWN[fault.severity]}{fixable}\n\n"
        f"```text\n{example}\n```\n\nis reported as\n\n```text\n{message(fault)}\n```"
    )


def message(fault: Fault) -> str:
    """What is said about the example of a fault."""
    html = f"<p>{fault.example}</p>".replace("\n\n", "</p>\n<p>")
    if fault is UNRENDERED_SHORTCODE:
        (left,) = unrendered(html, fault.example, "", BUILT_IN)
        return f"{left.code} {left.message}"
    (first, *_) = (
        diagnostic
        for diagnostic in transform(html, settings=_settings()).diagnostics
        if diagnostic.fault is fault
    )
    return f"{first.code} {first.message}"


def _settings() -> Settings:
    """All shortcodes, and one of a site's own that fails."""

    class NoTemplates:
        def render(self, name: str, values: Any) -> str:
            raise NotImplementedError

    def note(*_: object) -> str:
        problem = "no such colour"
        raise ValueError(problem)

    own, _ = read_own({"note": note}, BUILT_IN, NoTemplates())
    return Settings(shortcodes=(MEKS_FAMILY, WORDPRESS_FAMILY), own_shortcodes=own)
