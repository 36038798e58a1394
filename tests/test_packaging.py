"""The built wheel in a fresh environment, as somebody gets it who installs it."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from pelican_mks.words import DOMAIN
from tests.site import PROJECT, WIDGET, article

BUILD = """
import json, sys
from pelican import Pelican, signals
from pelican.settings import read_settings
plugins = json.loads(sys.argv[1])
settings = read_settings(override={
    "PATH": "content", "OUTPUT_PATH": "output", "SITEURL": "https://example.org",
    "THEME": "simple", "PLUGINS": plugins,
})
Pelican(settings).run()
print(json.dumps(len(signals.content_object_init.receivers)))
"""


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(  # noqa: S603 - our own commands
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, cwd=PROJECT)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds the wheel and what it depends on."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    interpreter = folder / "bin" / "python"
    run(interpreter, "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    return interpreter


def test_the_wheel_holds_the_package_and_the_namespace_plugin(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    package = [name for name in names if not name.partition("/")[0].endswith(".dist-info")]
    expected = {
        str(path.relative_to(PROJECT))
        for path in (PROJECT / "pelican_mks").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    expected.remove("pelican_mks/namespace_plugin.py")
    expected.add("pelican/plugins/mks/__init__.py")
    assert set(package) == expected
    assert any(name.endswith("licenses/LICENSE") for name in names)


@pytest.mark.parametrize("plugins", [None, ["pelican_mks"], ["mks"], ["pelican_mks", "mks"]])
def test_pelican_finds_the_plugin_once(
    python: Path, tmp_path: Path, plugins: list[str] | None
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "one.md").write_text(article(WIDGET), encoding="utf-8")
    printed = run(python, "-c", BUILD, json.dumps(plugins), cwd=tmp_path)
    assert printed.splitlines()[-1] == "1"
    page = (tmp_path / "output" / "one.html").read_text(encoding="utf-8")
    assert page.count('<div class="mks-tabs"') == 1
    assert page.count("pelican_mks/tabs.js") == 1
    assert (tmp_path / "output" / "theme" / "pelican_mks" / "tabs.js").is_file()


def test_the_core_does_not_import_pelican(python: Path, tmp_path: Path) -> None:
    program = "import sys, pelican_mks; pelican_mks.transform('[mks_tabs]'); print('pelican' in sys.modules)"
    assert run(python, "-c", program, cwd=tmp_path).strip() == "False"


def test_the_words_are_there_in_other_languages(wheel: Path, python: Path, tmp_path: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert f"pelican_mks/locale/ar/LC_MESSAGES/{DOMAIN}.mo" in names
    program = "import pelican_mks; print(ascii(pelican_mks.transform('[mks_toggle]x', language='ar').html))"
    assert ascii("عنوان").strip("'") in run(python, "-c", program, cwd=tmp_path)


def test_the_command_is_there(python: Path, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(article(WIDGET), encoding="utf-8")
    printed = run(python.parent / "pelican-mks", "check", "one.md", cwd=tmp_path)
    assert printed == "Nothing to repair in 1 file.\n"
