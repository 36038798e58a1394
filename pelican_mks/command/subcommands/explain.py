"""`pelican-mks explain`."""

from __future__ import annotations

import click

from pelican_mks.command.options import codes, color_option, complete_codes


@click.command()
@click.argument(
    "rules",
    nargs=-1,
    metavar="[CODE]...",
    callback=codes,
    shell_complete=complete_codes,
)
@color_option
@click.option("--output-format", "format_name", type=click.Choice(("text", "json")), default="text")
def explain(rules: tuple[str, ...], format_name: str) -> None:
    """Explain rules: what is wrong, an example, and what to write instead.

    CODE is a rule's code or the beginning of several; by default all rules.

    \b
    Examples:
      pelican-mks explain MKS006
      pelican-mks explain --output-format json
    """  # noqa: D301 - click keeps the lines behind this sign
    from pelican_mks.command import explaining  # noqa: PLC0415 - see the docstring of the package
    from pelican_mks.command.rules import ALL, selected  # noqa: PLC0415

    wanted = selected(rules or (ALL,), ())
    click.echo(explaining.FORMATS[format_name](wanted))
