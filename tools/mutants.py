"""Test a random sample of mutants and list the survivors: `make mutants`."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import click

_MUTMUT = Path(sys.executable).with_name("mutmut")
_NOTICED = 1


@click.command()
@click.argument("modules", nargs=-1)
@click.option("--seed", type=int, default=lambda: random.SystemRandom().randrange(10**6))
@click.option("--mutants", type=int, default=100, show_default=True, help="Size of the sample.")
def main(modules: tuple[str, ...], seed: int, mutants: int) -> None:
    """Try mutants of the whole package, or of MODULES such as `html` and `render.splice`."""
    click.echo("Mapping tests to mutants. This takes some minutes.")
    # No mutant has this name: mutmut generates all of them, tests none, and fails.
    made = _mutmut("run", "none", check=False)
    prefixes = tuple(f"pelican_mks.{module}." for module in modules) or ""
    names = sorted(name for name in _statuses() if name.startswith(prefixes))
    if not names:
        raise click.ClickException(made)
    sample = random.Random(seed).sample(names, min(mutants, len(names)))  # noqa: S311 - no secret
    click.echo(f"Testing {len(sample)} of {len(names)} mutants; --seed {seed} selects them again.")
    _mutmut("run", *sample)
    statuses = _statuses()
    survivors = [name for name in sample if statuses[name] != _NOTICED]
    for name in survivors:
        click.echo(_mutmut("show", name))
    click.echo(f"{len(survivors)} of {len(sample)} mutants survived.")


def _mutmut(*arguments: str, check: bool = True) -> str:
    done = subprocess.run(  # noqa: S603 - our own command
        [_MUTMUT, *arguments],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if check and done.returncode:
        raise click.ClickException(done.stdout)
    return done.stdout


def _statuses() -> dict[str, int | None]:
    """Read the exit status of the tests for each mutant; none for those that were not tested."""
    found: dict[str, int | None] = {}
    for file in Path("mutants").rglob("*.meta"):
        found |= json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


if __name__ == "__main__":
    main()
