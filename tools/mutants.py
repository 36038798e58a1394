"""Test a random sample of mutants and list the survivors: `make mutants`."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import click

_PROGRAMS = Path(sys.executable).parent
_COPY = Path("mutants")
"""Where mutmut keeps all mutants; an environment variable selects the one that runs."""
_SURVIVED = (0, 5, 33)
"""The exit statuses of tests that passed, and of a mutant that no test reaches."""


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
    configuration = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    left = [name for name in sample if statuses[name] in _SURVIVED]
    survivors = 0
    with click.progressbar(left, label=f"Testing {len(left)} of them alone") as alone:
        for name in alone:
            if _survives(name, configuration["tool"]["mutmut"]):
                survivors += 1
                click.echo("\n" + _mutmut("show", name))
    click.echo(f"{survivors} of {len(sample)} mutants survived.")


def _survives(name: str, configuration: Mapping[str, list[str]]) -> bool:
    """Test a mutant in a process of its own; `configuration` is mutmut's.

    mutmut forks one that has imported the package and filled its caches, so that it misses mutants that run on import
    or whose results are cached.
    """
    folder = f"tests/{name.split('.')[1]}"
    tests = configuration["pytest_add_cli_args_test_selection"]
    nearest_first = sorted(tests, key=lambda each: each != folder)
    options = [*configuration["pytest_add_cli_args"], "--exitfirst", "--numprocesses=auto"]
    done = subprocess.run(  # noqa: S603 - our own command
        [_PROGRAMS / "pytest", *options, "--rootdir=.", *nearest_first],
        cwd=_COPY,
        env={**os.environ, "MUTANT_UNDER_TEST": name},
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return done.returncode == 0


def _mutmut(*arguments: str, check: bool = True) -> str:
    done = subprocess.run(  # noqa: S603 - our own command
        [_PROGRAMS / "mutmut", *arguments],
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
    for file in _COPY.rglob("*.meta"):
        found |= json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


if __name__ == "__main__":
    main()
