"""The workflows for continuous integration, as far as they can be tested locally."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import pelican_mks
from tests.make import dry_run
from tests.sites import PROJECT

FOLDER = PROJECT / ".github/workflows"
WORKFLOWS: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.yml")
}
JOBS = {
    f"{name}/{key}": job
    for name, workflow in WORKFLOWS.items()
    for key, job in workflow["jobs"].items()
}


def steps(key: str) -> Iterator[dict[str, Any]]:
    """All steps that have `key`."""
    for job in JOBS.values():
        yield from (step for step in job.get("steps", ()) if key in step)


@pytest.mark.parametrize("job", JOBS)
def test_a_job_has_only_the_permissions_that_it_needs(job: str) -> None:
    assert WORKFLOWS[job.partition("/")[0]]["permissions"] == {}
    writes = {name for name, right in JOBS[job]["permissions"].items() if right == "write"}
    assert writes == {"docs/deploy": {"id-token", "pages"}, "publish/publish": {"id-token"}}.get(
        job, set()
    )


def test_actions_are_pinned_to_a_major_version() -> None:
    for step in steps("uses"):
        assert re.search(r"@(release/)?v\d+$", step["uses"])


def test_every_supported_python_version_is_tested() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    claimed = re.findall(r"Python :: (3\.\d+)", " ".join(settings["project"]["classifiers"]))
    for job in ("test/test", "test/matrix"):
        assert JOBS[job]["strategy"]["matrix"]["python"] == claimed


@pytest.mark.parametrize(
    "command", [step["run"] for step in steps("run") if step["run"].startswith("make ")]
)
def test_make_targets_in_workflows_exist(command: str) -> None:
    assert dry_run(command)


def test_the_site_is_built_for_its_url() -> None:
    (step,) = (step for step in WORKFLOWS["docs"]["jobs"]["build"]["steps"] if "env" in step)
    commands = dry_run(step["run"], URL="https://example.org/mks")
    assert (
        """--extra-settings SITEURL='"https://example.org/mks"' RELATIVE_URLS=false\n""" in commands
    )


@pytest.mark.parametrize(
    ("tag", "is_right"),
    [(f"v{pelican_mks.__version__}", True), ("v99", False)],
)
def test_only_a_tag_of_the_current_version_is_published(
    tmp_path: Path, tag: str, *, is_right: bool
) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / f"dist/pelican_mks-{pelican_mks.__version__}.tar.gz").touch()
    (step,) = (step for step in steps("run") if "TAG" in step.get("env", {}))
    done = subprocess.run(  # noqa: S603 - commands from the workflow
        ["/bin/sh", "-ec", step["run"]], cwd=tmp_path, env={"TAG": tag}, check=False
    )
    assert (done.returncode == 0) is is_right


@pytest.mark.parametrize("repository", ["", "/of-another"])
def test_only_the_repository_in_the_metadata_publishes(repository: str) -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    address = settings["project"]["urls"]["Source"] + repository
    (step,) = (
        step
        for step in WORKFLOWS["publish"]["jobs"]["build"]["steps"]
        if "URL" in step.get("env", {})
    )
    done = subprocess.run(  # noqa: S603 - commands from the workflow
        ["/bin/sh", "-ec", step["run"]],
        cwd=PROJECT,
        env={**os.environ, "URL": address},
        capture_output=True,
        check=False,
    )
    assert (done.returncode == 0) == (not repository)
