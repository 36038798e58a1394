"""The tests with other Pythons, Pelicans and dependencies: `make test-matrix`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import nox

PROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)
PELICANS = {"4.9": "==4.9.*", "4.10": "==4.10.*", "4.11": "==4.11.*", "newest": ""}
"""Every Pelican that the package allows: one of each series, and whatever is the newest."""
TESTS = (
    *("python", "-m", "pytest", "--numprocesses=auto", "--dist=worksteal"),
    # Browsers know nothing of Python: they need not be asked again with each.
    "--ignore=tests/browser",
    # An old Pelican is warned by a new Python or docutils, and nothing can be done about it here.
    "--override-ini=filterwarnings=ignore\nerror:::(pelican_mks|tests)",
)
WITH_PIP = ["--seed"]
"""The tests install with pip, as users do."""

nox.needs_version = ">=2025.5"
nox.options.default_venv_backend = "uv"
nox.options.envdir = ".cache/nox"
# A Python that can neither be found nor installed is a check that was left out.
nox.options.error_on_missing_interpreters = True


@nox.session(python=PYTHONS, venv_params=WITH_PIP)
@nox.parametrize("pelican", list(PELICANS))
def tests(session: nox.Session, pelican: str) -> None:
    """Run the tests with a Pelican, and the newest of all else."""
    session.install("--editable", ".", f"pelican{PELICANS[pelican]}", "--group", "test")
    session.run(*TESTS, *session.posargs)


@nox.session(python=PYTHONS[:1], venv_params=WITH_PIP)
def lowest(session: nox.Session) -> None:
    """Run the tests with the lowest versions of the dependencies that the package allows."""
    with TemporaryDirectory() as folder:
        versions = f"{folder}/versions.txt"
        resolve = ("uv", "pip", "compile", "--quiet", "--resolution=lowest-direct")
        session.run(*resolve, f"--output-file={versions}", "pyproject.toml")
        session.install("--editable", ".", "--group", "test", "--constraint", versions)
    # A twine that knows the metadata which is written today needs a newer rich.
    without_twine = "--deselect=tests/project/test_packaging.py::test_both_would_be_taken"
    session.run(*TESTS, without_twine, *session.posargs)


@nox.session(python=PYTHONS[:1])
def neighbours(session: nox.Session) -> None:
    """Build a site with the plugins that people combine, with and without ours."""
    session.install("--editable", ".", "--group", "neighbours")
    session.run("python", "-m", "pytest", "tests/neighbours.py", *session.posargs)


@nox.session(python=PYTHONS[-1:], venv_params=WITH_PIP)
def sdist(session: nox.Session) -> None:
    """Run the tests of an unpacked sdist, which has no other file of the project."""
    session.install("--group", "release")
    with TemporaryDirectory() as folder:
        session.run("python", "-m", "build", "--sdist", f"--outdir={folder}")
        (archive,) = Path(folder).glob("*.tar.gz")
        session.run("python", "-m", "tarfile", "--extract", str(archive), folder)
        with session.chdir(archive.with_name(archive.name.removesuffix(".tar.gz"))):
            session.install("--editable", ".", "--group", "test")
            session.run(*TESTS, *session.posargs)
