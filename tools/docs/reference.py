"""The tables of shortcodes and settings, from their declarations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import Field, fields

from pelican_mks.families.registry import SHORTCODES, WORDPRESS
from pelican_mks.render.settings import Settings
from pelican_mks.shortcodes.declaration import Attribute, Shortcode
from pelican_mks.site.settings import PREFIX
from tools.docs.marked import table

_MARKUP = re.compile(r"[|_]")


def settings() -> str:
    """Return a section for each setting."""
    return "\n\n".join(map(_setting, fields(Settings)))


def overview() -> str:
    """Return the table of shortcodes with their purpose, linked to their sections."""
    rows = (
        (f"[`{shortcode.name}`](#{shortcode.name})", shortcode.about)
        for shortcode in (*SHORTCODES, *WORDPRESS)
    )
    return table(("shortcode", "what it shows"), rows)


def meks() -> str:
    """Return the sections of the Meks shortcodes with their attributes."""
    return _sections(SHORTCODES)


def wordpress() -> str:
    """Return the same for the WordPress shortcodes."""
    return _sections(WORDPRESS)


def _setting(item: Field[object]) -> str:
    name = PREFIX + item.name.upper()
    declared = item.metadata
    default = f"Default: `{_shown(item.default)}`. Valid values: {declared['valid']}."
    parts = [f"## `{name}`", declared["about"], default]
    if declared["example"]:
        parts.append(f"```python\n{name} = {declared['example']}\n```")
    return "\n\n".join(parts)


def _shown(default: object) -> str:
    """Write a default as in `pelicanconf.py`, where pairs are a dictionary."""
    return "{}" if default == () else repr(default).replace("'", '"')


def _sections(shortcodes: Iterable[Shortcode]) -> str:
    return "\n\n".join(map(_section, shortcodes))


def _section(shortcode: Shortcode) -> str:
    head = f"### `{shortcode.name}`\n\n{shortcode.about} {_form(shortcode)}"
    if not shortcode.attributes:
        return f"{head} No attributes."
    rows = map(_row, shortcode.attributes)
    return f"{head}\n\n{table(('attribute', 'valid values', 'default', 'what it does'), rows)}"


def _form(shortcode: Shortcode) -> str:
    name = shortcode.name
    if shortcode.single:
        return f"Write `[{name}]`, without a closing tag."
    written = f"Write `[{name}]` … `[/{name}]`"
    if shortcode.item:
        return f"{written} around any number of [`{shortcode.item}`](#{shortcode.item})."
    if shortcode.group:
        return f"{written} inside [`{shortcode.group}`](#{shortcode.group})."
    return f"{written}."


def _row(attribute: Attribute) -> tuple[str, ...]:
    allowed = attribute.allowed
    if attribute.is_flag:
        allowed += "; without a value it is on"
    default = f"`{attribute.default}`" if attribute.default else "–"
    return (
        f"`{attribute.name}`",
        _MARKUP.sub(_escaped, allowed),
        default,
        attribute.about.replace("|", r"\|"),
    )


def _escaped(found: re.Match[str]) -> str:
    return rf"\{found[0]}"
