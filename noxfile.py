"""Run the tests with all supported versions of Python, Pelican and the dependencies: `make test-matrix`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import nox

PROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)
PELICANS = {"4.9": "==4.9.*", "4.10": "==4.10.*", "4.11": "==4.11.*", "newest": ""}
"""Every supported Pelican: the latest of each series, and the newest release."""
READERS = {
    "pelican-myst-reader": ("sphinx",),
    "pelican-markdown-it-reader": (),
    "pelican-pandoc-reader": ("pypandoc-binary",),
    "minchin.pelican.readers.commonmark": (),
    "asciidoc": (),
}
"""The packages that read articles, and the programs that they call."""
PYTEST = (
    *("python", "-m", "pytest"),
    # Only our own warnings are errors: old versions of Pelican and other plugins use what is deprecated.
    "--override-ini=filterwarnings=ignore\nerror:::(pelican_mks|tests)",
)
# The browser tests do not depend on the Python version.
TESTS = (*PYTEST, "--numprocesses=auto", "--dist=worksteal", "--ignore=tests/browser")
WITH_PIP = ["--seed"]
"""The tests install packages with pip, as users do."""

nox.needs_version = ">=2025.5"
nox.options.default_venv_backend = "uv"
nox.options.envdir = ".cache/nox"
# A missing interpreter must not pass for a successful run.
nox.options.error_on_missing_interpreters = True


@nox.session(python=PYTHONS, venv_params=WITH_PIP)
@nox.parametrize("pelican", list(PELICANS))
def tests(session: nox.Session, pelican: str) -> None:
    """Run the tests with one version of Pelican and the newest version of everything else."""
    session.install("--editable", ".", f"pelican{PELICANS[pelican]}", "--group", "test")
    session.run(*TESTS, *session.posargs)


@nox.session(python=PYTHONS[:1], venv_params=WITH_PIP)
def lowest(session: nox.Session) -> None:
    """Run the tests with the lowest supported versions of the dependencies."""
    with TemporaryDirectory() as folder:
        versions = f"{folder}/versions.txt"
        resolve = ("uv", "pip", "compile", "--quiet", "--resolution=lowest-direct")
        session.run(*resolve, f"--output-file={versions}", "pyproject.toml")
        session.install("--editable", ".", "--group", "test", "--constraint", versions)
    # A twine that supports today's metadata version requires a newer rich.
    without_twine = "--deselect=tests/project/test_packaging.py::test_twine_accepts_both_files"
    session.run(*TESTS, without_twine, *session.posargs)


@nox.session(python=PYTHONS[:1])
def neighbours(session: nox.Session) -> None:
    """Build a site with popular plugins, with and without this one."""
    session.install("--editable", ".", "--group", "neighbours")
    session.run(*PYTEST, "tests/neighbours.py", *session.posargs)


@nox.session(python=PYTHONS[:1])
@nox.parametrize("reader", list(READERS))
def readers(session: nox.Session, reader: str) -> None:
    """Build a site whose articles another plugin reads."""
    session.install("--editable", ".", "--group", "readers", reader, *READERS[reader])
    session.run(*PYTEST, "tests/readers.py", "-k", reader, *session.posargs)


@nox.session(python=PYTHONS[-1:], venv_params=WITH_PIP)
def sdist(session: nox.Session) -> None:
    """Run the tests from an unpacked sdist."""
    session.install("--group", "release")
    with TemporaryDirectory() as folder:
        session.run("python", "-m", "build", "--sdist", f"--outdir={folder}")
        (archive,) = Path(folder).glob("*.tar.gz")
        session.run("python", "-m", "tarfile", "--extract", str(archive), folder)
        with session.chdir(archive.with_name(archive.name.removesuffix(".tar.gz"))):
            session.install("--editable", ".", "--group", "test")
            session.run(*TESTS, *session.posargs)
