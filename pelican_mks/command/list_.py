"""`pelican-mks list`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import click
from click.shell_completion import CompletionItem

from pelican_mks.command.console import colours_are_on, settings
from pelican_mks.command.errors import fail
from pelican_mks.command.options import color_option, settings_option, text_or_json
from pelican_mks.families.registry import BUILT_IN, enabled
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.diagnostic import printable
from pelican_mks.shortcodes.spelling import closest


def _complete_names(_context: object, _parameter: object, incomplete: str) -> list[CompletionItem]:
    """Complete the names of built-in shortcodes; the site's own would need its settings."""
    return [
        CompletionItem(name, help=shortcode.about)
        for name, shortcode in BUILT_IN.items()
        if name.startswith(incomplete)
    ]


@click.command("list")
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=_complete_names)
@settings_option
@color_option
@text_or_json
def list_(names: tuple[str, ...], settings_path: str | None, format_name: str) -> None:
    """Show the site's shortcodes and their attributes.

    NAME is the name of a shortcode; by default all that are enabled.

    \b
    Examples:
      pelican-mks list
      pelican-mks list mks_button
      pelican-mks list --output-format json
    """  # noqa: D301 - \b keeps click from joining the lines
    site = settings(settings_path)
    found = {each.name: each for each in enabled(site.shortcodes, site.own_shortcodes)}
    for name in names:
        if name not in found:
            near = closest(name, found)
            hint = f"Did you mean {near}?" if near else "See them all with: pelican-mks list"
            fail(f"“{name}” is not a shortcode of this site. {hint}")
    shortcodes = [found[name] for name in names] or list(found.values())
    if format_name == "json":
        click.echo(json.dumps([_object(each) for each in shortcodes], indent=2, ensure_ascii=False))
    else:
        _print_table(shortcodes)


def _print_table(shortcodes: Iterable[Shortcode]) -> None:
    """Print a table with a row for each attribute."""
    from rich.console import Console  # noqa: PLC0415 - slow to import, and needed only here
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    def cells(*texts: str) -> Iterator[Text]:
        # rich would read the brackets of a plain string as a style.
        return (Text(printable(text)) for text in texts)

    table = Table("shortcode", "attribute", "default", "valid values", "purpose")
    for shortcode in shortcodes:
        table.add_row(*cells(f"[{shortcode.name}]", "", "", "", shortcode.about))
        for each in shortcode.attributes:
            table.add_row(*cells("", each.name, each.default, each.allowed, each.about))
        table.add_section()
    colours = colours_are_on()
    Console(force_terminal=colours, color_system="256" if colours else None).print(table)


def _object(shortcode: Shortcode) -> dict[str, object]:
    return {
        "name": shortcode.name,
        "about": shortcode.about,
        "holds_text": not shortcode.single,
        "inline": shortcode.inline,
        "item": shortcode.item,
        "group": shortcode.group,
        "attributes": [
            {name: getattr(attribute, name) for name in ("name", "default", "allowed", "about")}
            for attribute in shortcode.attributes
        ],
    }
