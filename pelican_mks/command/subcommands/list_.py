"""`pelican-mks list`."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from pelican_mks.command.options import color_option, settings_option


def _complete_names(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The built-in shortcodes that begin so; a site's own are not read for that."""
    from pelican_mks.families.registry import BUILT_IN  # noqa: PLC0415 - see the package

    return [
        CompletionItem(name, help=shortcode.about)
        for name, shortcode in BUILT_IN.items()
        if name.startswith(incomplete)
    ]


@click.command("list")
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=_complete_names)
@settings_option
@color_option
@click.option("--output-format", "format_name", type=click.Choice(("text", "json")), default="text")
def list_(names: tuple[str, ...], settings_path: str | None, format_name: str) -> None:
    """Show the shortcodes of the site with their attributes.

    NAME is the name of a shortcode; by default all that are enabled.

    \b
    Examples:
      pelican-mks list
      pelican-mks list mks_button
      pelican-mks list --output-format json
    """  # noqa: D301 - click keeps the lines behind this sign
    from rich.console import Console  # noqa: PLC0415 - see the package

    from pelican_mks.command import console, listing  # noqa: PLC0415
    from pelican_mks.command.report import colours_are_on  # noqa: PLC0415
    from pelican_mks.families.registry import switched_on  # noqa: PLC0415
    from pelican_mks.shortcodes.spelling import closest  # noqa: PLC0415

    settings = console.settings(settings_path)
    found = {each.name: each for each in switched_on(settings.shortcodes, settings.own_shortcodes)}
    for name in names:
        if name not in found:
            near = closest(name, found)
            hint = f"Did you mean {near}?" if near else "See them all with: pelican-mks list"
            console.fail(f"“{name}” is not a shortcode of this site. {hint}")
    shortcodes = [found[name] for name in names] or list(found.values())
    if format_name == "json":
        click.echo(listing.as_json(shortcodes))
        return
    colours = colours_are_on()
    Console(force_terminal=colours, color_system="256" if colours else None).print(
        listing.as_table(shortcodes)
    )
